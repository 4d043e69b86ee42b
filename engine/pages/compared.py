"""Comparisons in words that are true by themselves: one that fails is written the other way round.

The tree of a proof writes them with signs (`engine.pages.arithmetic`), beside a mark.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from engine.answers.ways import is_today
from engine.arithmetic import evaluate
from engine.arithmetic.errors import EvaluationError
from engine.pages.arithmetic import APPOSED, NOTHING, expression_words
from engine.pages.unnamed import that
from engine.proof.node import Assumption, Compared, Derived, Finding, ListedRow, Stated
from engine.proof.telling import plain_value
from parser.datalog.tree import Apply, Expr, Var
from parser.datalog.variables import in_expression
from parser.values import UNKNOWN, Duration, Entity, Range, Value
from parser.words.sentence import Predicates, Spoken, figure, say, shown

_OPPOSITE = {"=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_OF_DAYS = {
    "=": "{left} is {right}",
    "!=": "{left} is not {right}",
    "<": "{left} is before {right}",
    "<=": "{left} is no later than {right}",
    ">": "{left} is after {right}",
    ">=": "{left} is no earlier than {right}",
}
_OF_DAYS_MISSED = {"<=": "{left} is not after {right}", ">=": "{left} is not before {right}"}
"""How days are compared where the one had to be after, or before, the other."""

_PLAIN_KINDS = ("person", "country")
"""Kinds that are words of the language; those that laws declare may be names of their own."""

_SAME_DAY = {
    "<": "{worked}, the same day and not an earlier one",
    "<=": "{worked}, the same day",
    ">": "{worked}, the same day and not a later one",
    ">=": "{worked}, the same day",
}
"""How a day is compared with itself, by what was asked of it."""

_OF_NUMBERS = {
    "=": "{left} is {right}",
    "!=": "{left} is not {right}",
    "<": "{left} is less than {right}",
    "<=": "{left} is at most {right}",
    ">": "{left} is more than {right}",
    ">=": "{left} is at least {right}",
}


def compared_words(node: Compared, predicates: Predicates, of: Derived | None = None) -> str:
    """Write a comparison as what is so: one that fails is turned round.

    What is not known is called by what a condition of the step `of` says it is: `that day`.
    """
    operator: str = node.comparison.op
    if node.status == "fails":
        operator = _OPPOSITE[operator]
    if operator == "=" and isinstance(node.left, Entity) and node.left == node.right:
        name = figure(node.left, predicates)
        if node.left.kind not in _PLAIN_KINDS:
            return say(predicates, "that must be other than {name}", name=name)
        any_other = _any(node.left, predicates)
        return say(predicates, "that must be {any} other than {name}", any=any_other, name=name)
    if node.status == "fails" and node.comparison.op == "!=" and _are_plain(node):
        name = figure(node.right, predicates) if node.right is not None else ""
        return say(predicates, "that must be other than {name}", name=name)
    called = called_in(node, of, predicates)
    worked = _worked_out(node, operator, predicates, called)
    if worked:
        return worked
    dated = is_dated(node, of, predicates)
    forms = _OF_DAYS if dated else _OF_NUMBERS
    forms = forms | _OF_DAYS_MISSED if dated and node.status == "fails" else forms
    bindings = dict(node.bindings)
    left = side_words(node.comparison.left, node.left, bindings, predicates, called)
    right = side_words(node.comparison.right, node.right, bindings, predicates, called)
    if isinstance(node.left, date) and node.left == node.right and operator in _SAME_DAY:
        worked = right if isinstance(node.comparison.right, Apply) else left
        day = figure(node.left, predicates)
        if node.status != "fails" and worked.startswith(f"{day}, "):
            return say(predicates, "{left} is {right}", left=day, right=worked[len(day) + 2 :])
        return say(predicates, _SAME_DAY[node.comparison.op], worked=worked)
    return say(predicates, forms[operator], left=left, right=right)


def is_dated(node: Compared, of: Derived | None, predicates: Predicates) -> bool:
    """Tell whether days are compared: values of a condition of the step `of` tell it unknown."""
    if any(is_date(value) for value in (node.left, node.right)):
        return True
    kinds = _kinds(of, predicates)
    sides = (node.comparison.left, node.comparison.right)
    return any(
        isinstance(one, Var) and kinds.get(one.name.split("'")[0]) == "date" for one in sides
    )


def _are_plain(node: Compared) -> bool:
    """Tell whether neither side of a comparison is calculated."""
    return not any(
        isinstance(side, Apply) for side in (node.comparison.left, node.comparison.right)
    )


def _any(one: Entity, predicates: Predicates) -> str:
    """Write `a country` for one of its kind."""
    if isinstance(predicates, Spoken):
        return shown(None, predicates, one.kind)
    return f"{'an' if one.kind[:1] in 'aeiou' else 'a'} {one.kind}"


def called_in(node: Compared, of: Derived | None, predicates: Predicates) -> dict[str, str]:
    """Return what the variables of a comparison are called whose values are not known."""
    if isinstance(predicates, Spoken):
        return {}
    used = {*in_expression(node.comparison.left), *in_expression(node.comparison.right)}
    known = {name for name, value in node.bindings if value != UNKNOWN}
    kinds = _kinds(of, predicates)
    dated = any(is_date(value) for value in (node.left, node.right))
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
            if side.function in _SPANS and isinstance(node.left, int):
                return _spanned(side, node.left, bindings, predicates, called)
            return side_words(side, node.left, bindings, predicates, called)
    return ""


def _spanned(
    side: Apply,
    number: int,
    bindings: Mapping[str, Value],
    predicates: Predicates,
    called: Mapping[str, str],
) -> str:
    """Write how long it is from one day to another: `5 days from 2026-05-01 to 2026-05-05`."""
    ends = (without_nothing(one, bindings) for one in side.args)
    first, last = (expression_words(one, bindings, 0, predicates, called) for one in ends)
    form = _SPANS[side.function][number != 1]
    return say(predicates, form, number=number, first=first, last=last)


_SPANS = {
    "days": ("{number} day from {first} to {last}", "{number} days from {first} to {last}"),
    "months": ("{number} month from {first} to {last}", "{number} months from {first} to {last}"),
    "years": ("{number} year from {first} to {last}", "{number} years from {first} to {last}"),
}
"""How long it is from one day to another: one of its unit, or any other number."""


def side_words(
    expr: Expr,
    value: Value | None,
    bindings: Mapping[str, Value],
    predicates: Predicates,
    called: Mapping[str, str] = NOTHING,
) -> str:
    """Write one side of a comparison, a calculated one with what it comes to.

    >>> from parser.datalog.tree import Const, Var
    >>> days = Apply("later", (Var("first"), Var("second")))
    >>> known = {"first": date(2026, 5, 1), "second": date(2026, 5, 3)}
    >>> side_words(days, date(2026, 5, 3), known, {})
    '2026-05-03, as it is later than 2026-05-01'
    >>> stay = Apply("days", (Var("first"), Var("second")))
    >>> side_words(stay, 3, known, {})
    '3, the days from 2026-05-01 to 2026-05-03'
    """
    if is_today(expr):
        return say(predicates, "today")
    expr = without_nothing(expr, bindings)
    if isinstance(expr, Apply) and expr.function in _OF_TWO and value not in (None, UNKNOWN):
        chosen = _chosen(expr, value, bindings, predicates, called)
        if chosen:
            return chosen
    worked = expression_words(expr, bindings, 0, predicates, called)
    if not isinstance(expr, Apply) or value is None or value == UNKNOWN:
        return worked
    result = figure(value, predicates)
    if worked == result:
        return worked
    return (
        f"{result}, {worked}"
        if expr.function in APPOSED or expr.function in _SPANS
        else f"{worked} = {result}"
    )


_OF_TWO = {
    "earlier": ("{value}, as it is earlier than {other}", "{value}, as it is less than {other}"),
    "later": ("{value}, as it is later than {other}", "{value}, as it is more than {other}"),
}
"""How one of two values is told beside the other: of days, and of numbers and amounts."""


def _chosen(
    expr: Apply,
    value: Value,
    bindings: Mapping[str, Value],
    predicates: Predicates,
    called: Mapping[str, str],
) -> str:
    """Write which of several values was chosen beside the others, nothing if not all are known.

    Of values that are the same none is the earlier: how the one is worked out goes first. Nor is
    one told beside what is worked out from itself.

    >>> from parser.datalog.tree import Const
    >>> day, term = Var("day"), Apply("+", (Var("start"), Const(Duration(0, 2))))
    >>> known = {"day": date(2026, 5, 3), "start": date(2026, 5, 1)}
    >>> _chosen(Apply("earlier", (day, term)), date(2026, 5, 3), known, {}, {})
    '2026-05-01 + 2 days = 2026-05-03'
    """
    parts = [*_parts(expr, expr.function)]
    worth = [_worth(one, bindings) for one in parts]
    alike = [one for one, each in zip(parts, worth, strict=True) if each == value]
    if None in worth or not alike:
        return ""
    best = next((one for one in alike if isinstance(one, Apply)), alike[0])
    said = side_words(best, value, bindings, predicates, called)
    others = dict.fromkeys(
        expression_words(one, bindings, 0, predicates, called)
        for one, each in zip(parts, worth, strict=True)
        if each != value and not _is_moved(one, value, bindings)
    )
    if not others:
        return said
    *before, last = others
    listed = say(predicates, "{first} and {last}", first=", ".join(before), last=last)
    form = _OF_TWO[expr.function][not is_date(value)]
    return say(predicates, form, value=said, other=listed if before else last)


def _is_moved(expr: Expr, value: Value, bindings: Mapping[str, Value]) -> bool:
    """Tell whether a side is a value itself with something added to it, or taken from it.

    That it is more, or less, is no reason.
    """
    return (
        isinstance(expr, Apply)
        and expr.function in ("+", "-")
        and _worth(expr.args[0], bindings) == value
    )


def _parts(expr: Expr, function: str) -> Iterator[Expr]:
    """Yield the values of which one is chosen: the greatest of three is the greater of two."""
    if isinstance(expr, Apply) and expr.function == function:
        for one in expr.args:
            yield from _parts(one, function)
    else:
        yield expr


def _worth(expr: Expr, bindings: Mapping[str, Value]) -> Value | None:
    """Return what a side comes to, None if that is not known to be one value."""
    try:
        found = evaluate(expr, bindings)
    except EvaluationError:
        return None
    return None if isinstance(found, Range) else found


def without_nothing(expr: Expr, bindings: Mapping[str, Value]) -> Expr:
    """Return a calculation without what adds or takes away nothing, such as a margin of no days.

    >>> from parser.datalog.tree import Const, Var
    >>> without_nothing(Apply("-", (Var("end"), Const(Duration()))), {})
    Var(name='end')
    """
    match expr:
        case Apply("+" | "-", (first, last)) if plain_value(last, bindings) in (0, Duration()):
            return without_nothing(first, bindings)
        case Apply(args=args):
            return replace(expr, args=tuple(without_nothing(arg, bindings) for arg in args))
        case _:
            return expr


def is_date(value: Value | None) -> bool:
    """Tell whether a value is a day, or a time in which one lies."""
    if isinstance(value, Range):
        return isinstance(value.low, date) or isinstance(value.high, date)
    return isinstance(value, date)
