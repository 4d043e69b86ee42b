"""A question for values, asked again with what nobody stated parted into regions.

An unknown key (the income of *some* year) may meet a stated one on the rails, although what has one
value has no second one there. Parted at the values that it meets, it does not.
"""

from engine.answers.cuts import cuts_of
from engine.answers.resting import resting_on
from engine.answers.to_suppose import within
from engine.answers.world import Goal, World
from engine.arithmetic import compare
from engine.arithmetic.compare import lies_within
from engine.arithmetic.errors import EvaluationError
from engine.proof.instances import same
from engine.rails.rail import POSSIBLE
from engine.rails.supposing import Supposed
from engine.rails.ways_to_rule_out import key_of
from parser.datalog.tree import Row
from parser.resolved.vocabulary import value_slots
from parser.text.diagnostic import SourceError
from parser.values import Range, Value

_ROWS = 32
"""Into how many rows what nobody stated is parted at most."""


def may_meet_a_key(world: World) -> bool:
    """Tell whether the case states what has one value for another one, such as a year."""
    predicates = world.railed.base.predicates
    return any(
        place in value_slots(predicates[pred])
        for pred, _ in world.facts.stated
        if predicates[pred].origin in ("given", "decided")
        for place in key_of(predicates[pred])
    )


def parted(world: World, goal: Goal) -> list[Row] | None:
    """Return the possible rows of a goal once what nobody stated is parted.

    None if there is nothing to part, or too much.
    """
    supposed: list[Supposed] = []
    together = 1
    for slot, cuts in cuts_of(world, resting_on(world, goal)).items():
        if slot.row is not None or not cuts.ends:
            continue
        parts = cuts.parts(Range())
        together *= len(parts)
        supposed += [within(world, (slot.pred, slot.place), part) for part in parts]
    if not supposed or together > _ROWS:
        return None
    try:
        return [row for _, row in world.supposing(supposed).keys(goal, POSSIBLE)]
    except (SourceError, EvaluationError):
        return None


def is_among(values: tuple[Value, ...], rows: list[tuple[Value, ...]]) -> bool:
    """Tell whether values found for a question may be those of one of some rows.

    A range that holds one of the exact rows says nothing beyond it: it has to meet another range.
    """
    is_ranged = any(isinstance(value, Range) for value in values)
    return any(
        (not is_ranged or any(isinstance(one, Range) for one in row))
        and all(_could_be(one, other) for one, other in zip(values, row, strict=True))
        for row in rows
    )


def _could_be(one: Value, other: Value) -> bool:
    if same(one, other) or lies_within(one, other):
        return True
    try:
        return compare("=", one, other, lenient=True)
    except EvaluationError:
        return False
