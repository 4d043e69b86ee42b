"""What the rails leave open, asked again by cases: certain if it comes out the same in each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from engine.answers.barred import could_break
from engine.answers.by_regions import ByRegions
from engine.answers.case_tree import (
    Leaf,
    Never,
    Settled,
    Split,
    Tree,
    Way,
    outcome_of,
    proof_of,
)
from engine.answers.completing import is_shown, may_have_none
from engine.answers.cuts import Cuts, cuts_of
from engine.answers.drawn import DRAWS, drawn
from engine.answers.resting import Resting, Slot, resting_on
from engine.answers.settling import apply, settling
from engine.answers.telling_apart import Along, Choice, choices, has_regions, narrowings
from engine.answers.to_suppose import is_shut, open_atom, supposed_by
from engine.answers.world import Goal, World, is_anonymous
from engine.arithmetic.errors import EvaluationError
from engine.proof.node import ByCases, Node
from engine.proof.taken_back import taken_back
from engine.rails.rail import CERTAIN, POSSIBLE
from engine.rails.supposing import Supposed, nothing_more, only_one
from parser.text.diagnostic import SourceError

EVALUATIONS = 24
"""How many supposed worlds are looked at for one question before it stays undecided."""

WALKED = 800
"""How many rows are walked through in all these worlds before it does."""

_DEPTH = 5
"""How many suppositions stand inside one another at most, not counting ranges of values."""

COMPLETED = 6
"""In how many worlds that may have no completion one is looked for at most."""

_LEFT = 3
"""What part of the worlds that may still be looked at one more way to tell cases apart may take."""

_STATED, _PIECES = 2, 4
"""How many values that are stated in part are told apart before all else, and in how many looks."""

_ROUNDS = 3
"""How often what a drawn completion rests on is looked up anew."""

_Looked = tuple[Way, World | None, Settled | None]


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
    if predicate.origin != "derived":
        from engine.answers.of_a_fact import of_a_fact  # most questions are of conclusions

        return of_a_fact(world, goal)
    search = _Search(goal, dict.fromkeys(seen))
    tree, ended = None, False
    try:
        try:
            tree = search.decide(world, (), _DEPTH)
        except _Ended:
            ended = True
        verdict = None if tree is None else outcome_of(tree)
        proof = None if tree is None else proof_of(tree, goal)
        if verdict is None or proof is None:
            search.draw(world)
            return Found(ended=ended or search.cut_short, looked_at=search.looked_at)
    except _Differ:
        ways: list[tuple[Settled, Way]] = []
        for one, way in search.seen.items():
            if way is not None:
                ways.append((one, way))
        return Found(differ=True, looked_at=search.looked_at, ways=tuple(ways))
    if isinstance(proof, ByCases):
        proof = replace(proof, known=taken_back(world.grounds, goal.pred, goal.args))
    return Found(verdict, proof, looked_at=search.looked_at)


def never_so(world: World) -> Tree | None:
    """Return cases none of which can be, of a world of which the rails do not show that it cannot.

    What rules conclude in each of them breaks a constraint.
    """
    for one in could_break(world.railed, world.facts):
        for atom in one.constraint.atoms:
            for goal in _left_open(world, atom.pred):
                search = _Search(goal, {})
                try:
                    tree = search.decide(world, (), _DEPTH)
                except (_Ended, _Differ):
                    continue
                if tree is not None and outcome_of(tree) is None:
                    return tree
    return None


def _left_open(world: World, pred: str) -> list[Goal]:
    """Return a few conclusions of one predicate about people with names that rails leave open."""
    if world.railed.base.predicates[pred].origin != "derived":
        return []
    any_ = Goal(pred, (None,) * len(world.railed.base.predicates[pred].slots))
    certain, possible = ({row for _, row in world.keys(any_, rail)} for rail in (CERTAIN, POSSIBLE))
    left = sorted(possible - certain, key=repr)
    return [Goal(pred, row) for row in left if not any(map(is_anonymous, row))][:_ROUNDS]


def _closes(one: Supposed) -> bool:
    """Tell whether it is supposed of a sentence that nothing more is so."""
    return one.how == "not" and all(arg is None for arg in one.atom.args)


class _Differ(Exception):
    """Two cases come out differently."""


class _Ended(Exception):
    """The search may look at no further world."""


class _OutOfReach(Exception):
    """What the rails say of a case cannot be worked out, however small a part of a value it is."""


@dataclass(slots=True)
class _Search:
    """A search for cases that all come out the same.

    `seen` are the verdicts that some world has, with what is supposed in one of them. What is
    `forced` was supposed beside all that the case says there is; worlds are `out_of_reach` where
    the rails cannot work out what is possible. In some a completion was looked for (`completed`).
    """

    goal: Goal
    seen: dict[Settled, Way | None]
    looked_at: int = 0
    cut_short: bool = False
    chosen: int = 0
    completed: int = 0
    walked: int = 0
    forced: set[Supposed] = field(default_factory=set)
    out_of_reach: set[World] = field(default_factory=set)

    def look(self, world: World, supposed: Way) -> World | None:
        """Return the world in which `supposed` is so, or None if there is none.

        It contradicts what is stated, or what a law says cannot be. Raises _Ended at the bound.
        """
        if not self.may_look():
            raise _Ended
        self.looked_at += 1
        return self.there(world, supposed)

    def there(self, world: World, supposed: Way) -> World | None:
        """Return the world in which `supposed` is so, or None if there is none (see `look`)."""
        for one in supposed:
            if one.how == "so" and is_shut(world, one.atom) and not only_one(world.said, one.atom):
                self.forced.add(one)
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
            if world.keys(self.goal, CERTAIN):
                verdict: Settled | None = "yes"
            else:
                verdict = self.may_be(world)
        except EvaluationError:
            return None
        if verdict is not None and self.is_shown(world, way, verdict):
            self.note(verdict, way)
        return verdict

    def is_shown(self, world: World, way: Way, verdict: Settled) -> bool:
        """Tell whether what is said of a world is so in a completion of it, as far as that matters.

        Whatever is proved in a world without any holds there.
        """
        shut = frozenset(one.atom.pred for one in way if _closes(one))
        told = frozenset(one.atom.pred for one in way if not _closes(one))
        if self.seen.get(verdict) is not None or not may_have_none(world, told, shut):
            return True
        self.completed += 1
        return self.completed <= COMPLETED and is_shown(world, self.goal, verdict)

    def may_be(self, world: World) -> Settled | None:
        """Return *no* unless the goal is possible; note a world in which that is out of reach.

        Nothing that such an answer rests on can be walked, so the case is never decided.
        """
        try:
            return None if world.keys(self.goal, POSSIBLE) else "no"
        except EvaluationError:
            self.out_of_reach.add(world)
            raise

    def note(self, verdict: Settled, way: Way) -> None:
        """Note what some world comes out as; raises _Differ once two worlds differ.

        What is supposed beside all that can be so is no world, though what is proved there holds.
        """
        if not self.forced.isdisjoint(way):
            return
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
        found = None if way else self.by_what_is_stated(world, rests, cuts)
        if found is None and not has_regions(way):
            found = ByRegions(self.goal, self.look, self.may_look).found(world, cuts)
        if found is not None:
            verdict = outcome_of(found)
            if verdict is not None and self.is_shown(world, way, verdict):
                self.note(verdict, way)
            return found
        found_choices = choices(world, way, rests, cuts)
        if not found_choices or depth == 0:
            self.cut_short = self.cut_short or bool(found_choices) or not rests.whole
            if way:
                self.complete(world, way, rests)
                self.choose(world, way)
            return None
        for looks in self.telling(world, way, found_choices):
            tree = self.split(looks, way, depth)
            if tree is not None:
                return tree
        return None

    def by_what_is_stated(
        self, world: World, rests: Resting, cuts: dict[Slot, Cuts]
    ) -> Tree | None:
        """Return parts of one value that is stated in part in which the rails decide the goal.

        Where a constraint leaves only some of them, as a start no later than its end, one look is
        often enough, however much else is open; so little is not counted.
        """
        before = self.looked_at
        for one in islice(narrowings(world, rests, cuts), _STATED):
            try:
                looks = self.along(world, (), one, 0, len(one.parts) - 1, before + _PIECES)
            except _OutOfReach:
                continue
            finally:
                self.looked_at = before
            if all(there is None or verdict is not None for _, there, verdict in looks):
                return self.split(looks, (), 0)
        return None

    def may_look(self) -> bool:
        """Tell whether a further world may be looked at."""
        return self.looked_at < EVALUATIONS

    def split(self, looks: Sequence[_Looked], way: Way, depth: int) -> Tree | None:
        """Return the cases of one way to tell them apart, each decided in turn, or None.

        They have to come out the same, as one that cannot be need not.
        """
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
            if not self.agree(trees, way):
                return None
        return Split(tuple(trees))

    def agree(self, trees: list[tuple[Way, Tree]], way: Way) -> bool:
        """Tell whether cases come out the same, but for those that cannot be.

        That one cannot be is looked for, and noted among `trees`, only where it comes out otherwise
        than the others.
        """
        outcomes = {outcome_of(tree) for _, tree in trees} - {None}
        for number, (supposed, tree) in enumerate(trees):
            if len(outcomes) < 2:
                break
            if isinstance(tree, Leaf) and may_have_none(
                tree.world, {one.atom.pred for one in (*way, *supposed)}
            ):
                never = never_so(tree.world)
                if never is not None:
                    trees[number] = supposed, never
                    outcomes = {outcome_of(tree) for _, tree in trees} - {None}
        return len(outcomes) < 2

    def telling(
        self, world: World, way: Way, found: Sequence[Choice]
    ) -> Iterator[Sequence[_Looked]]:
        """Yield those of some ways to tell cases apart that decide one of them, or else the first.

        With each case comes its world (None if it cannot be) and what the rails say there.
        """
        first: list[_Looked] = []
        decides = False
        for one in found:
            left = (EVALUATIONS - self.looked_at) // _LEFT
            if not isinstance(one, Along) and first and len(one) > left:
                continue  # so that something is left to look into one of them
            try:
                looks = self.looks(world, way, one, self.looked_at + left)
            except _OutOfReach:  # one case of them would never be decided
                continue
            if any(there is None or verdict is not None for _, there, verdict in looks):
                decides = True
                yield looks
            first = first or looks
        if first and not decides:
            yield first

    def looks(self, world: World, way: Way, cases: Choice, until: int) -> list[_Looked]:
        """Return each of some cases with its world; raises _OutOfReach."""
        if isinstance(cases, Along):
            return self.along(world, way, cases, 0, len(cases.parts) - 1, until)
        found: list[_Looked] = []
        for supposed in cases:
            found.append(self.looked(world, way, supposed))
            if found[-1][1] in self.out_of_reach:
                raise _OutOfReach
        return found

    def looked(self, world: World, way: Way, supposed: Way) -> _Looked:
        """Return a case with its world and what the rails say there."""
        there = self.look(world, supposed)
        verdict = None if there is None else self.rails_say(there, (*way, *supposed))
        return supposed, there, verdict

    def along(
        self, world: World, way: Way, parts: Along, first: int, last: int, until: int
    ) -> list[_Looked]:
        """Return cases for some parts of a value: all in one if the rails decide that, or halves.

        No further part is told apart once `until` worlds are looked at. Raises _OutOfReach.
        """
        found = self.looked(world, way, parts.case(first, last))
        if first == last and found[1] in self.out_of_reach:
            raise _OutOfReach
        if first == last or found[1] is None or found[2] is not None or self.looked_at >= until:
            return [found]
        middle = (first + last) // 2
        return [
            *self.along(world, way, parts, first, middle, until),
            *self.along(world, way, parts, middle + 1, last, until),
        ]

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
                if there is not None and self.rails_say(there, (*way, *each)) in self.seen:
                    break

    def choose(self, world: World, way: Way) -> None:
        """Look for facts with which the goal holds in a world, twice in a search at most."""
        if "yes" in self.seen or self.chosen > 1:
            return
        self.chosen += 1
        changes = settling(world, self.goal, POSSIBLE) or ()
        if changes and not any(change.replaces for change in changes):
            chosen = (*way, *(supposed_by(change.said) for change in changes))
            if self.is_shown(apply(world, [*changes]), chosen, "yes"):
                self.note("yes", chosen)

    def draw(self, world: World) -> None:
        """Look at a few completions far apart; raises _Differ once two worlds differ."""
        for completion in range(DRAWS):
            there = world
            way: Way = ()
            try:
                for _ in range(_ROUNDS):  # what is supposed may make other things count
                    further = drawn(there, resting_on(there, self.goal), completion)
                    way += further
                    next_ = self.there(there, further) if further else None
                    if next_ is None or self.rails_say(next_, way) is not None:
                        break
                    there = next_
            except (EvaluationError, SourceError):
                continue
