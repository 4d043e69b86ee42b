"""Recursion in SQL: in one query where it can only end, otherwise on the rows that are new."""

from collections.abc import Collection
from dataclasses import dataclass, field

import pytest

from engine.arithmetic.errors import EvaluationError
from engine.backends import backend
from engine.backends.duckdb import connect, failure
from engine.backends.sql import recursion
from engine.backends.sql.dialects import quoted
from engine.backends.sql.model import SqlLoaded
from engine.backends.sql.recursion import SPREAD, is_linear
from engine.backends.sql.statements import Plan
from engine.backends.sql.store import InDatabase, Store
from parser.datalog.check import check
from parser.datalog.tree import Row
from tests.parser.datalog.text import program

EDGES = "e(1, 2). e(2, 3). e(3, 1). e(3, 4). e(5, 5)."
LINEAR = f"{EDGES} r(X, Y) :- e(X, Y). r(X, Z) :- e(X, Y), r(Y, Z)."
SQUARED = f"{EDGES} r(X, Y) :- e(X, Y). r(X, Z) :- r(X, Y), r(Y, Z)."
MUTUAL = f"{EDGES} r(X, Y) :- e(X, Y). r(X, Z) :- s(X, Y), e(Y, Z). s(X, Z) :- r(X, Y), e(Y, Z)."
NEGATED = f"{EDGES} r(X) :- e(1, X). r(Y) :- r(X), e(X, Y), not t(Y). t(4)."
COUNTING = "r(0). r(Y) :- r(X), X < 5, Y = X + 1."
GIVEN = "r(0). r(Y) :- r(0), Y = 1. r(Y) :- r(X), r(1), X < 4, not t(X), Y = X + 1. t(3)."
ENDLESS = "r(0). r(Y) :- r(X), Y = X + 1."
SUMS = "r(1). r(2). r(Z) :- r(X), r(Y), Z = X + Y."
BOUNDED_SUMS = "r(1). r(2). r(Z) :- r(X), r(Y), X < 4, Y < 4, Z = X + Y."
LONG = "r(0). r(Y) :- r(X), X < 40, Y = X + 1."
LONG_MUTUAL = (
    "".join(f"e({number}, {number + 1}). " for number in range(30))
    + "r(0, 0). r(X, Z) :- s(X, Y), e(Y, Z), not t(Z). s(X, Z) :- r(X, Y), e(Y, Z). t(28)."
)


@dataclass(slots=True)
class Distant(InDatabase):
    """A store that recursion of more than a few rounds leaves, unless its tables are large."""

    recursive: bool = False
    large: bool = False
    copied: list[set[str]] = field(default_factory=list)

    def near(self, names: Collection[str]) -> Store | None:
        """Return a second database with copies of some tables."""
        self.copied.append(set(names))
        if self.large:
            return None
        near = InDatabase(connect())
        for name in names:
            columns = self.database.execute(f"DESCRIBE {quoted(name)}").fetchall()
            near.empty(name, [row[0] for row in columns], [row[1] for row in columns])
            _copy(self, near, name)
        return near

    def take(self, name: str, near: Store) -> None:
        """Replace the rows of a table by those of the second database."""
        self.database.execute(f"DELETE FROM {quoted(name)}")
        _copy(near, self, name)


def _copy(source: Store, target: Store, name: str) -> None:
    """Copy the rows of a table whose values are numbers or plain text."""
    for row in source.rows(f"SELECT * FROM {quoted(name)}"):
        target.add(name, f"SELECT {', '.join(map(repr, row))}")


def rows(text: str, engine: str | Store) -> set[Row]:
    read = check(program(text))
    arity = len(next(rule.head.args for rule in read.rules if rule.head.pred == "r"))
    if isinstance(engine, str):
        loaded = backend(engine).load(read)
    else:
        loaded = SqlLoaded(read, lambda: engine, failure)
    return set(loaded.evaluate({}).rows("r", (None,) * arity))


@pytest.mark.parametrize("text", [LINEAR, SQUARED, MUTUAL, NEGATED, COUNTING, GIVEN])
def test_the_rows_are_those_of_the_reference(text: str) -> None:
    assert rows(text, "duckdb") == rows(text, "reference")


@pytest.mark.parametrize(
    ("text", "linear"),
    [(LINEAR, True), (NEGATED, True), (SQUARED, False), (MUTUAL, False), (COUNTING, False)],
)
def test_which_recursion_is_one_query(text: str, linear: bool) -> None:
    model = backend("duckdb").load(check(program(text))).evaluate({})
    plan: Plan = model.plan  # type: ignore[attr-defined]
    assert is_linear(plan.strata[plan.of["r"]]) == linear


@pytest.mark.parametrize("text", [LINEAR, SQUARED, MUTUAL, NEGATED, COUNTING])
def test_a_few_rounds_are_made_where_the_tables_are(text: str) -> None:
    store = Distant(connect())
    assert rows(text, store) == rows(text, "reference")
    assert store.copied == []


@pytest.mark.parametrize(
    ("text", "read"), [(LONG, set[str]()), (LONG_MUTUAL, {"e", "t"})], ids=["counting", "mutual"]
)
@pytest.mark.parametrize("large", [False, True], ids=["near", "large"])
def test_many_rounds_are_finished_nearby(text: str, read: set[str], large: bool) -> None:
    store = Distant(connect(), large=large)
    found = rows(text, store)
    assert found == rows(text, "reference")
    assert len(found) > SPREAD
    (copied,) = store.copied
    assert read <= copied


@pytest.mark.parametrize("large", [False, True], ids=["near", "large"])
def test_what_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch, large: bool) -> None:
    monkeypatch.setattr(recursion, "UNBOUNDED", 50)
    for store in ("duckdb", Distant(connect(), large=large)):
        with pytest.raises(EvaluationError, match="without end"):
            rows(ENDLESS, store)


def test_what_squares_is_given_up_before_it_is_worked_out(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[int] = []
    count = recursion._number_of_rows

    def counted(store: Store, queries: list[str], limit: int) -> int:
        looked_at.append(count(store, queries, limit))
        return looked_at[-1]

    monkeypatch.setattr(recursion, "STEPS", 100)
    monkeypatch.setattr(recursion, "_number_of_rows", counted)
    with pytest.raises(EvaluationError, match="without end"):
        rows(SUMS, "duckdb")
    # new rows with all rows, twice: of the last 256, as many are counted as are one too many
    assert looked_at == [2 * 2 * 2, 2 * 2 * 4, 2 * 4 * 8, 13]
    assert rows(BOUNDED_SUMS, "duckdb") == rows(BOUNDED_SUMS, "reference")
