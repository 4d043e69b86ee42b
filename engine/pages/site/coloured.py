"""Lines of a law or case file -> what each stretch of them is, for the colours of a page."""

from collections.abc import Sequence

from parser.highlight.from_text import stretches
from parser.highlight.kinds import Kind

Coloured = tuple[tuple[str, str], ...]
"""Stretches in order: the kind (`""` for what has no colour) and the text."""

_PLAIN: frozenset[Kind] = frozenset({"sentence", "blank"})


def coloured(text: str) -> Coloured:
    """Return the stretches of a file.

    >>> coloured('law a "A"')
    (('declaration', 'law'), ('', ' '), ('id', 'a'), ('', ' '), ('text', '"A"'))
    """
    return tuple(
        ("" if one.kind in _PLAIN else one.kind, text[one.start : one.end])
        for one in stretches(text)
    )


def coloured_lines(lines: Sequence[str], head: str) -> Coloured:
    r"""Return the stretches of lines that stand below a `head` in their file; it is left out.

    >>> coloured_lines(("a member may borrow", "if it rains"), 'rule A "A"')
    (('variable', 'a member'), ('', ' may borrow\n'), ('connective', 'if'), ('', ' it rains'))
    """
    if not lines:
        return ()
    margin = " " * 4
    inside = "\n".join(f"{margin}{line}" for line in lines)
    found: list[tuple[str, str]] = []
    left = len(head) + 1
    for kind, text in coloured(f"{head}\n{inside}"):
        said, left = text[left:], max(0, left - len(text))
        found += [(kind, said)] if said else []
    return _joined(tuple(_shifted(found, margin)))


def _shifted(found: Sequence[tuple[str, str]], margin: str) -> list[tuple[str, str]]:
    """Take away the margin of each line."""
    shifted: list[tuple[str, str]] = []
    fresh = True
    for kind, text in found:
        said = text.removeprefix(margin) if fresh else text
        said = said.replace(f"\n{margin}", "\n")
        fresh = text.endswith("\n")
        shifted += [(kind, said)] if said else []
    return shifted


def _joined(found: Coloured) -> Coloured:
    joined: list[tuple[str, str]] = []
    for kind, text in found:
        if joined and joined[-1][0] == kind:
            joined[-1] = (kind, joined[-1][1] + text)
        else:
            joined.append((kind, text))
    return tuple(joined)
