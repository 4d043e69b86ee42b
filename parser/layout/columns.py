"""What stands in a column: attributes behind sentences, texts behind choices, comments."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from parser.layout.tree import Blank, Code, Comment, Laid, Placed
from parser.text.render import width

INDENT = 4
"""Blanks a level."""

APART = 2
"""Blanks, at least, before what stands in a column."""

FURTHER = 4
"""Blanks behind the longest sentence where a column is begun anew, or one is too long for it."""


def in_columns(lines: Sequence[Laid]) -> tuple[Laid, ...]:
    """Return lines with what stands behind them joined to their text, in columns.

    The attributes of a paragraph of a vocabulary stand in the column in which most of them
    stand already; those of a sentence that is too long for it stay where they are behind it.
    The texts of a reading stand one blank behind the longest of its choices.
    """
    found = list(lines)
    for group in _paragraphs(lines):
        members = [(at, one) for at in group if isinstance(one := lines[at], Placed) and one.behind]
        if not members:
            continue
        ends = [width(one.text) for _, one in members]
        if _section(members[0][1]) == "reading":
            columns = [max(ends) + 1] * len(ends)
        else:
            columns = _shared([one.column for _, one in members], ends)
        for (at, one), end, column in zip(members, ends, columns, strict=True):
            text = f"{one.text}{' ' * (column - end)}{one.behind}"
            found[at] = replace(one, text=text, behind="", column=0)
    return tuple(found)


def _shared(columns: Sequence[int], ends: Sequence[int]) -> list[int]:
    """Return the column behind each sentence, given where it is now and where that ends.

    Those who get a column may make another one that of most. Then all are far enough away, so
    that only the one chosen can gain any, and a third time would change nothing.
    """
    return _chosen(_chosen(columns, ends), ends)


def _chosen(columns: Sequence[int], ends: Sequence[int]) -> list[int]:
    """Return the column of most for whatever is short enough, and its own for the rest."""
    placed = [at if at >= end + APART else 0 for at, end in zip(columns, ends, strict=True)]
    used = Counter(at for at in placed if at)
    most = max(used.values(), default=0)
    chosen = min((at for at, n in used.items() if n == most), default=max(ends) + FURTHER)
    return [
        chosen if end + APART <= chosen else at or end + FURTHER
        for at, end in zip(placed, ends, strict=True)
    ]


def _paragraphs(lines: Sequence[Laid]) -> list[list[int]]:
    """Return the numbers of the lines that stand together: of one block, with no blank between."""
    groups: list[list[int]] = [[]]
    for at, line in enumerate(lines):
        if isinstance(line, Blank) or _is_heading(line):
            groups.append([])
        else:
            groups[-1].append(at)
    return groups


def _is_heading(line: Placed) -> bool:
    return line.level == 0 and line.text != ""


def _section(line: Placed) -> str:
    return line.source.section if isinstance(line.source, Code) else ""


def with_comments(lines: Sequence[Laid]) -> list[str]:
    """Return lines as text, with the comments that stand behind them.

    A comment stands two blanks behind its line, unless it was lined up with those of the lines
    around it: then all of them stand two blanks behind the longest.
    """
    indented = [
        " " * (INDENT * one.level if one.text or one.comment else 0) + one.text
        if isinstance(one, Placed)
        else ""
        for one in lines
    ]
    found = list(indented)
    for group in _lined_up(lines):
        at = max(width(indented[one].rstrip(" ")) for one in group) + APART
        for one in group:
            line = lines[one]
            if isinstance(line, Placed):
                body = indented[one] if line.text else ""
                found[one] = f"{body}{' ' * (at - width(body))}{line.comment}"
    grouped = {one for group in _lined_up(lines) for one in group}
    for at, line in enumerate(lines):
        if isinstance(line, Placed) and line.comment and at not in grouped:
            found[at] = indented[at] + line.comment
    return found


def _lined_up(lines: Sequence[Laid]) -> list[list[int]]:
    """Return the numbers of neighbouring lines whose comments begin in one column.

    A line with a comment alone belongs to such a group where it goes on with that above it.
    """
    groups: list[list[int]] = []
    column = -1
    for at, line in enumerate(lines):
        here = -1
        if isinstance(line, Placed):
            match line.source:
                case Code(comment_column=where) if line.comment:
                    here = where
                case Comment(indent=where) if where == column:
                    here = where
                case _:
                    pass
        if here >= 0 and here == column:
            groups[-1].append(at)
        elif here >= 0:
            groups.append([at])
        column = here
    return groups
