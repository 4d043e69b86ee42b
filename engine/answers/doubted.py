"""Answers that rest on a presumption of which it was not decided whether it stands."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, combinations

from engine.answers.case_tree import settled
from engine.answers.presuming import below
from engine.answers.reply import Answer
from engine.answers.world import Goal, World
from engine.arithmetic.errors import EvaluationError
from engine.proof.smallest import Key
from engine.rails.rail import CERTAIN, POSSIBLE

_MOST = 3
"""Of so many presumptions at most it is tried whether an answer is the same with and without."""


def unless_doubted(world: World, goal: Goal, found: Answer) -> Answer:
    """Return an answer, or *unknown* and undecided where it turns with a presumption in doubt.

    One is in doubt if neither all cases show the contrary nor one shows that it need not be so.
    """
    if found.verdict not in ("yes", "no"):
        return found
    doubted = _matters(world, goal)
    if not doubted or (len(doubted) <= _MOST and _is_same(world, goal, found, doubted)):
        return found
    return replace(found, verdict="unknown", decided=False)


def _matters(world: World, goal: Goal) -> list[Key]:
    """Return what is doubted of that on which a goal rests."""
    names = [world.railed.naming.name(goal.pred, rail) for rail in (CERTAIN, POSSIBLE)]
    rests = set(below(world.railed.program, *names))
    return sorted((key for key in world.doubted if key[0] in rests), key=repr)


def _is_same(world: World, goal: Goal, found: Answer, doubted: list[Key]) -> bool:
    """Tell whether an answer is the same whichever of some presumptions stand."""
    try:
        return all(
            settled(world.without(fallen), goal) == found.verdict for fallen in _parts(doubted)
        )
    except EvaluationError:
        return False


def _parts(doubted: list[Key]) -> Iterator[tuple[Key, ...]]:
    return chain.from_iterable(combinations(doubted, count) for count in range(1, len(doubted) + 1))
