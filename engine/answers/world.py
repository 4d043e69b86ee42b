"""A program on rails together with one case: what a question is asked of."""

import math
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from engine.answers.barred import refuse_broken
from engine.answers.loaded import for_cases
from engine.answers.recent import Recent
from engine.arithmetic import compare
from engine.arithmetic.compare import lies_within
from engine.arithmetic.errors import EvaluationError
from engine.backends import load
from engine.backends.differing import differing
from engine.backends.locating import evaluate, unlocated
from engine.backends.protocol import Loaded
from engine.proof.grounds import Grounds, Pattern
from engine.proof.instances import same
from engine.proof.node import ByCases, Node
from engine.proof.ordered import OrderedModel
from engine.proof.smallest import Key, Search
from engine.proof.why_not import grounds_of
from engine.rails.facts import Facts, build
from engine.rails.from_datalog import Railed
from engine.rails.impossible import Excluded
from engine.rails.names import Denied, Shown, Taken, write
from engine.rails.presumed import contraries, with_shown
from engine.rails.rail import GRANTED, LENIENT, Rail
from engine.rails.said import Said
from engine.rails.ways_to_rule_out import key_of
from parser.datalog.tree import Row
from parser.resolved.tree import Constant, Question
from parser.resolved.vocabulary import (
    VALUE_KINDS,
    GroundAtom,
    Predicate,
    entity_slots,
    value_slots,
)
from parser.values import SOMEONE, UNKNOWN, Entity, Range, Value

if TYPE_CHECKING:
    from engine.answers.resting import Resting
    from engine.answers.settling import Change
    from engine.rails.supposing import Supposed


FAR = 6_000
"""After so many steps of the engine a question about what is only supposed is given up, unless the
world beside it took long too: what nobody stated may open one year after the other, up to 9999."""

OTHERS = 4
"""How many of the worlds made from one are kept: what is asked of one is soon asked of it again."""

CASES = 8
"""How many of the cases made from a world are kept: what tells cases of one row apart does so of
the next one too."""

PROGRAMS = 16
"""How many programs made for cases are kept: with regions of values, or with what is known."""


class Goal(NamedTuple):
    """What is asked: a predicate and the values it is asked about (`None` is any)."""

    pred: str
    args: Pattern


def goal_of(question: Question) -> Goal:
    """Return what a question asks; the slots that it leaves open may have any value."""
    sentence = question.sentence
    values = (term.value if isinstance(term, Constant) else None for term in sentence.args)
    return Goal(sentence.predicate, tuple(values))


class Against(NamedTuple):
    """What takes presumptions back beside what is certain on the rails, of a world.

    Some of it is `certain` by cases, with the proofs; of what is `doubted` it was not decided.
    """

    certain: Mapping[Key, Node]
    doubted: frozenset[Key]


@dataclass(frozen=True, eq=False)
class World:
    """One case on one day, evaluated as far as it is looked at.

    `also` are individuals that only the question names, `asked` the values it supplies for
    `asked` slots. `backend` is the engine that `loaded` belongs to; `excluded` is what was found
    to be impossible, by a constraint, beside what is stated. With `on_rails`, presumptions give way
    to what is certain on the rails alone. Whether a world is only `supposed` matters for an error:
    nobody reads which rule it comes from, and to find out takes long. From the model of a world
    `near` is taken what the two have in common, if it is one of the same program. What is made of
    the program for one case or another is among the `programs`, shared by worlds made from one.
    """

    railed: Railed
    loaded: Loaded
    said: tuple[Said, ...]
    as_of: date
    also: tuple[Entity, ...] = ()
    asked: tuple[tuple[str, Row], ...] = ()
    backend: str = "pydatalog"
    excluded: tuple[Excluded, ...] = ()
    on_rails: bool = False
    supposed: bool = False
    near: "World | None" = None
    programs: "Recent[Hashable, tuple[Railed, Railed, Loaded]]" = field(
        default_factory=lambda: Recent(PROGRAMS), repr=False
    )

    @cached_property
    def plain(self) -> "World":
        """This world with presumptions that give way to what is certain on the rails alone.

        It is the same one where there are none.
        """
        if self.on_rails or not contraries(self.railed):
            return self
        return replace(self, on_rails=True)

    @cached_property
    def against(self) -> Against:
        """What takes presumptions back beside what is certain on the rails."""
        if self.plain is self:
            return Against({}, frozenset())
        from engine.answers.presuming import against_by_cases, shows_no_more

        near = self.near
        if near is not None and "against" in near.__dict__ and shows_no_more(self, near):
            return Against({}, near.doubted)
        return against_by_cases(self.plain)

    @property
    def shown(self) -> Mapping[Key, Node]:
        """What takes a presumption back and is certain only by cases, with the proofs."""
        return self.against.certain

    @property
    def doubted(self) -> frozenset[Key]:
        """What may take a presumption back: whether it is certain was not decided."""
        return self.against.doubted

    def without(self, doubted: Collection[Key]) -> "World":
        """Return the world in which what is `doubted` takes presumptions back as well.

        What rests on that has no proof there.
        """
        taken = {
            (name, row): ByCases(GroundAtom(self.railed.meaning[name][0], row), (), "holds")
            for name, row in doubted
        }
        there = replace(self, near=None)
        there.__dict__["against"] = Against({**self.shown, **taken}, frozenset())
        return there

    @cached_property
    def shaken_by(self) -> frozenset[str]:
        """The predicates of the program on which it rests what takes a presumption back."""
        from engine.answers.presuming import shaken_by

        near = self.near
        if near is not None and near.railed is self.railed:
            return near.shaken_by
        return shaken_by(self.railed)

    @cached_property
    def bounded_with(self) -> frozenset[str]:
        """The predicates of which constraints speak together with those."""
        from engine.answers.presuming import bounded_with

        near = self.near
        if near is not None and near.railed is self.railed:
            return near.bounded_with
        return bounded_with(self.railed, self.shaken_by)

    @cached_property
    def running(self) -> tuple[Railed, Loaded]:
        """The program that is run: `railed`, with what is certain only by cases."""
        if not self.shown:
            return self.railed, self.loaded
        shown = tuple(self.shown)
        return self._with(self.railed, shown, lambda: with_shown(self.railed, shown))

    @cached_property
    def supposable(self) -> tuple[Railed, Loaded]:
        """The program of a case of several, in which presumptions read what is known here."""
        if not contraries(self.railed):
            return self.running
        return for_cases(self.running[0], self.backend)

    @cached_property
    def known(self) -> tuple[tuple[str, Row], ...]:
        """What is known of that which takes presumptions back, as facts of each case of several."""
        found: list[tuple[str, Row]] = []
        for name in sorted(contraries(self.railed)):
            slots = self.railed.base.predicates[self.railed.meaning[name][0]].slots
            rows = frozenset(self.model.rows(name, (None,) * len(slots)))
            found += [(write(Shown(name)), row) for row in rows]
        return tuple(found)

    def _with(
        self, railed: Railed, key: Hashable, made: "Callable[[], Railed]"
    ) -> tuple[Railed, Loaded]:
        """Return a program made from another one and loaded, the same for the same key."""

        def ready() -> tuple[Railed, Railed, Loaded]:
            found = made()
            return railed, found, load(self.backend, found.program)

        # as long as the value is kept, nothing else has the identity of the program it has
        _, found, loaded = self.programs.get((id(railed), key), ready)
        return found, loaded

    @cached_property
    def facts(self) -> Facts:
        """The stored rows of the case."""
        if self.plain is not self:
            return self.plain.facts
        return build(self.railed, self.said, self.as_of, self.also, self.asked, self.excluded)

    @cached_property
    def changed(self) -> frozenset[str]:
        """The stored predicates whose rows are others than in the world `near`."""
        return (
            frozenset() if self.near is None else differing(self.facts.rows, self.near.facts.rows)
        )

    @cached_property
    def is_partly_known(self) -> bool:
        """Tell whether the case states a value in part: what would decide may leave that part."""
        return any(
            isinstance(value, Range) and value != UNKNOWN
            for _, row in self.facts.stated
            for value in row
        )

    @cached_property
    def model(self) -> OrderedModel:
        """The model of the program over the facts, its rows in one order in every run.

        Raises SourceError where the rules conclude from the facts what a law says cannot be.
        """
        railed, ready = self.running
        if self.plain is not self and not self.shown:
            return self.plain.model
        rows = self.facts.rows
        near = self.near.model.model if self.near is not None and self.near.has_model else None
        if self.supposed:
            model = OrderedModel(ready.evaluate(rows, unlocated(near), FAR))
        else:
            model = OrderedModel(evaluate(ready, railed.program, rows, near))
        refuse_broken(self.railed, self.facts, model)
        return model

    @cached_property
    def search(self) -> Search:
        """The search for smallest derivations in the model."""
        if self.plain is not self and not self.shown:
            return self.plain.search
        railed, near = self.running[0], self.near
        if near is None or not near.has_model or near.running[0] is not railed:
            return Search(railed, self.model)
        return Search(railed, self.model, near.search, self.changed)

    @cached_property
    def grounds(self) -> Grounds:
        """What explanations are made from."""
        grounds = replace(grounds_of(self.search, self.facts), shown=self.shown)
        grounds.nodes.update(self.shown)
        return grounds

    @cached_property
    def resting(self) -> "dict[Goal, Resting]":
        """What the answers that were looked into rest on (see `engine.answers.resting`)."""
        return {}

    @cached_property
    def settling(self) -> "dict[tuple[Goal, Rail], tuple[Change, ...] | None]":
        """The changes that would settle what was asked (see `engine.answers.settling`)."""
        return {}

    @cached_property
    def undenied(self) -> "dict[str, World]":
        """The worlds in which a denial of a conclusion says nothing, by its predicate."""
        return {}

    @cached_property
    def others(self) -> "Recent[tuple[tuple[Said, ...], tuple[Said, ...]], World]":
        """The worlds last made from this one, by what they have beside it and what they lack."""
        return Recent(OTHERS)

    @property
    def names(self) -> frozenset[str]:
        """The names of all individuals of the case."""
        return frozenset(one.name for members in self.facts.domain.values() for one in members)

    @property
    def nearest(self) -> "World | None":
        """The world whose model those made from this one can share: itself, once it has one."""
        return self if self.has_model else self.near

    @property
    def has_model(self) -> bool:
        """Tell whether the model was looked at already."""
        return "model" in self.__dict__

    def having(self, said: Iterable[Said], without: Sequence[Said] = ()) -> "World":
        """Return the world in which `said` is stated too, and `without` is not.

        It is the same world if it was asked for just before, with what was found in it.
        """
        said = tuple(said)
        return self.others.get((said, tuple(without)), lambda: self._having(said, without))

    def _having(self, said: tuple[Said, ...], without: Sequence[Said]) -> "World":
        kept = tuple(one for one in self.said if one not in without)
        excluded = self.excluded if len(kept) == len(self.said) else ()
        said = (*kept, *said)
        return replace(self, said=said, excluded=excluded, supposed=True, near=self.nearest)

    @cached_property
    def cases(self) -> "Recent[tuple[Supposed, ...], World]":
        """The cases last made from this world, by what is supposed in them."""
        return Recent(CASES)

    def supposing(self, supposed: "Sequence[Supposed]") -> "World":
        """Return the world of one case, in which all of `supposed` is so.

        It is the same world if it was asked for shortly before, with what was found in it.
        """
        wanted = tuple(supposed)
        return self.cases.get(wanted, lambda: self._supposing(wanted))

    def _supposing(self, supposed: "tuple[Supposed, ...]") -> "World":
        from engine.rails.supposing import asked_of, regions_in, said_in, with_regions

        said, also = said_in(self.said, supposed), (*self.also, *asked_of(supposed))
        regions = regions_in(supposed)
        plain, loaded = self.supposable
        railed = plain
        if regions:
            railed, loaded = self._with(
                plain, tuple(regions.items()), lambda: with_regions(plain, regions)
            )
        made = replace(
            self,
            said=said,
            also=also,
            railed=railed,
            loaded=loaded,
            asked=(*self.asked, *self.known),
            supposed=True,
            near=self._nearest_case(railed),
        )
        if railed is plain and railed is not self.running[0] and not self.made:
            self.made.append(made)
        return made

    @cached_property
    def made(self) -> "list[World]":
        """The first case made from this world, if it is one of another program than this is."""
        return []

    def _nearest_case(self, railed: Railed) -> "World | None":
        """Return a world whose model one of some program can share, or else the nearest."""
        made = [*self.made, *(() if self.near is None else self.near.made)]
        return next((one for one in made if one.railed is railed and one.has_model), self.nearest)

    def keys(self, goal: Goal, rail: Rail) -> list[Key]:
        """Return the rows that answer `goal` on `rail`.

        Values are compared, not unified: a date that is not known may be the one asked about.
        """
        predicate = self.railed.base.predicates[goal.pred]
        name = self.railed.naming.name(goal.pred, rail)
        loose = {
            i
            for i, slot in enumerate(predicate.slots)
            if slot.kind in VALUE_KINDS and i not in predicate.asked
        }
        lenient = rail in LENIENT or rail == GRANTED
        wanted = tuple(None if i in loose else value for i, value in enumerate(goal.args))
        return [
            (name, row)
            for row in self.model.rows(name, wanted)
            if all(_agrees(goal.args[i], row[i], lenient) for i in loose)
            and not self._is_denied(predicate, goal, row)
        ]

    def cheapest(self, keys: Sequence[Key]) -> Key:
        """Return the row with the smallest derivation, of several such rows the first.

        A row that the model has and no derivation reaches comes last. Raises ValueError for no
        rows.
        """
        return min(keys, key=lambda key: self.search.derive(key).costs.get(key, math.inf))

    def _is_denied(self, predicate: Predicate, goal: Goal, row: Row) -> bool:
        """Tell whether the case denies a sentence for the values that the goal names."""
        if predicate.origin not in ("given", "decided"):
            return False
        fixed = tuple(i for i in value_slots(predicate) if goal.args[i] is not None)
        people = entity_slots(predicate)
        return self._is_taken(predicate, goal, row) or any(
            _is_among(
                tuple(goal.args[i] if i in chosen else row[i] for i in sorted((*people, *chosen))),
                self.facts.rows.get(write(Denied(predicate.name, chosen)), ()),
            )
            for size in range(1, len(fixed) + 1)
            for chosen in combinations(fixed, size)
        )

    def _is_taken(self, predicate: Predicate, goal: Goal, row: Row) -> bool:
        """Tell whether a row that nobody stated would be a second one for what the goal names."""
        key = key_of(predicate)
        fixed = [i for i in value_slots(predicate) if i in key]
        if not fixed or row[fixed[0]] != UNKNOWN:
            return False
        taken = (*(goal.args[i] if i in fixed else row[i] for i in key), UNKNOWN)
        return taken in self.facts.rows.get(write(Taken(predicate.name, key)), ())


def _is_among(wanted: Pattern, rows: Collection[Row]) -> bool:
    """Tell whether one of some rows says what is wanted; a range in it says all that it holds."""
    return wanted in rows or any(
        all(
            asked is not None
            and (same(asked, value) or (isinstance(value, Range) and lies_within(asked, value)))
            for asked, value in zip(wanted, row, strict=True)
        )
        for row in rows
        if any(isinstance(value, Range) for value in row)
    )


def _agrees(wanted: Value | None, value: Value, lenient: bool) -> bool:
    if wanted is None or same(wanted, value) or lies_within(value, wanted):
        return True
    try:
        return compare("=", wanted, value, lenient)
    except EvaluationError:
        return False


def is_anonymous(value: Value | None) -> bool:
    """Tell whether a value stands for an individual whom nobody names."""
    return isinstance(value, Entity) and value.name == SOMEONE


def open_places(question: Question) -> tuple[int, ...]:
    """Return the slots whose values a question wants, in the order in which it wants them."""
    return tuple(
        place
        for name in question.open
        for place, term in enumerate(question.sentence.args)
        if not isinstance(term, Constant) and term.name == name
    )
