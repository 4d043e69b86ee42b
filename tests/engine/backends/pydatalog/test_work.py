"""What pyDatalog does not go through again: whatever is asked next has been told already."""

from collections.abc import Collection
from itertools import product

import pytest

from engine.arithmetic.errors import EvaluationError
from engine.backends.pydatalog import spent
from engine.backends.pydatalog.engine import PYDATALOG
from parser.datalog.tree import Row
from tests.engine.backends.situation import model
from tests.parser.datalog.text import program
from tests.work import at_most, calls

SIZE = 60
PAIRS = list(product(range(SIZE), range(SIZE)))


def test_who_has_been_found_is_not_looked_for_again() -> None:
    text = "p(X) :- e(X, Y), f(Y, Z), not g(X, Z)."
    facts: dict[str, Collection[Row]] = {"e": PAIRS, "f": PAIRS, "g": [(0, 0), (1, 1)]}
    with at_most(2 * SIZE**3):  # each of the pairs with each of the others is more than that
        found = model(PYDATALOG, text, facts).rows("p", (None,))
    assert sorted(found) == [(number,) for number in range(SIZE)]


ASKED_ONE_BY_ONE = "p(X) :- b(X), c(X, V), V >= 0. c(X, V) :- w(V), X = V + 1, X > 0."


def _one_by_one(size: int) -> set[Row]:
    facts: dict[str, Collection[Row]] = {
        "b": [(number,) for number in range(size)],
        "w": [(2 * number,) for number in range(size)],
    }
    return set(model(PYDATALOG, ASKED_ONE_BY_ONE, facts).rows("p", (None,)))


def test_what_is_asked_for_one_by_one_is_worked_out_once() -> None:
    assert _one_by_one(100) == {(number,) for number in range(1, 100, 2)}
    assert calls(lambda: _one_by_one(400)) < 4 * 1.3 * calls(lambda: _one_by_one(100))


def test_what_takes_longer_as_a_whole_is_asked_for_in_parts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(spent, "LONG", 0)
    text = "p(X) :- b(X), c(X). c(X) :- w(X, V), V >= 0. w(X, V) :- e(X, V). w(X, V) :- e(V, X)."
    facts: dict[str, Collection[Row]] = {"b": [(n,) for n in range(SIZE)], "e": PAIRS}
    assert len(model(PYDATALOG, text, facts).rows("p", (None,))) == SIZE


ON_AND_ON = "n(X) :- b(X). n(Y) :- n(X), c(X), X < 100000, Y = X + 1. p(X) :- n(X), X > 2."


def test_what_is_supposed_is_not_followed_to_a_far_end() -> None:
    loaded = PYDATALOG.load(program(ON_AND_ON))
    short: dict[str, Collection[Row]] = {"b": [(0,)], "c": [(number,) for number in range(5)]}
    long: dict[str, Collection[Row]] = {"b": [(0,)], "c": [(number,) for number in range(5_000)]}
    assert set(loaded.evaluate(short, None, 500).rows("p", (None,))) == {(3,), (4,), (5,)}
    there = loaded.evaluate(long, None, 500)
    for _ in range(2):
        with pytest.raises(EvaluationError, match="too far"):
            there.rows("p", (None,))
    assert set(there.rows("b", (None,))) == {(0,)}


def test_what_is_supposed_may_go_a_few_times_as_far_as_what_is_so() -> None:
    loaded = PYDATALOG.load(program(ON_AND_ON))
    facts: dict[str, Collection[Row]] = {"b": [(0,)], "c": [(number,) for number in range(1_000)]}
    further: dict[str, Collection[Row]] = {**facts, "c": [(number,) for number in range(2_000)]}
    real = loaded.evaluate(facts)
    assert len(real.rows("p", (None,))) == 998
    assert len(loaded.evaluate(further, real, 10).rows("p", (None,))) == 1998
    beside = loaded.evaluate(further, real, 10)
    with pytest.raises(EvaluationError, match="too far"):
        loaded.evaluate({**facts, "c": [(n,) for n in range(20_000)]}, beside, 10).rows(
            "p", (None,)
        )
