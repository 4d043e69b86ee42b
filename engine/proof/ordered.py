"""A model whose rows come in one order, so that equal questions have equal proofs in every run."""

from collections.abc import Collection
from dataclasses import field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import assert_never

from engine.backends.protocol import Model, Pattern
from engine.backends.solve import same
from engine.proof.totals import Totals
from parser.datalog.tree import Row
from parser.frozen import dataclass
from parser.values import Amount, Duration, Entity, Range, Share, Value


@dataclass(frozen=True, slots=True, eq=False)
class OrderedModel:
    """The rows of `model`, sorted: whoever is not named first, then by name, number and day.

    Engines return sets, whose order differs from one process to the next. Between two equally
    short derivations the first one is taken, and nothing may hang on that order.
    """

    model: Model
    sorted: dict[tuple[str, Pattern], Collection[Row]] = field(default_factory=dict)
    totals: Totals = field(default_factory=Totals)

    def rows(self, pred: str, pattern: Pattern) -> Collection[Row]:
        """Return all rows of `pred` that agree with `pattern`, in order."""
        found = self.model.rows(pred, pattern)
        if len(found) < 2:
            return found
        known = self.sorted.get((pred, pattern))
        if known is None or len(known) != len(found):
            known = self.sorted[pred, pattern] = sorted(found, key=_place)
        return known


@dataclass(frozen=True, slots=True)
class Tabled:
    """A model in which single rows of one table are looked up, not asked for one by one.

    `table` are the rows of `pred` that agree with `general`.
    """

    model: OrderedModel
    pred: str
    general: Pattern
    table: dict[Row, Row]

    @property
    def totals(self) -> Totals:
        """The totals of the model."""
        return self.model.totals

    def rows(self, pred: str, pattern: Pattern) -> Collection[Row]:
        """Return all rows of `pred` that agree with `pattern`."""
        row = tuple(value for value in pattern if value is not None)
        if pred != self.pred or len(row) < len(pattern):
            return self.model.rows(pred, pattern)
        if any(g is not None and not same(g, p) for g, p in zip(self.general, row, strict=True)):
            return self.model.rows(pred, pattern)
        found = self.table.get(row)
        return () if found is None else (found,)


_Place = tuple[int, str, Decimal | int | Fraction]


def _place(row: Row) -> tuple[_Place, ...]:
    return tuple(place(value) for value in row)


def place(value: Value) -> _Place:
    """Return where a value stands among all values of all kinds.

    >>> sorted([Entity("person", "Eva"), 3, Entity("person", ""), 2], key=place)[:2]
    [2, 3]
    """
    match value:
        case int() | Decimal() | Fraction():
            return (0, "", value)
        case date():
            return (1, "", value.toordinal())
        case Share(percent):
            return (2, "", percent)
        case Amount(exact, currency):
            return (3, currency, exact)
        case Duration(months, days):
            return (4, f"{months:+}", days)
        case Entity(kind, name):
            return (5, f"{kind}\0{name}", 0)
        case str():
            return (6, value, 0)
        case Range():
            return (7, repr(value), 0)
        case _:
            assert_never(value)
