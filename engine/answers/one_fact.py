"""One fact, or one finding, that decides a question for one side although none makes it *yes*.

Where rules rest on each other through exceptions, a fact may end the round: whoever is excused is
nobody's dependent, whether or not the other would be.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from engine.answers.interview.choosing import every_leaf
from engine.answers.interview.rows_of_tables import Open
from engine.answers.missing import agreed, each_otherwise
from engine.answers.reply import Missing, Need
from engine.answers.resting import resting_on
from engine.answers.settling import statement_of
from engine.answers.sides import verdict_by_cases, verdict_if
from engine.answers.which_value import first_with_a_value
from engine.answers.world import Goal, World, is_anonymous
from engine.arithmetic.errors import EvaluationError
from parser.resolved.vocabulary import GroundAtom
from parser.values import Range

_TRIED = 12
"""Of how many open sentences it is tried whether they decide."""


def one_fact(world: World, goal: Goal) -> tuple[Missing, ...]:
    """Return the first open sentence that decides an *unknown* if it is so, or if it is not."""
    if any(isinstance(arg, Range) for arg in goal.args):
        return ()
    for pred, args in islice(_whole(world, goal), _TRIED):
        if_so = world.having((statement_of("states", pred, args),))
        if_not = world.having((statement_of("denies", pred, args),))
        so = verdict_if(if_so, goal)
        if so in ("yes", "no"):
            need = Need(GroundAtom(pred, args))
            return (Missing((need,), so, verdict_by_cases(if_not, goal)),)
        not_so = verdict_if(if_not, goal)
        if not_so in ("yes", "no"):
            need = Need(GroundAtom(pred, args), negative=True)
            return (Missing((need,), not_so, verdict_by_cases(if_so, goal)),)
    return ()


def one_value(world: World, goal: Goal) -> tuple[Missing, ...]:
    """Return the first open sentence that makes an *unknown* certain with some of its values.

    What stands behind an exception is limited by it, and no derivation shows within which limits.
    """
    if any(isinstance(arg, Range) for arg in goal.args):
        return ()
    predicates = world.railed.base.predicates
    try:
        rests = resting_on(world, goal)
        rows = [
            (pred, row)
            for pred, row in islice(rests.sentences, _TRIED)
            if predicates[pred].origin == "given" and not any(map(is_anonymous, row))
        ]
        change = first_with_a_value(world, goal, rests, rows)
    except EvaluationError:
        return ()
    if change is None:
        return ()
    none = world.having((statement_of("denies", change.need.atom.pred, change.need.atom.args),))
    if_none = verdict_by_cases(none, goal)
    need = replace(change.need, if_none=if_none if change.need.limits else None)
    each = each_otherwise(world, goal, (replace(change, need=need),))
    return (Missing((need,), "yes", agreed(each), each),)


def _whole(world: World, goal: Goal) -> Iterator[Open]:
    """Yield the sentences without blanks that are open on any way to the answer, each once."""
    seen: set[Open] = set()
    for pred, args in every_leaf(world, goal):
        if None not in args and (pred, args) not in seen:
            seen.add((pred, args))
            yield pred, args
