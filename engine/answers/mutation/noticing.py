"""Which worked case notices a mutant: the first of those that it can touch."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from engine.answers.ask import ask, world
from engine.answers.from_world import closed, is_silent
from engine.answers.mutation.mutant import Mutant
from engine.answers.mutation.resting import Barrier, Part, barriers_of, counts, part_of, with_law
from engine.answers.reasons import answers_of, nodes, roots_of
from engine.answers.reply import Reply
from engine.answers.worked_cases import Checked, check
from engine.answers.world import goal_of
from engine.arithmetic.errors import EvaluationError
from engine.proof.node import Derived, Exception_
from kb.base import KnowledgeBase
from parser.resolved.tree import Case, Expectation, Question
from parser.text.diagnostic import SourceError
from parser.text.span import Span


class Expected(NamedTuple):
    """What a case expects of one question, and the rules that its explanation speaks of."""

    case: Case
    expectation: Expectation
    rules: frozenset[str]

    @property
    def place(self) -> str:
        """Where it stands: the file, the title of the case and the question."""
        return place_of(self.case, self.expectation)


def place_of(case: Case, expectation: Expectation) -> str:
    """Return where an expectation stands: the file, the title of the case and the question."""
    asked = expectation.question
    return f"{asked.span.file}: {case.title}: {asked.text}"


class Refused(Exception):
    """A mutant that is no law: nothing gives a value to what it speaks of, or the like."""


@dataclass(eq=False)
class Bench:
    """Some laws with all that their cases expect, by the sentence that is asked for.

    `expected` are the expectations that the laws meet; one that they do not meet notices nothing.
    """

    kb: KnowledgeBase
    expected: Sequence[Expected]
    backend: str
    today: date
    parts: dict[str, Part] = field(default_factory=dict)

    @cached_property
    def by_goal(self) -> Mapping[str, Sequence[Expected]]:
        """What is expected, by the sentence that is asked for."""
        found: dict[str, list[Expected]] = {}
        for one in self.expected:
            found.setdefault(one.expectation.question.sentence.predicate, []).append(one)
        return found

    @cached_property
    def barriers(self) -> tuple[Barrier, ...]:
        """Return what may refuse a case, whatever is asked."""
        return barriers_of(self.kb)

    def part(self, goal: str) -> Part:
        """Return what a sentence rests on."""
        found = self.parts.get(goal)
        if found is None:
            found = self.parts[goal] = part_of(self.kb, goal)
        return found


def spoken_of(one: Expectation, case: Case, bench: Bench) -> frozenset[str] | None:
    """Return the rules of the explanation of an answer that a case expects; None for another."""
    found = check(case, one, lambda asked, of: ask(bench.kb, asked, of, backend=bench.backend))
    return _spoken_of(found) if found.met else None


def _spoken_of(found: Checked) -> frozenset[str]:
    assert found.reply is not None, "what is met was answered"
    ids: set[str] = set()
    for node in nodes(root for one in answers_of(found.reply) for root in roots_of(one)):
        if isinstance(node, Derived) and node.rule.provision is not None:
            ids.add(node.rule.provision.rule)
        elif isinstance(node, Exception_) and node.provision is not None:
            ids.add(node.provision.rule)
    return frozenset(ids)


class Touched(NamedTuple):
    """An expectation that a mutant can touch; `closely` if its explanation speaks of the rule."""

    expected: Expected
    closely: bool


_OPEN = ("unknown", "depends")

LOOKS = 6
"""How many open answers whose explanation speaks of a rule are looked into for one mutant."""


def touched(mutant: Mutant, bench: Bench) -> list[Touched]:
    """Return what is expected that a mutant can touch, the likeliest to notice it first.

    That is what rests on one of its rules, at a day and under readings that let the rule count:
    first where an explanation speaks of the rule, and of these first what is quickly answered.
    """
    found: list[tuple[bool, bool, int, int, Touched]] = []
    for goal, expected in bench.by_goal.items():
        part = bench.part(goal)
        if mutant.rules.isdisjoint(part.rules):
            continue
        for one in expected:
            day = one.case.as_of or bench.today
            if counts(part, mutant.rules, day, one.case.under):
                closely = not mutant.rules.isdisjoint(one.rules)
                is_open = one.expectation.verdict in _OPEN
                order = (not closely, is_open, len(part.rules), len(found))
                found.append((*order, Touched(one, closely)))
    found.sort(key=lambda one: one[:4])
    touches = [one for *_, one in found]
    return [*touches, *_refusable(mutant, bench, {one.expected.case.span for one in touches})]


def _refusable(mutant: Mutant, bench: Bench, known: set[Span]) -> Iterator[Touched]:
    """Yield an expectation of each further case that a mutant may refuse, by a constraint."""
    spoken: set[str] = set()
    for barrier in bench.barriers:
        if not mutant.rules.isdisjoint(barrier.rules):
            spoken |= barrier.predicates
    if not spoken:
        return
    for one in bench.expected:
        if one.case.span in known:
            continue
        known.add(one.case.span)
        if any(each.sentence.predicate in spoken for each in one.case.statements):
            yield Touched(one, closely=False)


def noticed(mutant: Mutant, touches: Iterable[Touched], bench: Bench) -> Expected | None:
    """Return the first expectation that a mutant does not meet, None if it meets all.

    A question that can no longer be asked of its case is one that is not met. What an answer that
    is open comes to by cases takes a hundred times as long as the first look, so only a few are
    looked into whose explanation speaks of the rule: a mutant that only others could notice passes
    for one that nobody does. Raises Refused for what is no law.
    """
    changed: dict[str, KnowledgeBase] = {}
    looks = 0
    for one, closely in touches:
        goal = one.expectation.question.sentence.predicate
        if goal not in changed:
            try:
                changed[goal] = with_law(bench.kb, mutant.law, bench.part(goal))
            except SourceError as error:
                raise Refused(str(error)) from error
        kb = changed[goal]
        is_open = one.expectation.verdict in _OPEN
        looks += closely and is_open
        is_quick = is_open and (not closely or looks > LOOKS)
        if is_quick and not one.expectation.question.open:
            if _is_settled(kb, one, bench):
                return one
        elif not _is_met(kb, one, bench.backend):
            return one
    return None


def _is_met(kb: KnowledgeBase, one: Expected, backend: str) -> bool:
    """Tell whether laws answer a question as its case expects."""
    every_route = bool(one.expectation.by)  # else what is open needs no reasons

    def asking(question: Question, case: Case) -> Reply:
        return ask(kb, question, case, backend=backend, every_route=every_route)

    return check(one.case, one.expectation, asking).met


def _is_settled(kb: KnowledgeBase, one: Expected, bench: Bench) -> bool:
    """Tell whether laws leave nothing open of a question, at the first look."""
    case, question = one.case, one.expectation.question
    try:
        asked = world(kb, question, case, case.as_of or bench.today, bench.backend)
        if is_silent(asked, question.sentence.predicate):
            return True
        found = closed(asked, question, goal_of(question), every_route=False, look=False)
    except (EvaluationError, SourceError):
        return True
    return found.verdict != "unknown"
