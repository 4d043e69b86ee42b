"""A look at stored rows together with the limits that a rule sets for what it finds there.

`made a stay from E to X, X >= S` with `S` known: what the limit is gets worked out once, and if it
is a day, the rows beyond it are not gone through.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from engine.arithmetic import compare
from engine.arithmetic.compare import ORDERS
from engine.arithmetic.errors import EvaluationError
from engine.backends.pydatalog.calculations import Calculation, calculation, condition
from engine.backends.pydatalog.codes import Coded
from parser.datalog.tree import MIRRORED, Comparison, Expr, Operator, Var
from parser.datalog.variables import in_expression
from parser.values import Range, Value

Way = Mapping[str, int]

FEW = 12
"""So few rows are gone through as fast as they are looked up."""


class End(NamedTuple):
    """What a limit is for one look-up: its value, and the day beyond which no row is within it.

    Of a range that is the end up to which a day must be within the limit, or could be.
    """

    value: Value
    day: date | None


@dataclass(frozen=True, slots=True)
class Limit:
    """A comparison of what a row has at `place` with something that is the same for every row.

    It is written the other way round if it is `mirrored`.
    """

    place: int
    op: Operator
    end: Calculation
    lenient: bool
    holds: Callable[[Sequence[Value], Way], bool]
    needs: frozenset[str]
    mirrored: bool
    order: Callable[[Any, Any], bool]

    def at(self, values: Sequence[Value], way: Way) -> End | None:
        """Return what the limit is, or None where that has to be asked of each row."""
        if not self.needs <= way.keys():
            return None
        try:
            end = self.end(values, way)
        except EvaluationError:  # told where a row is compared with it, if one is
            return None
        if end is None:
            return None
        day: Value | None = end
        if isinstance(end, Range):
            day = end.high if (self.op in (">", ">=")) != self.lenient else end.low
        return End(end, day if type(day) is date else None)

    def is_kept(self, value: Value, end: End | None, values: Sequence[Value], way: Way) -> bool:
        """Tell whether a row with `value` at the place is within the limit.

        For a day, where the limit has one too, the two need only be in `order`.
        """
        if end is None:
            return self.holds(values, way)
        if self.mirrored:
            return compare(MIRRORED[self.op], end.value, value, self.lenient)
        return compare(self.op, value, end.value, self.lenient)


def limit_of(comparison: Comparison, places: Mapping[str, int]) -> Limit | None:
    """Return the limit that a comparison sets to a variable at one of some places, if it does."""
    op = comparison.op
    if op not in ORDERS:
        return None
    pairs: tuple[tuple[Expr, Operator, Expr | None], ...] = (
        (comparison.left, op, comparison.right),
        (comparison.right, MIRRORED[op], None),
    )
    for side, order, other in pairs:
        end = comparison.left if other is None else other
        needs = frozenset(in_expression(end))
        if isinstance(side, Var) and side.name in places and needs.isdisjoint(places):
            lenient = comparison.lenient
            limit, holds = calculation(end, lenient), condition(comparison)
            place = places[side.name]
            plain = ORDERS[order]
            return Limit(place, order, limit, lenient, holds, needs, other is None, plain)
    return None


@dataclass(slots=True)
class ByDay:
    """Rows in the order of the days that they have at one place; those without one apart."""

    days: list[date] = field(default_factory=list)
    rows: list[Coded] = field(default_factory=list)
    others: list[Coded] = field(default_factory=list)

    def within(self, op: Operator, day: date) -> Iterator[Coded]:
        """Yield the rows whose day is `op` the one given, and those without a day."""
        yield from self.others
        match op:
            case "<" | "<=":
                cut = bisect_left if op == "<" else bisect_right
                yield from self.rows[: cut(self.days, day)]
            case ">" | ">=":
                cut = bisect_right if op == ">" else bisect_left
                yield from self.rows[cut(self.days, day) :]
            case _:
                raise AssertionError("only an order has two sides")


def by_day(rows: Sequence[Coded], place: int, values: Sequence[Value]) -> ByDay:
    """Return rows in the order of their days at `place`."""
    found = ByDay()
    dated: list[tuple[date, int, Coded]] = []
    for number, row in enumerate(rows):
        value = values[row[place]]
        if type(value) is date:
            dated.append((value, number, row))
        else:
            found.others.append(row)
    dated.sort()
    found.days = [day for day, _, _ in dated]
    found.rows = [row for _, _, row in dated]
    return found
