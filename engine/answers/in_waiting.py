"""What time brings to a condition that is not met, and what it can no longer bring."""

from dataclasses import replace
from datetime import date

from engine.proof.gap import reached_on
from engine.proof.node import Compared, Derived, Node
from parser.datalog.tree import Comparison, Const, Operator
from parser.datalog.variables import in_expression
from parser.values import Entity, Range, Value


def is_past(comparison: Comparison, as_of: date) -> bool:
    """Tell whether something would have to be so before a day that the law names and that is over.

    No more can happen before it, and what has happened is stated.
    """
    earlier = (comparison.left, comparison.right, comparison.op in ("<", "<="))
    later = (comparison.right, comparison.left, comparison.op in (">", ">="))
    return any(
        is_before
        and isinstance(end, Const)
        and isinstance(end.value, date)
        and end.value <= as_of
        and not isinstance(side, Const)
        for side, end, is_before in (earlier, later)
    )


def is_settled(node: Compared, as_of: date) -> bool:
    """Tell whether a comparison that fails has come out for good, whatever happens from now on.

    What somebody or something is does not become another; and days that are over, with what is
    counted from them, do not move.
    """
    if isinstance(node.left, Entity) or isinstance(node.right, Entity):
        return True
    if not isinstance(node.left, date) or not isinstance(node.right, date):
        return False
    sides = (node.comparison.left, node.comparison.right)
    used = {name for side in sides for name in in_expression(side)}
    given = [value for name, value in node.bindings if name in used]
    return all(not isinstance(value, Range) and _is_over(value, as_of) for value in given)


def _is_over(value: Value, as_of: date) -> bool:
    return not isinstance(value, date) or value <= as_of


def ends_today(node: Node, as_of: date) -> bool:
    """Tell whether a day to come is beyond what is known, which ends on the day of the question."""
    if not isinstance(node, Compared):
        return False
    days = [one for one in (node.left, node.right) if isinstance(one, date)]
    sides = (node.comparison.left, node.comparison.right)
    return (
        len(days) == len(sides)
        and min(days) == as_of < max(days)
        and not any(isinstance(side, Const) for side in sides)
    )


CONTRARY: dict[Operator, Operator] = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
"""What is so of two values of which one is not so."""


def end_of(route: Node) -> date | None:
    """Return the first day on which, on the facts as they are, an exception applies no longer."""
    if not isinstance(route, Derived):
        return None
    days = [
        day
        for one in route.premises
        if isinstance(one, Compared) and one.comparison.op in CONTRARY
        for day in (reached_on(contrary(one.comparison), dict(one.bindings)),)
        if day is not None
    ]
    return min(days, default=None)


def contrary(comparison: Comparison) -> Comparison:
    """Return the comparison that holds of the same values where an ordering of them does not."""
    return replace(comparison, op=CONTRARY[comparison.op])
