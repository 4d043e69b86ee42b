"""What every engine does."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from itertools import product

import pytest

from engine.arithmetic.errors import EvaluationError
from engine.backends import backend
from engine.backends.protocol import Backend
from parser.datalog.check import check
from parser.datalog.tree import (
    Aggregate,
    Apply,
    Atom,
    Comparison,
    Const,
    ListedRow,
    Literal,
    Negation,
    Program,
    Row,
    Rule,
    Var,
)
from parser.values import SOMEONE, UNKNOWN, Duration, Entity, Range, Value
from tests.engine.backends.situation import model, rows, table
from tests.parser.datalog.text import program

Tables = dict[str, Collection[Row]]
X, Y, N = Var("X"), Var("Y"), Var("N")
ANA, EVA = Entity("person", "Ana"), Entity("person", "Eva")


def test_constants_differ_by_type(engine: Backend) -> None:
    values: list[Value] = [
        1,
        "1",
        Decimal("1.5"),
        "1.5",
        date(2026, 1, 1),
        "2026-01-01",
        ANA,
        "Ana",
    ]
    found = model(
        engine,
        "p(X) :- q(X). same(X) :- q(X), r(X).",
        {
            "q": [(value,) for value in values],
            "r": [("1",), ("Ana",)],
        },
    )
    assert rows(found, "p", None) == table(*((value,) for value in values))
    assert rows(found, "same", None) == table(("1",), ("Ana",))
    for value in values:
        assert rows(found, "p", value) == table((value,))
    assert rows(found, "p", "2") == set()
    assert rows(found, "p", Decimal(2)) == set()


HOSTILE = [
    "__import__('os').system('exit 1')",
    "'); import os #",
    '"',
    "'",
    "\\",
    "\n",
    "\x00",
    "",
    "X",
    "_",
    "p(X) <= q(X)",
    "\N{CYRILLIC CAPITAL LETTER A}na",
    "a\N{COMBINING ACUTE ACCENT}",
    "\N{LATIN SMALL LETTER A WITH ACUTE}",
    "\ud800",
    "{0}",
    "%s",
    "a" * 10_000,
    "==",
    "True",
    "None",
]


def test_no_text_is_ever_code(engine: Backend) -> None:
    hostile = Program(
        (
            Rule(Atom(HOSTILE[0], (X,)), (Atom(HOSTILE[1], (X,)),)),
            *(
                Rule(Atom(f"is {text}", (Const(text), X)), (Atom(HOSTILE[0], (X,)),))
                for text in HOSTILE
            ),
            Rule(
                Atom("~p[X]==Y", (Var("__import__('os')"),)),
                (
                    Atom(HOSTILE[1], (Var("__import__('os')"),)),
                    Negation(Atom("a.b", (Var("__import__('os')"),))),
                ),
            ),
        )
    )
    found = model(engine, hostile, {HOSTILE[1]: [(text,) for text in HOSTILE]})
    everything = table(*((text,) for text in HOSTILE))
    assert rows(found, HOSTILE[0], None) == everything
    assert rows(found, "~p[X]==Y", None) == everything
    for text in HOSTILE:
        assert rows(found, HOSTILE[0], text) == table((text,))
        assert rows(found, f"is {text}", text, text) == table((text, text))


def test_what_nothing_defines_has_no_rows(engine: Backend) -> None:
    found = model(engine, "p(X) :- nothing(X). q(X) :- r(X), not nothing(X).", {"r": [(1,)]})
    assert rows(found, "p", None) == rows(found, "nowhere", None, 1) == set()
    assert rows(found, "q", None) == table((1,))


def test_predicates_without_places(engine: Backend) -> None:
    text = "p() :- q(). r() :- s(X). t() :- not p(), r(). u(N) :- N = count(: s(X))."
    found = model(engine, text, {"s": [(1,), (2,)]})
    assert rows(found, "p") == set()
    assert rows(found, "r") == rows(found, "t") == table(())
    assert rows(found, "u", None) == table((2,))
    assert rows(model(engine, text, {"q": [()]}), "p") == table(())
    assert rows(model(engine, text, {"q": [()]}), "t") == set()


def test_rules_and_rows_of_one_predicate(engine: Backend) -> None:
    rules = Program(
        (
            Rule(Atom("p", (X,)), (Atom("q", (X,)),)),
            Rule(Atom("p", (Const(5),)), ()),
        ),
        listed=(ListedRow("p", (6,)), ListedRow("q", (7,))),
    )
    found = model(engine, rules, {"p": [(8,), (7,)], "q": [(9,)]})
    assert rows(found, "p", None) == table((5,), (6,), (7,), (8,), (9,))
    assert rows(found, "p", 8) == table((8,))
    assert rows(found, "q", None) == table((7,), (9,))


@pytest.mark.parametrize("pattern", list(product([None, 1, 2], repeat=2)))
def test_variables_that_occur_twice(engine: Backend, pattern: tuple[int | None, ...]) -> None:
    text = """
        loop(X) :- e(X, X).
        twice(X, X) :- e(X, _).
        both(X, Y) :- twice(X, Y), e(Y, X).
        back(X, Y) :- e(X, Y), e(Y, X).
    """
    edges = {(1, 1), (1, 2), (2, 3), (3, 2), (4, 1)}
    found = model(engine, text, {"e": edges})
    expected = {
        "twice": {(x, x) for x, _ in edges},
        "both": {(1, 1)},
        "back": {(x, y) for x, y in edges if (y, x) in edges},
    }
    assert rows(found, "loop", None) == table((1,))
    for pred, wanted in expected.items():
        assert rows(found, pred, *pattern) == table(
            *(
                row
                for row in wanted
                if all(p in (None, v) for p, v in zip(pattern, row, strict=True))
            )
        )


def test_anonymous_variables_are_existential(engine: Backend) -> None:
    text = "p(X) :- q(X, _), not r(X, _). s(X) :- t(X), not r(_, X)."
    facts: Tables = {"q": [(1, 1), (1, 2), (2, 1)], "r": [(2, 9)], "t": [(9,), (8,)]}
    found = model(engine, text, facts)
    assert rows(found, "p", None) == table((1,))
    assert rows(found, "s", None) == table((8,))


def test_dividing_by_zero_is_no_row(engine: Backend) -> None:
    text = """
        p(X, Y) :- q(X), r(Z), Y = X / Z.
        less(X) :- q(X), r(Z), X / Z < 5.
        total(N) :- N = sum(X / Z: q(X), r(Z)).
    """
    found = model(engine, text, {"q": [(7,)], "r": [(0,), (2,)]})
    half = Decimal("3.5")
    assert rows(found, "p", None, None) == table((7, half))
    assert rows(found, "less", None) == table((7,))
    assert rows(found, "total", None) == table((half,))


def test_aggregates_by_group(engine: Backend) -> None:
    text = """
        pays(X, N) :- person(X), N = sum(Y: paid(X, Y, _)).
        times(X, N) :- person(X), N = count(: paid(X, Y, Z)).
        kinds(X, N) :- person(X), N = count(Y: paid(X, Y, Z)).
        least(X, N) :- person(X), N = min(Y: paid(X, Y, _)).
        over(X) :- person(X), limit(L), N = sum(Y + L: paid(X, Y, Z)), N > 20.
        two(X) :- person(X), 2 = count(Y: paid(X, Y, Z)).
        same(X) :- paid(X, N, _), N = max(Y: paid(X, Y, _)).
    """
    facts: Tables = {
        "person": [("a",), ("b",)],
        "paid": [("a", 5, 1), ("a", 5, 2), ("a", 7, 1)],
        "limit": [(2,)],
    }
    found = model(engine, text, facts)
    assert rows(found, "pays", None, None) == table(("a", 12), ("b", 0))
    assert rows(found, "times", None, None) == table(("a", 3), ("b", 0))
    assert rows(found, "kinds", None, None) == table(("a", 2), ("b", 0))
    assert rows(found, "least", None, None) == table(("a", 5))
    assert rows(found, "over", None) == table(("a",))
    assert rows(found, "two", None) == table(("a",))
    assert rows(found, "same", None) == table(("a",))
    assert rows(found, "pays", "a", 12) == table(("a", 12))
    assert rows(found, "pays", None, 0) == table(("b", 0))
    assert rows(found, "pays", "a", 5) == set()


def test_aggregates_inside_aggregates(engine: Backend) -> None:
    inner = Aggregate("sum", N, (Y,), (Atom("paid", (X, Y)),))
    rule = Rule(
        Atom("most", (Var("M"),)),
        (Aggregate("max", Var("M"), (N,), (Atom("person", (X,)), inner)),),
    )
    facts: Tables = {"person": [("a",), ("b",)], "paid": [("a", 1), ("a", 2), ("b", 9)]}
    assert rows(model(engine, Program((rule,)), facts), "most", None) == table((9,))


def test_aggregates_over_conclusions(engine: Backend) -> None:
    text = """
        path(X, Y) :- e(X, Y).
        path(X, Z) :- path(X, Y), e(Y, Z).
        reach(X, N) :- node(X), N = count(Y: path(X, Y)).
        busy(X) :- reach(X, N), N >= 2.
        idle(X) :- node(X), not busy(X).
    """
    edges = [(1, 2), (2, 3), (3, 1), (4, 4)]
    found = model(engine, text, {"e": edges, "node": [(n,) for n in range(1, 6)]})
    assert rows(found, "reach", None, None) == table((1, 3), (2, 3), (3, 3), (4, 1), (5, 0))
    assert rows(found, "idle", None) == table((4,), (5,))


DAY, MONTH = date(2008, 6, 5), Range(date(2008, 6, 1), date(2008, 6, 30))
ASKED: list[tuple[Value, Value, bool, bool]] = [
    # what is asked about, the row that stands there, whether it must and whether it could be it
    (DAY, DAY, True, True),
    (DAY, MONTH, False, True),
    (DAY, UNKNOWN, False, True),
    (UNKNOWN, UNKNOWN, False, True),
    (MONTH, MONTH, False, True),
    (MONTH, date(2009, 1, 1), False, False),
    (UNKNOWN, DAY, False, True),
]


@pytest.mark.parametrize(("asked", "stored", "must", "could"), ASKED)
@pytest.mark.parametrize("lenient", [False, True])
def test_unknown_values_under_negation(
    engine: Backend, asked: Value, stored: Value, must: bool, could: bool, lenient: bool
) -> None:
    rule = Rule(Atom("p", (X,)), (Atom("q", (X, Y)), Negation(Atom("r", (X, Y)), lenient=lenient)))
    found = model(engine, Program((rule,)), {"q": [(ANA, asked)], "r": [(ANA, stored)]})
    stands_in_the_way = could if lenient else must
    assert rows(found, "p", None) == (set() if stands_in_the_way else table((ANA,)))
    exact = Rule(
        Atom("p", (X,)), (Atom("q", (X, Y)), Negation(Atom("r", (X, Y)), lenient, exact=(1,)))
    )
    found = model(engine, Program((exact,)), {"q": [(ANA, asked)], "r": [(ANA, stored)]})
    assert rows(found, "p", None) == (set() if asked == stored else table((ANA,)))


def test_unknown_values_and_someone_in_comparisons(engine: Backend) -> None:
    someone = Entity("person", SOMEONE)
    for lenient in (False, True):
        body: tuple[Literal, ...] = (
            Atom("q", (X, Y)),
            Comparison("<", Y, Const(DAY), lenient),
            Comparison("!=", X, Const(someone), lenient),
        )
        found = model(
            engine,
            Program((Rule(Atom("p", (X,)), body),)),
            {"q": [(ANA, UNKNOWN), (someone, date(2000, 1, 1)), (EVA, date(2000, 1, 1))]},
        )
        expected = table((ANA,), (someone,), (EVA,)) if lenient else table((EVA,))
        assert rows(found, "p", None) == expected


def test_a_value_that_a_rule_gives_is_that_very_value(engine: Backend) -> None:
    body = (Atom("q", (X,)), Comparison("=", Y, Apply("+", (X, Const(Duration(0, 1)))), True))
    found = model(engine, Program((Rule(Atom("p", (Y,)), body),)), {"q": [(MONTH,)]})
    later = Range(date(2008, 6, 2), date(2008, 7, 1))
    assert rows(found, "p", None) == table((later,))
    assert rows(found, "p", later) == table((later,))
    assert rows(found, "p", date(2008, 6, 5)) == set()


def test_open_aggregates_are_bounds(engine: Backend) -> None:
    someone = Entity("person", SOMEONE)
    count = Aggregate("count", N, (Y,), (Atom("knows", (X, Y)),), (Atom("may", (X, Y)),))
    rules = Program((Rule(Atom("friends", (X, N)), (Atom("person", (X,)), count)),))
    facts: Tables = {
        "person": [(ANA,), (EVA,)],
        "knows": [(ANA, EVA)],
        "may": [(ANA, EVA), (ANA, ANA), (EVA, someone)],
    }
    found = model(engine, rules, facts)
    assert rows(found, "friends", None, None) == table((ANA, Range(1, 2)), (EVA, Range(0, None)))
    assert rows(found, "friends", ANA, Range(1, 2)) == table((ANA, Range(1, 2)))


LIMITS = (
    "reference.ROWS",
    "reference.STEPS",
    "pydatalog.tables.VALUES",
    "sql.recursion.ROWS",
    "sql.recursion.ROUNDS",
    "sql.recursion.STEPS",
)


@pytest.mark.parametrize(
    "text",
    [
        "n(0). n(Y) :- n(X), Y = X + 1.",
        "n(1). n(Y) :- n(X), Y = X * 2.",
        "n(1). n(2). n(Z) :- n(X), n(Y), Z = X + Y.",
        "n(2). n(Y) :- n(X), Y = X ** X.",
    ],
)
def test_arithmetic_without_end_is_an_error(
    engine: Backend, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for limit in LIMITS:
        monkeypatch.setattr(f"engine.backends.{limit}", 100 if "ROUNDS" in limit else 3_000)
    with pytest.raises(EvaluationError, match=r"without end|bounds"):
        model(engine, text).rows("n", (None,))


def test_a_program_can_be_asked_again_after_an_error(engine: Backend) -> None:
    text = "p(Y) :- q(X), Y = X + 1. r(X) :- q(X)."
    loaded = engine.load(check(program(text)))
    with pytest.raises(EvaluationError, match="not defined"):
        loaded.evaluate({"q": [("a",)]}).rows("p", (None,))
    assert rows(loaded.evaluate({"q": [(1,)]}), "p", None) == table((2,))


def test_the_name_of_an_engine() -> None:
    assert backend("reference").name == "reference"
    assert backend("pydatalog").name == "pydatalog"
    with pytest.raises(ValueError, match="no engine"):
        backend("prolog")
