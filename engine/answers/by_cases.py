"""What the rails leave open, asked again by cases: certain if it comes out the same in each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product
from typing import Literal

from engine.answers.cuts import Cuts, cuts_of
from engine.answers.resting import Resting, Slot, resting_on
from engine.answers.settling import settling
from engine.answers.world import Goal, World, is_anonymous
from engine.arithmetic.errors import EvaluationError
from engine.proof.explain import prove
from engine.proof.node import Absent, ByCases, Node, OneCase
from engine.proof.why_not import routes
from engine.rails.rail import CERTAIN, POSSIBLE
from engine.rails.said import Said
from engine.rails.supposing import Supposed, is_like_any_other, row_of
from parser.resolved.tree import Constant
from parser.resolved.vocabulary import GroundAtom, Predicate, value_slots
from parser.text.diagnostic import SourceError
from parser.values import Entity, Range, Value

EVALUATIONS = 24
"""How many supposed worlds are looked at for one question before it stays undecided."""

WALKED = 800
"""How many rows are walked through in all these worlds before it does."""

_DEPTH = 5
"""How many suppositions stand inside one another at most, not counting ranges of values."""

_SPLITS = 3
"""How many ways to tell cases apart are looked at, at one time, for one that decides a case."""

_CASES = 32
"""Into how many cases the ranges of several values are combined at most."""

Settled = Literal["yes", "no"]
Way = tuple[Supposed, ...]
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
    verdict = None if tree is None else _verdict(tree)
    proof = None if tree is None else _node(tree, goal)
    if tree is None or verdict is None or proof is None:
        return Found(ended=search.cut_short, looked_at=search.looked_at)
    return Found(verdict, proof, looked_at=search.looked_at)


class _Differ(Exception):
    """Two cases come out differently."""


class _Ended(Exception):
    """The search may look at no further world."""


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A world in which the rails decide."""

    world: World
    verdict: Settled


@dataclass(frozen=True, slots=True)
class _Never:
    """A case that contradicts what is stated."""


@dataclass(frozen=True, slots=True)
class _Split:
    """Cases, each with what came of it."""

    cases: tuple[tuple[Way, "_Tree"], ...]


_Tree = _Leaf | _Never | _Split
_Cases = tuple[Way, ...]
_Looked = tuple[Way, World | None, Settled | None]


def _verdict(tree: _Tree) -> Settled | None:
    """Return the verdict of all cases of a tree; None where none of them can be."""
    match tree:
        case _Leaf(_, verdict):
            return verdict
        case _Never():
            return None
        case _Split(cases):
            return next((found for _, each in cases if (found := _verdict(each))), None)


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
        try:
            there = world.supposing(supposed)
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
        if self.seen.setdefault(verdict, way) is None:
            self.seen[verdict] = way
        if len(self.seen) > 1:
            raise _Differ

    def decide(self, world: World, way: Way, depth: int) -> _Tree | None:
        """Return cases in each of which the rails decide the goal in the same way, or None."""
        rests = resting_on(world, self.goal)
        if not way:  # most of what is open is so because two plain completions differ
            self.complete(world, way, rests)
            self.choose(world, way)
        self.walked += rests.walked
        if self.walked > WALKED:
            raise _Ended
        cuts = cuts_of(world, rests)
        found = self.by_regions(world, way, cuts)
        if found is not None:
            verdict = _verdict(found)
            if verdict is not None:
                self.note(verdict, way)
            return found
        choices = list(islice(self.splits(world, way, rests, cuts), _SPLITS))
        if not choices or depth == 0:
            self.cut_short = self.cut_short or bool(choices) or not rests.whole
            if way:
                self.complete(world, way, rests)
                self.choose(world, way)
            return None
        trees: list[tuple[Way, _Tree]] = []
        for supposed, there, verdict in self.telling(world, way, choices):
            tree: _Tree | None
            if there is None:
                tree = _Never()
            elif verdict is not None:
                tree = _Leaf(there, verdict)
            else:
                tree = self.decide(there, (*way, *supposed), depth - 1)
            if tree is None:
                return None
            trees.append((supposed, tree))
        return _Split(tuple(trees))

    def telling(self, world: World, way: Way, choices: Sequence[_Cases]) -> list[_Looked]:
        """Return the first of some ways to tell cases apart that decides one of them, or the first.

        With each case comes its world (None if it cannot be) and what the rails say there.
        """
        first: list[_Looked] = []
        for cases in choices:
            looks: list[_Looked] = []
            for supposed in cases:
                there = self.look(world, supposed)
                verdict = None if there is None else self.rails_say(there, (*way, *supposed))
                looks.append((supposed, there, verdict))
            if any(there is None or verdict is not None for _, there, verdict in looks):
                return looks
            first = first or looks
        return first

    def complete(self, world: World, way: Way, rests: Resting) -> None:
        """Look at the worlds in which all that still counts is against the goal, and for it."""
        predicates = world.railed.base.predicates
        signs: dict[str, set[bool]] = {}
        for (pred, _), ways in rests.sentences.items():
            signs.setdefault(pred, set()).update(ways)
        nothing = tuple(_nothing_more(predicates[pred]) for pred in signs)
        for helping in (True, False):
            if ("no" if helping else "yes") in self.seen:
                continue
            supposed = [
                _nothing_more(predicates[pred]) for pred, ways in signs.items() if helping in ways
            ]
            supposed += [
                Supposed("so", _atom(predicates[pred], row))
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
            self.note("yes", (*way, *(_supposed(change.said) for change in changes)))

    def splits(
        self, world: World, way: Way, rests: Resting, cuts: dict[Slot, Cuts]
    ) -> Iterator[_Cases]:
        """Yield ways to tell cases apart, the most telling first."""
        predicates = world.railed.base.predicates
        for (pred, row), signs in rests.sentences.items():
            predicate = predicates[pred]
            atom = _atom(predicate, row)
            if any(_is_supposed(one.statement.kind, row_of(one), atom) for one in world.said):
                continue
            place = predicate.single if predicate.single in value_slots(predicate) else None
            told = cuts.get(Slot(pred, place)) if place is not None else None
            several = told is not None and told.matter
            if len(signs) < 2 and not several:
                continue
            if not any(map(is_anonymous, row)):
                yield (*self.so(atom, place, told), (Supposed("not", atom),))
        yield from self.narrowings(world, cuts)
        yield from self.somebody(world, rests, way)

    def somebody(self, world: World, rests: Resting, way: Way) -> Iterator[_Cases]:
        """Yield that somebody whom nobody names is such, and that nobody else is."""
        predicates = world.railed.base.predicates
        for (pred, row), signs in rests.sentences.items():
            atom = _atom(predicates[pred], row)
            unnamed = [place for place, value in enumerate(row) if is_anonymous(value)]
            if len(unnamed) != 1 or len(signs) < 2:
                continue
            kind = predicates[pred].slots[unnamed[0]].kind
            if not is_like_any_other(world.railed, kind):
                continue
            somebody = _named(world, atom, unnamed[0])
            if any(
                one.how == "so" and _is_about_somebody(one.atom, atom, unnamed[0]) for one in way
            ):
                continue
            yield (Supposed("so", somebody),), (Supposed("not", atom),)

    def so(self, atom: GroundAtom, place: int | None, cuts: Cuts | None) -> Iterator[Way]:
        """Yield that a sentence is so, with its value in each part if it has only one."""
        if place is None or cuts is None or not cuts.ends:
            yield (Supposed("so", atom),)
            return
        for part in cuts.parts(Range()):
            yield (Supposed("so", _with(atom, place, _exactly(part))),)

    def narrowings(self, world: World, cuts: dict[Slot, Cuts]) -> Iterator[_Cases]:
        named = False
        for one in world.said:
            if one.statement.kind != "states":
                continue
            stated = row_of(one)
            row = tuple(value for value in stated.args if value is not None)
            for place, value in enumerate(stated.args):
                if not isinstance(value, Range):
                    continue
                its = cuts.get(Slot(stated.pred, place, row))
                parts = its.parts(value) if its is not None and its.matter else ()
                if len(parts) > 1:
                    yield tuple(
                        (Supposed("narrowed", _with(stated, place, _exactly(part)), stated),)
                        for part in parts
                    )
                elif not value.of and not named and Slot(stated.pred, place, row) in cuts:
                    named = True
                    yield ((Supposed("narrowed", stated, stated),),)

    def by_regions(self, world: World, way: Way, cuts: dict[Slot, Cuts]) -> _Tree | None:
        """Return regions of what nobody stated in which the goal is decided, all taken together."""
        parts: _Parts = {
            (slot.pred, slot.place): its.parts(Range())
            for slot, its in cuts.items()
            if slot.row is None and its.matter and its.ends
        }
        if not parts or any(one.how == "within" for one in way):
            return None
        together = 1
        for each in parts.values():
            together *= len(each)
        if together > _CASES:
            choices: list[_Parts] = [{key: each} for key, each in parts.items()]
        else:
            choices = [parts]
        for kept in choices:
            if self.holds_of(world, kept) is not None:
                return self.explained(world, self.merged(world, kept))
        return None

    def holds_of(self, world: World, parts: _Parts) -> Settled | None:
        supposed = tuple(_within(world, key, part) for key, each in parts.items() for part in each)
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

    def explained(self, world: World, parts: _Parts) -> _Tree | None:
        cases = tuple(
            tuple(_within(world, key, part) for key, part in zip(parts, chosen, strict=True))
            for chosen in product(*parts.values())
        )
        worlds = [world.supposing(supposed) for supposed in cases]
        try:
            verdicts: list[Settled | None] = [settled(there, self.goal) for there in worlds]
        except (EvaluationError, SourceError):
            return None
        leaves = [_Leaf(w, v) for w, v in zip(worlds, verdicts, strict=True) if v is not None]
        if len(leaves) < len(cases):
            return None
        return _Split(tuple(zip(cases, leaves, strict=True)))


def settled(world: World, goal: Goal) -> Settled | None:
    """Return what the rails say of a goal, or None where they leave it open."""
    if world.keys(goal, CERTAIN):
        return "yes"
    return None if world.keys(goal, POSSIBLE) else "no"


def _is_among(row: tuple[Value, ...], goal: Goal) -> bool:
    """Tell whether a row is what is asked, any value where the goal has none.

    A value with limits may have got a name in some case; it is asked for by its limits.
    """
    return all(
        wanted is None
        or wanted == one
        or (isinstance(one, Range) and replace(one, of="") == wanted)
        for wanted, one in zip(goal.args, row, strict=True)
    )


def _is_supposed(kind: str, said: GroundAtom, atom: GroundAtom) -> bool:
    return (
        kind == "states"
        and said.pred == atom.pred
        and all(
            wanted is None or wanted == value
            for wanted, value in zip(atom.args, said.args, strict=True)
        )
    )


def _atom(predicate: Predicate, row: tuple[Value, ...]) -> GroundAtom:
    """Return the sentence of a row that nobody stated, its values left open."""
    values = value_slots(predicate)
    args = (None if place in values else value for place, value in enumerate(row))
    return GroundAtom(predicate.name, tuple(args))


def _nothing_more(predicate: Predicate) -> Supposed:
    return Supposed("not", GroundAtom(predicate.name, (None,) * len(predicate.slots)))


def _supposed(said: Said) -> Supposed:
    """Return what a statement says as something that is supposed."""
    atom = row_of(said)
    if said.statement.kind == "states":
        return Supposed("so", atom)
    args = said.statement.sentence.args
    pattern = tuple(term.value if isinstance(term, Constant) else None for term in args)
    return Supposed("not", replace(atom, args=pattern))


def _is_about_somebody(one: GroundAtom, atom: GroundAtom, place: int) -> bool:
    """Tell whether a sentence says of somebody who was given a name what another leaves open."""
    found = one.args[place] if one.pred == atom.pred else None
    return isinstance(found, Entity) and one == _with(atom, place, found) and _is_new(found)


def _is_new(one: Entity) -> bool:
    return one.name.startswith(f"a certain {one.kind} (")


def _named(world: World, atom: GroundAtom, place: int) -> GroundAtom:
    """Return a sentence about somebody new in the place of somebody whom nobody names."""
    somebody = atom.args[place]
    assert isinstance(somebody, Entity)
    number = 1
    while (name := f"a certain {somebody.kind} ({number})") in world.names:
        number += 1
    return _with(atom, place, Entity(somebody.kind, name))


def _with(atom: GroundAtom, place: int, value: Value) -> GroundAtom:
    return replace(atom, args=(*atom.args[:place], value, *atom.args[place + 1 :]))


def _exactly(part: Range) -> Value:
    """Return a part, or the one value that it has."""
    is_one = part.low is not None and part.low == part.high
    return part.low if is_one and part.low is not None else part


def _within(world: World, key: tuple[str, int], part: Range) -> Supposed:
    pred, place = key
    slots = world.railed.base.predicates[pred].slots
    args = tuple(_exactly(part) if i == place else None for i in range(len(slots)))
    return Supposed("within", GroundAtom(pred, args))


def _node(tree: _Tree, goal: Goal) -> Node | None:
    """Return the proof of a tree whose worlds all come out the same; None if one has none."""
    atom = GroundAtom(goal.pred, goal.args)
    match tree:
        case _Never():
            return Absent(atom, "contradicted")
        case _Leaf(world, "no"):
            return Absent(
                atom, "no route", None, routes(world.grounds, goal.pred, goal.args), "fails"
            )
        case _Leaf(world, _):
            keys = [key for key in world.keys(goal, CERTAIN) if _is_among(key[1], goal)]
            return prove(world.grounds, world.cheapest(keys)) if keys else None
        case _Split(cases):
            made: list[OneCase] = []
            for supposed, each in cases:
                node = _node(each, goal)
                if node is None:
                    return None
                made.append(OneCase(supposed, node))
            return ByCases(atom, tuple(made), "holds" if _verdict(tree) == "yes" else "fails")
