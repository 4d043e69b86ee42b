"""Comparisons that no value meets, or every one: with itself, of a multiple with what is none."""

from decimal import Decimal
from fractions import Fraction

from parser.datalog.tree import Apply, Const, Expr, Operator, Var
from parser.values import Amount, Share, Value


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
    """
    if left == right:
        return op in ("!=", "<", ">")
    return op == "=" and (_is_no_step(left, right, whole) or _is_no_step(right, left, whole))


def is_always(op: Operator, left: Expr, right: Expr, whole: frozenset[str] = frozenset()) -> bool:
    """Tell whether a comparison of two expressions holds whatever their variables are.

    >>> from parser.datalog.tree import Var
    >>> half_of, half = Apply("whole", (Apply("/", (Var("X"), Const(2))),)), Const(Decimal("0.5"))
    >>> is_always("!=", half_of, half)
    True
    >>> is_always("!=", Apply("whole", (Apply("/", (Const(2), Var("X"))),)), half)
    False
    """
    if op != "!=" or not (_has_value(left) and _has_value(right)):
        return False
    return _is_no_step(left, right, whole) or _is_no_step(right, left, whole)


def _has_value(expr: Expr) -> bool:
    """Tell whether an expression surely has a value: nothing is divided by what may be zero."""
    if not isinstance(expr, Apply):
        return True
    if expr.function in ("/", "%"):
        divisor = expr.args[1]
        if not isinstance(divisor, Const) or _size(divisor.value) in (None, 0):
            return False
    return all(map(_has_value, expr.args))


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
