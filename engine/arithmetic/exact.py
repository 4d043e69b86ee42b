"""Functions of exact values: integers, decimals, money, shares, dates and durations."""

from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from fractions import Fraction
from math import trunc

from engine.arithmetic.calendar import (
    PERIODS,
    WEEKDAYS,
    day_of_year,
    days_between,
    end_of_period,
    months_between,
    shift,
    years_between,
)
from engine.arithmetic.errors import EvaluationError
from engine.arithmetic.numbers import EXACT, DividedByZero, bounded, decimal, numeric
from engine.arithmetic.order import alike, order, words
from engine.arithmetic.rounding import rounded
from engine.arithmetic.working_days import working_day_after, working_days
from parser.datalog.tree import Function
from parser.values import UNKNOWN, Amount, Duration, Exact, Number, Range, Share, Value, plain

_SHARES = Context(prec=50)
"""How many digits are kept of a share whose digits do not end."""


_OF_NUMBERS = frozenset({"+", "-", "*", "/", "%", "**"})


def exact(function: Function, args: tuple[Exact, ...]) -> Value | None:
    """Return what `function` makes of exact values, or None where it divides by zero.

    The result is unknown only for the earlier or later of a duration in months and one in days.
    Raises EvaluationError where the function is not defined.

    >>> exact("+", (date(2024, 2, 29), Duration(months=12)))
    datetime.date(2025, 2, 28)
    >>> exact("%", (1, 0)) is None
    True
    """
    try:
        if len(args) == 2 and function in _OF_NUMBERS:
            first, second = args
            if type(first) is int and type(second) is int:
                return numeric(function, first, second)
        return _exactly(function, args)
    except DividedByZero:
        return None


def _exactly(function: Function, args: tuple[Exact, ...]) -> Value:
    match function, args:
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
        case "rounded" | "rounded_up" | "rounded_down", (value, unit):
            return rounded(function, value, unit)
        case "year", (date() as day,):
            return day.year
        case "month", (date() as day,):
            return day.month
        case "weekday", (date() as day,):
            return WEEKDAYS[day.weekday()]
        case "date", (year, int() as month, int() as day):
            return day_of_year(_whole_number(function, year), month, day)
        case "working_days", (str() as calendar, date() as first, date() as last):
            return working_days(calendar, first, last)
        case "working_after", (str() as calendar, date() as day, count):
            return working_day_after(calendar, day, _whole_number(function, count))
        case _, (date() as day,) if function in PERIODS:
            return end_of_period(function, day)
        case "neg", (value,):
            return _negative(value)
        case "whole", (value,):
            return _whole(value)
        case "*" | "/" | "%" | "**", (left, right):
            return _product(function, left, right)
        case _:
            raise _undefined(function, args)


def _whole_number(function: Function, value: Exact) -> int:
    if isinstance(value, int):
        return value
    what = "a year" if function == "date" else "a number of working days"
    raise EvaluationError(f"{what} is a whole number, and {words(value)} is none")


def _undefined(function: Function, args: tuple[Exact, ...]) -> EvaluationError:
    return EvaluationError(f"`{function}` is not defined for {' and '.join(map(words, args))}")


def _choose(function: Function, left: Exact, right: Exact) -> Value:
    if type(left) is date and type(right) is date:
        return min(left, right) if function == "earlier" else max(left, right)
    low, high = order(left, right)
    if high <= 0:
        return left if function == "earlier" else right
    if low >= 0:
        return right if function == "earlier" else left
    return UNKNOWN  # months against days: which is longer depends on the calendar


def _sum(function: Function, left: Exact, right: Exact) -> Exact:
    sign = 1 if function == "+" else -1
    match left, right:
        case (int() | Decimal() | Fraction() as first, int() | Decimal() | Fraction() as second):
            return numeric(function, first, second)
        case (Duration(m1, d1), Duration(m2, d2)):
            return Duration(bounded(m1 + sign * m2), bounded(d1 + sign * d2))
        case (Amount(v1, c1), Amount(v2, c2)):
            if c1 != c2:
                raise EvaluationError(f"amounts in {c1} and {c2} do not go together")
            return Amount(decimal(function, v1, v2), c1)
        case (Share(p1), Share(p2)):
            return Share(decimal(function, p1, p2))
        case _:
            raise _undefined(function, (left, right))


def _negative(value: Exact) -> Exact:
    match value:
        case int() | Fraction():
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


def _product(function: Function, left: Exact, right: Exact) -> Value:
    match function, left, right:
        case _, int() | Decimal() | Fraction() as one, int() | Decimal() | Fraction() as other:
            return numeric(function, one, other)
        case "*", Amount(value, currency), int() | Decimal() as factor:
            return Amount(decimal(function, value, Decimal(factor)), currency)
        case "*" | "/", Amount(value, currency), int() | Decimal() | Fraction() as factor:
            return _money(numeric(function, value, factor), value, currency)
        case "/", Share(percent), int() | Decimal() | Fraction() as factor:
            return _share(numeric("/", percent, factor))
        case "*", Duration(months, days), int() as times:
            return Duration(bounded(months * times), bounded(days * times))
        case "*", Share(percent), Amount(value, currency):
            return Amount(_of(percent, value), currency)
        case "*", Share(percent), Share(other):
            return Share(_of(percent, other))
        case "*", Amount() | Share() | Duration(), Share():
            return _product(function, right, left)
        case "*", int() | Decimal() | Fraction(), Amount() | Share() | Duration():
            return _product(function, right, left)
        case "*", Share(percent), int() | Decimal() | Fraction() as whole:
            return numeric("/", numeric("*", percent, whole), 100)
        case "/", Amount(v1, c1), Amount(v2, c2) if c1 == c2:
            return numeric("/", v1, v2)
        case "/", Share(p1), Share(p2):
            return numeric("/", p1, p2)
        case _:
            raise _undefined(function, (left, right))


def _whole(value: Exact) -> Exact:
    """Return the whole part of a number, rounded toward zero."""
    if not isinstance(value, Number):
        raise _undefined("whole", (value,))
    return value if isinstance(value, int) else trunc(value)


def _money(found: Number, amount: Decimal, currency: str) -> Amount:
    """Return a part of an amount: rounded to cents, or to as many places as the amount has.

    Half a cent is rounded away from zero, as is usual for money.
    """
    places = max(2, len(plain(amount).partition(".")[2]))
    cents = abs(Fraction(found)) * 10**places
    rounded = bounded((2 * cents.numerator + cents.denominator) // (2 * cents.denominator))
    value = Decimal(rounded).scaleb(-places, EXACT)
    return Amount(value.copy_negate() if found < 0 else value, currency)


def _share(found: Number) -> Value:
    """Return a share; one whose digits do not end is known within two ends."""
    if not isinstance(found, Fraction):
        return Share(Decimal(found))
    ends = []
    for rounding in (ROUND_FLOOR, ROUND_CEILING):
        context = _SHARES.copy()
        context.rounding = rounding
        ends.append(Share(context.divide(Decimal(found.numerator), Decimal(found.denominator))))
    low, high = ends
    return Range(low, high)


def _of(percent: Decimal, whole: Decimal) -> Decimal:
    return decimal("*", percent, whole).scaleb(-2, EXACT)
