"""What only pyDatalog could get wrong: its globals, its threads, its scheduler, its limits."""

import gc
from collections.abc import Collection, Iterator
from itertools import product
from threading import Thread

import pytest
from pyDatalog import pyDatalog as library

from engine.arithmetic.errors import EvaluationError
from engine.backends.protocol import Model
from engine.backends.pydatalog import tables as pydatalog_tables
from engine.backends.pydatalog.engine import PYDATALOG
from parser.datalog.check import check
from parser.datalog.tree import Row
from parser.values import Value
from tests.engine.backends.situation import model, rows, table
from tests.parser.datalog.text import program

RECURSION = {
    "right": "path(X, Y) :- e(X, Y). path(X, Z) :- e(X, Y), path(Y, Z).",
    "left": "path(X, Y) :- e(X, Y). path(X, Z) :- path(X, Y), e(Y, Z).",
    "either": (
        "path(X, Y) :- step(X, Y). path(X, Z) :- step(X, Y), path(Y, Z). step(X, Y) :- e(X, Y)."
    ),
    "mutual": "path(X, Y) :- e(X, Y). path(X, Z) :- e(X, Y), more(Y, Z). more(X, Y) :- path(X, Y).",
    "own rows": "path(X, Z) :- e(X, Y), path(Y, Z).",
}
PATTERNS: dict[str, tuple[int | None, int | None]] = {
    "both": (0, 1_000),
    "neither way": (1_000, 0),
    "from": (0, None),
    "to": (None, 1_000),
}


@pytest.mark.parametrize("pattern", PATTERNS)
@pytest.mark.parametrize("kind", RECURSION)
def test_long_chains(kind: str, pattern: str) -> None:
    size = 1_000
    edges = [(n, n + 1) for n in range(size)]
    facts: dict[str, Collection[Row]] = {"e": edges}
    if kind == "own rows":
        facts["path"] = edges
    first, last = PATTERNS[pattern]
    ends = product([0] if first == 0 else range(size + 1), [last] if last else range(size + 1))
    expected = {
        (start, end)
        for start, end in ends
        if start < end and first in (None, start) and last in (None, end)
    }
    assert set(model(PYDATALOG, RECURSION[kind], facts).rows("path", (first, last))) == expected


def test_a_long_chain_asked_for_all_pairs() -> None:
    size = 300
    for kind in ("right", "left"):
        found = model(PYDATALOG, RECURSION[kind], {"e": [(n, n + 1) for n in range(size)]})
        everything = found.rows("path", (None, None))
        assert len(set(everything)) == len(everything) == size * (size + 1) // 2


@pytest.mark.parametrize("kind", ["right", "left", "either", "mutual"])
@pytest.mark.parametrize("asked", list(product([None, 0, 2, 5], repeat=2)))
def test_circles_answer_as_the_reference_does(kind: str, asked: tuple[Value | None, ...]) -> None:
    from engine.backends.reference import REFERENCE

    facts: dict[str, Collection[Row]] = {
        "e": [(0, 1), (1, 2), (2, 0), (2, 3), (3, 3), (4, 5)],
        "path": [(5, 6), (6, 0)],
    }
    expected = rows(model(REFERENCE, RECURSION[kind], facts), "path", *asked)
    found = model(PYDATALOG, RECURSION[kind], facts)
    assert rows(found, "path", *asked) == expected
    for pattern in product([None, 0, 2, 5], repeat=2):
        every = rows(found, "path", *pattern)
        assert every == rows(model(REFERENCE, RECURSION[kind], facts), "path", *pattern)


def test_models_take_turns() -> None:
    loaded = PYDATALOG.load(
        check(program("p(X) :- q(X), not r(X). r(X) :- s(X, Y), p2(Y). p2(1)."))
    )
    one = loaded.evaluate({"q": [(1,), (2,)], "s": [(1, 1)]})
    two = loaded.evaluate({"q": [(1,), (3,)], "s": [(3, 1), (1, 9)]})
    other = model(PYDATALOG, "p(X) :- q(X).", {"q": [("other",)]})
    for _ in range(2):
        assert rows(one, "p", 1) == set()
        assert rows(two, "p", 1) == table((1,))
        assert rows(other, "p", None) == table(("other",))
        assert rows(one, "p", None) == table((2,))
        assert rows(two, "p", None) == table((1,))
        assert rows(one, "p", 3) == set()


def test_threads_share_a_program_and_a_model() -> None:
    loaded = PYDATALOG.load(check(program(RECURSION["right"] + "far(X) :- not path(0, X), n(X).")))
    shared = loaded.evaluate({"e": [(n, n + 1) for n in range(30)], "n": [(5,), (77,)]})
    wrong: list[object] = []

    def work(number: int) -> None:
        try:
            for turn in range(5):
                size = 10 + number + turn
                own = loaded.evaluate(
                    {"e": [(n, n + 1) for n in range(size)], "n": [(n,) for n in range(40)]}
                )
                if rows(own, "path", 0, None) != table(*((0, n) for n in range(1, size + 1))):
                    wrong.append(("path", number, turn))
                if rows(own, "far", None) != table((0,), *((n,) for n in range(size + 1, 40))):
                    wrong.append(("far", number, turn))
                if rows(shared, "far", None) != table((77,)):
                    wrong.append(("shared", number, turn))
        except Exception as error:
            wrong.append(error)

    threads = [Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_asking_while_asking() -> None:
    inner = model(
        PYDATALOG,
        "p(X) :- q(X). p(X) :- p(Y), next(Y, X).",
        {
            "q": [(0,)],
            "next": [(n, n + 1) for n in range(50)],
        },
    )

    class Asking(list[Row]):
        def __iter__(self) -> Iterator[Row]:
            return iter([row for row in inner.rows("p", (None,))])

    facts: dict[str, Collection[Row]] = {"n": Asking([(0,)])}
    outer = model(PYDATALOG, "even(X) :- n(X), n(Y), X = Y * 2.", facts)
    assert rows(outer, "even", None) == table(*((n,) for n in range(0, 51, 2)))


def test_other_uses_of_the_library_are_left_alone() -> None:
    library.clear()
    library.assert_fact("parent", "bill", "john")
    library.load("ancestor(X, Y) <= parent(X, Y)\nancestor(X, Y) <= parent(X, Z) & ancestor(Z, Y)")
    mine = model(PYDATALOG, RECURSION["right"], {"e": [(1, 2), (2, 3)]})
    assert rows(mine, "path", 1, None) == table((1, 2), (1, 3))
    library.assert_fact("parent", "john", "mary")
    assert rows(mine, "path", 2, None) == table((2, 3))
    answers = library.ask("ancestor(bill, X)")
    assert answers is not None
    assert set(answers.answers) == {("john",), ("mary",)}
    library.clear()
    assert rows(mine, "path", None, 3) == table((1, 3), (2, 3))


def test_an_error_leaves_everything_as_it_was() -> None:
    text = (
        RECURSION["right"]
        + "bad(X) :- path(X, Y), Z = Y + 1, Z > 0, not worse(Y). worse(X) :- e(X, _)."
    )
    found = model(PYDATALOG, text, {"e": [(1, 2), (2, "three")]})
    for _ in range(2):
        with pytest.raises(EvaluationError, match="not defined"):
            found.rows("bad", (None,))
        assert rows(found, "path", 1, None) == table((1, 2), (1, "three"))
    assert gc.isenabled()


def test_long_searches_pause_the_collection_of_cycles_and_end_that() -> None:
    found = model(PYDATALOG, RECURSION["left"], {"e": [(n, n + 1) for n in range(200)]})
    assert len(found.rows("path", (None, None))) == 20_100
    assert gc.isenabled()
    gc.disable()
    try:
        found = model(PYDATALOG, RECURSION["left"], {"e": [(n, n + 1) for n in range(200)]})
        assert len(found.rows("path", (None, None))) == 20_100
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_it_gives_up_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pydatalog_tables, "SECONDS", 0.0)
    text = RECURSION["right"] + "pairs(X, Y) :- path(X, _), path(_, Y), X != Y."
    found = model(PYDATALOG, text, {"e": [(n, n + 1) for n in range(2_000)]})
    with pytest.raises(EvaluationError, match="gives up"):
        found.rows("pairs", (None, None))
    assert gc.isenabled()
    monkeypatch.undo()
    assert rows(found, "path", 1_999, None) == table((1_999, 2_000))


def test_conditions_that_nest_very_deeply() -> None:
    text = "".join(f"p{n}(X) :- q(X), not p{n + 1}(X)." for n in range(2_000))
    found = model(PYDATALOG, text, {"q": [(1,)]})
    assert rows(found, "p1980", None) == table()
    with pytest.raises(EvaluationError, match="nest too deeply"):
        found.rows("p0", (None,))
    assert rows(found, "p1999", None) == table((1,))


def test_rules_that_rest_on_each_other_very_deeply() -> None:
    text = "".join(f"p{n}(X) :- p{n + 1}(X), q(X)." for n in range(3_000)) + "p3000(X) :- r(X)."
    found = model(PYDATALOG, text, {"q": [(1,), (2,)], "r": [(2,), (3,)]})
    assert rows(found, "p0", None) == table((2,))


def test_only_what_a_question_needs_is_worked_out() -> None:
    text = "p(X) :- q(X), r(X). r(Y) :- e(X, Y), Y = X + 1. s(X) :- t(X), not t(X + 1)."
    found = model(
        PYDATALOG,
        text.replace(", not t(X + 1)", ""),
        {
            "q": [(2,)],
            "e": [(1, 2), ("a", 3)],
            "t": [(1,)],
        },
    )
    assert rows(found, "p", 2) == table((2,))
    with pytest.raises(EvaluationError):
        found.rows("r", (None,))


def test_repeated_questions_are_answered_from_memory() -> None:
    found = model(PYDATALOG, RECURSION["right"], {"e": [(1, 2)]})
    first = found.rows("path", (1, None))
    assert found.rows("path", (1, None)) is first
    typed: Model = model(PYDATALOG, "p(X) :- q(X).", {"q": [(1,), ("1",)]})
    assert typed.rows("p", (1,)) == ((1,),)
    assert typed.rows("p", ("1",)) == (("1",),)
