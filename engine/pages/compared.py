"""Comparisons in words that are true by themselves: one that fails is written the other way round.

The tree of a proof writes them with signs (`engine.pages.arithmetic`), beside a mark.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from engine.answers.ways import is_today
from engine.pages.arithmetic import NOTHING, expression_words
from engine.pages.measures import gap_words
from engine.pages.unnamed import that
from engine.proof.node import Assumption, Compared, Derived, Finding, ListedRow, Stated
from parser.datalog.tree import Apply, Expr
from parser.datalog.variables import in_expression
from parser.values import UNKNOWN, Entity, Range, Value
from parser.words.sentence import Predicates, Spoken, figure, say

_OPPOSITE = {"=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_OF_DAYS = {
    "=": "{left} is {right}",
    "!=": "{left} is not {right}",
    "<": "{left} is before {right}",
    "<=": "{left} is not after {right}",
    ">": "{left} is after {right}",
    ">=": "{left} is not before {right}",
}
_OF_NUMBERS = {
    "=": "{left} is {right}",
    "!=": "{left} is not {right}",
    "<": "{left} is less than {right}",
    "<=": "{left} is at most {right}",
    ">": "{left} is more than {right}",
    ">=": "{left} is at least {right}",
}


def in_time(node: Compared, predicates: Predicates) -> str:
    """Write a day that is counted from another and has been reached, or by how much it has not.

    Nothing if the comparison is another one than of such a day with today.
    """
    left, right = node.comparison.left, node.comparison.right
    if is_today(left) == is_today(right) or node.comparison.op in ("=", "!="):
        return ""
    first = is_today(right)
    counted, day, today = (left, node.left, node.right) if first else (right, node.right, node.left)
    if not isinstance(day, date) or node.status == "unknown":
        return ""
    worked = _side(counted, day, dict(node.bindings), predicates)
    passed = (node.comparison.op in ("<", "<=")) == first
    if node.status == "fails" and node.gap is not None and node.gap.reached is not None:
        amount = gap_words(replace(node.gap, reached=None), predicates)
        until = "" if node.gap.reached == day else gap_words(node.gap, predicates)
        return f"{worked} ({until or amount})"
    if not isinstance(counted, Apply):
        return ""
    if day == today:
        return say(predicates, "{worked}, today", worked=worked)
    form = (
        "{worked}, reached" if passed != (node.status == "fails") else "{worked}, not yet reached"
    )
    return say(predicates, form, worked=worked)


def compared_words(node: Compared, predicates: Predicates, of: Derived | None = None) -> str:
    """Write a comparison as what is so: one that fails is turned round.

    What is not known is called by what a condition of the step `of` says it is: `that day`.
    """
    operator: str = node.comparison.op
    if node.status == "fails":
        operator = _OPPOSITE[operator]
    if operator == "=" and isinstance(node.left, Entity) and node.left == node.right:
        name = figure(node.left, predicates)
        return say(predicates, "somebody or something other than {name} is asked for", name=name)
    called = called_in(node, of, predicates)
    worked = _worked_out(node, operator, predicates, called)
    if worked:
        return worked
    dated = any(_is_date(value) for value in (node.left, node.right))
    forms = _OF_DAYS if dated else _OF_NUMBERS
    bindings = dict(node.bindings)
    left = _side(node.comparison.left, node.left, bindings, predicates, called)
    right = _side(node.comparison.right, node.right, bindings, predicates, called)
    return say(predicates, forms[operator], left=left, right=right)


def called_in(node: Compared, of: Derived | None, predicates: Predicates) -> dict[str, str]:
    """Return what the variables of a comparison are called whose values are not known."""
    if isinstance(predicates, Spoken):
        return {}
    used = {*in_expression(node.comparison.left), *in_expression(node.comparison.right)}
    known = {name for name, value in node.bindings if value != UNKNOWN}
    kinds = _kinds(of, predicates)
    dated = any(_is_date(value) for value in (node.left, node.right))
    return {
        name: _that(name.split("'")[0], kinds, "date" if dated else "") for name in used - known
    }


def _that(role: str, kinds: Mapping[str, str], kind: str) -> str:
    """Refer to a value by its kind, and by its place where several of the kind are not known."""
    kind = kinds.get(role, kind)
    alike = [one for one, other in kinds.items() if other == kind]
    if role in alike and 1 < len(alike) <= len(_PLACES):
        return f"the {_PLACES[alike.index(role)]} of these {that(kind).removeprefix('that ')}s"
    return that(kind)


_PLACES = ("first", "second", "third", "fourth")


def _kinds(of: Derived | None, predicates: Predicates) -> dict[str, str]:
    """Return the kinds of values that are not known by the roles in which they stand in a step."""
    return {
        slot.role: slot.kind
        for one in (of.premises if of is not None else ())
        if isinstance(one, Stated | Assumption | Finding | ListedRow | Derived)
        if (predicate := predicates.get(one.atom.pred)) is not None
        for slot, arg in zip(predicate.slots, one.atom.args, strict=True)
        if arg == UNKNOWN
    }


def _worked_out(
    node: Compared, operator: str, predicates: Predicates, called: dict[str, str]
) -> str:
    """Write what gives a value as the calculation and its result, once."""
    if operator != "=" or node.left != node.right or node.left is None:
        return ""
    bindings = dict(node.bindings)
    sides = (node.comparison.left, node.comparison.right)
    for side, other in (sides, sides[::-1]):
        if isinstance(side, Apply) and not isinstance(other, Apply):
            return _side(side, node.left, bindings, predicates, called)
    return ""


def _side(
    expr: Expr,
    value: Value | None,
    bindings: dict[str, Value],
    predicates: Predicates,
    called: Mapping[str, str] = NOTHING,
) -> str:
    if is_today(expr):
        return say(predicates, "today")
    worked = expression_words(expr, bindings, 0, predicates, called)
    if not isinstance(expr, Apply) or value is None or value == UNKNOWN:
        return worked
    result = figure(value, predicates)
    return worked if worked == result else f"{worked} = {result}"


def _is_date(value: Value | None) -> bool:
    if isinstance(value, Range):
        return isinstance(value.low, date) or isinstance(value.high, date)
    return isinstance(value, date)
