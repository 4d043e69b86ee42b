"""Functions of known values as the checker works them out: every number a fraction."""

from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from fractions import Fraction
from math import trunc

from engine.proof.checker.days import completed, days, edge, moved, numbered, part_of_date
from engine.proof.checker.ordering import Undefined, signs
from engine.proof.checker.steps import stepped
from engine.proof.checker.working_days import counted, reached
from parser.datalog.tree import Function
from parser.values import (
    UNKNOWN,
    Amount,
    Duration,
    Exact,
    Number,
    Range,
    Share,
    Value,
    number,
    plain,
)

_MOST = 10_000
"""Bits of a number; beyond them the checker does not follow."""


def exact(function: Function, args: tuple[Exact, ...]) -> Value | None:
    """Return what a function gives of known values, or None for a division by zero.

    Raises Undefined for values of which it is not defined, and beyond all bounds.
    """
    match function, args:
        case "neg" | "whole", (one,):
            return _single(function, one)
        case "rounded" | "rounded_up" | "rounded_down", (value, unit):
            return stepped(function, value, unit)
        case "year" | "month" | "weekday", (date() as day,):
            return part_of_date(function, day)
        case _, (date() as day,):
            return edge(function, day)
        case "date", (int() as year, int() as month, int() as day):
            return numbered(year, month, day)
        case "working_days", (str() as calendar, date() as first, date() as last):
            return counted(calendar, first, last)
        case "working_after", (str() as calendar, date() as day, int() as count):
            return reached(calendar, day, count)
        case "days", (date() as first, date() as last):
            return days(first, last)
        case "months" | "years", (date() as first, date() as last):
            return completed(first, last, 1 if function == "months" else 12)
        case "earlier" | "later", (left, right):
            return _chosen(function, left, right)
        case "+" | "-", (date() as day, Duration() as duration):
            return moved(day, duration, 1 if function == "+" else -1)
        case "+", (Duration() as duration, date() as day):
            return moved(day, duration, 1)
        case "-", (date() as last, date() as first):
            return Duration(days=(last - first).days)
        case "+" | "-", (left, right):
            return _added(left, right, 1 if function == "+" else -1)
        case "*" | "/" | "%" | "**", (left, right):
            return _multiplied(function, left, right)
        case _:
            raise Undefined(f"`{function}` is not defined for {args!r}"[:200])


def _single(function: Function, value: Exact) -> Exact:
    match value:
        case int() | Decimal() | Fraction() if function == "whole":
            return trunc(value)
        case int() | Decimal() | Fraction():
            return number(-Fraction(value))
        case Duration(months, spare) if function == "neg":
            return Duration(-months, -spare)
        case Amount(amount, currency) if function == "neg":
            return Amount(amount.copy_negate(), currency)
        case Share(percent) if function == "neg":
            return Share(percent.copy_negate())
        case _:
            raise Undefined(f"`{function}` is not defined for {value!r}"[:200])


def _chosen(function: Function, left: Exact, right: Exact) -> Value:
    possible = signs(left, right)
    before, after = (left, right) if function == "earlier" else (right, left)
    if 1 not in possible:
        return _like(before, after)
    return _like(after, before) if -1 not in possible else UNKNOWN


def _like(value: Exact, other: Exact) -> Exact:
    """Return a bare zero as the zero of the other's kind."""
    if type(value) is not int or value != 0:
        return value
    match other:
        case Amount(currency=currency):
            return Amount(Decimal(0), currency)
        case Share():
            return Share(Decimal(0))
        case Duration():
            return Duration()
        case _:
            return 0


def _added(left: Exact, right: Exact, sign: int) -> Exact:
    match _like(left, right), _like(right, left):
        case (int() | Decimal() | Fraction() as one, int() | Decimal() | Fraction() as other):
            return _number(Fraction(one) + sign * Fraction(other))
        case (Duration(m1, d1), Duration(m2, d2)):
            return Duration(m1 + sign * m2, d1 + sign * d2)
        case (Amount(v1, c1), Amount(v2, c2)) if c1 == c2:
            return Amount(_decimal(Fraction(v1) + sign * Fraction(v2)), c1)
        case (Share(p1), Share(p2)):
            return Share(_decimal(Fraction(p1) + sign * Fraction(p2)))
        case _:
            raise Undefined(f"{left!r} and {right!r} are not added"[:200])


def _multiplied(function: Function, left: Exact, right: Exact) -> Value | None:
    match function, left, right:
        case _, int() | Decimal() | Fraction() as one, int() | Decimal() | Fraction() as other:
            return _numbers(function, Fraction(one), Fraction(other))
        case "*", int() | Decimal() | Fraction() | Amount() | Duration(), Share():
            return _multiplied("*", right, left)
        case "*", int() | Decimal() | Fraction(), Amount() | Duration():
            return _multiplied("*", right, left)
        case "*" | "/", Amount(value, currency), int() | Decimal() | Fraction() as factor:
            found = _numbers(function, Fraction(value), Fraction(factor))
            if found is None:
                return None
            if function == "*" and not isinstance(factor, Fraction):
                return Amount(_decimal(Fraction(found)), currency)
            return Amount(_cents(Fraction(found), value), currency)
        case "/", Amount(v1, c1), Amount(v2, c2) if c1 == c2:
            return _numbers("/", Fraction(v1), Fraction(v2))
        case "*", Duration(months, spare), int() as times:
            return Duration(months * times, spare * times)
        case "*", Share(percent), int() | Decimal() | Fraction() as whole:
            return _number(Fraction(percent) * Fraction(whole) / 100)
        case "*", Share(percent), Amount(value, currency):
            return Amount(_decimal(Fraction(percent) * Fraction(value) / 100), currency)
        case "*", Share(percent), Share(other):
            return Share(_decimal(Fraction(percent) * Fraction(other) / 100))
        case "/", Share(p1), Share(p2):
            return _numbers("/", Fraction(p1), Fraction(p2))
        case "/", Share(percent), int() | Decimal() | Fraction() as factor:
            return _shared(_numbers("/", Fraction(percent), Fraction(factor)))
        case _:
            raise Undefined(f"`{function}` is not defined for {left!r} and {right!r}"[:200])


def _numbers(function: Function, left: Fraction, right: Fraction) -> Number | None:
    if function == "*":
        return _number(left * right)
    if function == "**":
        return _power(left, right)
    if right == 0:
        return None
    return _number(left / right if function == "/" else left - right * trunc(left / right))


def _power(left: Fraction, right: Fraction) -> Number | None:
    """Return a power of whole numbers; one that is none is rounded toward zero."""
    if left.denominator != 1 or right.denominator != 1:
        raise Undefined("a power is of whole numbers")
    if left in (-1, 0, 1):
        if left == 0 and right < 0:
            return None
        return number(left ** (int(right) % 2) if left == -1 else left if right else Fraction(1))
    if right < 0:
        return 0
    if left.numerator.bit_length() * right > _MOST:
        raise Undefined("a number grows beyond all bounds")
    return _number(left ** int(right))


def _number(value: Fraction) -> Number:
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > _MOST:
        raise Undefined("a number grows beyond all bounds")
    return number(value)


def _decimal(value: Fraction) -> Decimal:
    found = _number(value)
    if isinstance(found, Fraction):
        raise Undefined(f"{found} has digits without end")
    return Decimal(found)


def _cents(value: Fraction, amount: Decimal) -> Decimal:
    """Round to the places of an amount, at least two, and a half away from zero."""
    unit = Fraction(10) ** max(2, len(plain(amount).partition(".")[2]))
    rounded = trunc(abs(value) * unit + Fraction(1, 2))
    return _decimal(Fraction(rounded if value >= 0 else -rounded) / unit)


def _shared(value: Number | None) -> Value | None:
    if not isinstance(value, Fraction):
        return None if value is None else Share(Decimal(value))
    above, below = Decimal(value.numerator), Decimal(value.denominator)
    low = Context(prec=50, rounding=ROUND_FLOOR).divide(above, below)
    high = Context(prec=50, rounding=ROUND_CEILING).divide(above, below)
    return Range(Share(low), Share(high))
