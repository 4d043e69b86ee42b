"""How the checker compares values: by all the signs that their difference could have."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache

from engine.proof.checker.one_value import apart
from parser.datalog.tree import Operator
from parser.values import SOMEONE, Amount, Duration, Entity, Exact, Number, Range, Share, Value


class Undefined(Exception):
    """A function or a comparison of values for which it means nothing."""


class Unordered(Undefined):
    """An order between values of two kinds, such as amounts in two currencies."""


_SIGNS: dict[Operator, frozenset[int]] = {
    "<": frozenset({-1}),
    "<=": frozenset({-1, 0}),
    "=": frozenset({0}),
    "!=": frozenset({-1, 1}),
    ">=": frozenset({0, 1}),
    ">": frozenset({1}),
}
"""The signs of `left - right` with which each comparison holds."""


def compare(op: Operator, left: Value, right: Value, lenient: bool) -> bool:
    """Tell whether a comparison holds for every pair of values that the two could be.

    With `lenient`, whether it does for one pair. Raises Unordered for an order between values
    that have none.

    >>> compare("<", Range(1, 3), 3, False), compare("<", Range(1, 3), 3, True)
    (False, True)
    """
    if isinstance(left, Entity) or isinstance(right, Entity):
        return _named(op, left, right, lenient)
    if not _are_comparable(left, right):
        if op in ("=", "!="):
            return op == "!="
        raise Unordered(f"{left!r} and {right!r} have no order"[:200])
    possible = None
    if isinstance(left, Range) and isinstance(right, Range) and left.of and right.of:
        # one and the same value, or what is calculated from one
        possible = frozenset({0}) if left == right else apart(left, right)
    if possible is None:
        possible = signs(left, right)
    return bool(possible & _SIGNS[op]) if lenient else possible <= _SIGNS[op]


def could_equal(one: Value, other: Value) -> bool:
    """Tell whether two values could be one; what has no comparison could not."""
    try:
        return compare("=", one, other, True)
    except Undefined:
        return False


def _named(op: Operator, left: Value, right: Value, lenient: bool) -> bool:
    if op == "=":
        return left == right
    if op != "!=":
        raise Undefined("individuals have no order")
    # two people whom nobody names may be two
    unnamed = isinstance(left, Entity) and left.name == SOMEONE
    return left != right or (lenient and unnamed)


def signs(left: Value, right: Value) -> frozenset[int]:
    """Return every sign that the difference of two values of one kind could have.

    >>> sorted(signs(Duration(months=1), Duration(days=31)))
    [-1, 0]
    """
    low1, high1 = ends(left)
    low2, high2 = ends(right)
    least = -1 if low1 is None or high2 is None else min(_exact_signs(low1, high2))
    most = 1 if high1 is None or low2 is None else max(_exact_signs(high1, low2))
    if least == 0 and (_is_without(left, "low") or _is_without(right, "high")):
        least = 1
    if most == 0 and (_is_without(left, "high") or _is_without(right, "low")):
        most = -1
    return frozenset(range(least, most + 1))


def _is_without(value: Value, end: str) -> bool:
    """Tell whether a value is not the end of its range itself."""
    return isinstance(value, Range) and (value.above if end == "low" else value.below)


def ends(value: Value) -> tuple[Exact | None, Exact | None]:
    """Return the least and the greatest that a value could be; None is open."""
    return (value.low, value.high) if isinstance(value, Range) else (value, value)


def _are_comparable(left: Value, right: Value) -> bool:
    """Tell whether two values are of one kind, or a text and a number, which have an order."""
    known = [end for end in (*ends(left), *ends(right)) if end is not None]
    kinds = {_kind(end) for end in known if not _is_bare_zero(end)}
    if any(map(_is_bare_zero, known)) and kinds <= {"date", "text"}:
        kinds.add("number")
    return len(kinds) <= 1 or kinds == {"text", "number"}


def _is_bare_zero(value: Exact) -> bool:
    return type(value) is int and value == 0


def _kind(value: Exact) -> str:
    match value:
        case Entity():
            return "individual"
        case str():
            return "text"
        case date():
            return "date"
        case Amount(currency=currency):
            return currency
        case Share():
            return "share"
        case Duration():
            return "duration"
        case _:
            return "number"


def _exact_signs(left: Exact, right: Exact) -> tuple[int, int]:
    """Return the least and the greatest sign; a bare zero is the zero of every kind."""
    match left, right:
        case (Duration() | 0, Duration() | 0):
            return _durations(left, right)
        case (str() as one, str() as other):
            sign = (one > other) - (one < other)
            return sign, sign
        case (date() as day, date() as its):
            sign = (day > its) - (day < its)
            return sign, sign
        case (str(), _):
            return 1, 1
        case (_, str()):
            return -1, -1
        case _:
            first, second = _size(left), _size(right)
            sign = (first > second) - (first < second)
            return sign, sign


def _size(value: Exact) -> Number:
    match value:
        case Amount(value=size) | Share(percent=size):
            return size
        case int() | Decimal() | Fraction():
            return value
        case _:
            raise Undefined(f"{value!r} has no order"[:200])


def _durations(left: Exact, right: Exact) -> tuple[int, int]:
    first = left if isinstance(left, Duration) else Duration()
    second = right if isinstance(right, Duration) else Duration()
    months, days = first.months - second.months, first.days - second.days
    if months >= 0:
        shortest, longest = lengths(months)
    else:
        longest, shortest = (-length for length in lengths(-months))
    low, high = shortest + days, longest + days
    return (low > 0) - (low < 0), (high > 0) - (high < 0)


@cache
def lengths(months: int) -> tuple[int, int]:
    """Return the fewest and the most days of so many months in a row, from any first of a month.

    >>> lengths(1), lengths(12)
    ((28, 31), (365, 366))
    """
    cycles, rest = divmod(months, 4800)  # the calendar repeats after 400 years
    found = []
    for start in range(4800):
        end = start + rest
        last = date(2000 + end // 12, end % 12 + 1, 1)
        found.append((last - date(2000 + start // 12, start % 12 + 1, 1)).days)
    return cycles * 146_097 + min(found), cycles * 146_097 + max(found)


def lies_within(value: Value, limits: Value) -> bool:
    """Tell whether a value can only be one of those from the one end of `limits` to the other.

    >>> lies_within(Range(2, 3), Range(1, 4)), lies_within(Range(2, 5), Range(1, 4))
    (True, False)
    """
    low, high = (limits.low, limits.high) if isinstance(limits, Range) else (limits, limits)
    if (low is None and high is None) or not _are_comparable(value, limits):
        return False
    begins: Operator = ">" if _is_without(limits, "low") else ">="
    stops: Operator = "<" if _is_without(limits, "high") else "<="
    return (low is None or compare(begins, value, low, False)) and (
        high is None or compare(stops, value, high, False)
    )
