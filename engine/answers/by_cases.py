"""What the rails leave open, asked again by cases: certain if it comes out the same in each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product
from math import prod

from engine.answers.case_tree import (
    Leaf,
    Never,
    Settled,
    Split,
    Tree,
    Way,
    outcome_of,
    proof_of,
    settled,
)
from engine.answers.cuts import Cuts, cuts_of, meeting
from engine.answers.resting import Resting, Slot, resting_on
from engine.answers.settling import settling
from engine.answers.to_suppose import (
    about_somebody_new,
    is_about_somebody,
    is_supposed,
    nothing_more,
    open_atom,
    supposed_by,
    with_arg,
    with_value,
    within,
)
from engine.answers.world import Goal, World, is_anonymous
from engine.arithmetic.errors import EvaluationError
from engine.proof.node import ByCases, Node
from engine.proof.taken_back import taken_back
from engine.rails.rail import POSSIBLE
from engine.rails.spans import compared_with, parts
from engine.rails.supposing import Supposed, is_like_any_other, row_of
from parser.resolved.vocabulary import GroundAtom, value_slots
from parser.text.diagnostic import SourceError
from parser.values import Duration, Range

EVALUATIONS = 24
"""How many supposed worlds are looked at for one question before it stays undecided."""

WALKED = 800
"""How many rows are walked through in all these worlds before it does."""

_DEPTH = 5
"""How many suppositions stand inside one another at most, not counting ranges of values."""

_SPLITS = 3
"""How many ways to tell cases apart are looked at, at one time, for one that decides a case: so
many by a value that a condition asks for, and so many others."""

_LEFT = 3
"""What part of the worlds that may still be looked at one more way to tell cases apart may take."""

_CASES = 32
"""Into how many cases the ranges of several values are combined at most."""

_Cases = tuple[Way, ...]
_Looked = tuple[Way, World | None, Settled | None]
_Parts = dict[tuple[str, int], tuple[Range, ...]]


@dataclass(frozen=True, slots=True)
class Found:
    """What came of a search for cases.

    `verdict` is that of every case, with its `proof`; without one, two completions `differ`, or
    the search ended after `looked_at` supposed worlds because it may go no further. `ways` are
    what is supposed in worlds that come out one way and the other.
    """

    verdict: Settled | None = None
    proof: Node | None = None
    differ: bool = False
    ended: bool = False
    looked_at: int = 0
    ways: tuple[tuple[Settled, Way], ...] = ()


def by_cases(world: World, goal: Goal, seen: Sequence[Settled] = ()) -> Found:
    """Return whether `goal`, which the rails leave open, comes out the same in every case.

    `seen` are verdicts of which it is known already that some completion has them.
    """
    predicate = world.railed.base.predicates[goal.pred]
    if predicate.origin != "derived":  # it may be stated, and it may be denied
        atom = GroundAtom(goal.pred, goal.args)
        so, not_so = Supposed("so", atom), Supposed("not", atom)
        return Found(differ=True, ways=(("yes", (so,)), ("no", (not_so,))))
    search = _Search(goal, dict.fromkeys(seen))
    try:
        tree = search.decide(world, (), _DEPTH)
    except _Differ:
        ways: list[tuple[Settled, Way]] = []
        for one, way in search.seen.items():
            if way is not None:
                ways.append((one, way))
        return Found(differ=True, looked_at=search.looked_at, ways=tuple(ways))
    except _Ended:
        return Found(ended=True, looked_at=search.looked_at)
    verdict = None if tree is None else outcome_of(tree)
    proof = None if tree is None else proof_of(tree, goal)
    if tree is None or verdict is None or proof is None:
        return Found(ended=search.cut_short, looked_at=search.looked_at)
    if isinstance(proof, ByCases):
        proof = replace(proof, known=taken_back(world.grounds, goal.pred, goal.args))
    return Found(verdict, proof, looked_at=search.looked_at)


def _has_regions(way: Way) -> bool:
    return any(one.how == "within" for one in way)


def _parts_of(cuts: dict[Slot, Cuts]) -> _Parts:
    """Return the parts of each value that nobody stated, if telling them apart may matter."""
    return {
        (slot.pred, slot.place): its.parts(Range())
        for slot, its in cuts.items()
        if slot.row is None and its.matter and its.ends
    }


class _Differ(Exception):
    """Two cases come out differently."""


class _Ended(Exception):
    """The search may look at no further world."""


@dataclass(slots=True)
class _Search:
    """A search for cases that all come out the same.

    `seen` are the verdicts that some world has, with what is supposed in one of them.
    """

    goal: Goal
    seen: dict[Settled, Way | None]
    looked_at: int = 0
    cut_short: bool = False
    chosen: int = 0
    walked: int = 0

    def look(self, world: World, supposed: Way) -> World | None:
        """Return the world in which `supposed` is so, or None if there is none.

        It contradicts what is stated, or what a law says cannot be. Raises _Ended at the bound.
        """
        if self.looked_at >= EVALUATIONS:
            raise _Ended
        self.looked_at += 1
        there = world.supposing(supposed)
        try:
            _ = there.model
        except SourceError:
            return None
        except EvaluationError:  # what the rails say of it cannot be worked out either
            pass
        return there

    def rails_say(self, world: World, way: Way) -> Settled | None:
        """Return what the rails say in a world; raises _Differ once two worlds differ."""
        try:
            verdict = settled(world, self.goal)
        except EvaluationError:
            return None
        if verdict is not None:
            self.note(verdict, way)
        return verdict

    def note(self, verdict: Settled, way: Way) -> None:
        """Note what some world comes out as; raises _Differ once two worlds differ."""
        facts = tuple(one for one in way if one.how != "within")
        if self.seen.setdefault(verdict, facts) is None:
            self.seen[verdict] = facts
        if len(self.seen) > 1:
            raise _Differ

    def decide(self, world: World, way: Way, depth: int) -> Tree | None:
        """Return cases in each of which the rails decide the goal in the same way, or None."""
        try:
            rests = resting_on(world, self.goal)
        except EvaluationError:  # what is supposed leads out of the calendar, or has no end
            return None
        if not way:  # most of what is open is so because two plain completions differ
            self.complete(world, way, rests)
            self.choose(world, way)
        self.walked += rests.walked
        if self.walked > WALKED:
            raise _Ended
        cuts = cuts_of(world, rests)
        found = self.by_regions(world, way, cuts)
        if found is not None:
            verdict = outcome_of(found)
            if verdict is not None:
                self.note(verdict, way)
            return found
        meeting_values = islice(self.among_several(world, rests, cuts, way), _SPLITS)
        choices = [*meeting_values, *islice(self.splits(world, way, rests, cuts), _SPLITS)]
        if not choices or depth == 0:
            self.cut_short = self.cut_short or bool(choices) or not rests.whole
            if way:
                self.complete(world, way, rests)
                self.choose(world, way)
            return None
        for looks in self.telling(world, way, choices):
            tree = self.split(looks, way, depth)
            if tree is not None:
                return tree
        return None

    def split(self, looks: Sequence[_Looked], way: Way, depth: int) -> Tree | None:
        """Return the cases of one way to tell them apart, each decided in turn, or None."""
        trees: list[tuple[Way, Tree]] = []
        for supposed, there, verdict in looks:
            tree: Tree | None
            if there is None:
                tree = Never()
            elif verdict is not None:
                tree = Leaf(there, verdict)
            else:
                tree = self.decide(there, (*way, *supposed), depth - 1)
            if tree is None:
                return None
            trees.append((supposed, tree))
        return Split(tuple(trees))

    def telling(
        self, world: World, way: Way, choices: Sequence[_Cases]
    ) -> Iterator[Sequence[_Looked]]:
        """Yield those of some ways to tell cases apart that decide one of them, or else the first.

        With each case comes its world (None if it cannot be) and what the rails say there.
        """
        first: list[_Looked] = []
        decides = False
        for cases in choices:
            if first and len(cases) > (EVALUATIONS - self.looked_at) // _LEFT:
                continue  # so that something is left to look into one of them
            looks: list[_Looked] = []
            for supposed in cases:
                there = self.look(world, supposed)
                verdict = None if there is None else self.rails_say(there, (*way, *supposed))
                looks.append((supposed, there, verdict))
            if any(there is None or verdict is not None for _, there, verdict in looks):
                decides = True
                yield looks
            first = first or looks
        if first and not decides:
            yield first

    def complete(self, world: World, way: Way, rests: Resting) -> None:
        """Look at the worlds in which all that still counts is against the goal, and for it."""
        predicates = world.railed.base.predicates
        signs: dict[str, set[bool]] = {}
        for (pred, _), ways in rests.sentences.items():
            signs.setdefault(pred, set()).update(ways)
        nothing = tuple(nothing_more(predicates[pred]) for pred in signs)
        for helping in (True, False):
            if ("no" if helping else "yes") in self.seen:
                continue
            supposed = [
                nothing_more(predicates[pred]) for pred, ways in signs.items() if helping in ways
            ]
            supposed += [
                Supposed("so", open_atom(predicates[pred], row))
                for (pred, row), ways in rests.sentences.items()
                if helping not in ways and not any(map(is_anonymous, row))
            ]
            plain = nothing if helping else ()
            for each in dict.fromkeys((tuple(dict.fromkeys(supposed)), plain)):
                there = self.look(world, each) if each else None
                if there is not None and self.rails_say(there, (*way, *each)) is not None:
                    break

    def choose(self, world: World, way: Way) -> None:
        """Look for facts with which the goal holds in a world, twice in a search at most."""
        if "yes" in self.seen or self.chosen > 1:
            return
        self.chosen += 1
        changes = settling(world, self.goal, POSSIBLE) or ()
        if changes and not any(change.replaces for change in changes):
            self.note("yes", (*way, *(supposed_by(change.said) for change in changes)))

    def splits(
        self, world: World, way: Way, rests: Resting, cuts: dict[Slot, Cuts]
    ) -> Iterator[_Cases]:
        """Yield ways to tell cases apart, the most telling first."""
        predicates = world.railed.base.predicates
        regions = () if _has_regions(way) else self.regions(world, cuts)
        if regions:  # what is stated in part and what nobody stated are told apart together
            for cases in self.narrowings(world, rests, cuts):
                yield tuple((*supposed, *regions) for supposed in cases)
        for (pred, row), signs in rests.sentences.items():
            predicate = predicates[pred]
            atom = open_atom(predicate, row)
            if any(is_supposed(one.statement.kind, row_of(one), atom) for one in world.said):
                continue
            place = predicate.single if predicate.single in value_slots(predicate) else None
            told = cuts.get(Slot(pred, place)) if place is not None else None
            several = told is not None and told.matter
            if len(signs) < 2 and not several:
                continue
            if not any(map(is_anonymous, row)):
                yield (*self.so(atom, place, told), (Supposed("not", atom),))
        if not regions:
            yield from self.narrowings(world, rests, cuts)
        yield from self.somebody(world, rests, way)

    def among_several(
        self, world: World, rests: Resting, cuts: dict[Slot, Cuts], way: Way
    ) -> Iterator[_Cases]:
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
            if its is not None and is_several and not _has_regions(way):
                parts = its.parts(Range()) if its.ends else ()  # none of two currencies
                regions = tuple(within(world, (slot.pred, slot.place), part) for part in parts)
            for value in meeting(world, rests, slot):
                if isinstance(value, Range) and not (is_several and its is not None and its.ends):
                    continue
                for row in rows if slot.row is None else (slot.row,):
                    if any(map(is_anonymous, row)):
                        continue
                    parted = with_arg(open_atom(predicate, row), slot.place, value)
                    so, not_so = Supposed("so", parted), Supposed("not", parted)
                    if so not in way and not_so not in way:
                        yield (so, *regions), (not_so, *regions)

    def somebody(self, world: World, rests: Resting, way: Way) -> Iterator[_Cases]:
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
            if any(
                one.how == "so" and is_about_somebody(one.atom, atom, unnamed[0]) for one in way
            ):
                continue
            yield (Supposed("so", somebody),), (Supposed("not", atom),)

    def so(self, atom: GroundAtom, place: int | None, cuts: Cuts | None) -> Iterator[Way]:
        """Yield that a sentence is so, with its value in each part if it has only one."""
        if place is None or cuts is None or not cuts.ends:
            yield (Supposed("so", atom),)
            return
        for part in cuts.parts(Range()):
            yield (Supposed("so", with_value(atom, place, part)),)

    def narrowings(self, world: World, rests: Resting, cuts: dict[Slot, Cuts]) -> Iterator[_Cases]:
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
                        yield tuple(
                            (Supposed("narrowed", with_value(stated, place, part), stated),)
                            for part in apart
                        )
                if not isinstance(value, Range):
                    continue
                its = cuts.get(Slot(stated.pred, place, row))
                several = its.parts(value) if its is not None and its.matter else ()
                if len(several) > 1:
                    yield tuple(
                        (Supposed("narrowed", with_value(stated, place, part), stated),)
                        for part in several
                    )
                elif not value.of and not named and Slot(stated.pred, place, row) in rests.slots:
                    named = True
                    yield ((Supposed("narrowed", stated, stated),),)

    def by_regions(self, world: World, way: Way, cuts: dict[Slot, Cuts]) -> Tree | None:
        """Return regions of what nobody stated in which the goal is decided, all taken together."""
        parts = _parts_of(cuts)
        if not parts or _has_regions(way):
            return None
        if prod(map(len, parts.values())) > _CASES:
            choices: list[_Parts] = [{key: each} for key, each in parts.items()]
        else:
            choices = [parts]
        for kept in choices:
            if self.holds_of(world, kept) is not None:
                return self.explained(world, self.merged(world, kept))
        return None

    def regions(self, world: World, cuts: dict[Slot, Cuts]) -> Way:
        """Return that all that nobody stated lies in regions, unless these are too many."""
        parts = _parts_of(cuts)
        if prod(map(len, parts.values())) > _CASES:
            return ()
        return tuple(within(world, key, part) for key, each in parts.items() for part in each)

    def holds_of(self, world: World, parts: _Parts) -> Settled | None:
        supposed = tuple(within(world, key, part) for key, each in parts.items() for part in each)
        there = self.look(world, supposed)
        try:
            return None if there is None else settled(there, self.goal)
        except EvaluationError:
            return None

    def merged(self, world: World, parts: _Parts) -> _Parts:
        """Return fewer regions that decide as well: neighbours that need not be told apart."""
        for key in parts:
            number = 0
            while number + 1 < len(parts[key]) and self.looked_at < EVALUATIONS:
                ranges = parts[key]
                one, other = ranges[number], ranges[number + 1]
                joined = Range(one.low, other.high, one.above, other.below)
                fewer = (*ranges[:number], joined, *ranges[number + 2 :])
                if self.holds_of(world, {**parts, key: fewer}) is None:
                    number += 1
                else:
                    parts = {**parts, key: fewer}
        return {key: each for key, each in parts.items() if len(each) > 1} or parts

    def explained(self, world: World, parts: _Parts) -> Tree | None:
        cases = tuple(
            tuple(within(world, key, part) for key, part in zip(parts, chosen, strict=True))
            for chosen in product(*parts.values())
        )
        worlds = [world.supposing(supposed) for supposed in cases]
        try:
            verdicts: list[Settled | None] = [settled(there, self.goal) for there in worlds]
        except (EvaluationError, SourceError):
            return None
        leaves = [Leaf(w, v) for w, v in zip(worlds, verdicts, strict=True) if v is not None]
        if len(leaves) < len(cases):
            return None
        return Split(tuple(zip(cases, leaves, strict=True)))
