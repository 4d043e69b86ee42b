"""What the rules of the linter look at: the laws of a knowledge base, with what is said of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from kb.base import KnowledgeBase
from kb.entries import predicates_in
from parser.datalog.choices import Choices, choices_of
from parser.datalog.priorities import priorities
from parser.resolved.law_tree import Constraint, Law, Rule
from parser.resolved.switches import switches_of
from parser.resolved.tree import Case
from parser.resolved.vocabulary import Predicate
from parser.text.span import NOWHERE, Span

_One = TypeVar("_One")


@dataclass(frozen=True, eq=False)
class Laws:
    """Laws that were read together, and the worked cases beside them.

    `texts` are the sources by the name of the file; what stands in no file has none.
    """

    kb: KnowledgeBase
    cases: tuple[Case, ...]
    texts: Mapping[str, str]

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that people wrote, in the order of the laws."""
        return tuple(rule for law in self.kb.laws for rule in law.rules if rule.span != NOWHERE)

    @cached_property
    def law_of(self) -> Mapping[str, Law]:
        """The law of each rule, by the id of the rule."""
        return {rule.provision.rule: law for law in self.kb.laws for rule in law.rules}

    @cached_property
    def known(self) -> Mapping[str, Rule]:
        """The rules by their ids."""
        return {rule.provision.rule: rule for rule in self.rules}

    @cached_property
    def predicates(self) -> Mapping[str, Predicate]:
        """The sentences of the laws by their Datalog names."""
        return {name: one for law in self.kb.laws for name, one in law.predicates.items()}

    @cached_property
    def concluding(self) -> Mapping[str, tuple[Rule, ...]]:
        """The rules that conclude each sentence, or deny it."""
        return _grouped((rule.head.predicate, rule) for rule in self.rules)

    @cached_property
    def asked_by(self) -> Mapping[str, tuple[Rule | Constraint, ...]]:
        """The rules and constraints whose conditions speak of each sentence."""
        every = (one for law in self.kb.laws for one in bodies(law))
        return _grouped((name, one) for one in every for name in set(predicates_in(one.body)))

    @cached_property
    def choices(self) -> Choices:
        """Under which readings and bodies of law each rule counts."""
        return choices_of(self.rules, switches_of(self.kb.laws), [])

    @cached_property
    def stronger(self) -> Mapping[str, frozenset[str]]:
        """The ids of the rules that take precedence over each rule, by its id."""
        found = priorities(self.rules, self.choices.places, []).exceptions
        return {name: frozenset(one.provision.rule for one, _ in by) for name, by in found.items()}

    def may_meet(self, one: Rule, other: Rule) -> bool:
        """Tell whether two rules can count in one case: on one day, under one choice."""
        return self._same_day(one, other) and self._same_choice(one, other)

    def _same_day(self, one: Rule, other: Rule) -> bool:
        starts = [day for rule in (one, other) for day in self._days(rule)[0]]
        ends = [day for rule in (one, other) for day in self._days(rule)[1]]
        return not starts or not ends or max(starts) <= min(ends)

    def _days(self, rule: Rule) -> tuple[list[date], list[date]]:
        law = self.law_of[rule.provision.rule]
        starts = [day for day in (rule.starts, law.starts) if day is not None]
        ends = [day for day in (rule.ends, law.ends) if day is not None]
        return starts, ends

    def _same_choice(self, one: Rule, other: Rule) -> bool:
        left = dict(self.choices.under.get(one.provision.rule, ()))
        right = dict(self.choices.under.get(other.provision.rule, ()))
        return all(set(left[name]) & set(right[name]) for name in left.keys() & right.keys())

    def written(self, span: Span) -> str:
        """Return the words of a law at a place, on one line; none if it stands in no file."""
        return " ".join(self.texts.get(span.file, "")[span.start : span.end].split())


def bodies(law: Law) -> tuple[Rule | Constraint, ...]:
    """Return what of a law has conditions."""
    return (*law.rules, *law.constraints)


def _grouped(pairs: Iterable[tuple[str, _One]]) -> Mapping[str, tuple[_One, ...]]:
    found: dict[str, list[_One]] = defaultdict(list)
    for name, one in pairs:
        found[name].append(one)
    return {name: tuple(every) for name, every in found.items()}
