"""Recursion in SQL: in one query where it can only end, otherwise on the rows that are new."""

import pytest

from engine.backends import backend
from engine.backends.protocol import EvaluationError
from engine.sql import running
from engine.sql.running import is_linear
from engine.sql.statements import Plan
from parser.datalog.check import check
from parser.datalog.tree import Row
from tests.parser.datalog.text import program

EDGES = "e(1, 2). e(2, 3). e(3, 1). e(3, 4). e(5, 5)."
LINEAR = f"{EDGES} r(X, Y) :- e(X, Y). r(X, Z) :- e(X, Y), r(Y, Z)."
SQUARED = f"{EDGES} r(X, Y) :- e(X, Y). r(X, Z) :- r(X, Y), r(Y, Z)."
MUTUAL = f"{EDGES} r(X, Y) :- e(X, Y). r(X, Z) :- s(X, Y), e(Y, Z). s(X, Z) :- r(X, Y), e(Y, Z)."
NEGATED = f"{EDGES} r(X) :- e(1, X). r(Y) :- r(X), e(X, Y), not t(Y). t(4)."
COUNTING = "r(0). r(Y) :- r(X), X < 5, Y = X + 1."
ENDLESS = "r(0). r(Y) :- r(X), Y = X + 1."


def rows(text: str, engine: str) -> set[Row]:
    read = check(program(text))
    arity = len(next(rule.head.args for rule in read.rules if rule.head.pred == "r"))
    return set(backend(engine).load(read).evaluate({}).rows("r", (None,) * arity))


@pytest.mark.parametrize("text", [LINEAR, SQUARED, MUTUAL, NEGATED, COUNTING])
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


def test_what_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "ROUNDS", 50)
    with pytest.raises(EvaluationError, match="without end"):
        rows(ENDLESS, "duckdb")
