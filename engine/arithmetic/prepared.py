"""Expressions and comparisons made ready for being worked out under many bindings."""

from collections.abc import Callable, Mapping
from datetime import date

from engine.arithmetic.compare import ORDERS, compare
from engine.arithmetic.evaluate import OF_TWO_DAYS, apply, evaluate
from parser.datalog.tree import Apply, Comparison, Const, Expr, Today, Var
from parser.values import Value

Calculation = Callable[[Mapping[str, Value]], Value | None]
"""Works out an expression under some bindings, as `evaluate` does."""

Condition = Callable[[Mapping[str, Value]], bool]
"""Tells whether a comparison holds under some bindings."""


def calculation(expr: Expr, lenient: bool = False) -> Calculation:
    """Return the function of its variables that `expr` is: what `evaluate` gives, sooner.

    >>> calculation(Apply("later", (Var("X"), Const(date(2026, 1, 5)))))({"X": date(2026, 1, 2)})
    datetime.date(2026, 1, 5)
    """
    match expr:
        case Var(name):
            return lambda bindings: bindings.get(name)
        case Const(value):
            return lambda bindings: value
        case Apply("earlier" | "later" as function, (left, right)):
            chosen, one, other = (
                OF_TWO_DAYS[function],
                calculation(left, lenient),
                calculation(right, lenient),
            )

            def calculate(bindings: Mapping[str, Value]) -> Value | None:
                first = one(bindings)
                second = None if first is None else other(bindings)
                if type(first) is date and type(second) is date:
                    return chosen(first, second)
                if first is None or second is None:
                    return None
                return apply(function, (first, second), lenient)

            return calculate
        case Apply() | Today():
            return lambda bindings: evaluate(expr, bindings, lenient)


def condition(comparison: Comparison, lenient: bool) -> Condition:
    """Return the function of its variables that tells whether a comparison holds.

    One of which a side has no value does not hold.
    """
    op = comparison.op
    left, right = calculation(comparison.left, lenient), calculation(comparison.right, lenient)
    order = ORDERS.get(op)

    def holds(bindings: Mapping[str, Value]) -> bool:
        first = left(bindings)
        second = None if first is None else right(bindings)
        if order is not None and type(first) is date and type(second) is date:
            return order(first, second)
        return first is not None and second is not None and compare(op, first, second, lenient)

    return holds
