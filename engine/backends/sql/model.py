"""A program as SQL behind the protocol, wherever its tables are kept."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from engine.arithmetic.errors import EvaluationError
from engine.backends.protocol import Facts, Model, Pattern
from engine.backends.sql.dialects import as_sql, quoted
from engine.backends.sql.keys import unescaped, value_of
from engine.backends.sql.layouts import Layout, Layouts, inferred, of_rows
from engine.backends.sql.names import columns
from engine.backends.sql.running import Filling
from engine.backends.sql.statements import Plan, plan
from engine.backends.sql.store import Store
from engine.backends.sql.typed import constant, stored
from parser.datalog.tree import Program, Row
from parser.values import Entity, Range, Value

FEW = 1000
"""So many rows of a predicate are read at once, whatever of them is asked for."""

_ANY = object()
"""Stands for whatever a column holds."""

Failure = Callable[[Exception], EvaluationError | None]
"""Says what an exception of a database means, or None if it means nothing for a program."""


@dataclass(slots=True)
class SqlModel:
    """What a program and some facts come to, worked out as far as it is asked for."""

    plan: Plan
    filling: Filling
    failure: Failure
    known: dict[tuple[str, object], list[Row]] = field(default_factory=dict)
    whole: dict[str, list[tuple[Any, ...]] | None] = field(default_factory=dict)

    def rows(self, pred: str, pattern: Pattern) -> Collection[Row]:
        """Return all rows of `pred` that agree with `pattern` (`None` is free), worked out once."""
        layouts = self.plan.layouts.get(pred)
        if layouts is None or len(layouts) != len(pattern):
            return ()
        asked: tuple[str, object] = (pred, tuple((type(value), value) for value in pattern))
        if asked not in self.known:
            try:
                self.known[asked] = self._rows(pred, pattern, layouts)
            except Exception as error:
                meaning = self.failure(error)
                if meaning is None:
                    raise
                raise meaning from None
        return self.known[asked]

    def _rows(self, pred: str, pattern: Pattern, layouts: tuple[Layout, ...]) -> list[Row]:
        number = self.plan.of.get(pred)
        if number is None and pred in self.filling.given:
            return [row for row in dict.fromkeys(self.filling.given[pred]) if agrees(row, pattern)]
        if number is not None:
            self.filling.fill(number)
            if self.filling.empty.get(pred):
                return []
        wanted: list[object] = []
        for value, layout in zip(pattern, layouts, strict=True):
            if value is not None and not _holds(layout, value):
                return []
            width = len(columns(0, layout))
            wanted += [_ANY] * width if value is None else stored(value, layout)
        few = self._few(pred)
        if few is None:
            few, wanted = self._chosen(pred, pattern, layouts), []
        return [
            _row(values, layouts)
            for values in few
            if all(one is _ANY or one == value for one, value in zip(wanted, values, strict=False))
        ]

    def _few(self, pred: str) -> list[tuple[Any, ...]] | None:
        """Return all rows of a predicate as they are stored, or None if there are many.

        Proofs ask for one row after another, and each query costs as much as all these rows.
        """
        if pred not in self.whole:
            table, store = self.plan.table(pred), self.filling.store
            name = quoted(table.name, store.dialect)
            listed = ", ".join(table.columns)
            found = store.rows(f"SELECT DISTINCT {listed} FROM {name} LIMIT {FEW + 1}")
            self.whole[pred] = found if len(found) <= FEW else None
        return self.whole[pred]

    def _chosen(
        self, pred: str, pattern: Pattern, layouts: tuple[Layout, ...]
    ) -> list[tuple[Any, ...]]:
        table, store = self.plan.table(pred), self.filling.store
        conditions: list[str] = []
        for place, (value, layout) in enumerate(zip(pattern, layouts, strict=True)):
            if value is not None:
                parts = constant(value, layout).parts
                for name, part in zip(columns(place, layout), parts, strict=True):
                    written = as_sql(part, store.dialect)
                    conditions.append(f"{name} IS NOT DISTINCT FROM {written}")
        where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        name = quoted(table.name, store.dialect)
        return store.rows(f"SELECT DISTINCT {', '.join(table.columns)} FROM {name}{where}")


def agrees(row: Row, pattern: Pattern) -> bool:
    """Tell whether a row has the values of a pattern, equal and of the same types.

    >>> agrees((1, 2), (None, 2)), agrees((1, "2"), (None, 2))
    (True, False)
    """
    return all(
        wanted is None or (type(value) is type(wanted) and value == wanted)
        for value, wanted in zip(row, pattern, strict=True)
    )


def _holds(layout: Layout, value: Value) -> bool:
    """Tell whether a column of this layout can hold a value."""
    match layout.form:
        case "name":
            return isinstance(value, Entity) and value.kind == layout.kind
        case "key":
            return True
        case "nothing" | "unknown" | "day" | "whole":
            kind = of_rows([(value,)])[0]
            ranged = layout.ranged and kind.form == "unknown"
            whole = layout.form == "whole" and isinstance(value, int) and abs(value) < 2**63
            if isinstance(value, Range) and not layout.ranged:
                return False
            return ranged or whole or kind.form == layout.form


def _row(values: Sequence[Any], layouts: tuple[Layout, ...]) -> Row:
    found: list[Value] = []
    left = iter(values)
    for layout in layouts:
        low = next(left)
        high = next(left) if layout.ranged else low
        if layout.form == "key":
            found.append(value_of(low))
        elif layout.form == "name":
            found.append(Entity(layout.kind, unescaped(low)))
        else:
            found.append(low if low is not None and low == high else Range(low, high))
    return tuple(found)


@dataclass(slots=True)
class SqlLoaded:
    """A program made ready; `store` makes an empty place for the tables of one model.

    The last `kept` models are kept, if their places stay their own: to find out what an answer
    rests on, the same facts are supposed again and again.
    """

    program: Program
    store: Callable[[], Store]
    failure: Failure
    kept: int = 0
    plans: dict[object, Plan] = field(default_factory=dict)
    models: dict[object, SqlModel] = field(default_factory=dict)

    def evaluate(
        self, facts: Facts, beside: Model | None = None, far: int | None = None
    ) -> SqlModel:
        """Return the model of the program over some facts."""
        # equal numbers of different types are different facts
        same = tuple(sorted((pred, tuple(map(repr, rows))) for pred, rows in facts.items()))
        found = self.models.pop(same, None) or self._evaluated(facts)
        self.models[same] = found
        if len(self.models) > self.kept:
            del self.models[next(iter(self.models))]
        return found

    def _evaluated(self, facts: Facts) -> SqlModel:
        known = _layouts(facts)
        key = tuple(sorted(known.items()))
        if key not in self.plans:
            listed = {row.pred for row in self.program.listed}
            layouts = inferred(self.program, known)
            self.plans[key] = plan(self.program, layouts, listed | set(known))
        found = self.plans[key]
        rows: dict[str, list[Row]] = {pred: list(given) for pred, given in facts.items()}
        for one in self.program.listed:
            rows.setdefault(one.pred, []).append(one.row)
        store = self.store()
        given = {pred: rows.get(pred, []) for pred in found.stored}
        return SqlModel(found, Filling(store, found, given=given), self.failure)


def _layouts(facts: Facts) -> Layouts:
    return {pred: of_rows(rows) for pred, rows in facts.items() if rows}
