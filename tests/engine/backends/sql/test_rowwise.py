"""Rules over columns of one row: the condition that they hold, and the values they then give."""

from sqlglot import exp

from engine.backends.sql.layouts import Layout
from engine.backends.sql.rowwise import ALWAYS, Way, disjunction, is_rowwise, ways_of
from engine.backends.sql.typed import Typed
from parser.datalog.tree import Rule
from tests.parser.datalog.text import program

CASE = Layout("whole")
DAY = Layout("whole")


def flag(name: str) -> Way:
    return Way(exp.column(name))


def value(name: str, holds: str) -> Way:
    return Way(exp.column(holds), (Typed(DAY, (exp.column(name),)),))


KNOWN = {
    "a": (flag("a"),),
    "b": (flag("b"),),
    "never": (),
    "always": (Way(ALWAYS),),
    "since": (value("f1", "h1"), value("f2", "h2")),
}


def rule(text: str) -> Rule:
    (found,) = program(text).rules
    return found


def conditions(text: str) -> list[str]:
    ways = ways_of(rule(text), KNOWN, (CASE, DAY)[: len(rule(text).head.args)])
    assert ways is not None
    return [way.holds.sql("duckdb") for way in ways]


def test_conditions_are_joined() -> None:
    assert conditions("p(C) :- a(C), always(C), not b(C).") == ["a AND NOT (b)"]


def test_each_value_is_a_way() -> None:
    found = ways_of(rule("p(C, D) :- a(C), since(C, D)."), KNOWN, (CASE, DAY))
    assert found is not None
    shown = [(way.holds.sql(), [part.sql() for part in way.values[0].parts]) for way in found]
    assert shown == [("a AND h1", ["f1"]), ("a AND h2", ["f2"])]


def test_a_condition_that_is_null_does_not_hold() -> None:
    assert (
        conditions("p(C) :- since(C, D), D <= 5.")[0]
        == "h1 AND COALESCE(f1 <= CAST(5 AS BIGINT), FALSE)"
    )


def test_none_of_several_ways() -> None:
    assert conditions("p(C) :- a(C), not since(C, _).") == ["a AND NOT (h1) AND NOT (h2)"]


def test_what_never_holds_has_no_way() -> None:
    assert conditions("p(C) :- a(C), never(C).") == []
    assert conditions("p(C) :- a(C), not never(C).") == ["a"]
    assert conditions("p(C) :- a(C), not always(C).") == []


def test_other_tables_and_aggregates_are_no_columns() -> None:
    assert is_rowwise(rule("p(C) :- a(C), since(C, D)."), KNOWN)
    assert not is_rowwise(rule("p(C) :- a(C), other(C)."), KNOWN)
    assert not is_rowwise(rule("p(C) :- a(C), since(D, C)."), KNOWN)
    assert not is_rowwise(rule("p(C) :- a(C), N = count(D: since(C, D)), N > 1."), KNOWN)


def test_one_of_several_conditions() -> None:
    several = [exp.column("a"), exp.false(), exp.column("b"), exp.column("a")]
    assert disjunction(several).sql() == "a OR b"
    assert disjunction([*several, ALWAYS]) == ALWAYS
