"""Findings that decide a question, looked for where no derivation shows them.

What is counted, or has to hold a number of times, is decided by a finding that is refused as well
as by one that is made. Where one finding counts if a fact is so and another one if it is not, both
together decide whatever the fact is.
"""

from collections.abc import Iterator, Mapping
from functools import partial

from engine.answers.reply import Need
from engine.answers.resting import resting_on
from engine.answers.settling import (
    Change,
    apply,
    as_said,
    fewest,
    is_certain_with,
    ruled_out,
    statement_of,
)
from engine.answers.world import Goal, World, is_anonymous
from engine.arithmetic.errors import EvaluationError
from engine.rails.impossible import Held
from engine.rails.rail import POSSIBLE
from engine.rails.supposing import nothing_more
from parser.resolved.vocabulary import GroundAtom, value_slots
from parser.text.diagnostic import SourceError

MOST = 4
"""How many findings are tried together at most where what they decide has to be shown by cases."""


def by_findings(world: World, goal: Goal) -> tuple[Change, ...] | None:
    """Return open findings, made or refused, with which `goal` certainly holds, if there are any.

    Of findings with a value it is tried that no further one is made, and last that one alone is
    made with some value.
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
    if not rows:
        return None
    counts_both_ways = any(len(rests.sentences[key]) > 1 for key in rows)
    for made in (True, False) if counts_both_ways else ():  # else a derivation would have shown it
        changes = list(_all_made(world, rows, dict.fromkeys(rows, made)))
        if changes and _decides(world, goal, changes):
            return as_said(world, fewest(changes, partial(is_certain_with, world, goal)))
    helping = {key: True in rests.sentences[key] for key in rows}
    changes = list(_all_made(world, rows, helping))
    if changes and len(changes) <= MOST and _decides_by_cases(world, goal, changes):
        return as_said(world, fewest(changes, partial(_decides_by_cases, world, goal)))
    if not rests.slots:
        return None
    from engine.answers.which_value import first_with_a_value  # few findings have an open value

    change = first_with_a_value(world, goal, rests, rows[:MOST])
    return None if change is None else (change,)


def _all_made(world: World, rows: list[Held], made: Mapping[Held, bool]) -> Iterator[Change]:
    """Yield what it takes that findings are made or refused; of one with a value, only refused."""
    predicates = world.railed.base.predicates
    for key in rows:
        pred, row = key
        values = value_slots(predicates[pred])
        if made[key] and values:
            continue
        args = tuple(None if place in values else one for place, one in enumerate(row))
        need = Need(GroundAtom(pred, args), negative=not made[key], closing=None in args)
        said = statement_of("states", pred, args) if made[key] else ruled_out(pred, args)
        yield Change(need, said, said, None, predicates[pred].authority)


def _decides(world: World, goal: Goal, changes: list[Change]) -> bool:
    try:
        return is_certain_with(world, goal, changes)
    except (SourceError, EvaluationError):
        return False


def _decides_by_cases(world: World, goal: Goal, changes: list[Change]) -> bool:
    """Tell whether `goal` holds in each case, whatever the missing facts are."""
    predicates = world.railed.base.predicates
    try:
        there = apply(world, changes)
        open_ = dict.fromkeys(pred for pred, _ in resting_on(there, goal).sentences)
        if not there.supposing([nothing_more(predicates[one]) for one in open_]).keys(
            goal, POSSIBLE
        ):
            return False  # not even where nothing is so beyond what is stated
        from engine.answers.by_cases import by_cases  # few questions need it

        found = by_cases(there, goal)
    except (SourceError, EvaluationError):
        return False
    return found.verdict == "yes" and found.proof is not None
