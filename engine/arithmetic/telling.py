"""Of many days, those that tell which is the least and which the greatest."""

from collections.abc import Iterator, Sequence
from datetime import date

from engine.arithmetic.compare import ends
from parser.datalog.tree import Row

FEW = 9
"""So few rows are looked at as fast as they are chosen from."""


def telling(rows: Sequence[Row]) -> Sequence[Row]:
    """Return the rows of one term that decide what the least or the greatest of all is.

    `aggregate` gives the same over them as over all, also where other rows are possible beside
    them. They are in the order of `rows`, which come back whole where they are few, or where
    something else than days is among them.

    >>> may = [(date(2026, 5, day),) for day in range(1, 32)]
    >>> [row[0].day for row in telling(may)]
    [1, 2, 31]
    """
    if len(rows) <= FEW:
        return rows
    days = [row[0] for row in rows if type(row[0]) is date]
    if len(days) == len(rows):
        ends_of_all = {days.index(min(days)), days.index(max(days))}
        return [rows[place] for place in sorted({0, 1, *ends_of_all})]
    lows: list[date] = []
    highs: list[date] = []
    places: tuple[list[int], list[int]] = ([], [])
    without: set[int] = set()
    for place, row in enumerate(rows):
        for end, found, where in zip(ends(row[0]), (lows, highs), places, strict=True):
            if type(end) is date:
                found.append(end)
                where.append(place)
            elif end is None:
                without.add(place)
            else:
                return rows
    if not lows and not highs:
        return rows
    chosen = {0, 1, *_another(rows), *_ending(rows, without)}
    for found, where in zip((lows, highs), places, strict=True):
        for outermost in (min, max) if found else ():
            chosen.add(where[found.index(outermost(found))])
    return [rows[place] for place in sorted(chosen)]


def _another(rows: Sequence[Row]) -> Iterator[int]:
    """Yield where a row stands that differs from the first, if one does: it is not the only one."""
    for place, row in enumerate(rows):
        if row != rows[0]:
            yield place
            return


def _ending(rows: Sequence[Row], without: set[int]) -> Iterator[int]:
    """Yield where a row stands that has no least value, and one that has no greatest."""
    for side in (0, 1):
        for place in sorted(without):
            if ends(rows[place][0])[side] is None:
                yield place
                break
