"""Whether a sentence is so that may be stated and may be denied, decided by what cannot be."""

from engine.answers.by_cases import Found, never_so
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
from engine.answers.completing import is_shown, may_have_none
from engine.answers.world import Goal, World
from engine.arithmetic.errors import EvaluationError
from engine.rails.supposing import Supposed
from parser.resolved.vocabulary import GroundAtom
from parser.text.diagnostic import SourceError


def of_a_fact(world: World, goal: Goal) -> Found:
    """Return whether a sentence is so that may be stated and may be denied.

    Constraints may leave only the one or the other, by all that they say together.
    """
    atom = GroundAtom(goal.pred, goal.args)
    so, not_so = Supposed("so", atom), Supposed("not", atom)
    cases: list[tuple[Way, Tree]] = []
    shown = 0
    expected: tuple[tuple[Supposed, Settled], ...] = ((so, "yes"), (not_so, "no"))
    for one, verdict in expected:
        there = _allowed(world, one)
        if there is None:
            cases.append(((one,), Never()))
            continue
        is_one = not may_have_none(there, {goal.pred}) or is_shown(there, goal, verdict)
        shown += is_one
        never = None if is_one else never_so(there)
        said = settled(there, goal) if never is None else None
        if never is not None or said is not None:
            cases.append(((one,), never or Leaf(there, said or verdict)))
    if shown == 2:
        return Found(differ=True, ways=(("yes", (so,)), ("no", (not_so,))))
    outcomes = {outcome_of(tree) for _, tree in cases} - {None}
    if len(cases) < 2 or len(outcomes) != 1:
        return Found()
    tree = Split(tuple(cases))
    return Found(outcome_of(tree), proof_of(tree, goal))


def _allowed(world: World, one: Supposed) -> World | None:
    """Return the world in which a sentence is so, or None if constraints leave none."""
    there = world.supposing((one,))
    railed, pred = world.railed, one.atom.pred
    try:
        _ = there.facts
        if any(pred in each.rests_on for each in railed.barred):
            _ = there.model
    except SourceError:
        return None
    except EvaluationError:
        pass
    return there
