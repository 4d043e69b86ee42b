"""Expressions worked out; ranges go through a function by its ends."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import assert_never

from engine.arithmetic.errors import EvaluationError
from engine.arithmetic.exact import exact
from engine.arithmetic.ranges import QUICKLY, of_ranges
from parser.datalog.tree import Apply, Const, Expr, Function, Today, Var
from parser.values import (
    Range,
    Value,
    name_of,
)

OF_TWO_DAYS: dict[str, Callable[[date, date], date]] = {"earlier": min, "later": max}
"""What is asked most often of two days."""


def evaluate(expr: Expr, bindings: Mapping[str, Value], lenient: bool = False) -> Value | None:
    """Return the value that `expr` must have, or with `lenient` the one it could have, if any.

    It has none where it divides by zero, and where one of its variables has none because what
    would give it one divides by zero. The condition that needs the value does not hold. Where a
    divisor is known only within limits that include zero, there need not be a value, but there
    could be one. Raises EvaluationError for currencies that differ, values that a function is
    not defined for, or results beyond all bounds.

    >>> evaluate(Apply("+", (Var("X"), Const(1))), {"X": 2})
    3
    >>> evaluate(Apply("/", (Const(1), Var("X"))), {"X": 0}, lenient=True) is None
    True
    >>> books = {"X": Range(0, 3)}
    >>> evaluate(Apply("/", (Const(1), Var("X"))), books) is None
    True
    >>> evaluate(Apply("/", (Const(1), Var("X"))), books, lenient=True)
    Range(low=None, high=None)
    """
    if isinstance(expr, Var):  # asked more often than all else: `match` takes twice as long
        return bindings.get(expr.name)
    if isinstance(expr, Const):
        return expr.value
    if isinstance(expr, Today):
        raise EvaluationError("the evaluation date is not known")
    if not isinstance(expr, Apply):
        assert_never(expr)
    function, args = expr.function, expr.args
    if len(args) == 2:
        first = evaluate(args[0], bindings, lenient)
        second = None if first is None else evaluate(args[1], bindings, lenient)
        if first is None or second is None:
            return None
        if type(first) is int and type(second) is int:
            return exact(function, (first, second))
        if type(first) is date and type(second) is date and function in OF_TWO_DAYS:
            return OF_TWO_DAYS[function](first, second)
        return apply(function, (first, second), lenient)
    values: list[Value] = []
    for arg in args:
        found = evaluate(arg, bindings, lenient)
        if found is None:
            return None
        values.append(found)
    return apply(function, tuple(values), lenient)


def apply(function: Function, args: tuple[Value, ...], lenient: bool = False) -> Value | None:
    """Return the value that a function must have, or with `lenient` could have, or None.

    Most functions are monotone in each argument, so that a range goes through them by its
    ends, an open one staying open there. Products, and quotients whose divisor has one sign,
    are monotone in each argument while the other stays the same, so that they take their
    extremes at the corners. A remainder is neither, but has limits; a power is unknown. Where the
    divisor could be zero, there must be no value, and there could be any.

    >>> apply("-", (10, Range(2, None))), apply("-", (10, Range(2, None, above=True)))
    (Range(low=None, high=8), Range(low=None, high=8, below=True))
    >>> apply("%", (Range(0, None), 7)), apply("/", (6, Range(0, None, above=True)))
    (Range(low=0, high=7, below=True), Range(low=0, high=None, above=True))
    """
    quickly = QUICKLY.get(function)
    if quickly is not None and len(args) == 2:
        found = quickly(function, *args)
        if found is not None:
            return found
    known = tuple([arg for arg in args if not isinstance(arg, Range)])
    if len(known) == len(args):
        return exact(function, known)
    found = of_ranges(function, args, lenient)
    name = name_of(function, args)
    return replace(found, of=name) if name and isinstance(found, Range) else found
