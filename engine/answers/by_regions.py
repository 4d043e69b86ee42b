"""What nobody stated, told apart by the regions in which its values lie, all taken together."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

from engine.answers.case_tree import Leaf, Settled, Split, Tree, Way, settled
from engine.answers.cuts import Cuts
from engine.answers.resting import Slot
from engine.answers.telling_apart import PartsOf, all_within, are_too_many, parts_of
from engine.answers.to_suppose import within
from engine.answers.world import Goal, World
from engine.arithmetic.errors import EvaluationError
from parser.text.diagnostic import SourceError
from parser.values import Range


@dataclass(frozen=True, slots=True)
class ByRegions:
    """A search for regions in which a goal is decided.

    `look` returns the world in which something is so, or None if there is none, as long as the
    search that this is a part of `may_look` at a further one.
    """

    goal: Goal
    look: Callable[[World, Way], World | None]
    may_look: Callable[[], bool]

    def found(self, world: World, cuts: dict[Slot, Cuts]) -> Tree | None:
        """Return regions of what nobody stated in which the goal is decided, all taken together."""
        parts = parts_of(cuts)
        if not parts:
            return None
        if are_too_many(parts):
            apart: list[PartsOf] = [{key: each} for key, each in parts.items()]
        else:
            apart = [parts]
        for kept in apart:
            if self._holds_of(world, kept) is not None:
                return self._explained(world, self._merged(world, kept))
        return None

    def _holds_of(self, world: World, parts: PartsOf) -> Settled | None:
        there = self.look(world, all_within(world, parts))
        try:
            return None if there is None else settled(there, self.goal)
        except EvaluationError:
            return None

    def _merged(self, world: World, parts: PartsOf) -> PartsOf:
        """Return fewer regions that decide as well: neighbours that need not be told apart."""
        for key in parts:
            number = 0
            while number + 1 < len(parts[key]) and self.may_look():
                ranges = parts[key]
                one, other = ranges[number], ranges[number + 1]
                joined = Range(one.low, other.high, one.above, other.below)
                fewer = (*ranges[:number], joined, *ranges[number + 2 :])
                if self._holds_of(world, {**parts, key: fewer}) is None:
                    number += 1
                else:
                    parts = {**parts, key: fewer}
        return {key: each for key, each in parts.items() if len(each) > 1} or parts

    def _explained(self, world: World, parts: PartsOf) -> Tree | None:
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
