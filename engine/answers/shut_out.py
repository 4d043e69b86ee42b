"""Whether denials leave no value for what a case states in part."""

from collections.abc import Iterator
from datetime import date, timedelta

from engine.answers.world import World
from engine.proof.absence import covers
from engine.proof.grounds import Pattern
from parser.datalog.tree import Row
from parser.values import Range

_DAYS = 400
"""Of so many days at most it is looked at whether each is denied."""


def leaves_no_value(world: World) -> bool:
    """Tell whether every day that a stated row may be of is denied, so that no case is such.

    Of other values than days there are always more than denials name one by one.
    """
    if not world.facts.is_ranged:
        return False
    denied = world.facts.denied
    return any(
        pred in denied and _is_shut_out(row, [pattern for pattern, _ in denied[pred]])
        for pred, row in world.facts.stated
    )


def _is_shut_out(row: Row, denied: list[Pattern]) -> bool:
    return any(
        isinstance(value, Range)
        and (days := [*_days(value)])
        and all(_is_denied((*row[:place], day, *row[place + 1 :]), denied) for day in days)
        for place, value in enumerate(row)
    )


def _is_denied(row: Pattern, denied: list[Pattern]) -> bool:
    return any(covers(pattern, row) for pattern in denied)


def _days(value: Range) -> Iterator[date]:
    """Yield the days between two ends, nothing if there are too many to be looked at."""
    low, high = value.low, value.high
    if not isinstance(low, date) or not isinstance(high, date) or (high - low).days > _DAYS:
        return
    for number in range(value.above, (high - low).days + 1 - value.below):
        yield low + timedelta(days=number)
