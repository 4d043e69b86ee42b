"""Comparisons: what must hold, and what could."""

import operator
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

from engine.arithmetic.errors import EvaluationError
from engine.arithmetic.one_unknown import signs_apart
from engine.arithmetic.order import alike, order
from parser.datalog.tree import Operator
from parser.values import SOMEONE, Duration, Entity, Exact, Number, Range, Value

_OPPOSITE: dict[Operator, Operator] = {
    "=": "!=",
    "!=": "=",
    "<": ">=",
    ">=": "<",
    ">": "<=",
    "<=": ">",
}


SIGNS: dict[Operator, frozenset[int]] = {
    "=": frozenset({0}),
    "!=": frozenset({-1, 1}),
    "<": frozenset({-1}),
    "<=": frozenset({-1, 0}),
    ">": frozenset({1}),
    ">=": frozenset({0, 1}),
}
"""The signs of a difference with which a comparison holds."""

_PLAIN: dict[Operator, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
ORDERS: dict[Operator, Callable[[Any, Any], bool]] = {
    op: _PLAIN[op] for op in _PLAIN if op not in ("=", "!=")
}
"""The comparisons by which values lie before or behind each other, of two days as Python has it."""

_PLAINLY = frozenset({int, str, date})
"""Types whose values compare as Python compares them, when both are of the same one."""
_EXACTLY = frozenset({int, Fraction})
"""Numbers that compare as Python compares them, whichever of these they are."""


def compare(op: Operator, left: Value, right: Value, lenient: bool = False) -> bool:
    """Tell whether `left op right` must hold, or with `lenient` whether it could.

    Raises EvaluationError if the two cannot be ordered (two individuals, two currencies).

    >>> june = Range(date(2008, 6, 1), date(2008, 6, 30))
    >>> compare("<", june, date(2008, 6, 15)), compare("<", june, date(2008, 6, 15), True)
    (False, True)
    """
    kind, other = type(left), type(right)
    if kind in _PLAINLY if kind is other else kind in _EXACTLY and other in _EXACTLY:
        return _PLAIN[op](left, right)
    if kind is Entity or other is Entity:
        return _individuals(op, left, right, lenient)
    if kind is Range and other is Range:
        if is_one(left, right):
            return op in ("=", "<=", ">=")
        apart = signs_apart(left, right)
        if apart is not None:
            return bool(apart & SIGNS[op]) if lenient else apart <= SIGNS[op]
    if lenient:
        return not _must(_OPPOSITE[op], left, right)
    return _must(op, left, right)


def is_one(left: Value, right: Value) -> bool:
    """Tell whether two ranges are the same unknown value."""
    return isinstance(left, Range) and left.of != "" and left == right


def lies_within(value: Value, within: Value) -> bool:
    """Tell whether `value` can only be one of the values from the one end of `within` to the other.

    >>> june = Range(date(2008, 6, 1), date(2008, 6, 30))
    >>> year = Range(date(2008, 1, 1), date(2008, 12, 31))
    >>> lies_within(june, year), lies_within(year, june), lies_within(date(2008, 6, 2), june)
    (True, False, True)
    >>> lies_within(june, Range(date(2008, 6, 1), None)), lies_within(june, Range())
    (True, False)
    """
    low, high = ends(within)
    if (low is None and high is None) or not _alike(value, within):
        return False
    above, below = (within.above, within.below) if isinstance(within, Range) else (False, False)
    begins = low is None or _must(">" if above else ">=", value, low)
    return begins and (high is None or _must("<" if below else "<=", value, high))


def _individuals(op: Operator, left: Value, right: Value, lenient: bool) -> bool:
    """Compare two individuals: names differ, and someone unnamed is none of those named."""
    match op:
        case "=":
            return left == right
        case "!=":
            unnamed = isinstance(left, Entity) and left.name == SOMEONE and left == right
            return left != right or (unnamed and lenient)
        case _:
            raise EvaluationError("individuals have no order")


def _must(op: Operator, left: Value, right: Value) -> bool:
    if not isinstance(left, Range) and not isinstance(right, Range):
        return _exactly(op, left, right)
    match op:
        case "<":
            return _sure("<", left, right)
        case "<=":
            return _sure("<=", left, right)
        case ">":
            return _sure("<", right, left)
        case ">=":
            return _sure("<=", right, left)
        case "=":
            return _alike(left, right) and _sure("<=", left, right) and _sure("<=", right, left)
        case "!=":
            is_apart = not _alike(left, right)
            return is_apart or _sure("<", left, right) or _sure("<", right, left)


def _alike(left: Value, right: Value) -> bool:
    """Tell whether the ends of two values have an order: values of different kinds differ."""
    known = [end for end in (*ends(left), *ends(right)) if end is not None]
    tells = next((end for end in known if end != 0), None)  # a bare zero goes with any kind
    try:
        return tells is None or all(order(tells, end) is not None for end in known)
    except EvaluationError:
        return False


def ends(value: Value) -> tuple[Exact | None, Exact | None]:
    """Return the least and the greatest value that `value` could be."""
    return (value.low, value.high) if isinstance(value, Range) else (value, value)


def _sure(op: str, left: Value, right: Value) -> bool:
    """Tell whether all that the left value could be comes before all that the right one could."""
    last = left.high if isinstance(left, Range) else left
    first = right.low if isinstance(right, Range) else right
    if last is None or first is None:
        return False
    if type(last) is date and type(first) is date:  # asked more often than all else
        return last < first or (last == first and (op == "<=" or _ends_apart(left, right)))
    high = order(last, first)[1]
    return high < 0 or (high == 0 and (op == "<=" or _ends_apart(left, right)))


def _ends_apart(left: Value, right: Value) -> bool:
    """Tell whether one of two values that meet at an end is not that end itself."""
    below = isinstance(left, Range) and left.below
    return below or (isinstance(right, Range) and right.above)


def _exactly(op: Operator, left: Exact, right: Exact) -> bool:
    match op:
        case "=":
            return _equal(*alike(left, right))
        case "!=":
            return _differ(*alike(left, right))
        case _:
            low, high = order(left, right)
            match op:
                case "<":
                    return high < 0
                case "<=":
                    return high <= 0
                case ">":
                    return low > 0
                case ">=":
                    return low >= 0


def _equal(left: Exact, right: Exact) -> bool:
    if isinstance(left, Number) and isinstance(right, Number):
        return left == right
    return type(left) is type(right) and left == right


def _differ(left: Exact, right: Exact) -> bool:
    """Tell whether two values must differ; 12 months and 365 days need not.

    Values of different types or currencies do.
    """
    if not (isinstance(left, Duration) and isinstance(right, Duration)):
        return not _equal(left, right)
    low, high = order(left, right)
    return low > 0 or high < 0
