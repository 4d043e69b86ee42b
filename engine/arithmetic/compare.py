"""Comparisons: what must hold, and what could."""

from datetime import date
from decimal import Decimal

from engine.arithmetic.order import order
from engine.backends.protocol import EvaluationError
from parser.datalog.tree import Operator
from parser.values import SOMEONE, Entity, Exact, Range, Value

_OPPOSITE: dict[Operator, Operator] = {
    "=": "!=",
    "!=": "=",
    "<": ">=",
    ">=": "<",
    ">": "<=",
    "<=": ">",
}


def compare(op: Operator, left: Value, right: Value, lenient: bool = False) -> bool:
    """Tell whether `left op right` must hold, or with `lenient` whether it could.

    Raises EvaluationError if the two cannot be ordered (two individuals, two currencies).

    >>> june = Range(date(2008, 6, 1), date(2008, 6, 30))
    >>> compare("<", june, date(2008, 6, 15)), compare("<", june, date(2008, 6, 15), True)
    (False, True)
    """
    if isinstance(left, Entity) or isinstance(right, Entity):
        return _individuals(op, left, right, lenient)
    if lenient:
        return not _must(_OPPOSITE[op], left, right)
    return _must(op, left, right)


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
    low1, high1 = ends(left)
    low2, high2 = ends(right)
    match op:
        case "<":
            return _sure("<", high1, low2)
        case "<=":
            return _sure("<=", high1, low2)
        case ">":
            return _sure("<", high2, low1)
        case ">=":
            return _sure("<=", high2, low1)
        case "=":
            exact = not isinstance(left, Range) and not isinstance(right, Range)
            return exact and _equal(left, right)
        case "!=":
            if not isinstance(left, Range) and not isinstance(right, Range):
                return _differ(left, right)
            return _sure("<", high1, low2) or _sure("<", high2, low1)


def ends(value: Value) -> tuple[Exact | None, Exact | None]:
    """Return the least and the greatest value that `value` could be."""
    return (value.low, value.high) if isinstance(value, Range) else (value, value)


def _sure(op: str, left: Exact | None, right: Exact | None) -> bool:
    if left is None or right is None:
        return False
    high = order(left, right)[1]
    return high < 0 if op == "<" else high <= 0


def _equal(left: Value, right: Value) -> bool:
    if isinstance(left, (int, Decimal)) and isinstance(right, (int, Decimal)):
        return left == right
    return type(left) is type(right) and left == right


def _differ(left: Value, right: Value) -> bool:
    if type(left) is not type(right) or isinstance(left, (str, int, Decimal, date)):
        return not _equal(left, right)
    if isinstance(left, Range) or isinstance(right, Range):
        return False
    low, high = order(left, right)
    return low > 0 or high < 0
