"""Comparisons that no value meets, or every one: with itself, of a multiple with what is none."""

from decimal import Decimal
from fractions import Fraction

from parser.datalog.tree import Apply, Const, Expr, Operator
from parser.values import Amount, Share, Value


def is_never(op: Operator, left: Expr, right: Expr) -> bool:
    """Tell whether a comparison of two expressions fails whatever their variables are.

    >>> from parser.datalog.tree import Var
    >>> to_tens = Apply("rounded", (Var("X"), Const(10)))
    >>> is_never("=", to_tens, Const(25)), is_never("=", to_tens, Const(20))
    (True, False)
    >>> is_never("<", Var("X"), Var("X")), is_never("<=", Var("X"), Var("X"))
    (True, False)
    """
    if left == right:
        return op in ("!=", "<", ">")
    return op == "=" and (_is_no_step(left, right) or _is_no_step(right, left))


def is_always(op: Operator, left: Expr, right: Expr) -> bool:
    """Tell whether a comparison of two expressions holds whatever their variables are.

    >>> from parser.datalog.tree import Var
    >>> whole, half = Apply("whole", (Apply("/", (Var("X"), Const(2))),)), Const(Decimal("0.5"))
    >>> is_always("!=", whole, half)
    True
    >>> is_always("!=", Apply("whole", (Apply("/", (Const(2), Var("X"))),)), half)
    False
    """
    if op != "!=" or not (_has_value(left) and _has_value(right)):
        return False
    return _is_no_step(left, right) or _is_no_step(right, left)


def _has_value(expr: Expr) -> bool:
    """Tell whether an expression surely has a value: nothing is divided by what may be zero."""
    if not isinstance(expr, Apply):
        return True
    if expr.function in ("/", "%"):
        divisor = expr.args[1]
        if not isinstance(divisor, Const) or _size(divisor.value) in (None, 0):
            return False
    return all(map(_has_value, expr.args))


def _is_no_step(stepped: Expr, value: Expr) -> bool:
    """Tell whether a constant is none of the values that an expression comes to in steps."""
    if not isinstance(stepped, Apply) or not isinstance(value, Const):
        return False
    match stepped.function, stepped.args:
        case "rounded" | "rounded_up" | "rounded_down", (_, Const(unit)):
            step = _size(unit)
        case "whole", (_,):
            step = Fraction(1)
        case _:
            return False
    size = _size(value.value)
    return size is not None and step is not None and step > 0 and size % step != 0


def _size(value: Value) -> Fraction | None:
    """Return a number, or the number of an amount or a share."""
    match value:
        case int() | Decimal() | Fraction():
            return Fraction(value)
        case Amount(size) | Share(size):
            return Fraction(size)
        case _:
            return None
