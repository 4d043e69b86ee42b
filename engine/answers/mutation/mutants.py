"""A law -> the laws that differ from it by one small mistake."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from engine.answers.mutation.conditions import in_items, in_sentence
from engine.answers.mutation.mutant import Change, Mutant
from kb.written import Texts
from parser.resolved.law_tree import Law, Rule


def mutants(law: Law, texts: Texts) -> Iterator[Mutant]:
    """Yield each mutant of a law, those of its days first, then rule by rule.

    Two that would say the same of one rule are one. Linear in the size of the law times that of a
    rule.
    """
    for change, changed in _in_days_of(law):
        moved = frozenset(
            rule.provision.rule
            for rule, other in zip(law.rules, changed.rules, strict=True)
            if _period(rule, law) != _period(other, changed)
        )
        if moved:
            yield Mutant(law.id, change, moved, _key(law.id, change, 0), changed)
    for place, rule in enumerate(law.rules):
        name = rule.provision.rule
        seen = {rule}
        times: dict[str, int] = {}
        for change, other in in_rule(rule, texts):
            if other in seen:
                continue
            seen.add(other)
            first = _key(name, change, 0)
            count = times[first] = times.get(first, -1) + 1
            changed = replace(law, rules=(*law.rules[:place], other, *law.rules[place + 1 :]))
            yield Mutant(name, change, frozenset((name,)), _key(name, change, count), changed)


def in_rule(rule: Rule, texts: Texts) -> Iterator[tuple[Change, Rule]]:
    """Yield a rule with one small mistake in its days, its conclusion or its conditions."""
    for kind, day in (("from", rule.starts), ("until", rule.ends)):
        for moved in _days_beside(day):
            change = Change(
                "force", rule.span, f"in force {kind} {day}", f"in force {kind} {moved}"
            )
            one = replace(rule, starts=moved) if kind == "from" else replace(rule, ends=moved)
            yield change, one
    for change, head in in_sentence(rule.head, texts):
        yield change, replace(rule, head=head)
    for change, body in in_items(rule.body, texts):
        yield change, replace(rule, body=body)


def _in_days_of(law: Law) -> Iterator[tuple[Change, Law]]:
    for kind, day in (("from", law.starts), ("until", law.ends)):
        for moved in _days_beside(day):
            change = Change("force", law.span, f"in force {kind} {day}", f"in force {kind} {moved}")
            yield change, replace(law, starts=moved) if kind == "from" else replace(law, ends=moved)


def _days_beside(day: date | None) -> tuple[date, ...]:
    return () if day is None else (day - timedelta(days=1), day + timedelta(days=1))


def _period(rule: Rule, law: Law) -> tuple[date | None, date | None]:
    starts = max((day for day in (rule.starts, law.starts) if day is not None), default=None)
    ends = min((day for day in (rule.ends, law.ends) if day is not None), default=None)
    return starts, ends


def _key(name: str, change: Change, count: int) -> str:
    return f"{name} {change.kind} {change.old} -> {change.new} #{count}"
