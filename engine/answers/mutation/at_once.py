"""Whether an expectation is met, as far as the first look at a world tells, without any reasons."""

from engine.answers.conflicts import conflicts, contraries
from engine.answers.from_world import is_silent
from engine.answers.world import World, goal_of
from engine.rails.rail import CERTAIN, POSSIBLE
from parser.resolved.tree import Expectation
from parser.values import Range


def met_at_once(there: World, one: Expectation) -> bool | None:
    """Tell whether a world answers as expected; None where only the whole answer tells.

    What can be told is *no* that rests on nothing open, *yes* that nothing contradicts, and that
    the answer is another one than either. Raises EvaluationError and SourceError as answering does.
    """
    if one.by or one.values is not None or one.question.open:
        return None
    goal, wanted = goal_of(one.question), one.verdict
    if is_silent(there, goal.pred):
        return wanted == "silent"
    predicate = there.railed.base.predicates[goal.pred]
    if there.facts.denied.get(goal.pred) or conflicts(there, goal.pred, goal.args):
        return None
    if there.doubted:
        return None  # a presumption may turn it
    keys = there.keys(goal, CERTAIN)
    if not keys:
        if there.keys(goal, POSSIBLE):
            return None
        if predicate.origin == "derived" and goal.pred not in there.railed.ruled:
            return None  # what only the case says of is silent where it says nothing
        return wanted == "no"
    if wanted in ("no", "silent"):
        return False
    is_plain = None not in goal.args and not any(
        isinstance(value, Range) for _, row in keys for value in row
    )
    if any(True for _, row in keys for _ in contraries(there, goal.pred, row)):
        return None  # that none of them is so may not be decided
    if is_plain or wanted == "unknown":
        return wanted == "yes"
    return None
