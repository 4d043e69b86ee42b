"""Aggregates: exact over what is settled, bounds over what is open."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from engine.arithmetic.calendar import days_between
from engine.arithmetic.compare import ends
from engine.arithmetic.evaluate import apply
from engine.backends.protocol import EvaluationError
from parser.datalog.tree import AggregateKind, Function, Row
from parser.values import SOMEONE, Amount, Entity, Exact, Range, Share, Value


def aggregate(
    kind: AggregateKind,
    certain: Sequence[Row],
    possible: Sequence[Row] | None = None,
    lenient: bool = False,
) -> Value | None:
    """Return the value of an aggregate over rows of terms, or None if it has none.

    `certain` are the terms of each distinct assignment that certainly holds, `possible` of all
    that could hold (default: the same). The result is a range where they differ.

    >>> aggregate("count", [(1,), (2,)]), aggregate("sum", [(1,)], [(1,), (5,)])
    (2, Range(low=1, high=6))
    """
    everything = certain if possible is None else possible
    match kind:
        case "count":
            return _span(len(certain), None if _is_open(certain, everything) else len(everything))
        case "sum":
            return _sum(certain, everything)
        case "min" | "max":
            if not (everything if lenient else certain):
                return None
            return _extreme(kind, certain, everything)
        case "days":
            return _days(certain, everything)


def _span(low: Exact | None, high: Exact | None) -> Value:
    if low is not None and low == high:
        return low
    return Range(low, high)


def _is_open(certain: Sequence[Row], possible: Sequence[Row]) -> bool:
    """Tell whether what is not certain could stand for any number of rows."""
    known = set(certain)
    return any(_stands_for_many(row) for row in possible if row not in known)


def _stands_for_many(row: Row) -> bool:
    return any(
        isinstance(value, Range) or (isinstance(value, Entity) and value.name == SOMEONE)
        for value in row
    )


def _further(certain: Sequence[Row], possible: Sequence[Row]) -> list[Row]:
    """Return the possible rows beyond the certain ones, each counted as often as it occurs."""
    left = list(certain)
    further = []
    for row in possible:
        if row in left:
            left.remove(row)
        else:
            further.append(row)
    return further


def _sum(certain: Sequence[Row], possible: Sequence[Row]) -> Value:
    total: Value = 0
    for (value,) in certain:
        total = value if total == 0 and not isinstance(total, Range) else apply("+", (total, value))
    low, high = ends(total)
    for (value,) in _further(certain, possible):
        # a row that may be there many times, or not at all, moves only the end it can move
        least, most = ends(value)
        unbounded = _stands_for_many((value,))
        if low is not None and (least is None or _is_negative(least)):
            low = None if unbounded or least is None else _plus(low, least)
        if high is not None and (most is None or not _is_negative(most)):
            high = None if unbounded or most is None else _plus(high, most)
    return _span(low, high)


def _plus(left: Exact, right: Exact) -> Exact | None:
    if left == 0:
        return right
    value = apply("+", (left, right))
    return None if isinstance(value, Range) else value


def _is_negative(value: Exact) -> bool:
    match value:
        case int() | Decimal():
            return value < 0
        case Amount(amount):
            return amount < 0
        case Share(percent):
            return percent < 0
        case _:
            return True


def _extreme(kind: AggregateKind, certain: Sequence[Row], possible: Sequence[Row]) -> Value:
    """Return the least (or greatest) value; more rows can only make it smaller (or larger)."""
    function: Function = "earlier" if kind == "min" else "later"
    sure: Value | None = None
    for (value,) in certain:
        sure = value if sure is None else apply(function, (sure, value))
    best: Value | None = sure
    for (value,) in possible:
        best = value if best is None else apply(function, (best, value))
    assert best is not None
    if sure is None:
        return _hull(possible)
    low, high = (ends(best)[0], ends(sure)[1]) if kind == "min" else (ends(sure)[0], ends(best)[1])
    return _span(low, high)


def _hull(rows: Sequence[Row]) -> Value:
    low: Value | None = None
    high: Value | None = None
    for (value,) in rows:
        low = value if low is None else apply("earlier", (low, value))
        high = value if high is None else apply("later", (high, value))
    assert low is not None and high is not None
    return _span(ends(low)[0], ends(high)[1])


def _days(certain: Sequence[Row], possible: Sequence[Row]) -> Value:
    """Return the days covered by intervals, overlaps counted once, as bounds."""
    surely = _covered([(_latest(first), _earliest(last)) for first, last in certain])
    maybe: list[tuple[date, date]] = []
    for first, last in possible:
        start, end = _earliest(first), _latest(last)
        if start is None or end is None:
            return _span(surely, None)
        maybe.append((start, end))
    return _span(surely, _covered(list(maybe)))


def _earliest(value: Value) -> date | None:
    return _date(ends(value)[0])


def _latest(value: Value) -> date | None:
    return _date(ends(value)[1])


def _date(value: Exact | None) -> date | None:
    if value is not None and not isinstance(value, date):
        raise EvaluationError("only days can be covered")
    return value


def _covered(intervals: Sequence[tuple[date | None, date | None]]) -> int:
    total = 0
    covered_to: date | None = None
    known = [(a, b) for a, b in intervals if a is not None and b is not None and a <= b]
    for first, last in sorted(known):
        if covered_to is not None and last <= covered_to:
            continue
        overlaps = covered_to is not None and first <= covered_to
        start = covered_to + timedelta(days=1) if overlaps and covered_to is not None else first
        total += days_between(start, last)
        covered_to = last
    return total
