"""Rounding as the checker does it: the remainder is taken off, or what is missing is added."""

from decimal import Decimal
from fractions import Fraction

from engine.proof.checker.ordering import Undefined
from parser.datalog.tree import Function
from parser.values import Amount, Exact, Share, number


def stepped(function: Function, value: Exact, unit: Exact) -> Exact:
    """Return `value` moved to a multiple of `unit`: up, down, or to the nearer (a half outwards).

    Raises Undefined for a unit of another kind or not above zero.

    >>> stepped("rounded", Decimal("2.5"), 1), stepped("rounded_up", Decimal("-2.5"), 1)
    (3, -2)
    """
    match value, unit:
        case int() | Decimal() | Fraction(), int() | Decimal() | Fraction():
            return number(_step(function, Fraction(value), Fraction(unit)))
        case Amount(paid, currency), int() | Decimal() | Fraction():
            return Amount(_digits(_step(function, Fraction(paid), Fraction(unit))), currency)
        case Amount(paid, currency), Amount(step, other) if other == currency:
            return Amount(_digits(_step(function, Fraction(paid), Fraction(step))), currency)
        case Share(percent), int() | Decimal() | Fraction() as points:
            return Share(_digits(_step(function, Fraction(percent), Fraction(points))))
        case Share(percent), Share(step):
            return Share(_digits(_step(function, Fraction(percent), Fraction(step))))
        case _:
            raise Undefined(f"{value!r} is not rounded to {unit!r}"[:200])


def _step(function: Function, value: Fraction, unit: Fraction) -> Fraction:
    if unit <= 0:
        raise Undefined("a unit is above zero")
    below = value - value % unit
    if below == value or function == "rounded_down":
        return below
    above = below + unit
    if function == "rounded_up" or value - below > above - value:
        return above
    half = value - below == above - value
    return above if half and value > 0 else below


def _digits(value: Fraction) -> Decimal:
    found = number(value)
    if isinstance(found, Fraction):
        raise Undefined(f"{found} has digits without end")
    return Decimal(found)
