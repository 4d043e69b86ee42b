"""Rows that the comparisons behind a look-up leave, told before bindings are made of each row.

Most limits are plain: a day that a row has against a day that is the same for all rows.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from engine.arithmetic import evaluate
from engine.arithmetic.compare import ORDERS
from engine.arithmetic.errors import EvaluationError
from parser.datalog.tree import MIRRORED, Comparison, Expr, Operator, Row, Var
from parser.datalog.variables import in_expression
from parser.values import Range, Value

FEW = 8
"""So few rows are compared one by one as fast."""


def within(
    rows: Collection[Row],
    places: Mapping[str, int],
    bindings: Mapping[str, Value],
    following: Sequence[Comparison],
) -> tuple[Collection[Row], Sequence[Comparison]]:
    """Return the rows left by the first of some comparisons, and the comparisons still to ask.

    `places` are those of the variables that a row gives values. A comparison is told beforehand if
    all rows have a day at a place and it is a limit to that: what it is compared with is a day, or
    known to lie between days, and the same for each row.
    """
    for number, comparison in enumerate(following):
        limit = _limit(comparison, places, bindings)
        if limit is None or any(type(row[limit.place]) is not date for row in rows):
            return rows, following[number:]
        place, keeps, end = limit
        rows = [] if end is None else [row for row in rows if keeps(row[place], end)]
    return rows, ()


class _Limit(NamedTuple):
    """A comparison of the day at a place of a row with an end; without one no day is kept."""

    place: int
    keeps: Callable[[Any, Any], bool]
    end: date | None


def _limit(
    comparison: Comparison, places: Mapping[str, int], bindings: Mapping[str, Value]
) -> _Limit | None:
    """Return which days a comparison keeps at which place, if it is a limit."""
    op = comparison.op
    if op not in ORDERS:
        return None
    pairs: tuple[tuple[Expr, Operator, Expr], ...] = (
        (comparison.left, op, comparison.right),
        (comparison.right, MIRRORED[op], comparison.left),
    )
    for side, order, other in pairs:
        if not isinstance(side, Var) or side.name not in places:
            continue
        if any(name not in bindings for name in in_expression(other)):
            return None
        try:
            value = evaluate(other, bindings, comparison.lenient)
        except EvaluationError:  # told where a row is compared with it, if one is
            return None
        if isinstance(value, Range) and not (value.above or value.below):
            must = order in (">", ">=")
            value = value.high if must != comparison.lenient else value.low
            if value is None and not comparison.lenient:
                return _Limit(places[side.name], ORDERS[order], None)
        return _Limit(places[side.name], ORDERS[order], value) if type(value) is date else None
    return None
