"""Lines that somebody lined up by hand, as the rows of a table: these keep their blanks."""

from collections.abc import Sequence

from parser.layout.spacing import starts
from parser.syntax.tree import Token
from parser.text.render import width


def lined_up(lines: Sequence[tuple[int, str, str]]) -> list[bool]:
    """Tell of each line whether its wide gaps line it up with the line before or behind it.

    A line is its level, its text as written, and its text with single blanks. It is lined up if
    whatever stands behind two blanks or more begins in one column with something on a
    neighbouring line of the same level, which is the same word or stands behind two blanks too.

    >>> said = ("Ana   owes a fee", "Boris owes a fee")
    >>> lined_up([(2, one, " ".join(one.split())) for one in said])
    [True, False]
    """
    kept = [written != single and _wide(written) != [] for _, written, single in lines]
    changed = any(kept)
    while changed:
        changed = False
        for at, (level, written, _) in enumerate(lines):
            if not kept[at]:
                continue
            near = [
                each
                for other in (at - 1, at + 1)
                if 0 <= other < len(lines) and lines[other][0] == level
                for each in _cells(lines[other][1] if kept[other] else lines[other][2])
            ]
            if not all(_fits(one, near) for one in _wide(written)):
                kept[at], changed = False, True
    return kept


_Cell = tuple[int, Token, bool]
"""The column of a piece, the piece, and whether two blanks or more stand before it."""


def _cells(text: str) -> list[_Cell]:
    found: list[_Cell] = []
    end = 0
    for column, piece in starts(text):
        found.append((width(text[:column]), piece, column - end > 1))
        end = column + piece.span.end - piece.span.start
    return found


def _wide(text: str) -> list[_Cell]:
    return [cell for cell in _cells(text) if cell[2]]


def _fits(cell: _Cell, near: Sequence[_Cell]) -> bool:
    column, piece, _ = cell
    return any(at == column and (wide or other == piece) for at, other, wide in near)
