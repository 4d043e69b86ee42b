"""Aggregates as the checker works them out: each row in turn, surely there or perhaps."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cmp_to_key

from engine.proof.checker.ordering import Undefined, compare, ends, signs
from engine.proof.checker.working import applied
from parser.datalog.tree import AggregateKind, Function, Row
from parser.values import SOMEONE, Entity, Exact, Range, Value


def total(
    kind: AggregateKind, certain: Sequence[Row], possible: Sequence[Row] | None, lenient: bool
) -> Value | None:
    """Return the value of an aggregate over rows, a range where they are not settled.

    >>> total("sum", [(1,)], [(1,), (5,)], lenient=False)
    Range(low=1, high=6)
    """
    perhaps = _perhaps(certain, possible or ())
    match kind:
        case "count":
            return _count(certain, perhaps, is_open=possible is not None)
        case "sum":
            only = None if perhaps else _only_named(certain)
            return _sum(certain, perhaps) if only is None else only
        case "days":
            return _days(certain, (*certain, *perhaps))
        case "min" | "max":
            if not (certain or (lenient and perhaps)):
                return None
            if not perhaps and (only := _only_named(certain)) is not None:
                return only
            return _extreme(kind, certain, (*certain, *perhaps))


def _only_named(certain: Sequence[Row]) -> Value | None:
    """Return the one value that has a name: the sum of one is that one, and so is the least."""
    value = certain[0][0] if len(certain) == 1 else None
    return value if isinstance(value, Range) and value.of else None


def named(found: Value, nothing: Exact) -> Value:
    """Return a sum, with `nothing` where it comes to a bare zero: to that of its unit.

    >>> named(Range(0, 5), 0)
    Range(low=0, high=5)
    """
    if isinstance(found, Range):
        low, high = (nothing if type(end) is int and end == 0 else end for end in ends(found))
        return replace(found, low=low, high=high)
    return nothing if type(found) is int and found == 0 else found


def _perhaps(certain: Sequence[Row], possible: Sequence[Row]) -> list[Row]:
    """Return the possible rows for which there is no certain one."""
    left = Counter(certain)
    found: list[Row] = []
    for row in possible:
        if left[row] > 0:
            left[row] -= 1
        else:
            found.append(row)
    return found


def _is_open(row: Row) -> bool:
    return any(isinstance(value, Range) for value in row)


def _is_several(row: Row) -> bool:
    """Tell whether a row has an unknown value without a name, which may be several."""
    return any(isinstance(value, Range) and value.of == "" for value in row)


def _is_many(row: Row) -> bool:
    """Tell whether a row may stand for any number of them."""
    return _is_several(row) or any(isinstance(v, Entity) and v.name == SOMEONE for v in row)


def _apart(certain: Sequence[Row], end: int) -> list[tuple[Row, bool]]:
    """Return the rows, those fully known first, and whether each surely is none before it.

    The others come with the least upper `end` first (1), or with the greatest lower one (-1).
    """
    found: list[tuple[Row, bool]] = [(row, True) for row in certain if not _is_open(row)]
    left = sorted((row for row in certain if _is_open(row)), key=repr)

    def sooner(one: Row, other: Row) -> int:
        return _sooner(one, other, end)

    for row in sorted(left, key=cmp_to_key(sooner)):
        others = [other for other, sure in found if sure]
        found.append((row, all(_must_differ(row, other) for other in others)))
    return found


def _sooner(row: Row, other: Row, end: int) -> int:
    """Return -1 if a row comes before another one, and 1 if after it, by one of its ends."""
    place = 1 if end > 0 else 0
    mine, its = ends(row[0])[place], ends(other[0])[place]
    if mine is None or its is None:
        return int(mine is None) - int(its is None)
    try:
        found = signs(mine, its)
    except Undefined:
        return 0
    return end * next(iter(found)) if len(found) == 1 else 0


def _must_differ(row: Row, other: Row) -> bool:
    pairs = zip(row, other, strict=True)
    return any(compare("!=", value, its, lenient=False) for value, its in pairs)


def _count(certain: Sequence[Row], perhaps: Sequence[Row], is_open: bool) -> Value:
    least = len([row for row, sure in _apart(certain, 1) if sure])
    if is_open and (any(map(_is_many, perhaps)) or any(map(_is_several, certain))):
        return Range(least, None)
    return _span(least, len(certain) + len(perhaps))


def _span(low: Exact | None, high: Exact | None) -> Value:
    return low if low is not None and low == high else Range(low, high)


def _sum(certain: Sequence[Row], perhaps: Sequence[Row]) -> Value:
    low: Exact | None = 0
    high: Exact | None = 0
    for row, sure in _apart(certain, -1):
        least, _ = ends(row[0])
        low = _plus(low, least) if sure else _with(low, least, -1, many=False)
    for row, sure in _apart(certain, 1):
        _, most = ends(row[0])
        high = _plus(high, most) if sure else _with(high, most, 1, many=False)
    for row in perhaps:
        least, most = ends(row[0])
        low = _with(low, least, -1, _is_many(row))
        high = _with(high, most, 1, _is_many(row))
    return _span(low, high)


def _plus(left: Exact | None, right: Exact | None) -> Exact | None:
    if left is None or right is None:
        return None
    found = applied("+", (left, right), lenient=False)
    return None if isinstance(found, Range) else found


def _with(end: Exact | None, value: Exact | None, side: int, many: bool) -> Exact | None:
    """Return an end of a sum to which a value may be added, once or any number of times."""
    if end is None or value is None:
        return None
    possible = signs(value, 0)
    if {-1, 1} <= possible:
        return None
    if side not in possible:
        return end
    return None if many else _plus(end, value)


def _extreme(kind: AggregateKind, certain: Sequence[Row], everything: Sequence[Row]) -> Value:
    choice: Function = "earlier" if kind == "min" else "later"
    if not certain:
        return _span(ends(_chosen("earlier", everything))[0], ends(_chosen("later", everything))[1])
    sure, best = _chosen(choice, certain), _chosen(choice, everything)
    low, high = (best, sure) if kind == "min" else (sure, best)
    return _span(ends(low)[0], ends(high)[1])


def _chosen(choice: Function, rows: Sequence[Row]) -> Value:
    found = rows[0][0]
    for row in rows[1:]:
        better = applied(choice, (found, row[0]), lenient=False)
        assert better is not None, "of two values one is the earlier"
        found = better
    return found


def _days(certain: Sequence[Row], everything: Sequence[Row]) -> Value:
    sure: set[int] = set()
    perhaps: set[int] = set()
    open_ended = False
    for row in certain:
        start, end = _day(ends(row[0])[1]), _day(ends(row[1])[0])
        if start is not None and end is not None:
            sure.update(range(start, end + 1))
    for row in everything:
        start, end = _day(ends(row[0])[0]), _day(ends(row[1])[1])
        if start is None or end is None:
            open_ended = True
        else:
            perhaps.update(range(start, end + 1))
    return _span(len(sure), None if open_ended else len(perhaps))


def _day(value: Exact | None) -> int | None:
    if value is None:
        return None
    if not isinstance(value, date):
        raise Undefined("only days can be covered")
    return value.toordinal()
