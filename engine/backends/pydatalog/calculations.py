"""Expressions and comparisons over codes, prepared once for being worked out many times."""

import operator
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from engine.arithmetic import compare
from engine.arithmetic.errors import EvaluationError
from engine.arithmetic.evaluate import apply
from engine.arithmetic.numbers import LARGEST_BITS
from parser.datalog.tree import Apply, Comparison, Const, Expr, Function, Today, Var
from parser.values import Value

Calculation = Callable[[Sequence[Value], Mapping[str, int]], Value | None]
"""A function of the values that codes stand for and of the codes of its variables.

It is None where there is no value (see `evaluate`).
"""

_LIMIT = 1 << (LARGEST_BITS - 1)


def calculation(expr: Expr, lenient: bool = False) -> Calculation:
    """Return the function of its variables that `expr` is; it does what `evaluate` does.

    >>> calculation(Apply("+", (Var("X"), Const(1))))(["a", 2], {"X": 1})
    3
    """
    match expr:
        case Const(value):
            return lambda values, way: value
        case Var(name):
            return lambda values, way: values[way[name]]
        case Apply("+" | "-" | "*" | "%" as function, (left, right)):
            return _of_two(
                function, calculation(left, lenient), calculation(right, lenient), lenient
            )
        case Apply("earlier" | "later" as function, (left, right)):
            return _of_days(
                function, calculation(left, lenient), calculation(right, lenient), lenient
            )
        case Apply("whole", (Apply("/", (left, right)),)):
            return _whole_quotient(calculation(left, lenient), calculation(right, lenient), lenient)
        case Apply(function, args):
            return _of_any(function, tuple([calculation(arg, lenient) for arg in args]), lenient)
        case Today():
            return _today


def _of_any(function: Function, parts: tuple[Calculation, ...], lenient: bool) -> Calculation:
    def calculate(values: Sequence[Value], way: Mapping[str, int]) -> Value | None:
        args: list[Value] = []
        for part in parts:
            value = part(values, way)
            if value is None:
                return None
            args.append(value)
        return apply(function, tuple(args), lenient)

    return calculate


def _of_days(
    function: Function, left: Calculation, right: Calculation, lenient: bool
) -> Calculation:
    """Return the earlier or later of two expressions, with a short way for days."""
    later = function == "later"

    def calculate(values: Sequence[Value], way: Mapping[str, int]) -> Value | None:
        first = left(values, way)
        second = None if first is None else right(values, way)
        if first is None or second is None:
            return None
        if type(first) is date and type(second) is date:
            return second if (first < second) == later else first
        return apply(function, (first, second), lenient)

    return calculate


def _today(values: Sequence[Value], way: Mapping[str, int]) -> Value:
    raise EvaluationError("the evaluation date is not known")


def _of_two(
    function: Function, left: Calculation, right: Calculation, lenient: bool
) -> Calculation:
    """Return a function of two expressions, with a short way for small positive integers."""
    plain: Callable[[int, int], int] = {
        "+": operator.add,
        "-": operator.sub,
        "*": operator.mul,
        "%": operator.mod,
    }[function]

    def calculate(values: Sequence[Value], way: Mapping[str, int]) -> Value | None:
        first = left(values, way)
        if first is None:
            return None
        second = right(values, way)
        if second is None:
            return None
        if type(first) is int and type(second) is int and first >= 0 and second > 0:
            # between positive numbers, Python takes the remainder as the core does
            value = plain(first, second)
            if value < _LIMIT:
                return value
        return apply(function, (first, second), lenient)

    return calculate


def _whole_quotient(left: Calculation, right: Calculation, lenient: bool) -> Calculation:
    """Return the whole part of a quotient, with a short way for small positive integers."""

    def calculate(values: Sequence[Value], way: Mapping[str, int]) -> Value | None:
        first = left(values, way)
        second = None if first is None else right(values, way)
        if first is None or second is None:
            return None
        if type(first) is int and type(second) is int and first >= 0 and second > 0:
            return first // second
        found = apply("/", (first, second), lenient)
        return None if found is None else apply("whole", (found,), lenient)

    return calculate


def condition(comparison: Comparison) -> Callable[[Sequence[Value], Mapping[str, int]], bool]:
    """Return the function of its variables that tells whether a comparison holds.

    One of which a side has no value does not hold.
    """
    op, lenient = comparison.op, comparison.lenient
    left, right = calculation(comparison.left, lenient), calculation(comparison.right, lenient)

    def holds(values: Sequence[Value], way: Mapping[str, int]) -> bool:
        first = left(values, way)
        second = None if first is None else right(values, way)
        return first is not None and second is not None and compare(op, first, second, lenient)

    return holds
