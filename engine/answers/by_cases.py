"""What the rails leave open, asked again by cases: certain if it comes out the same in each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, product
from typing import Literal

from engine.answers.cuts import Cuts, cuts_of
from engine.answers.signs import signs, used_both_ways
from engine.answers.world import Goal, World, is_anonymous
from engine.arithmetic.errors import EvaluationError
from engine.proof.explain import prove
from engine.proof.node import Absent, ByCases, Node, OneCase
from engine.proof.why_not import routes
from engine.rails.names import Open, write
from engine.rails.rail import CERTAIN, POSSIBLE
from engine.rails.supposing import Supposed, row_of
from parser.resolved.vocabulary import GroundAtom, value_slots
from parser.text.diagnostic import SourceError
from parser.values import Range, Value

EVALUATIONS = 24
"""How many supposed worlds are looked at for one question before it stays undecided."""

_DEPTH = 3
"""How many suppositions stand inside one another at most, not counting ranges of values."""

_CASES = 32
"""Into how many cases the ranges of several values are combined at most."""

_SPLITS = 3
"""How many ways to tell two cases apart are tried at one time."""

Settled = Literal["yes", "no"]


@dataclass(frozen=True, slots=True)
class Found:
    """What came of a search for cases.

    `verdict` is that of every case, with its `proof`; without one, two completions `differ`, or
    the search ended after `looked_at` supposed worlds because it may go no further.
    """

    verdict: Settled | None = None
    proof: Node | None = None
    differ: bool = False
    ended: bool = False
    looked_at: int = 0


def by_cases(world: World, goal: Goal, seen: Sequence[Settled] = ()) -> Found:
    """Return whether `goal`, which the rails leave open, comes out the same in every case.

    `seen` are verdicts of which it is known already that some completion has them.
    """
    predicate = world.railed.base.predicates[goal.pred]
    if predicate.origin != "derived":
        return Found(differ=True)  # it may be stated, and it may be denied
    if None in goal.args:
        return Found()
    search = _Search(goal, used_both_ways(world.railed, goal.pred), set(seen))
    try:
        for supposed in _nothing_more(world, goal.pred):
            search.look(world, supposed)
        tree = search.decide(world, _DEPTH)
    except _Differ:
        return Found(differ=True, looked_at=search.looked_at)
    except _Ended:
        return Found(ended=True, looked_at=search.looked_at)
    verdict = None if tree is None else _verdict(tree)
    proof = None if tree is None else _node(tree, goal)
    if tree is None or verdict is None or proof is None:
        return Found(ended=search.cut_short, looked_at=search.looked_at)
    return Found(verdict, proof, looked_at=search.looked_at)


def _nothing_more(world: World, goal: str) -> Iterator[tuple[Supposed, ...]]:
    """Yield suppositions that nothing more is so: of no sentence, or of none that only helps."""
    known = signs(world.railed, goal)
    open_ = [
        (name, Supposed("not", GroundAtom(name, (None,) * len(predicate.slots))))
        for name, predicate in sorted(world.railed.base.predicates.items())
        if predicate.origin in ("given", "decided")
        and not known.isdisjoint({(name, True), (name, False)})
    ]
    every = tuple(one for _, one in open_)
    helping = tuple(one for name, one in open_ if (name, False) not in known)
    yield every
    if helping != every:
        yield helping


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
class _Split:
    """Cases, each with what came of it."""

    cases: tuple[tuple[tuple[Supposed, ...], "_Tree"], ...]


_Tree = _Leaf | _Split
_Cases = tuple[tuple[Supposed, ...], ...]


def _verdict(tree: _Tree) -> Settled | None:
    if isinstance(tree, _Leaf):
        return tree.verdict
    found: set[Settled | None] = {_verdict(each) for _, each in tree.cases}
    return found.pop() if len(found) == 1 else None


@dataclass(slots=True)
class _Search:
    """A search for cases that all come out the same.

    What came of a supposition is kept by the identity of the world it was made in; `held` are these
    worlds, so that none of them can die and leave its identity to another.
    """

    goal: Goal
    both_ways: frozenset[str]
    seen: set[Settled]
    looked_at: int = 0
    cut_short: bool = False
    worlds: dict[tuple[int, tuple[Supposed, ...]], tuple[World, Settled | None] | None] = field(
        default_factory=dict
    )
    held: list[World] = field(default_factory=list)

    def look(
        self, world: World, supposed: tuple[Supposed, ...]
    ) -> tuple[World, Settled | None] | None:
        """Return the world in which `supposed` is so and what the rails say there.

        None if that contradicts what is stated, or cannot be worked out. Raises _Ended at the
        bound, and _Differ once two worlds have come out differently.
        """
        key = (id(world), supposed)
        if key in self.worlds:
            return self.worlds[key]
        if self.looked_at >= EVALUATIONS:
            raise _Ended
        self.looked_at += 1
        self.held.append(world)
        try:
            there = world.supposing(supposed)
            found = (there, self.rails_say(there))
        except (SourceError, EvaluationError):
            self.worlds[key] = None
            return None
        self.worlds[key] = found
        return found

    def rails_say(self, world: World) -> Settled | None:
        verdict = settled(world, self.goal)
        if verdict is not None:
            self.seen.add(verdict)
            if len(self.seen) > 1:
                raise _Differ
        return verdict

    def decide(self, world: World, depth: int) -> _Tree | None:
        """Return cases in each of which the rails decide the goal in the same way, or None."""
        cuts = cuts_of(world, self.goal)
        found = self.by_regions(world, cuts)
        if found is not None:
            return found
        splits = list(islice(self.splits(world, cuts), _SPLITS))
        if depth == 0:
            self.cut_short = self.cut_short or bool(splits)
            return None
        partly: list[tuple[_Cases, list[tuple[World, Settled | None]]]] = []
        for cases in splits:
            looks = [self.look(world, supposed) for supposed in cases]
            worlds = [look for look in looks if look is not None]
            if len(worlds) < len(looks):
                continue
            if all(verdict is not None for _, verdict in worlds):
                return self.joined(cases, [_Leaf(w, v) for w, v in worlds if v is not None])
            partly.append((cases, worlds))
        partly.sort(key=lambda one: all(verdict is None for _, verdict in one[1]))
        for cases, worlds in partly:
            trees: list[_Tree] = []
            for there, verdict in worlds:
                tree = self.decide(there, depth - 1) if verdict is None else _Leaf(there, verdict)
                if tree is None:
                    break
                trees.append(tree)
            else:
                return self.joined(cases, trees)
        return None

    def joined(self, cases: _Cases, trees: Sequence[_Tree]) -> _Split:
        return _Split(tuple(zip(cases, trees, strict=True)))

    def splits(self, world: World, cuts: Cuts) -> Iterator[_Cases]:
        """Yield ways to tell cases apart: a sentence and its denial, parts of a stated value."""
        yield from self.narrowings(world, cuts)
        for pred in sorted(self.both_ways):
            predicate = world.railed.base.predicates.get(pred)
            if predicate is None or predicate.origin not in ("given", "decided"):
                continue
            values = value_slots(predicate)
            people = len(predicate.slots) - len(values)
            for row in sorted(world.model.rows(write(Open(pred)), (None,) * people), key=repr):
                if any(is_anonymous(value) for value in row) or (pred, row) not in cuts.rests_on:
                    continue
                named = iter(row)
                args = tuple(
                    None if place in values else next(named)
                    for place in range(len(predicate.slots))
                )
                atom = GroundAtom(pred, args)
                if not any(
                    _is_supposed(one.statement.kind, row_of(one), atom) for one in world.said
                ):
                    yield (Supposed("so", atom),), (Supposed("not", atom),)

    def narrowings(self, world: World, cuts: Cuts) -> Iterator[_Cases]:
        for one in world.said:
            if one.statement.kind != "states":
                continue
            stated = row_of(one)
            slots = world.railed.base.predicates[stated.pred].slots
            for place, value in enumerate(stated.args):
                if not isinstance(value, Range) or slots[place].kind != "date":
                    continue
                parts = cuts.parts(value)
                if len(parts) > 1:
                    yield tuple(
                        (Supposed("narrowed", _with(stated, place, part), stated),)
                        for part in parts
                    )

    def by_regions(self, world: World, cuts: Cuts) -> _Split | None:
        """Return regions of what nobody stated in which the goal is decided, all taken together."""
        if not cuts.matter:
            return None
        parts = cuts.parts(Range())
        if len(parts) < 2:
            return None
        alone = [(place,) for place in cuts.places]
        together = [cuts.places] if len(cuts.places) > 1 else []
        for places in (*alone, *together):
            if len(parts) ** len(places) > _CASES:
                self.cut_short = True
                continue
            kept = {place: parts for place in places}
            if self.holds_of(world, kept) is None:
                continue
            return self.explained(world, self.merged(world, kept))
        return None

    def holds_of(
        self, world: World, parts: dict[tuple[str, int], tuple[Range, ...]]
    ) -> Settled | None:
        supposed = tuple(_within(world, key, part) for key, each in parts.items() for part in each)
        look = self.look(world, supposed)
        return None if look is None else look[1]

    def merged(
        self, world: World, parts: dict[tuple[str, int], tuple[Range, ...]]
    ) -> dict[tuple[str, int], tuple[Range, ...]]:
        """Return fewer regions that decide as well: neighbours that need not be told apart."""
        for key in parts:
            number = 0
            while number + 1 < len(parts[key]) and self.looked_at < EVALUATIONS:
                ranges = parts[key]
                joined = Range(ranges[number].low, ranges[number + 1].high)
                fewer = (*ranges[:number], joined, *ranges[number + 2 :])
                if self.holds_of(world, {**parts, key: fewer}) is None:
                    number += 1
                else:
                    parts = {**parts, key: fewer}
        return parts

    def explained(
        self, world: World, parts: dict[tuple[str, int], tuple[Range, ...]]
    ) -> _Split | None:
        cases = tuple(
            tuple(_within(world, key, part) for key, part in zip(parts, chosen, strict=True))
            for chosen in product(*parts.values())
        )
        worlds = [world.supposing(supposed) for supposed in cases]
        verdicts: list[Settled | None] = [settled(there, self.goal) for there in worlds]
        trees = [_Leaf(w, v) for w, v in zip(worlds, verdicts, strict=True) if v is not None]
        return self.joined(cases, trees) if len(trees) == len(cases) else None


def settled(world: World, goal: Goal) -> Settled | None:
    """Return what the rails say of a goal, or None where they leave it open."""
    if world.keys(goal, CERTAIN):
        return "yes"
    return None if world.keys(goal, POSSIBLE) else "no"


def _is_supposed(kind: str, said: GroundAtom, atom: GroundAtom) -> bool:
    return (
        kind == "states"
        and said.pred == atom.pred
        and all(
            wanted is None or wanted == value
            for wanted, value in zip(atom.args, said.args, strict=True)
        )
    )


def _with(atom: GroundAtom, place: int, value: Value) -> GroundAtom:
    return GroundAtom(atom.pred, (*atom.args[:place], value, *atom.args[place + 1 :]))


def _within(world: World, key: tuple[str, int], part: Range) -> Supposed:
    pred, place = key
    slots = world.railed.base.predicates[pred].slots
    args = tuple(part if i == place else None for i in range(len(slots)))
    return Supposed("within", GroundAtom(pred, args))


def _node(tree: _Tree, goal: Goal) -> Node | None:
    """Return the proof of a tree whose worlds all come out the same; None if one has none."""
    atom = GroundAtom(goal.pred, goal.args)
    if isinstance(tree, _Leaf):
        world = tree.world
        if tree.verdict == "no":
            return Absent(
                atom, "no route", None, routes(world.grounds, goal.pred, goal.args), "fails"
            )
        keys = [key for key in world.keys(goal, CERTAIN) if key[1] == goal.args]
        return prove(world.grounds, world.cheapest(keys)) if keys else None
    cases = [(supposed, _node(each, goal)) for supposed, each in tree.cases]
    made = tuple(OneCase(supposed, node) for supposed, node in cases if node is not None)
    if len(made) < len(cases):
        return None
    return ByCases(atom, made, "holds" if _verdict(tree) == "yes" else "fails")
