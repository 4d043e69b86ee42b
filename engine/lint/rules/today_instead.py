"""L402: *today* in a rule that is about a day of its own."""

from collections import defaultdict
from collections.abc import Iterator

from engine.lint.bounds import NONE
from engine.lint.conjunctions import conditions, names_in, reads_today
from engine.lint.laws import Laws
from engine.lint.quantities import Quantity, quantities
from engine.lint.rule import LintRule, finding
from kb.entries import predicates_in
from parser.resolved.law_tree import Compares, Expression, Holds, Rule, Today
from parser.resolved.tree import Variable
from parser.resolved.vocabulary import Predicate
from parser.text.diagnostic import Diagnostic, Label
from parser.text.span import NOWHERE, Span
from parser.values import Duration


def _find(laws: Laws) -> Iterator[Diagnostic]:
    """Yield comparisons with today where the conclusion, or another rule, speaks of another day."""
    yield from _instead_of_the_day_asked_for(laws)
    yield from _instead_of_an_event(laws)


def _instead_of_the_day_asked_for(laws: Laws) -> Iterator[Diagnostic]:
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


def _instead_of_an_event(laws: Laws) -> Iterator[Diagnostic]:
    """Yield limits that another rule draws on the day of an event, and that one on today.

    Only of a rule that knows that event: eighteen on the day of filing, and eighteen today.
    """
    limits: dict[tuple[Expression | None, Duration], list[Quantity]] = defaultdict(list)
    for rule in laws.rules:
        for one in quantities(rule):
            same = one.same
            if isinstance(same.limit, Duration) and same.op not in ("=", "!=") and _is_far(one):
                limits[same.base, same.limit].append(one)
    for every in limits.values():
        events = [one for one in every if isinstance(one.same.thing, Variable)]
        for one in every:
            if one.same.thing != Today():
                continue
            for event in events:
                if _knows(one.rule, event) and laws.may_meet(one.rule, event.rule):
                    yield finding(
                        "L402",
                        f"`{one.rule.provision.rule}` knows the day of this event and looks at "
                        "today, where another rule looks at that day",
                        one.bound.span,
                        "compare with the same day in both",
                        Label(event.bound.span, f"`{event.rule.provision.rule}` compares with it"),
                    )
                    break


def _knows(rule: Rule, event: Quantity) -> bool:
    """Tell whether a rule has the day of an event of another rule, and sets no limit on it."""
    if rule is event.rule:
        return False
    thing = event.same.thing
    predicate = thing.name.partition(" ")[0] if isinstance(thing, Variable) else ""
    bounded = any(one.same.thing == thing for one in quantities(rule) if _is_far(one))
    return not bounded and predicate in set(predicates_in(rule.body))


def _is_far(one: Quantity) -> bool:
    return one.same.base is not None and one.same.limit != NONE


RULE = LintRule("L402", "today-instead", "*today* where a rule has a day of its own", _find)
