"""Functions of exact values: integers, decimals, money, shares, dates and durations."""

from datetime import date
from decimal import (
    ROUND_HALF_EVEN,
    Context,
    Decimal,
    DecimalException,
    Inexact,
    InvalidOperation,
    Overflow,
)

from engine.arithmetic.calendar import days_between, months_between, shift, years_between
from engine.arithmetic.errors import EvaluationError
from engine.arithmetic.order import alike, order, words
from parser.datalog.tree import Function
from parser.values import UNKNOWN, Amount, Duration, Exact, Share, Value, number

LARGEST_BITS = 4096
"""Integers of more bits than this are an error, so that no rule can count without end."""

_EXACT = Context(prec=2000, traps=[Inexact, InvalidOperation, Overflow])
"""Sums, differences and products are exact; more digits than these are an error."""

_DIVISION = Context(prec=50, rounding=ROUND_HALF_EVEN)
"""A quotient of decimals has fifty significant digits, rounded half to even."""


class _DividedByZero(Exception):
    """Never leaves this module: where it happens, there is no value."""


def exact(function: Function, args: tuple[Exact, ...]) -> Value | None:
    """Return a function of exact values, or None where it divides by zero.

    The result is unknown only for the earlier or later of a duration in months and one in days.
    Raises EvaluationError where the function is not defined.

    >>> exact("+", (date(2024, 2, 29), Duration(months=12)))
    datetime.date(2025, 2, 28)
    >>> exact("%", (1, 0)) is None
    True
    """
    try:
        return _exactly(function, args)
    except _DividedByZero:
        return None


def _exactly(function: Function, args: tuple[Exact, ...]) -> Value:
    match function, args:
        case "+" | "-" | "*" | "/" | "%" | "**", (int() as first, int() as second):
            return _integer(function, first, second)
        case "+" | "-", (date() as day, Duration() as duration):
            return shift(day, duration, 1 if function == "+" else -1)
        case "+", (Duration() as duration, date() as day):
            return shift(day, duration)
        case "-", (date() as last, date() as first):
            return Duration(days=(last - first).days)
        case "days", (date() as first, date() as last):
            return days_between(first, last)
        case "months", (date() as first, date() as last):
            return months_between(first, last)
        case "years", (date() as first, date() as last):
            return years_between(first, last)
        case "earlier" | "later", (left, right):
            return _choose(function, *alike(left, right))
        case "+" | "-", (left, right):
            return _sum(function, *alike(left, right))
        case "neg", (value,):
            return _negative(value)
        case "*" | "/" | "%" | "**", (left, right):
            return _product(function, left, right)
        case _:
            raise _undefined(function, args)


def _undefined(function: Function, args: tuple[Exact, ...]) -> EvaluationError:
    return EvaluationError(f"`{function}` is not defined for {' and '.join(map(words, args))}")


def _choose(function: Function, left: Exact, right: Exact) -> Value:
    low, high = order(left, right)
    if high <= 0:
        return left if function == "earlier" else right
    if low >= 0:
        return right if function == "earlier" else left
    return UNKNOWN  # months against days: which is longer depends on the calendar


def _sum(function: Function, left: Exact, right: Exact) -> Exact:
    sign = 1 if function == "+" else -1
    match left, right:
        case (int() | Decimal() as first, int() | Decimal() as second):
            return number(_decimal(function, Decimal(first), Decimal(second)))
        case (Duration(m1, d1), Duration(m2, d2)):
            return Duration(_bounded(m1 + sign * m2), _bounded(d1 + sign * d2))
        case (Amount(v1, c1), Amount(v2, c2)):
            if c1 != c2:
                raise EvaluationError(f"amounts in {c1} and {c2} do not go together")
            return Amount(_decimal(function, v1, v2), c1)
        case (Share(p1), Share(p2)):
            return Share(_decimal(function, p1, p2))
        case _:
            raise _undefined(function, (left, right))


def _negative(value: Exact) -> Exact:
    match value:
        case int():
            return -value
        case Decimal():
            return value.copy_negate()
        case Duration(months, days):
            return Duration(-months, -days)
        case Amount(amount, currency):
            return Amount(amount.copy_negate(), currency)
        case Share(percent):
            return Share(percent.copy_negate())
        case _:
            raise _undefined("neg", (value,))


def _product(function: Function, left: Exact, right: Exact) -> Exact:
    match function, left, right:
        case "*" | "/" | "%" | "**", int() | Decimal() as first, int() | Decimal() as second:
            return number(_decimal(function, Decimal(first), Decimal(second)))
        case "*" | "/", Amount(value, currency), int() | Decimal() as factor:
            return Amount(_decimal(function, value, Decimal(factor)), currency)
        case "/", Share(percent), int() | Decimal() as factor:
            return Share(_decimal(function, percent, Decimal(factor)))
        case "*", Duration(months, days), int() as times:
            return Duration(_bounded(months * times), _bounded(days * times))
        case "*", Share(percent), Amount(value, currency):
            return Amount(_of(percent, value), currency)
        case "*", Share(percent), Share(other):
            return Share(_of(percent, other))
        case "*", Amount() | Share() | Duration(), Share():
            return _product(function, right, left)
        case "*", int() | Decimal(), Amount() | Share() | Duration():
            return _product(function, right, left)
        case "*", Share(percent), int() | Decimal() as whole:
            return number(_of(percent, Decimal(whole)))
        case "/", Amount(v1, c1), Amount(v2, c2) if c1 == c2:
            return number(_decimal("/", v1, v2))
        case "/", Share(p1), Share(p2):
            return number(_decimal("/", p1, p2))
        case _:
            raise _undefined(function, (left, right))


def _bounded(value: int) -> int:
    if value.bit_length() > LARGEST_BITS:
        raise EvaluationError("a number grows beyond all bounds")
    return value


def _integer(function: Function, left: int, right: int) -> int:
    """Return a sum, product, quotient or power; what is no integer truncates toward zero."""
    match function:
        case "+":
            return _bounded(left + right)
        case "-":
            return _bounded(left - right)
        case "*":
            return _bounded(left * right)
        case "/" | "%":
            if right == 0:
                raise _DividedByZero
            quotient = abs(left) // abs(right) * (1 if (left < 0) == (right < 0) else -1)
            return quotient if function == "/" else left - quotient * right
        case _:
            if right < 0:
                return _integer("/", 1, left if right % 2 else left * left)
            if left not in (-1, 0, 1) and left.bit_length() * right > 2 * LARGEST_BITS:
                raise EvaluationError("a number grows beyond all bounds")
            return _bounded(left**right)


def _decimal(function: Function, left: Decimal, right: Decimal) -> Decimal:
    try:
        match function:
            case "+":
                return _EXACT.add(left, right)
            case "-":
                return _EXACT.subtract(left, right)
            case "*":
                return _EXACT.multiply(left, right)
            case "/" | "%":
                if right == 0:
                    raise _DividedByZero
                if function == "%":
                    return _EXACT.remainder(left, right)
                return _DIVISION.divide(left, right)
            case _:
                raise _undefined(function, (left, right))
    except DecimalException as error:
        raise EvaluationError("a number grows beyond all bounds") from error


def _of(percent: Decimal, whole: Decimal) -> Decimal:
    return _decimal("*", percent, whole).scaleb(-2, _EXACT)
