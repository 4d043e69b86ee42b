"""Arities, safety, and the order of conditions."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parser.datalog.check import check
from parser.datalog.show import show, show_rule
from parser.datalog.tree import (
    Aggregate,
    Atom,
    Comparison,
    Const,
    ListedRow,
    Literal,
    Program,
    Rule,
    Var,
)
from parser.datalog.variables import in_literal
from parser.resolved.vocabulary import Predicate, Slot
from parser.text.diagnostic import Diagnostic, SourceError
from parser.text.span import Span
from tests.parser.datalog.text import clause, program


def ordered(text: str) -> str:
    """Return the one clause of `text` as the check leaves it, on one line."""
    (rule,) = check(program(text)).rules
    return " ".join(show_rule(rule).split())


def refused(source: Program) -> tuple[Diagnostic, ...]:
    with pytest.raises(SourceError) as caught:
        check(source)
    return caught.value.diagnostics


def messages(text: str) -> list[str]:
    return [each.message for each in refused(program(text))]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("p(X) :- q(X), r(X).", "p(X) :- q(X), r(X)."),
        ("p(X) :- X > 3, q(X).", "p(X) :- q(X), X > 3."),
        ("p(X) :- not r(X), q(X).", "p(X) :- q(X), not r(X)."),
        ("p(X) :- not r(X), X > 3, q(X), s(X).", "p(X) :- q(X), not r(X), X > 3, s(X)."),
        ("p(Y) :- Y = X + 1, q(X).", "p(Y) :- q(X), Y = X + 1."),
        ("p(Y) :- X + 1 = Y, q(X).", "p(Y) :- q(X), X + 1 = Y."),
        ("p(Z) :- Z = Y, Y = X, X = 3.", "p(Z) :- X = 3, Y = X, Z = Y."),
        ("p(Y) :- 3 = Y.", "p(Y) :- 3 = Y."),
        ("p(D) :- D = today, q(D).", "p(D) :- D = today, q(D)."),
        ("p(X) :- q(X, Y), not r(X, _).", "p(X) :- q(X, Y), not r(X, _)."),
        (
            "p(N) :- N > 1, N = count(Y: r(X, Y)), q(X).",
            "p(N) :- q(X), N = count(Y : r(X, Y)), N > 1.",
        ),
        (
            "p(N) :- N = count(Y: Y > 3, not s(Y), r(Y)).",
            "p(N) :- N = count(Y : r(Y), Y > 3, not s(Y)).",
        ),
        (
            "p(X, N) :- N = sum(Z: Z = Y + X, r(Y)), q(X).",
            "p(X, N) :- q(X), N = sum(Z : r(Y), Z = Y + X).",
        ),
    ],
)
def test_conditions_move_no_further_than_needed(written: str, expected: str) -> None:
    assert ordered(written) == expected


def test_an_ordered_program_is_left_as_it_is() -> None:
    source = program("p(X) :- q(X), X > 1, N = count(: r(X, Y)), N > 2. q(1).")
    assert check(source) == source


def test_variables_of_two_aggregates_are_no_grouping() -> None:
    source = "p(N, M) :- N = count(Y: q(Y)), M = count(Y: r(Y))."
    assert "count" in ordered(source)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("p(X).", "nothing gives `X` a value, which `p` concludes"),
        ("p(X) :- q(Y).", "nothing gives `X` a value, which `p` concludes"),
        ("p(_) :- q(Y).", "nothing gives `_` a value, which `p` concludes"),
        (
            "p(X) :- q(X), not r(Y).",
            "nothing gives `Y` a value, which the negated condition `not r(Y)` needs",
        ),
        ("p(X) :- q(X), Y < X.", "nothing gives `Y` a value, which the comparison `Y < X` needs"),
        ("p(X) :- q(X), X = X + Y.", "nothing gives `Y` a value, which the comparison "),
        ("p(X) :- X = X.", "nothing gives `X` a value, which the comparison `X = X` needs"),
        (
            "p(X) :- N = count(Y: r(X, Y)), N > 1.",
            "nothing gives `X` a value, which the aggregate ",
        ),
        ("p(N) :- N = sum(Z: r(Y)).", "nothing gives `Z` a value, which the aggregate "),
        ("p(N) :- N = count(Y: r(Y), not s(Z)).", "nothing gives `Z` a value, which the negated"),
    ],
)
def test_a_variable_without_a_value(text: str, message: str) -> None:
    (found,) = messages(text)
    assert found.startswith(message)


def test_values_that_wait_for_each_other() -> None:
    assert messages("p(X) :- X = Y + 1, Y = X + 1.") != []


def test_only_the_cause_is_named() -> None:
    (found,) = messages("p(Y) :- q(Z), Y = X + 1.")
    assert "`X`" in found


def test_an_unsafe_variable_is_shown_where_it_is_needed() -> None:
    place = Span("a.law", 30, 40, 3, 5)
    rule = Rule(
        Atom("p", ()),
        (Comparison("<", Var("Y"), Const(1), span=place),),
        span=Span("a", 0, 1, 1, 1),
    )
    (problem,) = refused(Program((rule,)))
    assert (problem.code, problem.at) == ("unsafe-variable", place)
    assert problem.help == "add a condition that gives `Y` a value"


def test_arities_must_agree_everywhere() -> None:
    source = program("p(X) :- q(X), not r(X, X). s(X) :- r(X), N = count(: p(X, Y)), N > 1.")
    problems = refused(source)
    assert [each.code for each in problems] == ["arity-mismatch"] * 2
    assert [each.message for each in problems] == [
        "`r` has 2 places elsewhere and 1 here",
        "`p` has 1 place elsewhere and 2 here",
    ]


def test_vocabulary_and_tables_have_arities_too() -> None:
    record = Predicate("p", (Slot("person", "person"),), span=Span("a.law", 3, 4, 1, 4))
    source = Program((clause("p(1, 2)."),), {"p": record}, (ListedRow("t", (1,)),))
    wider = Program((clause("q(X) :- t(X, Y)."),), {}, (ListedRow("t", (1,)),))
    (problem,) = refused(source)
    assert problem.also[0].text == "here it has 1"
    assert [each.code for each in refused(wider)] == ["arity-mismatch"]


def test_all_errors_are_reported_in_one_run() -> None:
    source = program(
        "p(X) :- q(Y). p(X, Y) :- q(X), q(Y). r(X) :- q(X), N = count(Y: r(Y)), N > 1."
    )
    assert [each.code for each in refused(source)] == [
        "arity-mismatch",
        "unsafe-variable",
        "negation-through-recursion",
    ]


BODY = clause(
    "p(X) :- q(X, D), r(X), E = D + 1, E < today, not s(X, E), N = count(Y: q(Y, E)), N > 1."
).body


@given(st.permutations(BODY))
def test_any_order_is_made_safe(body: list[Literal]) -> None:
    source = Program((Rule(Atom("p", (Var("X"),)), tuple(body)),))
    (rule,) = check(source).rules
    assert sorted(map(repr, rule.body)) == sorted(map(repr, BODY))
    given_names: set[str] = set()
    for literal in rule.body:
        match literal:
            case Atom(args=args):
                given_names |= {arg.name for arg in args if isinstance(arg, Var)}
            case Comparison("=", Var(name), _):
                assert "D" in given_names
                given_names.add(name)
            case Aggregate(result=Var(name)):
                assert "E" in given_names
                given_names.add(name)
            case _:
                assert given_names.issuperset(in_literal(literal))
    assert check(Program((rule,))).rules == (rule,)


def test_what_is_in_order_stays_in_the_order_of_its_author() -> None:
    for body in permutations(("q(X)", "r(X)", "s(X)")):
        text = f"p(X) :- {', '.join(body)}."
        assert ordered(text) == text


def test_many_rules_and_long_bodies_are_checked_at_once() -> None:
    one = clause("p(X) :- X > 1, not r(X), N = count(: q(X, Y)), N > X, q(X, X).")
    many = check(Program((one,) * 20_000))
    assert len(many.rules) == 20_000
    waiting = ", ".join(f"X{i} = X{i + 1} + 1" for i in range(5_000))
    (long,) = check(program(f"p(X0) :- {waiting}, q(X5000).")).rules
    assert show(Program((long,))).count("=") == 5_000
    assert isinstance(long.body[0], Atom)
