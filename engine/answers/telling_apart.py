"""How one case can be told from another: a sentence either way, a value in each of its parts.

Each way to tell cases apart leaves no completion out (see `docs/semantics.md`).
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from math import prod

from engine.answers.barred import could_break
from engine.answers.case_tree import Way
from engine.answers.cuts import Cuts, meeting
from engine.answers.resting import Resting, Slot
from engine.answers.to_suppose import (
    about_somebody_new,
    is_about_somebody,
    is_supposed,
    is_the_one,
    open_atom,
    open_within,
    with_arg,
    with_value,
    within,
)
from engine.answers.world import World, is_anonymous
from engine.rails.impossible import is_excluding
from engine.rails.spans import compared_with, parts
from engine.rails.supposing import Supposed, is_like_any_other, row_of
from parser.frozen import dataclass
from parser.resolved.vocabulary import GroundAtom, value_slots
from parser.values import Duration, Range

_EACH = 3
"""How many ways to tell cases apart are looked at, at one time, for one that decides a case: so
many by a value that a condition asks for, and so many others."""

CASES = 32
"""Into how many cases the ranges of several values are combined at most."""

Cases = tuple[Way, ...]
PartsOf = dict[tuple[str, int], tuple[Range, ...]]


@dataclass(frozen=True, slots=True)
class Along:
    """A stated value that is known in part, in parts that follow each other.

    Neighbours of them together are a case too. In each, `regions` are supposed beside it.
    """

    stated: GroundAtom
    place: int
    parts: tuple[Range, ...]
    regions: Way = ()

    def case(self, first: int, last: int) -> Way:
        """Return that the value lies in one of the parts from the first to the last."""
        low, high = self.parts[first], self.parts[last]
        part = replace(low, high=high.high, below=high.below)
        narrowed = Supposed("narrowed", with_value(self.stated, self.place, part), self.stated)
        return (narrowed, *self.regions)


Choice = Cases | Along
"""Cases, or parts of a value from which cases are made."""


def choices(world: World, way: Way, rests: Resting, cuts: dict[Slot, Cuts]) -> list[Choice]:
    """Return some ways to tell cases apart in a world, the most telling first."""
    meeting_values = islice(_among_several(world, rests, cuts, way), _EACH)
    both_ways = islice(_splits(world, way, rests, cuts), _EACH)
    return [*meeting_values, *both_ways, *islice(_barring(world, rests), _EACH)]


def _barring(world: World, rests: Resting) -> Iterator[Choice]:
    """Yield that a sentence is so, beside which a constraint leaves no room for another open one.

    Such a one counts for both sides, though no rule uses it so: what is against the one is for the
    other.
    """
    open_ = dict.fromkeys(pred for pred, _ in rests.sentences)
    barring = {
        atom.pred
        for one in world.railed.base.constraints
        for place, atom in enumerate(one.atoms)
        for other in range(len(one.atoms))
        if other != place
        and {atom.pred, one.atoms[other].pred} <= open_.keys()
        and is_excluding(one, other)
    }
    for barred in could_break(world.railed, world.facts, open_):
        barring |= barred.rests_on
    for (pred, row), signs in rests.sentences.items():
        if pred not in barring or len(signs) > 1 or any(map(is_anonymous, row)):
            continue
        atom = open_atom(world.railed.base.predicates[pred], row)
        if not any(is_supposed(one.statement.kind, row_of(one), atom) for one in world.said):
            yield (Supposed("so", atom),), (Supposed("not", atom),)


def parts_of(cuts: dict[Slot, Cuts]) -> PartsOf:
    """Return the parts of each value that nobody stated, if telling them apart may matter."""
    return {
        (slot.pred, slot.place): its.parts(Range())
        for slot, its in cuts.items()
        if slot.row is None and its.matter and its.ends
    }


def are_too_many(parts: PartsOf) -> bool:
    """Tell whether the parts of several values are more cases together than are combined."""
    return prod(map(len, parts.values())) > CASES


def all_within(world: World, parts: PartsOf) -> Way:
    """Return that each value that nobody stated lies in one of its parts."""
    return tuple(within(world, key, part) for key, each in parts.items() for part in each)


def has_regions(way: Way) -> bool:
    """Tell whether a case supposes that what nobody stated lies in regions."""
    return any(one.how == "within" for one in way)


def _regions(world: World, cuts: dict[Slot, Cuts]) -> Way:
    """Return that all that nobody stated lies in regions, unless these are too many."""
    parts = parts_of(cuts)
    return () if are_too_many(parts) else all_within(world, parts)


def _splits(world: World, way: Way, rests: Resting, cuts: dict[Slot, Cuts]) -> Iterator[Choice]:
    """Yield ways to tell cases apart, the most telling first."""
    predicates = world.railed.base.predicates
    regions = () if has_regions(way) else _regions(world, cuts)
    if regions:  # what is stated in part and what nobody stated are told apart together
        for along in narrowings(world, rests, cuts):
            yield replace(along, regions=regions)
    for (pred, row), signs in rests.sentences.items():
        predicate = predicates[pred]
        is_parted = has_regions(way) and predicate.single is None
        atom = (open_within if is_parted else open_atom)(predicate, row)
        if any(is_supposed(one.statement.kind, row_of(one), atom) for one in world.said):
            continue
        place = predicate.single if predicate.single in value_slots(predicate) else None
        told = cuts.get(Slot(pred, place)) if place is not None else None
        several = told is not None and told.matter
        if len(signs) < 2 and not several:
            continue
        if not any(map(is_anonymous, row)):
            yield (*_so(atom, place, told), (Supposed("not", atom),))
    if not regions:
        yield from narrowings(world, rests, cuts)
    yield from _somebody(world, rests, way)


def _among_several(
    world: World, rests: Resting, cuts: dict[Slot, Cuts], way: Way
) -> Iterator[Choice]:
    """Yield that a sentence is so with a value of those a condition asks for, and with none.

    It may be so with others too. In both cases what nobody stated lies in regions, so that what
    is denied of some of them rules these out. Of what has one value, or is stated with a value
    that is not known, only single values are told apart in this way.
    """
    predicates = world.railed.base.predicates
    for slot in rests.slots:
        predicate, its = predicates[slot.pred], cuts.get(slot)
        if its is not None and (not its.matter or (its.kind == "duration" and its.ends)):
            continue  # durations that lie in parts are not told apart at single values as well
        rows = [row for pred, row in rests.sentences if pred == slot.pred]
        is_several = slot.row is None and slot.place != predicate.single
        regions: Way = ()
        if its is not None and is_several and not has_regions(way):
            parts = its.parts(Range()) if its.ends else ()  # none of two currencies
            regions = tuple(within(world, (slot.pred, slot.place), part) for part in parts)
        for value in meeting(world, rests, slot):
            if isinstance(value, Range) and not (is_several and its is not None and its.ends):
                continue
            for row in rows if slot.row is None else (slot.row,):
                if any(map(is_anonymous, row)):
                    continue
                parted = with_arg(open_atom(predicate, row), slot.place, value)
                if slot.row is not None and its is not None and is_the_one(world, parted):
                    continue  # then it is that row: its value is told apart part by part
                so, not_so = Supposed("so", parted), Supposed("not", parted)
                if so not in way and not_so not in way:
                    yield (so, *regions), (not_so, *regions)


def _somebody(world: World, rests: Resting, way: Way) -> Iterator[Choice]:
    """Yield that somebody whom nobody names is such, and that nobody else is."""
    predicates = world.railed.base.predicates
    for (pred, row), signs in rests.sentences.items():
        atom = open_atom(predicates[pred], row)
        unnamed = [place for place, value in enumerate(row) if is_anonymous(value)]
        if len(unnamed) != 1 or len(signs) < 2:
            continue
        kind = predicates[pred].slots[unnamed[0]].kind
        if not is_like_any_other(world.railed, kind):
            continue
        somebody = about_somebody_new(world, atom, unnamed[0])
        if any(one.how == "so" and is_about_somebody(one.atom, atom, unnamed[0]) for one in way):
            continue
        yield (Supposed("so", somebody),), (Supposed("not", atom),)


def _so(atom: GroundAtom, place: int | None, cuts: Cuts | None) -> Iterator[Way]:
    """Yield that a sentence is so, with its value in each part if it has only one."""
    if place is None or cuts is None or not cuts.ends:
        yield (Supposed("so", atom),)
        return
    for part in cuts.parts(Range()):
        yield (Supposed("so", with_value(atom, place, part)),)


def narrowings(world: World, rests: Resting, cuts: dict[Slot, Cuts]) -> Iterator[Along]:
    """Yield that a value that is known in part lies in each part, or has a name."""
    named = False
    for one in world.said:
        if one.statement.kind != "states":
            continue
        stated = row_of(one)
        row = tuple(value for value in stated.args if value is not None)
        for place, value in enumerate(stated.args):
            if isinstance(value, Duration):
                ends = compared_with(world.railed.base, world.facts, stated.pred, place)
                if len(apart := parts(value, ends)) > 1:
                    yield Along(stated, place, apart)
            if not isinstance(value, Range):
                continue
            its = cuts.get(Slot(stated.pred, place, row))
            several = its.parts(value) if its is not None and its.matter else ()
            if len(several) > 1:
                yield Along(stated, place, several)
            elif not value.of and not named and Slot(stated.pred, place, row) in rests.slots:
                named = True
                yield Along(stated, place, (value,))
