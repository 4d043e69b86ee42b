"""Lines that somebody lined up by hand, as the rows of a table: these keep their blanks."""

from collections.abc import Sequence
from typing import NamedTuple

from parser.layout.spacing import starts
from parser.syntax.tree import Token
from parser.text.render import width


def lined_up(lines: Sequence[tuple[int, str, str]]) -> list[bool]:
    """Tell of each line whether its wide gaps line it up with the line before or behind it.

    A line is its level, its text as written, and its text with single blanks. It is lined up if
    whatever stands behind two blanks or more begins in one column with something on a
    neighbouring line of the same level that is the same word, has the same number in its line,
    or stands behind two blanks too. The first lines of blocks belong to no table.

    >>> said = ("Ana   owes a fee", "Boris owes a fee")
    >>> lined_up([(2, one, " ".join(one.split())) for one in said])
    [True, False]
    """
    kept = [
        level > 0 and written != single and _wide(written) != [] for level, written, single in lines
    ]
    to_look_at = [at for at, keep in enumerate(kept) if keep]
    while to_look_at:
        at = to_look_at.pop()
        if not kept[at]:
            continue
        beside = [
            other
            for other in (at - 1, at + 1)
            if 0 <= other < len(lines) and lines[other][0] == lines[at][0]
        ]
        near = [
            each
            for other in beside
            for each in _cells(lines[other][1] if kept[other] else lines[other][2])
        ]
        if not all(_fits(one, near) for one in _wide(lines[at][1])):
            kept[at] = False
            to_look_at += beside
    return kept


class _Cell(NamedTuple):
    """A piece: its column, its number in the line, and whether two blanks or more are before it."""

    column: int
    number: int
    piece: Token
    is_wide: bool


def _cells(text: str) -> list[_Cell]:
    found: list[_Cell] = []
    end = 0
    for number, (column, piece) in enumerate(starts(text)):
        found.append(_Cell(width(text[:column]), number, piece, column - end > 1))
        end = column + piece.span.end - piece.span.start
    return found


def _wide(text: str) -> list[_Cell]:
    return [cell for cell in _cells(text) if cell.is_wide]


def _fits(cell: _Cell, near: Sequence[_Cell]) -> bool:
    return any(
        one.column == cell.column
        and (one.is_wide or one.number == cell.number or one.piece == cell.piece)
        for one in near
    )
