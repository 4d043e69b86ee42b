"""An example of a finding that the case does not rule out, where the first one is denied."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from engine.answers.world import World
from engine.arithmetic import compare
from engine.arithmetic.compare import lies_within
from engine.arithmetic.errors import EvaluationError
from engine.proof.leaves import Leaf, Symbol
from engine.proof.witness import Witness
from parser.datalog.tree import Row
from parser.resolved.vocabulary import Predicate, value_slots
from parser.values import Exact, Range, Value

_STEPS = 8
"""How many values on each side of one that is denied are tried."""


def allowed(world: World, predicate: Predicate, row: Row, leaf: Leaf, found: Witness) -> Row:
    """Return a row with another value within the limits, if what it says is denied in the case.

    It is the row itself where it is not, and where no other is near that would do.
    """
    if not _is_denied(world, predicate, row):
        return row
    for place in value_slots(predicate):
        arg, value = leaf.args[place], row[place]
        low, high = (
            found.limits.get(arg, (None, None)) if isinstance(arg, Symbol) else (value, value)
        )
        for other in _beside(value):
            if _lies_between(other, low, high):
                instead = (*row[:place], other, *row[place + 1 :])
                if not _is_denied(world, predicate, instead):
                    return instead
    return row


def _is_denied(world: World, predicate: Predicate, row: Row) -> bool:
    denied = (pattern for pattern, _ in world.facts.denied.get(predicate.name, ()))
    impossible = (one.pattern for one in world.facts.impossible.get(predicate.name, ()))
    return any(
        all(
            said is None or said == value or lies_within(value, said)
            for said, value in zip(pattern, row, strict=True)
        )
        for pattern in (*denied, *impossible)
    )


def _beside(value: Value) -> Iterator[Exact]:
    """Yield values near another of its kind, the nearest first."""
    for step in range(1, _STEPS + 1):
        for way in (-step, step):
            match value:
                case date():
                    yield value + timedelta(days=way * step * step)
                case int() | Decimal():
                    yield value + way
                case Fraction():
                    yield value + Fraction(way)
                case _:
                    return


def _lies_between(value: Exact, low: Value | None, high: Value | None) -> bool:
    try:
        return (low is None or isinstance(low, Range) or compare(">=", value, low)) and (
            high is None or isinstance(high, Range) or compare("<=", value, high)
        )
    except EvaluationError:
        return False
