"""Expressions worked out; ranges go through a function by its ends."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import product

from engine.arithmetic.calendar import days_between, months_between, shift, years_between
from engine.backends.protocol import EvaluationError
from parser.datalog.tree import Apply, Const, Expr, Function, Today, Var
from parser.values import (
    UNKNOWN,
    Amount,
    Duration,
    Entity,
    Exact,
    Range,
    Share,
    Value,
    number,
)

LARGEST_BITS = 4096
"""Integers of more bits than this are an error, so that no rule can count without end."""


def evaluate(expr: Expr, bindings: Mapping[str, Value]) -> Value:
    """Return the value of `expr`; its variables must be bound.

    Raises EvaluationError for a division by zero, currencies that differ, or values that a
    function is not defined for.

    >>> evaluate(Apply("+", (Var("X"), Const(1))), {"X": 2})
    3
    """
    match expr:
        case Const(value):
            return value
        case Var(name):
            return bindings[name]
        case Apply(function, args):
            return apply(function, tuple(evaluate(arg, bindings) for arg in args))
        case Today():
            raise EvaluationError("the evaluation date is not known")


def apply(function: Function, args: tuple[Value, ...]) -> Value:
    """Return a function of values.

    A range with both ends goes through every function but `%` by the values at its corners,
    since the others are monotone in each argument; one with an open end stays open there.
    """
    if not any(isinstance(arg, Range) for arg in args):
        return _exact(function, tuple(arg for arg in args if not isinstance(arg, Range)))
    return _ranged(function, args)


_DIRECTIONS: dict[str, tuple[int, ...]] = {
    "+": (1, 1),
    "-": (1, -1),
    "neg": (-1,),
    "days": (-1, 1),
    "months": (-1, 1),
    "years": (-1, 1),
    "earlier": (1, 1),
    "later": (1, 1),
}
"""In which direction a function moves with each argument."""


def _ranged(function: Function, args: tuple[Value, ...]) -> Value:
    ends = [(arg.low, arg.high) if isinstance(arg, Range) else (arg, arg) for arg in args]
    directions = _DIRECTIONS.get(function)
    if directions is not None:
        low = [end[0] if way > 0 else end[1] for end, way in zip(ends, directions, strict=True)]
        high = [end[1] if way > 0 else end[0] for end, way in zip(ends, directions, strict=True)]
        return _range(_end(function, low, -1), _end(function, high, 1))
    if function == "*" and all(end is not None for pair in ends for end in pair):
        corners = [
            value
            for corner in product(*ends)
            if isinstance(value := _exact("*", tuple(c for c in corner if c is not None)), Exact)
        ]
        ordered = sorted(corners, key=_magnitude)
        return _range(ordered[0], ordered[-1])
    return UNKNOWN


def _end(function: Function, values: list[Exact | None], side: int) -> Exact | None:
    known = tuple(value for value in values if value is not None)
    if len(known) < len(values):
        # `earlier` is at most, and `later` at least, whichever argument is known
        if known and (function, side) in (("earlier", 1), ("later", -1)):
            return known[0]
        return None
    found = _exact(function, known)
    return None if isinstance(found, Range) else found


def _range(low: Exact | None, high: Exact | None) -> Value:
    if low is not None and low == high and type(low) is type(high):
        return low
    return Range(low, high)


def _magnitude(value: Exact) -> Decimal:
    match value:
        case int() | Decimal():
            return Decimal(value)
        case Amount(amount):
            return amount
        case Share(percent):
            return percent
        case Duration(months, days):
            return Decimal(months * 31 + days)
        case _:
            raise EvaluationError(f"`{value}` has no size")


def _exact(function: Function, args: tuple[Exact, ...]) -> Value:
    match function, args:
        case "+" | "-", (date() as day, Duration() as duration):
            return shift(day, duration, 1 if function == "+" else -1)
        case "+", (Duration() as duration, date() as day):
            return shift(day, duration)
        case "+" | "-", (Duration(m1, d1), Duration(m2, d2)):
            sign = 1 if function == "+" else -1
            return Duration(m1 + sign * m2, d1 + sign * d2)
        case "-", (date() as last, date() as first):
            return Duration(days=(last - first).days)
        case "days", (date() as first, date() as last):
            return days_between(first, last)
        case "months", (date() as first, date() as last):
            return months_between(first, last)
        case "years", (date() as first, date() as last):
            return years_between(first, last)
        case "earlier" | "later", (left, right):
            return _choose(function, left, right)
        case "neg", (Duration(months, days),):
            return Duration(-months, -days)
        case "*", (Duration(months, days), int() as times) | (
            int() as times,
            Duration(months, days),
        ):
            return Duration(months * times, days * times)
        case _:
            return _numeric(function, args)


def _choose(function: Function, left: Exact, right: Exact) -> Value:
    from engine.arithmetic.compare import compare

    if compare("<=", left, right):
        return left if function == "earlier" else right
    if compare(">=", left, right):
        return right if function == "earlier" else left
    return UNKNOWN  # months against days: which is longer depends on the calendar


def _numeric(function: Function, args: tuple[Exact, ...]) -> Exact:
    match args:
        case (Amount(v1, c1), Amount(v2, c2)) if function in ("+", "-"):
            if c1 != c2:
                raise EvaluationError(f"amounts in {c1} and {c2} do not go together")
            return Amount(_decimal(function, v1, v2), c1)
        case (Amount(v1, c1), Amount(v2, c2)) if function == "/" and c1 == c2:
            return number(_decimal("/", v1, v2))
        case (Amount(value, currency), int() | Decimal() as factor) if function in ("*", "/"):
            return Amount(_decimal(function, value, Decimal(factor)), currency)
        case (int() | Decimal() as factor, Amount(value, currency)) if function == "*":
            return Amount(value * factor, currency)
        case (Amount(value, currency), Share(percent)) | (
            Share(percent),
            Amount(value, currency),
        ) if function == "*":
            return Amount(value * percent / 100, currency)
        case (Share(p1), Share(p2)) if function in ("+", "-"):
            return Share(_decimal(function, p1, p2))
        case (Amount(value, currency),) if function == "neg":
            return Amount(-value, currency)
        case (int() as left, int() as right):
            return _integer(function, left, right)
        case (int() | Decimal() as left, int() | Decimal() as right):
            return number(_decimal(function, Decimal(left), Decimal(right)))
        case (int() | Decimal() as value,) if function == "neg":
            return number(-value)
        case _:
            shown = ", ".join(_words(arg) for arg in args)
            raise EvaluationError(f"`{function}` is not defined for {shown}")


def _words(value: Exact) -> str:
    return value.name if isinstance(value, Entity) else str(value)


def _integer(function: Function, left: int, right: int) -> int:
    """Return a function of integers; `/` and `%` truncate toward zero."""
    match function:
        case "+":
            value = left + right
        case "-":
            value = left - right
        case "*":
            value = left * right
        case "/" | "%":
            if right == 0:
                raise EvaluationError(f"{left} is divided by zero")
            quotient = abs(left) // abs(right) * (1 if (left < 0) == (right < 0) else -1)
            value = quotient if function == "/" else left - quotient * right
        case "**":
            if right < 0 or left.bit_length() * right > LARGEST_BITS:
                raise EvaluationError(f"{left} ** {right} is too large, or no integer")
            value = left**right
        case _:
            raise EvaluationError(f"`{function}` is not defined for numbers")
    if value.bit_length() > LARGEST_BITS:
        raise EvaluationError("a number grows beyond all bounds")
    return value


def _decimal(function: Function, left: Decimal, right: Decimal) -> Decimal:
    match function:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "/":
            if right == 0:
                raise EvaluationError(f"{left} is divided by zero")
            return left / right
        case _:
            raise EvaluationError(f"`{function}` is not defined for {left} and {right}")
