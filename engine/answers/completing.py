"""A completion that shows what a world is said to come out as: nothing in it is left open.

The rails are right of every completion a world has, and of a world that has none they are right of
nothing. Denials, and constraints over what rules conclude or over values that are known in part,
may leave none though no statement contradicts another one. What is claimed of such a world has to
be shown in one completion of it.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from engine.answers.barred import could_break
from engine.answers.case_tree import Settled, Way, settled
from engine.answers.some_values import COMPARED, some_values
from engine.answers.to_suppose import with_arg
from engine.answers.world import Goal, World, is_anonymous
from engine.arithmetic.errors import EvaluationError
from engine.rails.impossible import Breach, CannotBe
from engine.rails.names import Open, write
from engine.rails.supposing import Supposed, nothing_more, row_of
from parser.datalog.tree import Apply, Const, Expr
from parser.resolved.vocabulary import GroundAtom, value_slots
from parser.text.diagnostic import SourceError
from parser.values import Entity, Exact, Range, Value

TRIES = 16
"""How many cases in which nothing is left open are looked at for one world at most."""

BUILDS = 48
"""How many cases with one more value known are looked at for them at most."""


def may_have_none(world: World, told: Set[str], shut: Set[str] = frozenset()) -> bool:
    """Tell whether a world that no statement contradicts may have no completion all the same.

    More is supposed there of the predicates `told` than in one that has some, and nothing more of
    those that are `shut`, which takes no value from what is stated.
    """
    facts = world.facts
    barred = could_break(world.railed, facts)
    reached = _bound_to(world, told | shut) if barred else frozenset()
    if any(one.rests_on & reached for one in barred):
        return True
    if not told or not facts.is_ranged:
        return False
    bounded = {atom.pred for one in world.railed.base.constraints for atom in one.atoms}
    is_bounded = not bounded.isdisjoint(told)
    return any(
        (is_bounded and pred in bounded)
        or (pred in told and _has_values(facts.denied.get(pred, ())))
        for pred, row in facts.stated
        if any(isinstance(value, Range) for value in row)
    )


def _bound_to(world: World, told: Set[str]) -> frozenset[str]:
    """Return predicates with those that constraints over conclusions bind to them.

    What one of them leaves out of a sentence, another one may need.
    """
    sets = [one.rests_on for one in world.railed.barred]
    found = frozenset(told)
    while True:
        wider = found.union(*(each for each in sets if each & found))
        if wider == found:
            return found
        found = wider


def _has_values(denials: Iterable[tuple[Sequence[Value | None], object]]) -> bool:
    """Tell whether anything is denied of some values alone."""
    return any(
        value is not None and not isinstance(value, Entity)
        for pattern, _ in denials
        for value in pattern
    )


def is_shown(world: World, goal: Goal, verdict: Settled) -> bool:
    """Tell whether a completion of a world is found in which `goal` comes out as `verdict`."""
    search = _Completions()
    try:
        return any(settled(one, goal) == verdict for one in search.of(world))
    except (EvaluationError, SourceError, _Ended):
        return False


class _Ended(Exception):
    """No further case is looked at."""


@dataclass(slots=True)
class _Completions:
    """A search for completions; so many cases are `built` for it."""

    built: int = 0
    tried: int = 0

    def of(self, world: World) -> Iterator[World]:
        """Yield completions of a world that are found; raises _Ended at the bounds."""
        beside = tuple(_beside(world))
        for there in self.with_values(world):
            yield from self.without_values(there, beside)

    def without_values(self, world: World, beside: Way) -> Iterator[World]:
        """Yield completions of a world in which each value is known.

        Nothing is so there beyond what is stated; where that breaks a constraint over conclusions,
        those `beside` it are so one by one, as long as no more are broken than before.
        """
        predicates = world.railed.base.predicates
        nothing = tuple(nothing_more(predicates[name]) for name in sorted(_open_in(world)))
        so: Way = ()
        found = self.broken(world, nothing)
        if not found:
            yield world.supposing(nothing)
        waiting = list(beside)
        while waiting:
            about = _individuals(found or ())
            further = next((one for one in waiting if about & set(one.atom.args)), waiting[0])
            waiting.remove(further)
            with_it = self.broken(world, (*so, further, *nothing))
            if with_it == ():
                yield world.supposing((*so, further, *nothing))
            if with_it is not None and (found is None or len(with_it) <= len(found)):
                so, found = (*so, further), with_it

    def broken(self, world: World, supposed: Way) -> tuple[Breach, ...] | None:
        """Return how constraints are broken in a case; None if it contradicts itself otherwise.

        Raises _Ended at the bound.
        """
        self.tried += 1
        if self.tried > TRIES:
            raise _Ended
        try:
            _ = world.supposing(supposed).model
        except CannotBe as error:
            return error.breaches or None
        except SourceError:
            return None
        return ()

    def with_values(self, world: World) -> Iterator[World]:
        """Yield worlds in which each value that is known in part is one of its values."""
        stated = next(filter(_is_partly_known, _stated_in(world)), None)
        if stated is None:
            yield world
            return
        place = next(at for at, value in enumerate(stated.args) if isinstance(value, Range))
        kind = world.railed.base.predicates[stated.pred].slots[place].kind
        whole = stated.args[place]
        assert isinstance(whole, Range), "that is what was looked for"
        for value in some_values(whole, kind, _spoken_of(world)):
            supposed = Supposed("narrowed", with_arg(stated, place, value), stated)
            there = self.look(world, supposed)
            if there is not None:
                yield from self.with_values(there)

    def look(self, world: World, supposed: Supposed) -> World | None:
        """Return the world in which one more value is known, or None if it cannot be."""
        self.built += 1
        if self.built > BUILDS:
            raise _Ended
        there = world.supposing((supposed,))
        try:
            _ = there.facts
        except SourceError:
            return None
        return there


def _stated_in(world: World) -> Iterator[GroundAtom]:
    return (row_of(one) for one in world.said if one.statement.kind == "states")


def _is_partly_known(stated: GroundAtom) -> bool:
    return any(isinstance(value, Range) for value in stated.args)


def _open_in(world: World) -> frozenset[str]:
    """Return the predicates of which the program of a world has rows that nobody stated."""
    heads = {rule.head.pred for rule in world.railed.program.rules}
    return frozenset(
        name
        for name, one in world.railed.base.predicates.items()
        if one.origin in ("given", "decided") and write(Open(name)) in heads
    )


def _individuals(found: Iterable[Breach]) -> set[Value]:
    """Return of whom the facts are with which constraints are broken."""
    return {
        value
        for breach in found
        for _, row in breach.held
        for value in row
        if isinstance(value, Entity)
    }


def _beside(world: World) -> Iterator[Supposed]:
    """Yield the open sentences without values on which a constraint over conclusions rests."""
    predicates = world.railed.base.predicates
    resting = frozenset[str]().union(*(one.rests_on for one in world.railed.barred))
    for name in sorted(resting & _open_in(world)):
        if not value_slots(predicates[name]):
            rows = world.model.rows(write(Open(name)), (None,) * len(predicates[name].slots))
            for row in sorted(rows, key=repr):
                if not any(map(is_anonymous, row)):
                    yield Supposed("so", GroundAtom(name, row))


def _spoken_of(world: World) -> list[Exact]:
    """Return the values that a case, its constraints or its rules name."""
    found: dict[Exact, None] = {}
    for _, row in world.facts.stated:
        for value in row:
            ends = (value.low, value.high) if isinstance(value, Range) else (value,)
            found.update((one, None) for one in ends if isinstance(one, COMPARED))
    for constraint in world.railed.base.constraints:
        for one in constraint.comparisons:
            found.update(dict.fromkeys((*_named_in(one.left), *_named_in(one.right))))
    found.setdefault(world.as_of)
    return list(found)


def _named_in(side: Expr) -> Iterator[Exact]:
    match side:
        case Const(value) if isinstance(value, COMPARED):
            yield value
        case Apply(_, args):
            for one in args:
                yield from _named_in(one)
        case _:
            pass
