"""Which rules count on a day and under some choices, what defeats them, and in which order.

Part of the executable page of the meaning (see `meaning.py`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from parser.resolved.law_tree import Aggregates, Compares, Constraint, Group, Holds, Item, Law, Rule
from parser.resolved.vocabulary import Predicate


def denied(pred: str) -> str:
    """Return the name of what is concluded by `it is false that ...`."""
    return f"not {pred}"


@dataclass(frozen=True)
class Stratum:
    """The rules for some relations; `recursive` if they rest on one of these themselves.

    In a `circle` they rest on what they negate.
    """

    rules: tuple[Rule, ...]
    recursive: bool
    circle: bool = False


@dataclass(frozen=True)
class Laws:
    """The rules in force on a day under some choices, with their exceptions, in strata."""

    today: date
    predicates: Mapping[str, Predicate]
    rules: tuple[Rule, ...]
    exceptions: Mapping[str, tuple[Rule, ...]]
    strata: tuple[Stratum, ...]
    constraints: tuple[Constraint, ...] = ()


def laws_on(today: date, laws: Sequence[Law], under: Mapping[str, str]) -> Laws:
    """Return what counts on a day: rules in force, under the readings and bodies of law chosen.

    A rule that stands instead of another takes its place in every `notwithstanding`.
    """
    predicates = {name: one for law in laws for name, one in law.predicates.items()}
    defaults = {switch.id: switch.default for law in laws for switch in law.switches}
    chosen = {**defaults, **under}
    counting = [
        rule
        for law in laws
        for rule in law.rules
        if all(start <= today for start in (law.starts, rule.starts) if start)
        and all(today <= end for end in (law.ends, rule.ends) if end)
        and all(chosen[switch] == choice for switch, choice in rule.under)
    ]
    replaced = {
        name
        for law in laws
        for rule in law.rules
        if all(chosen[switch] == choice for switch, choice in rule.under)
        for name, _ in rule.instead_of
    }
    counting = [rule for rule in counting if rule.provision.rule not in replaced]
    before: set[tuple[str, str]] = set()
    for rule in (rule for law in laws for rule in law.rules):
        before |= {(rule.provision.rule, name) for name, _ in rule.notwithstanding}
        before |= {(name, rule.provision.rule) for name, _ in rule.subject_to}
    places = {
        rule.provision.rule: {rule.provision.rule, *(name for name, _ in rule.instead_of)}
        for rule in counting
    }
    exceptions = {
        rule.provision.rule: tuple(
            other
            for other in counting
            if other is not rule
            and any(
                (stronger, weaker) in before
                for stronger in places[other.provision.rule]
                for weaker in places[rule.provision.rule]
            )
        )
        for rule in counting
    }
    return Laws(
        today,
        predicates,
        tuple(counting),
        exceptions,
        _strata(counting, exceptions),
        tuple(one for law in laws for one in law.constraints),
    )


def _strata(
    rules: Sequence[Rule], exceptions: Mapping[str, tuple[Rule, ...]]
) -> tuple[Stratum, ...]:
    """Return the predicates that rules conclude: whatever one negates comes before it.

    Unless that rests on the one that negates it: then both are in one stratum.
    """
    level = {concluded_by(rule): 0 for rule in rules}
    rests: set[tuple[str, str, int]] = set()
    for rule in rules:
        own = [(sentence, above) for sentence, above in _rests_on(rule.body, 0)]
        waiting = list(exceptions[rule.provision.rule])
        while waiting:
            exception = waiting.pop()
            own += [(sentence, 1) for sentence, _ in _rests_on(exception.body, 1)]
            waiting += exceptions[exception.provision.rule]
        rests |= {(concluded_by(rule), sentence, above) for sentence, above in own}
    reach = {(head, sentence) for head, sentence, _ in rests}
    while further := {(a, d) for a, b in reach for c, d in reach if b == c} - reach:
        reach |= further
    circles = rests
    rests = {(h, s, 0 if (s, h) in reach else above) for h, s, above in circles}
    for _ in range(len(level) + 1):
        for head, sentence, above in rests:
            if sentence in level:
                level[head] = max(level[head], level[sentence] + above)
    assert all(level[head] >= level[s] + above for head, s, above in rests if s in level)
    found: list[Stratum] = []
    for each in sorted(set(level.values())):
        these = tuple(rule for rule in rules if level[concluded_by(rule)] == each)
        inside = {concluded_by(rule) for rule in these}
        recursive = any(head in inside and sentence in inside for head, sentence, _ in rests)
        circle = any(above and {head, sentence} <= inside for head, sentence, above in circles)
        found.append(Stratum(these, recursive, circle))
    return tuple(found)


def concluded_by(rule: Rule) -> str:
    """Return the relation to which a rule adds rows."""
    return denied(rule.head.predicate) if rule.negative else rule.head.predicate


def _rests_on(items: Iterable[Item], above: int) -> Iterator[tuple[str, int]]:
    for item in items:
        match item.condition:
            case Holds(sentence, negative):
                yield sentence.predicate, 1 if negative else above
            case Aggregates(items=inner):
                yield from _rests_on(inner, 1)
            case Group(quantifier, inner, exception=exception):
                yield from _rests_on(inner, 1 if exception or quantifier == "none" else above)
            case Compares():
                pass
