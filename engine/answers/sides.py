"""What follows on one side of a question of fact, also where only cases show it."""

from collections.abc import Iterable

from engine.answers.reply import Verdict
from engine.answers.settling import verdict
from engine.answers.world import Goal, World
from engine.arithmetic.errors import EvaluationError
from parser.text.diagnostic import SourceError
from parser.values import Range


def verdict_if(world: World, goal: Goal) -> Verdict:
    """Return what the rails say of a supposed world.

    One that contradicts itself, or in which something cannot be worked out, decides nothing.
    """
    try:
        return verdict(world, goal)
    except (SourceError, EvaluationError):
        return "unknown"


def verdict_by_cases(world: World, goal: Goal) -> Verdict:
    """Return the verdict that a supposed world would have if the question were asked of it.

    What the rails leave open is asked by cases, within the bounds that hold for any question. Of a
    value that lies between two ends that is no question (see `engine.answers.left_open`).
    """
    try:
        found = verdict(world, goal)
        if found != "unknown" or any(isinstance(arg, Range) for arg in goal.args):
            return found
        from engine.answers.by_cases import by_cases  # few questions need it

        return by_cases(world, goal).verdict or "unknown"
    except (SourceError, EvaluationError):  # cases cannot mend what cannot be worked out
        return "unknown"


def alike(worlds: Iterable[World], goal: Goal, thoroughly: bool) -> Verdict:
    """Return the verdict of all of some worlds, *unknown* if there are several or none.

    Only `thoroughly` are they asked by cases: where nothing is said of one side alone, it would
    take long and be of no use.
    """
    found: set[Verdict] = set()
    for world in worlds:
        found.add(verdict_by_cases(world, goal) if thoroughly else verdict_if(world, goal))
        if len(found) > 1 or "unknown" in found:
            return "unknown"
    return found.pop() if found else "unknown"
