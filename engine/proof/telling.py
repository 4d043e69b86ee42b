"""Which comparisons tell a reader nothing: a value with itself, a day worked out from itself."""

from collections.abc import Mapping
from typing import assert_never

from engine.proof.node import Compared
from parser.datalog.tree import Apply, Const, Expr, Today, Var
from parser.values import Duration, Entity, Range, Value


def says_nothing(node: Compared) -> bool:
    """Tell whether a comparison that holds says only what its values say themselves.

    So does one of a value with itself (`450 = 450`, `X <= X`), that two individuals with names are
    two, that `today` is the day, and a day that is counted from itself.
    """
    if node.status != "holds" or node.left is None or node.right is None:
        return False
    left, right = node.comparison.left, node.comparison.right
    if isinstance(left, Apply) or isinstance(right, Apply):
        bindings = dict(node.bindings)
        return node.comparison.op == "=" and any(
            _is_itself(side, bindings, node.left) for side in (left, right)
        )
    if node.left == node.right and type(node.left) is type(node.right):
        return True
    if node.comparison.op == "!=":
        return isinstance(node.left, Entity) and isinstance(node.right, Entity)
    return node.comparison.op == "=" and any(_is_today(side) for side in (left, right))


def is_limit(node: Compared) -> bool:
    """Tell whether a number or day is exactly a limit of the law, which lets it pass."""
    sides = (node.comparison.left, node.comparison.right)
    return (
        node.comparison.op in ("<=", ">=")
        and node.status == "holds"
        and node.left is not None
        and node.left == node.right
        and not isinstance(node.left, Entity | Range)
        and sum(isinstance(side, Const) for side in sides) == 1
    )


def _is_itself(side: Expr, bindings: Mapping[str, Value], result: Value) -> bool:
    """Tell whether a calculation adds nothing to a value, or takes one of two that are alike.

    So does the first day of the year of a 1 January, whose `result` is that day.

    >>> from datetime import date
    >>> new_year = date(2026, 1, 1)
    >>> _is_itself(Apply("+", (Var("day"), Const(Duration()))), {}, new_year)
    True
    >>> _is_itself(Apply("first_of_year", (Var("day"),)), {"day": new_year}, new_year)
    True
    """
    match side:
        case Apply("+" | "-", (Var() | Const(), added)):
            return plain_value(added, bindings) in (0, Duration())
        case Apply("earlier" | "later", (first, second)):
            one, other = plain_value(first, bindings), plain_value(second, bindings)
            return one is not None and type(one) is type(other) and one == other
        case Apply(function, (day,)) if function.startswith(("first_of_", "last_of_")):
            return plain_value(day, bindings) == result
        case _:
            return False


def plain_value(side: Expr, bindings: Mapping[str, Value]) -> Value | None:
    """Return the value of a side that is not calculated, None if it has none."""
    match side:
        case Const(value):
            return value
        case Var(name):
            return bindings.get(name)
        case Today() | Apply():
            return None
        case _:
            assert_never(side)


def _is_today(side: Expr) -> bool:
    return isinstance(side, Today) or (isinstance(side, Var) and side.name == "today")
