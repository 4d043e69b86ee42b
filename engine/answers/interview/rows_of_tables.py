"""What is open about rows of a table, of which nobody has said which one counts.

Of every country and every document there may be a fact that is open. Which of them matters is
known once somebody says whose document it is, so that is asked, and never about each row.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from engine.answers.interview.query import Query, Sought, key_of
from engine.answers.world import World
from engine.proof.grounds import Pattern
from parser.resolved.tree import Constant
from parser.resolved.vocabulary import entity_slots
from parser.values import Entity, Value

Open = tuple[str, Pattern]
"""A sentence that is open, with what is not known in it left blank."""


@dataclass(frozen=True)
class RowsOfTables:
    """Tells what is asked about rows of which no case speaks.

    `every` yields all that is open; it is called only if something is open about such a row.
    """

    where: World
    goal: Pattern
    every: Callable[[], Iterable[Open]]

    def about(self, pred: str, args: Pattern) -> Open:
        """Return what to ask of a sentence that is open.

        Individuals whom no case and no rule names are left blank where the sentence is open of
        several of them; those of rules too, where it is about nobody of whom the case speaks.
        """
        general = self._general(pred, args)
        if general == args or len(self._alike[pred, general]) < 2:
            return pred, args
        return pred, general

    def _general(self, pred: str, args: Pattern) -> Pattern:
        """Return a sentence without the individuals that only a table names."""
        places = entity_slots(self.where.railed.base.predicates[pred])
        known = self._spoken_of
        if not known.isdisjoint(args[place] for place in places if args[place] is not None):
            known = known | self._of_rules
        return tuple(
            None if place in places and value not in known else value
            for place, value in enumerate(args)
        )

    @cached_property
    def _of_rules(self) -> frozenset[Value | None]:
        return frozenset(self.where.railed.base.entities)

    @cached_property
    def _spoken_of(self) -> frozenset[Value | None]:
        """The individuals whom the case or the question names."""
        said = (
            term.value
            for one in self.where.said
            for term in one.statement.sentence.args
            if isinstance(term, Constant)
        )
        return frozenset((*said, *self.goal, *self.where.also))

    @cached_property
    def _alike(self) -> dict[Open, set[Pattern]]:
        """The sentences that are open, by what is left of them without such individuals."""
        found: defaultdict[Open, set[Pattern]] = defaultdict(set)
        for pred, args in self.every():
            found[pred, self._general(pred, args)].add(args)
        return found

    def of_nobody(self, unnamed: Sequence[Query], asked: Collection[Sought]) -> tuple[Query, ...]:
        """Return the queries about what belongs to somebody, for who does not know of it.

        Who was asked which document Ana carries, and does not know, is not asked who issued a
        document, nor for how long that country is free of visas.
        """
        unknown: set[str] = set()
        for pred, *args in asked:
            query = Query(pred, tuple(args))
            answered = any(query.covers(one.statement) for one in self.where.said)
            if self._is_about_somebody(query) and not answered:
                unknown |= self._blank_kinds(query)
        found: set[Sought] = set()
        waiting = [query for query in unnamed if not self._is_about_somebody(query)]
        while more := [query for query in waiting if self._blank_kinds(query) & unknown]:
            waiting = [query for query in waiting if query not in more]
            for query in more:
                found.add(key_of(query))
                unknown |= self._blank_kinds(query)
        return tuple(query for query in unnamed if key_of(query) in found)

    def _is_about_somebody(self, query: Query) -> bool:
        return not self._spoken_of.isdisjoint(one for one in query.args if isinstance(one, Entity))

    def _blank_kinds(self, query: Query) -> set[str]:
        predicate = self.where.railed.base.predicates[query.pred]
        places = entity_slots(predicate)
        return {predicate.slots[place].kind for place in places if query.args[place] is None}
