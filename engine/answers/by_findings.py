"""Findings that decide a question, looked for where no derivation shows them.

What is counted, or has to hold a number of times, is decided by a finding that is refused as well
as by one that is made.
"""

from engine.answers.reply import Need
from engine.answers.resting import resting_on
from engine.answers.settling import Change, apply, as_said, fewest, ruled_out, statement_of
from engine.answers.world import Goal, World, is_anonymous
from engine.arithmetic.errors import EvaluationError
from engine.rails.rail import CERTAIN
from parser.resolved.vocabulary import GroundAtom, value_slots
from parser.text.diagnostic import SourceError


def by_findings(world: World, goal: Goal) -> tuple[Change, ...] | None:
    """Return open findings, all made or all refused, with which `goal` certainly holds, if any.

    Of a finding with a value it is tried only that no further one is made.
    """
    predicates = world.railed.base.predicates
    try:
        rests = resting_on(world, goal)
    except EvaluationError:
        return None
    rows = [
        (pred, row)
        for pred, row in rests.sentences
        if predicates[pred].origin == "decided" and not any(map(is_anonymous, row))
    ]
    if all(len(rests.sentences[key]) < 2 for key in rows):  # a derivation would have shown it
        return None
    for made in (True, False):
        changes: list[Change] = []
        for pred, row in rows:
            values = value_slots(predicates[pred])
            if made and values:
                continue
            args = tuple(None if place in values else one for place, one in enumerate(row))
            need = Need(GroundAtom(pred, args), negative=not made, closing=None in args)
            said = statement_of("states", pred, args) if made else ruled_out(pred, args)
            changes.append(Change(need, said, said, None, predicates[pred].authority))
        if changes and _decides(world, goal, changes):
            return as_said(world, fewest(world, goal, changes))
    return None


def _decides(world: World, goal: Goal, changes: list[Change]) -> bool:
    try:
        return bool(apply(world, changes).keys(goal, CERTAIN))
    except (SourceError, EvaluationError):
        return False
