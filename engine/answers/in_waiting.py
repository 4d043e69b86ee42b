"""What time brings to a condition that is not met, and what it can no longer bring."""

from dataclasses import replace
from datetime import date

from engine.proof.gap import reached_on
from engine.proof.node import Compared, Derived, Node
from parser.datalog.tree import Comparison, Const, Operator


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


_CONTRARY: dict[Operator, Operator] = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}


def end_of(route: Node) -> date | None:
    """Return the first day on which, on the facts as they are, an exception applies no longer."""
    if not isinstance(route, Derived):
        return None
    days = [
        day
        for one in route.premises
        if isinstance(one, Compared) and one.comparison.op in _CONTRARY
        for day in (reached_on(_contrary(one.comparison), dict(one.bindings)),)
        if day is not None
    ]
    return min(days, default=None)


def _contrary(comparison: Comparison) -> Comparison:
    return replace(comparison, op=_CONTRARY[comparison.op])
