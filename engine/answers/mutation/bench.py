"""Some laws with all that their worked cases expect, and what each sentence rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from engine.answers.mutation.resting import Barrier, Part, barriers_of, part_of
from kb.base import KnowledgeBase
from parser.resolved.tree import Case, Expectation


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

    def goals_of(self, rules: frozenset[str]) -> Sequence[str]:
        """Return the sentences asked for that rest on one of some rules."""
        return [goal for goal in self.by_goal if not rules.isdisjoint(self.part(goal).rules)]

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
