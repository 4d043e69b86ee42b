"""Of the rows of an open question that are open: those that no other row tells already."""

from collections.abc import Sequence

from engine.answers.reply import Answer
from engine.arithmetic.compare import lies_within
from parser.values import Range, Value

Row = tuple[tuple[Value, ...], Answer]
"""Values for the open slots, and what is answered of them."""


def widest(rows: Sequence[Row]) -> list[Row]:
    """Return rows without those that only narrow another one, which is as open.

    A sum that is known from 0 up on one rail and from 4 up on another is one value. It lies within
    the wider limits, and what decides it is asked of those.
    """
    return [row for row in rows if not any(_narrows(row, other) for other in rows)]


def _narrows(row: Row, other: Row) -> bool:
    (values, found), (wider, its) = row, other
    return found.verdict == its.verdict == "unknown" and _covers(wider, values)


def _covers(wider: Sequence[Value], values: Sequence[Value]) -> bool:
    """Tell whether whatever is within the limits of a row of values is within those of another."""
    return wider != values and all(
        one == value or (isinstance(one, Range) and not one.of and lies_within(value, one))
        for one, value in zip(wider, values, strict=True)
    )
