"""Steps in one line each that is true by itself, without a mark beside it or steps below it.

A condition that fails is written as what is so instead, with both values and how far apart they
are.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from typing import assert_never

from engine.answers.reply import Need
from engine.answers.suggested import suggested
from engine.answers.summary import Turn
from engine.answers.ways import is_today
from engine.pages.arithmetic import expression_words
from engine.pages.measures import gap_words
from engine.pages.remarks import absence_aside, aggregate_words, exception_words, spot
from engine.proof.node import (
    Absent,
    Aggregated,
    Assumption,
    ByCases,
    Circular,
    Compared,
    Derived,
    Exception_,
    Finding,
    ListedRow,
    Node,
    Stated,
)
from engine.rails.said import SUPPOSED, UNLESS_STATED, Source
from parser.datalog.tree import Apply, Expr
from parser.resolved.vocabulary import GroundAtom
from parser.values import SOMEONE, UNKNOWN, Entity, Range, Value
from parser.words.case_text import shortest_line
from parser.words.sentence import (
    Predicates,
    denial,
    figure,
    is_hidden,
    law_words,
    say,
    sentence,
)

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


def turn_words(turn: Turn, predicates: Predicates, said: Collection[str] = ()) -> str:
    """Write a condition; what its values are goes before a comparison, unless it was `said`."""
    node = turn.node
    if not isinstance(node, Compared):
        return node_words(node, predicates)
    gap = ""
    text = _in_time(node, predicates)
    if not text:
        text = compared_words(node, predicates)
        gap = "" if node.comparison.op == "=" else gap_words(node.gap, predicates)
    facts = dict.fromkeys(
        node_words(one, predicates) for one in turn.facts if not is_unspoken(one, predicates)
    )
    text = "; ".join((*(fact for fact in facts if fact not in said), text))
    return f"{text} ({gap})" if gap else text


def _in_time(node: Compared, predicates: Predicates) -> str:
    """Write a day that is counted from another and has been reached, or by how much it has not.

    Nothing if the comparison is another one than of such a day with today.
    """
    sides = (node.comparison.left, node.comparison.right)
    counted = next((one for one in sides if isinstance(one, Apply)), None)
    if counted is None or not any(is_today(one) for one in sides):
        return ""
    first = counted is sides[0]
    day = node.left if first else node.right
    if not isinstance(day, date):
        return ""
    worked = _side(counted, day, dict(node.bindings), predicates)
    if node.comparison.op in ("=", "!=") or node.status == "unknown":
        return ""
    passed = (node.comparison.op in ("<", "<=")) == first
    if node.status == "fails" and node.gap is not None and node.gap.reached is not None:
        amount = gap_words(replace(node.gap, reached=None), predicates)
        until = "" if node.gap.reached == day else gap_words(node.gap, predicates)
        return f"{worked} ({until or amount})"
    form = (
        "{worked}, reached" if passed != (node.status == "fails") else "{worked}, not yet reached"
    )
    return say(predicates, form, worked=worked)


def is_unspoken(node: Node, predicates: Predicates) -> bool:
    """Tell whether a step has no sentence of its own: that of an item with several conditions."""
    match node:
        case Derived(atom) | Absent(atom) | Exception_(route=Derived(atom) | Absent(atom)):
            return is_hidden(atom, predicates)
        case _:
            return False


def node_words(node: Node, predicates: Predicates) -> str:
    """Write a step on one line, with where it comes from."""
    text, aside = _words(node, predicates)
    return f"{text} ({aside})" if aside else text


def _words(node: Node, predicates: Predicates) -> tuple[str, str]:
    """Return what is so, and where it comes from."""
    match node:
        case Stated(atom, source):
            return sentence(atom, predicates), _place(source, predicates)
        case ListedRow(atom, cites):
            aside = law_words(cites, predicates) or say(predicates, "listed")
            return sentence(atom, predicates), aside
        case Finding():
            return _found(node, predicates)
        case Assumption(atom):
            return sentence(atom, predicates, some=True), say(predicates, "not stated")
        case Circular(atom):
            aside = "the rules come back to it in a circle, and leave it undecided"
            return sentence(atom, predicates), say(predicates, aside)
        case Absent():
            return _absent(node, predicates)
        case Compared():
            return compared_words(node, predicates), gap_words(node.gap, predicates)
        case Aggregated():
            return aggregate_words(node, predicates), ""
        case Derived(atom, rule):
            rule_id = rule.provision.rule if rule.provision else ""
            if is_hidden(atom, predicates):
                return rule.provision.item if rule.provision else "", ""
            if node.status == "fails":
                return denied_words(atom, predicates), rule_id
            if node.status in ("unknown", "open"):
                return sentence(atom, predicates, some=True), say(predicates, "not settled")
            return sentence(atom, predicates), rule_id
        case Exception_():
            return _excepted(node, predicates)
        case ByCases(atom):
            if node.status == "fails":
                return denial(atom, predicates), say(predicates, "in no case")
            return sentence(atom, predicates), say(predicates, "in each case")
        case _:
            assert_never(node)


def _place(source: Source, predicates: Predicates) -> str:
    where = spot(source.span)
    if source.who == SUPPOSED and not where:
        return say(predicates, "supposed in this case")
    return where or source.who


def _found(node: Finding, predicates: Predicates) -> tuple[str, str]:
    authority = law_words(node.authority, predicates)
    place = _place(node.source, predicates) if node.source is not None else ""
    match node.status:
        case "holds":
            return sentence(node.atom, predicates), ", ".join(filter(None, (authority, place)))
        case "fails":
            refused = say(predicates, "refused by {authority}", authority=authority)
            return denial(node.atom, predicates), ", ".join(filter(None, (refused, place)))
        case "open" | "unknown" | "defeated" | "conflict":
            aside = say(predicates, "for {authority} to decide", authority=authority)
            return sentence(node.atom, predicates, some=True), aside
        case _:
            assert_never(node.status)


def denied_words(atom: GroundAtom, predicates: Predicates) -> str:
    """Write that a sentence is not so: of somebody without a name, that it is so of nobody."""
    args = tuple(
        None if isinstance(arg, Entity) and arg.name == SOMEONE else arg for arg in atom.args
    )
    return denial(GroundAtom(atom.pred, args), predicates)


def _absent(node: Absent, predicates: Predicates) -> tuple[str, str]:
    source = node.source
    if is_hidden(node.atom, predicates):
        return say(predicates, "none of these holds"), ""
    if node.reason == "no more" and source is not None and source.who != UNLESS_STATED:
        closing = suggested(Need(node.atom, closing=True), predicates)
        return shortest_line(closing, predicates), _place(source, predicates)
    if node.reason == "no more":
        said = sentence(node.atom, predicates, some=True)
        aside = absence_aside(node, predicates)
        return say(predicates, "no other case where {said}", said=said), aside
    text = denied_words(node.atom, predicates)
    if node.reason == "denied" and source is not None:
        return text, _place(source, predicates)
    if node.reason == "closed" and source is not None and source.who != UNLESS_STATED:
        where = _place(source, predicates)
        return text, say(predicates, "all are given in {where}", where=where)
    if node.reason == "no route":
        return text, ""
    return text, absence_aside(node, predicates)


def _excepted(node: Exception_, predicates: Predicates) -> tuple[str, str]:
    """Name an exception and why it applies; a plain negative condition as what is so."""
    atom = getattr(node.route, "atom", None)
    why = "; ".join(why_words(node.route, predicates)[:2]) if node.status != "holds" else ""
    if node.provision is None and atom is not None and not is_hidden(atom, predicates):
        if node.status in ("holds", "defeated"):
            return denied_words(atom, predicates), ""
        if node.status == "fails":
            said, aside = _words(node.route, predicates)
            return (f"{said}: {why}", "") if why else (said, aside)
        return denial(atom, predicates), say(predicates, "not settled")
    said = exception_words(node, predicates)
    return (f"{said}: {why}" if why else said), ""


def why_words(node: Node, predicates: Predicates) -> Sequence[str]:
    """Return what makes a step hold: the conditions of its rule that say something, one line each.

    Through a step with a single condition it goes on to what that rests on.
    """
    for _ in range(20):
        if not isinstance(node, Derived):
            break
        inner = [one for one in node.premises if not isinstance(one, Compared)]
        telling = [one for one in inner if not isinstance(one, Absent | Exception_)] or inner
        if len(telling) == 1 and isinstance(telling[0], Derived):
            node = telling[0]
            continue
        return [node_words(one, predicates) for one in telling if not is_unspoken(one, predicates)]
    return []


def compared_words(node: Compared, predicates: Predicates) -> str:
    """Write a comparison as what is so: one that fails is turned round."""
    operator: str = node.comparison.op
    if node.status == "fails":
        operator = _OPPOSITE[operator]
    if operator == "=" and isinstance(node.left, Entity) and node.left == node.right:
        name = figure(node.left, predicates)
        return say(predicates, "somebody or something other than {name} is asked for", name=name)
    worked = _worked_out(node, operator, predicates)
    if worked:
        return worked
    dated = any(_is_date(value) for value in (node.left, node.right))
    forms = _OF_DAYS if dated else _OF_NUMBERS
    bindings = dict(node.bindings)
    left = _side(node.comparison.left, node.left, bindings, predicates)
    right = _side(node.comparison.right, node.right, bindings, predicates)
    return say(predicates, forms[operator], left=left, right=right)


def _worked_out(node: Compared, operator: str, predicates: Predicates) -> str:
    """Write what gives a value as the calculation and its result, once."""
    if operator != "=" or node.left != node.right or node.left is None:
        return ""
    bindings = dict(node.bindings)
    sides = (node.comparison.left, node.comparison.right)
    for side, other in (sides, sides[::-1]):
        if isinstance(side, Apply) and not isinstance(other, Apply):
            return _side(side, node.left, bindings, predicates)
    return ""


def _side(
    expr: Expr, value: Value | None, bindings: dict[str, Value], predicates: Predicates
) -> str:
    if is_today(expr):
        return say(predicates, "today")
    worked = expression_words(expr, bindings, 0, predicates)
    if not isinstance(expr, Apply) or value is None or value == UNKNOWN:
        return worked
    return f"{worked} = {figure(value, predicates)}"


def _is_date(value: Value | None) -> bool:
    if isinstance(value, Range):
        return isinstance(value.low, date) or isinstance(value.high, date)
    return isinstance(value, date)
