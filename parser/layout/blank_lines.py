"""Blank lines: at most one in a row, and one before each declaration."""

from collections.abc import Sequence

from parser.layout.tree import Blank, Code, Laid, Placed

_TOGETHER = frozenset({"kind", "names"})
"""Declarations of a line, which may follow one another without a blank line."""


def spread(lines: Sequence[Laid]) -> tuple[Laid, ...]:
    """Return lines with at most one blank line in a row, and none at the ends of the file.

    None stands behind the first line of a block. One stands before it, and before the comments
    right above it; between kinds and names it may be left out.
    """
    found: list[Laid] = []
    for line in lines:
        if isinstance(line, Blank):
            if found and not isinstance(found[-1], Blank):
                found.append(line)
            continue
        if line.level and len(found) > 1 and isinstance(found[-1], Blank) and _begins(found[-2]):
            found.pop()
        if _begins(line):
            _part(found, line)
        found.append(line)
    while found and isinstance(found[-1], Blank):
        found.pop()
    return tuple(found)


def _part(found: list[Laid], heading: Placed) -> None:
    """Put a blank line before the comments above a heading, where one belongs and is not."""
    at = len(found)
    while at and isinstance(one := found[at - 1], Placed) and not one.text and not one.level:
        at -= 1
    before = found[at - 1] if at else None
    if isinstance(before, Placed) and not {_section(before), _section(heading)} <= _TOGETHER:
        found.insert(at, Blank())


def _begins(line: Laid) -> bool:
    return isinstance(line, Placed) and line.level == 0 and line.text != ""


def _section(line: Placed) -> str:
    """Return the keyword of the block of a line, which a comment has not."""
    match line.source:
        case Code(section=section):
            return section
        case None:
            return "names"
        case _:
            return ""
