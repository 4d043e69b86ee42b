"""Comparisons that no value meets, or every one: with itself, of a multiple with what is none."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import isqrt

from engine.arithmetic import compare
from engine.arithmetic.exact import exact
from parser.datalog.tree import Apply, Const, Expr, Function, Operator, Var
from parser.values import Amount, Share, Value

OPPOSITE: dict[Operator, Operator] = {
    "=": "!=",
    "!=": "=",
    "<": ">=",
    ">=": "<",
    ">": "<=",
    "<=": ">",
}
"""What holds where a comparison does not, if both its sides have a value."""

_FEW = 60
"""How many values of an expression are gone through at most."""

_ENDS: frozenset[Function] = frozenset(
    {
        "first_of_month",
        "last_of_month",
        "first_of_quarter",
        "last_of_quarter",
        "first_of_year",
        "last_of_year",
    }
)
"""What these make of a day they leave as it is."""


def is_never(op: Operator, left: Expr, right: Expr, whole: frozenset[str] = frozenset()) -> bool:
    """Tell whether a comparison of two expressions fails whatever their variables are.

    The variables in `whole` are whole numbers, as a count is.

    >>> from parser.datalog.tree import Var
    >>> to_tens = Apply("rounded", (Var("X"), Const(10)))
    >>> is_never("=", to_tens, Const(25)), is_never("=", to_tens, Const(20))
    (True, False)
    >>> is_never("<", Var("X"), Var("X")), is_never("<=", Var("X"), Var("X"))
    (True, False)
    >>> twice = Apply("*", (Var("N"), Const(2)))
    >>> is_never("=", twice, Const(3), frozenset({"N"})), is_never("=", twice, Const(3))
    (True, False)
    >>> odd = Apply("%", (Var("N"), Const(2)))
    >>> is_never(">", odd, Const(1), frozenset({"N"})), is_never(">", odd, Const(1))
    (True, False)
    >>> is_never("=", Apply("first_of_year", (Var("D"),)), Const(date(2026, 11, 23)))
    True
    """
    if left == right:
        return op in ("!=", "<", ">")
    if op == "=" and (_is_none_of(left, right, whole) or _is_none_of(right, left, whole)):
        return True
    pairs = _pairs(left, right, whole)
    return bool(pairs) and not any(compare(op, one, other) for one, other in pairs)


def is_no_square(size: Fraction) -> bool:
    """Tell whether no number times itself is `size`.

    >>> is_no_square(Fraction(6)), is_no_square(Fraction(4, 9))
    (True, False)
    """
    if size < 0:
        return True
    return any(isqrt(part) ** 2 != part for part in (size.numerator, size.denominator))


def is_always(op: Operator, left: Expr, right: Expr, whole: frozenset[str] = frozenset()) -> bool:
    """Tell whether a comparison of two expressions holds whatever their variables are.

    >>> from parser.datalog.tree import Var
    >>> half_of, half = Apply("whole", (Apply("/", (Var("X"), Const(2))),)), Const(Decimal("0.5"))
    >>> is_always("!=", half_of, half)
    True
    >>> is_always("!=", Apply("whole", (Apply("/", (Const(2), Var("X"))),)), half)
    False
    """
    if not (has_value(left) and has_value(right)):
        return False
    if op == "!=" and (_is_none_of(left, right, whole) or _is_none_of(right, left, whole)):
        return True
    pairs = _pairs(left, right, whole)
    return bool(pairs) and all(compare(op, one, other) for one, other in pairs)


def _is_none_of(expr: Expr, value: Expr, whole: frozenset[str]) -> bool:
    """Tell whether a constant is none of the values that an expression comes to."""
    if isinstance(expr, Apply) and expr.function in _ENDS and isinstance(value, Const):
        day = value.value
        return isinstance(day, date) and exact(expr.function, (day,)) != day
    return _is_no_step(expr, value, whole)


def _pairs(left: Expr, right: Expr, whole: frozenset[str]) -> list[tuple[Fraction, Fraction]]:
    """Return all that the sides of a comparison come to together, if that is little and known."""
    if isinstance(left, Const) and isinstance(right, Const):
        return []
    first, second = _few(left, whole), _few(right, whole)
    return [(one, other) for one in first for other in second]


def _few(expr: Expr, whole: frozenset[str]) -> tuple[Fraction, ...]:
    """Return all values of an expression where these are few: remainders, and what is constant."""
    match expr:
        case Const(int() | Decimal() | Fraction() as value):
            return (Fraction(value),)
        case Apply("%", (one, Const(int() | Decimal() | Fraction() as by))) if by > 0:
            step, size = _step(one, whole), Fraction(by)
            if not step:
                return ()
            step = _common(step, size)
            if size / step > _FEW:
                return ()
            found = [step * count for count in range(int(size / step))]
            return tuple(dict.fromkeys((*found, *(-one for one in found))))
        case _:
            return ()


def has_value(expr: Expr) -> bool:
    """Tell whether an expression surely has a value: nothing is divided by what may be zero."""
    if not isinstance(expr, Apply):
        return True
    if expr.function in ("/", "%"):
        divisor = expr.args[1]
        if not isinstance(divisor, Const) or _size(divisor.value) in (None, 0):
            return False
    return all(map(has_value, expr.args))


def _is_no_step(stepped: Expr, value: Expr, whole: frozenset[str]) -> bool:
    """Tell whether a constant is none of the values that an expression comes to in steps."""
    if not isinstance(value, Const):
        return False
    step, size = _step(stepped, whole), _size(value.value)
    return size is not None and step is not None and step > 0 and size % step != 0


def _step(expr: Expr, whole: frozenset[str]) -> Fraction | None:
    """Return a number of which the value of an expression is always a multiple, if one is known."""
    match expr:
        case Var(name):
            return Fraction(1) if name in whole else None
        case Const(int() | Decimal() | Fraction() as value):
            return abs(Fraction(value))
        case Apply("rounded" | "rounded_up" | "rounded_down", (_, Const(unit))):
            return _size(unit)
        case Apply("whole", (_,)):
            return Fraction(1)
        case Apply("*" | "/" as function, (one, Const(int() | Decimal() | Fraction() as by))):
            step = _step(one, whole)
            if step is None or not by:
                return None
            return step * abs(Fraction(by)) if function == "*" else step / abs(Fraction(by))
        case Apply("+" | "-", (one, other)):
            first, second = _step(one, whole), _step(other, whole)
            return None if first is None or second is None else _common(first, second)
        case _:
            return None


def _common(one: Fraction, other: Fraction) -> Fraction:
    """Return the largest number of which both are multiples."""
    while other:
        one, other = other, one % other
    return one


def _size(value: Value) -> Fraction | None:
    """Return a number, or the number of an amount or a share."""
    match value:
        case int() | Decimal() | Fraction():
            return Fraction(value)
        case Amount(size) | Share(size):
            return Fraction(size)
        case _:
            return None
