"""Which expectations a mutant can touch, the likeliest to notice it first."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from engine.answers.mutation.bench import Bench, Expected
from engine.answers.mutation.mutant import Change, Mutant, days_of
from engine.answers.mutation.resting import counts
from parser.text.span import Span

OPEN = ("unknown", "depends")
"""The verdicts that leave a question open."""


class Touched(NamedTuple):
    """An expectation that a mutant can touch; `closely` if its explanation speaks of the rule."""

    expected: Expected
    closely: bool


def touched(rules: frozenset[str], bench: Bench) -> list[Touched]:
    """Return what is expected that a change of some rules can touch, the likeliest to notice first.

    That is what rests on one of them, at a day and under readings that let it count: first where an
    explanation speaks of the rule, of these what is closed before what is open, then what asks for
    what the rule itself concludes, then by how few rules the explanation speaks of. Each verdict
    has its turn, since what makes a *yes* of a *no* is noticed where *no* is expected.
    """
    heads = {
        rule.head.predicate
        for law in bench.kb.laws
        for rule in law.rules
        if rule.provision.rule in rules
    }
    found: list[tuple[tuple[bool, bool, bool, int, int], Touched]] = []
    for goal in bench.goals_of(rules):
        part = bench.part(goal)
        for one in bench.by_goal[goal]:
            day = one.case.as_of or bench.today
            if counts(part, rules, day, one.case.under):
                closely = not rules.isdisjoint(one.rules)
                is_open = one.expectation.verdict in OPEN
                order = (not closely, is_open, goal not in heads, len(one.rules), len(found))
                found.append((order, Touched(one, closely)))
    found.sort(key=lambda one: one[0])
    turns: Counter[object] = Counter()
    ordered: list[tuple[tuple[bool, bool, int], Touched]] = []
    for (far, is_open, *_), touch in found:
        group = (far, is_open, touch.expected.expectation.verdict)
        ordered.append(((far, is_open, turns[group]), touch))
        turns[group] += 1
    ordered.sort(key=lambda one: one[0])
    touches = [touch for _, touch in ordered]
    return [*touches, *_refusable(rules, bench, {one.expected.case.span for one in touches})]


def _refusable(rules: frozenset[str], bench: Bench, known: set[Span]) -> Iterator[Touched]:
    """Yield an expectation of each further case that a change may refuse, by a constraint."""
    spoken: set[str] = set()
    for barrier in bench.barriers:
        if not rules.isdisjoint(barrier.rules):
            spoken |= barrier.predicates
    if not spoken:
        return
    for one in bench.expected:
        if one.case.span in known:
            continue
        known.add(one.case.span)
        if any(each.sentence.predicate in spoken for each in one.case.statements):
            yield Touched(one, closely=False)


def likeliest_first(
    mutant: Mutant, touches: Sequence[Touched], before: Sequence[Expected], today: date
) -> list[Touched]:
    """Return what a mutant can touch, first what noticed others of its rule just before.

    Where a day of force is moved, what is asked about the days beside it comes first.
    """
    latest = {one.place: number for number, one in enumerate(before)}
    near = _days_beside(mutant.change)

    def order(one: Touched) -> tuple[bool, int]:
        day = one.expected.case.as_of or today
        return day not in near, latest.get(one.expected.place, len(before))

    return sorted(touches, key=order)


def _days_beside(change: Change) -> frozenset[date]:
    days = days_of(change)
    return frozenset(
        date.fromordinal(one.toordinal() + step) for one in days for step in (-1, 0, 1)
    )
