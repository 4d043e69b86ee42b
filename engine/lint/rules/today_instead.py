"""L402: *today* in a rule that is about a day of its own."""

from collections.abc import Iterator

from engine.lint.conjunctions import conditions, names_in, reads_today
from engine.lint.laws import Laws
from engine.lint.rule import LintRule, finding
from parser.resolved.law_tree import Compares, Holds, Rule, Today
from parser.resolved.tree import Variable
from parser.resolved.vocabulary import Predicate
from parser.text.diagnostic import Diagnostic, Label
from parser.text.span import NOWHERE, Span


def _find(laws: Laws) -> Iterator[Diagnostic]:
    """Yield comparisons with today where the conclusion speaks of a day that is asked for."""
    for rule in laws.rules:
        days = _asked_days(rule, laws)
        if not days:
            continue
        for item in conditions(rule.body):
            found = _speaks_of_today(item.condition, rule, days)
            if found is not None:
                yield finding(
                    "L402",
                    f"`{rule.provision.rule}` is about a day that is asked for, and looks at today "
                    "instead",
                    found if found != NOWHERE else item.span,
                    f"compare with the {min(days)}",
                    Label(rule.head.span, "the day that it is about stands here"),
                )


def _asked_days(rule: Rule, laws: Laws) -> frozenset[str]:
    predicate = laws.predicates.get(rule.head.predicate)
    if predicate is None:
        return frozenset()
    return frozenset(
        arg.name
        for place in predicate.asked
        if isinstance(arg := rule.head.args[place], Variable)
        and predicate.slots[place].kind == "date"
        and _is_when(predicate, place)
    )


def _is_when(predicate: Predicate, place: int) -> bool:
    """Tell whether a slot says when something is so: `on {day}`, and not `from {wedding}`."""
    at = predicate.parts.index(place) if place in predicate.parts else 0
    return at > 0 and predicate.parts[at - 1] == "on"


def _speaks_of_today(condition: object, rule: Rule, days: frozenset[str]) -> Span | None:
    """Return where a condition reads the day of the question, and not the day asked for."""
    match condition:
        case Compares("=", Variable("today"), Today()):
            return None
        case Compares(left=left, right=right, span=span):
            if reads_today(left) or reads_today(right):
                named = names_in(left) | names_in(right)
                return None if named & days else span
        case Holds(sentence):
            said = {arg.name for arg in sentence.args if isinstance(arg, Variable)}
            if "today" in said:
                return None if said & days else sentence.span
        case _:
            pass
    return None


RULE = LintRule("L402", "today-instead", "*today* where a rule has a day of its own", _find)
