"""Functions of plain numbers, always exact: whole numbers, decimals and fractions.

A quotient that ends is a decimal and any other a fraction, so that a third three times is one.
"""

from decimal import Context, Decimal, DecimalException, Inexact, InvalidOperation, Overflow
from fractions import Fraction
from functools import lru_cache
from math import trunc

from engine.arithmetic.errors import EvaluationError
from parser.datalog.tree import Function
from parser.values import Number, number

LARGEST_BITS = 4096
"""Integers of more bits than this are an error, so that no rule can count without end."""

EXACT = Context(prec=2000, traps=[Inexact, InvalidOperation, Overflow])
"""Sums, differences and products are exact; more digits than these are an error."""


class DividedByZero(Exception):
    """Never leaves the arithmetic: where it happens, there is no value."""


def numeric(function: Function, left: Number, right: Number) -> Number:
    """Return what `function` makes of two numbers, exactly.

    Raises DividedByZero, and EvaluationError for what grows beyond all bounds or is undefined.

    >>> numeric("/", 3, 4), numeric("*", numeric("/", 1, 3), 3), numeric("%", -7, 2)
    (Decimal('0.75'), 1, -1)
    """
    if isinstance(left, int) and isinstance(right, int):
        return _integer(function, left, right)
    if function in ("+", "-", "*") and not isinstance(left, Fraction | int):
        if not isinstance(right, Fraction):
            return number(decimal(function, left, Decimal(right)))
    elif function in ("+", "-", "*") and isinstance(left, int) and isinstance(right, Decimal):
        return number(decimal(function, Decimal(left), right))
    return number(rational(function, Fraction(left), Fraction(right)))


def _integer(function: Function, left: int, right: int) -> Number:
    match function:
        case "+":
            return bounded(left + right)
        case "-":
            return bounded(left - right)
        case "*":
            return bounded(left * right)
        case "/":
            return quotient(left, right)
        case "%":
            return left - whole_quotient(left, right) * right
        case _:
            if right < 0:  # as in answer-set programming
                return whole_quotient(1, left if right % 2 else left * left)
            if left not in (-1, 0, 1) and left.bit_length() * right > 2 * LARGEST_BITS:
                raise EvaluationError("a number grows beyond all bounds")
            return bounded(left**right)


@lru_cache(maxsize=1024)
def quotient(left: int, right: int) -> Number:
    """Return the quotient of two whole numbers; raises DividedByZero.

    A rule that joins rows asks for the same one again for each of them.
    """
    if right == 0:
        raise DividedByZero
    return left // right if left % right == 0 else number(Fraction(left, right))


def whole_quotient(left: int, right: int) -> int:
    """Return the whole part of a quotient, rounded toward zero; raises DividedByZero."""
    if right == 0:
        raise DividedByZero
    return abs(left) // abs(right) * (1 if (left < 0) == (right < 0) else -1)


def rational(function: Function, left: Fraction, right: Fraction) -> Fraction:
    """Return what `function` makes of two fractions; raises as `numeric` does."""
    match function:
        case "+":
            found = left + right
        case "-":
            found = left - right
        case "*":
            found = left * right
        case "/" | "%":
            if right == 0:
                raise DividedByZero
            found = left / right if function == "/" else left - right * trunc(left / right)
        case _:
            raise EvaluationError(f"`{function}` is not defined for fractions")
    bounded(found.numerator)
    bounded(found.denominator)
    return found


def bounded(value: int) -> int:
    """Return `value`; raises EvaluationError if it is beyond all bounds."""
    if value.bit_length() > LARGEST_BITS:
        raise EvaluationError("a number grows beyond all bounds")
    return value


def decimal(function: Function, left: Decimal, right: Decimal) -> Decimal:
    """Return an exact sum, difference or product of decimals; raises EvaluationError."""
    try:
        match function:
            case "+":
                return EXACT.add(left, right)
            case "-":
                return EXACT.subtract(left, right)
            case "*":
                return EXACT.multiply(left, right)
            case _:
                raise EvaluationError(f"`{function}` is not defined for decimals")
    except DecimalException as error:
        raise EvaluationError("a number grows beyond all bounds") from error
