"""Aggregates: exact over what is settled, bounds over what is open."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cmp_to_key

from engine.arithmetic.calendar import days_covered
from engine.arithmetic.compare import compare, ends
from engine.arithmetic.errors import EvaluationError
from engine.arithmetic.evaluate import apply
from engine.arithmetic.order import order
from parser.datalog.tree import AggregateKind, Function, Row
from parser.values import SOMEONE, Entity, Exact, Range, Value


def aggregate(
    kind: AggregateKind,
    certain: Sequence[Row],
    possible: Sequence[Row] | None = None,
    lenient: bool = False,
    nothing: Exact = 0,
) -> Value | None:
    """Return the value of an aggregate over rows of terms, or None if it has none.

    A sum over nothing is `nothing`.

    `certain` are the terms of each distinct assignment that certainly holds, `possible` of all
    that could hold (default: the same). Values after the terms only tell assignments apart. The
    result is a range where they differ, and contains the value of every completion:

    - two certain rows count as one as long as a range could make them the same;
    - a row that is only possible may be there or not, and one about someone unnamed or with a
      value that is not known may be there any number of times.

    >>> aggregate("count", [(1,), (2,)]), aggregate("sum", [(1,)], [(1,), (5,)])
    (2, Range(low=1, high=6))
    """
    match kind:
        case "count":
            return _count(certain, possible)
        case "sum":
            if (only := _only_one(certain, possible or ())) is not None:
                return only
            return _sum(certain, possible, nothing)
        case "min" | "max":
            everything = certain if possible is None else possible
            if not (everything if lenient else certain):
                return None
            if (only := _only_one(certain, everything)) is not None:
                return only
            return _extreme(kind, certain, everything)
        case "days":
            return _days(certain, certain if possible is None else possible)


def _span(low: Exact | None, high: Exact | None) -> Value:
    if low is not None and low == high:
        return low
    return Range(low, high)


def _count(certain: Sequence[Row], possible: Sequence[Row] | None) -> Value:
    low = sum(1 for _, sure in _apart(certain, 1) if sure)
    if possible is None:
        return _span(low, len(certain))
    further = list(_further(certain, possible))
    # a range among the certain rows may hide one that stands for what nobody stated
    is_open = any(map(_stands_for_many, further)) or any(map(_may_hide_others, certain))
    return _span(low, None if is_open else len(certain) + len(further))


def _apart(rows: Sequence[Row], end: int) -> Iterator[tuple[Row, bool]]:
    """Yield each row, and whether it certainly differs from all that did so before it.

    Those known in part come last, in an order that hangs on nothing but themselves: the least
    greatest value first (`end` 1), or the greatest least one (-1). Of values between two ends as
    many are then told apart as can be, or those with the largest sum.
    """
    ranged: list[Row] = []
    sure: list[Row] = []
    for row in rows:
        if _has_range(row):
            ranged.append(row)
        else:
            sure.append(row)
            yield row, True
    for row in _ordered(ranged, end) if len(ranged) > 1 else ranged:
        differs = all(_must_differ(row, other) for other in sure)
        if differs:
            sure.append(row)
        yield row, differs


def _ordered(rows: Sequence[Row], end: int) -> list[Row]:
    def before(row: Row, other: Row) -> int:
        one, its = (ends(each[0])[end > 0] for each in (row, other))
        if one is None or its is None:
            return (one is None) - (its is None)
        try:
            low, high = order(one, its)
        except EvaluationError:
            return 0
        return low * end if low == high else 0

    return sorted(sorted(rows, key=repr), key=cmp_to_key(before))


def _must_differ(row: Row, other: Row) -> bool:
    return any(_values_differ(value, its) for value, its in zip(row, other, strict=True))


def _values_differ(left: Value, right: Value) -> bool:
    try:
        return compare("!=", left, right)
    except EvaluationError:
        return True


def _further(certain: Sequence[Row], possible: Sequence[Row]) -> Iterator[Row]:
    """Yield the possible rows beyond the certain ones, each as often as it occurs."""
    left = Counter(certain)
    for row in possible:
        if left[row] > 0:
            left[row] -= 1
        else:
            yield row


def _stands_for_many(row: Row) -> bool:
    unnamed = any(isinstance(value, Entity) and value.name == SOMEONE for value in row)
    return unnamed or _may_hide_others(row)


def _may_hide_others(row: Row) -> bool:
    """Tell whether a row has a value that is not known, and that has no name of its own."""
    return any(isinstance(value, Range) and not value.of for value in row)


def _has_range(row: Row) -> bool:
    return any(isinstance(value, Range) for value in row)


def _sum(certain: Sequence[Row], possible: Sequence[Row] | None, nothing: Exact) -> Value:
    low: Exact | None = 0
    high: Exact | None = 0
    for row, sure in _apart(certain, -1):
        least, _ = ends(row[0])
        low = _plus(low, least) if sure else _perhaps_plus(low, least, -1)
    for row, sure in _apart(certain, 1):
        _, most = ends(row[0])
        high = _plus(high, most) if sure else _perhaps_plus(high, most, 1)
    for row in _further(certain, possible or ()):
        least, most = ends(row[0])
        many = _stands_for_many(row)
        low = _perhaps_plus(low, least, -1, many)
        high = _perhaps_plus(high, most, 1, many)
    return _span(*(nothing if type(end) is int and end == 0 else end for end in (low, high)))


def _plus(left: Exact | None, right: Exact | None) -> Exact | None:
    if left is None or right is None:
        return None
    total = apply("+", (left, right))
    return None if isinstance(total, Range) else total


def _perhaps_plus(
    end: Exact | None, value: Exact | None, side: int, many: bool = False
) -> Exact | None:
    """Return the lower (-1) or upper (1) end of a sum to which `value` may belong or not.

    A value on the other side of zero does not move it.
    """
    if end is None or value is None:
        return None
    low, high = order(value, 0)
    if low < 0 < high:
        return None  # less a month and 30 days more: on which side it is depends on the calendar
    if side not in (low, high):
        return end
    return None if many else _plus(end, value)


def _extreme(kind: AggregateKind, certain: Sequence[Row], possible: Sequence[Row]) -> Value:
    """Return the least (or greatest) value; more rows can only make it smaller (or larger)."""
    function: Function = "earlier" if kind == "min" else "later"
    if not certain:
        least, greatest = _fold("earlier", possible), _fold("later", possible)
        return _span(ends(least)[0], ends(greatest)[1])
    sure = _fold(function, certain)
    best = _fold(function, [(sure,), *possible])
    if kind == "min":
        return _span(ends(best)[0], ends(sure)[1])
    return _span(ends(sure)[0], ends(best)[1])


def _only_one(certain: Sequence[Row], possible: Sequence[Row]) -> Value | None:
    """Return the one value that there is, which has no ends that it is without and keeps its name.

    None if there may be others: a value without a name may stand for several.
    """
    if len(certain) != 1 or next(_further(certain, possible), None) is not None:
        return None
    value = certain[0][0]
    return value if isinstance(value, Range) and value.of else None


def _fold(function: Function, rows: Sequence[Row]) -> Value:
    """Return what the earlier (or later) of all values is, of which only the ends count."""
    lows: list[date] = []
    highs: list[date] = []
    for row in rows:
        low, high = ends(row[0])
        if type(low) is date:
            lows.append(low)
        elif low is not None:
            return _one_by_one(function, rows)
        if type(high) is date:
            highs.append(high)
        elif high is not None:
            return _one_by_one(function, rows)
    if not lows and not highs:
        return _one_by_one(function, rows)
    if function == "earlier":
        return _span(min(lows) if len(lows) == len(rows) else None, min(highs, default=None))
    return _span(max(lows, default=None), max(highs) if len(highs) == len(rows) else None)


def _one_by_one(function: Function, rows: Sequence[Row]) -> Value:
    found = rows[0][0]
    for row in rows[1:]:
        chosen = apply(function, (found, row[0]))
        assert chosen is not None, "the earlier or later of two values is one of them"
        found = chosen
    return found


def _days(certain: Sequence[Row], possible: Sequence[Row]) -> Value:
    """Return the days covered by intervals, overlaps counted once, as bounds."""
    surely: list[tuple[date, date]] = []
    for row in certain:
        start, end = _date(ends(row[0])[1]), _date(ends(row[1])[0])
        if start is not None and end is not None:
            surely.append((start, end))
    maybe: list[tuple[date, date]] = []
    for row in (*certain, *possible):
        start, end = _date(ends(row[0])[0]), _date(ends(row[1])[1])
        if start is None or end is None:
            return _span(days_covered(surely), None)
        maybe.append((start, end))
    return _span(days_covered(surely), days_covered(maybe))


def _date(value: Exact | None) -> date | None:
    if value is not None and not isinstance(value, date):
        raise EvaluationError("only days can be covered")
    return value
