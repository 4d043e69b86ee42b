"""What values mean: exact rational numbers with a unit, calendar arithmetic, comparison.

Part of the executable page of the meaning (see `meaning.py`). Written from the language reference
and from nothing else: it shares no line with the arithmetic of the engine.
"""

import operator
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from parser.values import Amount, Duration, Entity, Range, Share, Value


class Undefined(Exception):
    """An expression without a value, such as a division by zero: its condition does not hold."""


class Meaningless(Exception):
    """An expression that the language gives no meaning, such as euros compared with dollars."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number (unit ``), a sum of money (`EUR`) or a share (`%`), exactly."""

    value: Fraction
    unit: str = ""


NOTHING = Quantity(Fraction(0))
"""The sum of nothing: a zero of whatever unit it is held against."""

Known = Entity | str | date | Duration | Quantity
"""A value in a completion: nothing is half known there."""


@cache
def known(value: Value) -> Known:
    """Return an exact value of the parser as a value of a completion."""
    match value:
        case int() | Decimal() | Fraction():
            return Quantity(Fraction(value))
        case Amount(sum_of_money, currency):
            return Quantity(Fraction(sum_of_money), currency)
        case Share(percent):
            return Quantity(Fraction(percent), "%")
        case Range():
            raise AssertionError("a value that is half known is not one of a completion")
        case _:
            return value


def within(value: Known, limits: Value) -> bool:
    """Tell whether a value is the one said, or one of those that a partial date leaves open."""
    if not isinstance(limits, Range):
        return is_same(value, known(limits))
    low, high = limits.low, limits.high
    return (low is None or compare("<=", known(low), value)) and (
        high is None or compare("<=", value, known(high))
    )


_ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def compare(op: str, left: Known, right: Known) -> bool:
    """Tell whether `left op right`.

    >>> compare("<", date(2020, 1, 1), date(2020, 1, 2))
    True
    """
    left, right = _alike(left, right), _alike(right, left)
    if op in ("=", "!="):
        return (left == right) == (op == "=")
    match left, right:
        case (Quantity(a, one), Quantity(b, other)) if one == other:
            return _ORDER[op](a, b)
        case (date(), date()) | (str(), str()):
            return _ORDER[op](left, right)
        case Duration(), Duration() if (sign := _sign(left, right)) is not None:
            return _ORDER[op](sign, 0)
        case _:
            raise Meaningless(f"{left} {op} {right}")


def _sign(left: Duration, right: Duration) -> int | None:
    """Return which of two durations is longer whatever months they are of; None if that matters.

    >>> _sign(Duration(months=6), Duration(months=6, days=-1)), _sign(Duration(1), Duration(0, 30))
    (1, None)
    """
    months, days = left.months - right.months, left.days - right.days
    ends = {28 * months + days, 31 * months + days}
    signs = {(one > 0) - (one < 0) for one in ends}
    return signs.pop() if len(signs) == 1 else None


def is_same(one: Known, other: Known) -> bool:
    """Tell whether two values are one and the same.

    >>> is_same(NOTHING, Quantity(Fraction(0), "EUR"))
    True
    """
    return one is other or one == other or _alike(one, other) == _alike(other, one)


def _alike(value: Known, other: Known) -> Known:
    """Read a bare zero, the sum of nothing, as the zero of whatever it is held against."""
    if isinstance(value, Quantity) and not value.unit and not value.value:
        if isinstance(other, Quantity):
            return Quantity(Fraction(0), other.unit)
        if isinstance(other, Duration):
            return Duration()
    return value


def calculate(function: str, args: tuple[Known, ...]) -> Known:
    """Return a function of the language applied to values.

    >>> calculate("+", (date(2020, 2, 29), Duration(months=36)))
    datetime.date(2023, 2, 28)
    """
    if function in ("earlier", "later"):
        first, second = args
        return first if compare("<=" if function == "earlier" else ">=", first, second) else second
    if function.startswith("rounded"):
        return _rounded(function, *args)
    if len(args) == 1 and isinstance(args[0], date):
        return _of_date(function, args[0])
    if function in ("+", "-") and len(args) == 2:
        args = (_alike(args[0], args[1]), _alike(args[1], args[0]))
    match function, args:
        case "date", (Quantity(year), Quantity(month), Quantity(number)):
            return date(
                int(year), int(month), min(int(number), monthrange(int(year), int(month))[1])
            )
        case "working_days", (str() as calendar, date() as first, date() as last):
            many = range((last - first).days + 1)
            return Quantity(Fraction(sum(_works(calendar, first, step) for step in many)))
        case "working_after", (str() as calendar, date() as day, Quantity(count)):
            step = 0
            while count:
                step += 1 if count > 0 else -1
                count -= (1 if count > 0 else -1) * _works(calendar, day, step)
            return day + timedelta(days=step)
        case "+", (date() as day, Duration() as span) | (Duration() as span, date() as day):
            return moved(day, span.months, span.days)
        case "-", (date() as day, Duration() as span):
            return moved(day, -span.months, -span.days)
        case "-", (date() as last, date() as first):
            return Duration(days=(last - first).days)
        case "days", (date() as first, date() as last):
            return Quantity(Fraction(max((last - first).days + 1, 0)))
        case "months", (date() as first, date() as last):
            return Quantity(Fraction(_completed(first, last)))
        case "years", (date() as first, date() as last):
            return Quantity(Fraction(_completed(first, last, 12)))
        case "+", (Duration(a, b), Duration(c, d)):
            return Duration(a + c, b + d)
        case "-", (Duration(a, b), Duration(c, d)):
            return Duration(a - c, b - d)
        case "neg", (Duration(a, b),):
            return Duration(-a, -b)
        case "neg", (Quantity(a, unit),):
            return Quantity(-a, unit)
        case "whole", (Quantity(a, ""),):
            return Quantity(Fraction(int(a)))
        case "*", (Duration(a, b), Quantity(times, "")) | (Quantity(times, ""), Duration(a, b)):
            return Duration(int(a * times), int(b * times))
        case _, (Quantity() as left, Quantity() as right):
            return _number(function, left, right)
        case _:
            raise Meaningless(f"{function} {args}")


def _works(calendar: str, first: date, step: int) -> bool:
    """Tell whether a day is neither on a weekend nor a holiday of a calendar."""
    begins, ends, weekend, free = _calendar(calendar)
    day = first + timedelta(days=step)
    if not begins <= day <= ends:
        raise Meaningless(f"no calendar knows {day}")
    return str(day.weekday()) not in weekend and day not in free


@cache
def _calendar(text: str) -> tuple[date, date, str, frozenset[date]]:
    """Return the first and last day of a calendar, its weekend, and its holidays."""
    _, begins, ends, weekend, listed = text.split(";")
    years = dict(year.split(":") for year in listed.split())
    free = (
        date(int(year), int(day[:2]), int(day[2:]))
        for year, days in years.items()
        for day in days.split(".")
        if day
    )
    return date.fromisoformat(begins), date.fromisoformat(ends), weekend, frozenset(free)


def _rounded(function: str, value: Known, unit: Known) -> Known:
    """Round to a multiple of a unit; half a unit goes away from zero."""
    if not isinstance(value, Quantity) or not isinstance(unit, Quantity) or unit.value <= 0:
        raise Meaningless(f"{function} {value} {unit}")
    if unit.unit not in ("", value.unit):
        raise Meaningless(f"{function} {value} {unit}")
    below = value.value // unit.value * unit.value
    over = value.value - below
    half = unit.value / 2
    is_up = {
        "rounded_up": over > 0,
        "rounded_down": False,
        "rounded": over > half or (over == half and value.value > 0),
    }[function]
    return Quantity(below + unit.value if is_up else below, value.unit)


def _of_date(function: str, day: date) -> Known:
    """Say which year, month or weekday a day is, or where its period begins or ends."""
    if function == "weekday":
        return day.strftime("%A")
    if function in ("year", "month"):
        return Quantity(Fraction(day.year if function == "year" else day.month))
    side, _, period = function.partition("_of_")
    months = {"month": 1, "quarter": 3, "year": 12}[period]
    first = date(day.year, day.month - (day.month - 1) % months, 1)
    if side == "first":
        return first
    last = first.month + months - 1
    return date(day.year, last, monthrange(day.year, last)[1])


def _number(function: str, left: Quantity, right: Quantity) -> Quantity:
    a, b = left.value, right.value
    match function, left.unit, right.unit:
        case "+", one, other if one == other:
            return Quantity(a + b, one)
        case "-", one, other if one == other:
            return Quantity(a - b, one)
        case "*", "%", unit:
            return Quantity(a * b / 100, unit)
        case ("*", "", unit) | ("*", unit, "" | "%"):
            return Quantity(a * b / (100 if right.unit == "%" else 1), unit)
        case "/", unit, other if other in ("", unit):
            if b == 0:
                raise Undefined
            return _cents(a, b, unit) if unit and other == "" else Quantity(a / b)
        case "%", "", "":
            if b == 0:
                raise Undefined
            return Quantity(a - b * int(a / b))
        case _:
            raise Meaningless(f"{left} {function} {right}")


def _cents(money: Fraction, by: Fraction, unit: str) -> Quantity:
    """Divide an amount: to cents, half a cent away from zero; a share is divided exactly."""
    if unit == "%":
        return Quantity(money / by, unit)
    places = 2
    while (money * 10**places).denominator != 1 and places < 20:
        places += 1
    exact = money / by * 10**places
    nearest = abs(exact) + Fraction(1, 2)
    whole = nearest.numerator // nearest.denominator
    return Quantity(Fraction(whole if exact >= 0 else -whole, 10**places), unit)


def moved(day: date, months: int, days: int) -> date:
    """Return a day so many months and then days on: the same day number, or the month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise Meaningless("a day outside the calendar")
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last)) + timedelta(days=days)


def _completed(first: date, last: date, months: int = 1) -> int:
    """Return how many periods of so many months are over between two days."""
    count = ((last.year - first.year) * 12 + last.month - first.month) // months
    while moved(first, count * months, 0) > last:
        count -= 1
    return count
