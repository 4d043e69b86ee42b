"""Numbers, amounts and shares rounded to the multiples of a unit."""

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from engine.arithmetic.errors import EvaluationError
from engine.arithmetic.numbers import bounded
from engine.arithmetic.order import words
from parser.datalog.tree import Function
from parser.values import Amount, Exact, Number, Share, number


def rounded(function: Function, value: Exact, unit: Exact) -> Exact:
    """Return the multiple of `unit` next to `value`: above, below, or the nearest of them.

    A half is rounded away from zero; *up* is toward more, and *down* toward less, below zero
    too. The unit is a number, or of the kind (and currency) of the value. Raises EvaluationError
    where the two do not go together, or where the unit is not above zero.

    >>> rounded("rounded_up", Amount(Decimal("100.01"), "EUR"), 100)
    Amount(value=Decimal('200'), currency='EUR')
    >>> rounded("rounded", Decimal("-2.5"), 1), rounded("rounded_down", Decimal("-2.5"), 1)
    (-3, -3)
    """
    match value, unit:
        case int() | Decimal() | Fraction(), int() | Decimal() | Fraction():
            return _multiple(function, value, unit)
        case Amount(sum_of_money, currency), int() | Decimal() | Fraction():
            return Amount(_decimal(_multiple(function, sum_of_money, unit)), currency)
        case Amount(sum_of_money, currency), Amount(step, other) if currency == other:
            return Amount(_decimal(_multiple(function, sum_of_money, step)), currency)
        case Share(percent), int() | Decimal() | Fraction() as points:
            return Share(_decimal(_multiple(function, percent, points)))
        case Share(percent), Share(step):
            return Share(_decimal(_multiple(function, percent, step)))
        case _:
            raise EvaluationError(f"{words(value)} is not rounded to {words(unit)}")


def _multiple(function: Function, value: Number, unit: Number) -> Number:
    step = Fraction(unit)
    if step <= 0:
        raise EvaluationError("nothing is rounded to a unit that is not above zero")
    times = Fraction(value) / step
    match function:
        case "rounded_up":
            whole = ceil(times)
        case "rounded_down":
            whole = floor(times)
        case _:
            whole = floor(abs(times) + Fraction(1, 2)) * (1 if times >= 0 else -1)
    return number(bounded(whole) * step)


def _decimal(value: Number) -> Decimal:
    if isinstance(value, Fraction):
        raise EvaluationError("an amount or share is not rounded to a fraction without end")
    return Decimal(value)
