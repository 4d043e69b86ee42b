"""Conditions that share nothing but the case are concluded for themselves, each of them once."""

from engine.registers.rules.by_case import by_case
from engine.registers.rules.partition_bodies import in_parts
from parser.datalog.show import show_rule
from parser.datalog.tree import Program
from tests.parser.datalog.text import program


def shown(found: Program) -> list[str]:
    return [show_rule(rule).replace("\n   ", "") for rule in found.rules]


def parts(text: str) -> list[str]:
    return shown(in_parts(by_case(program(text))))


def test_what_goes_through_others_is_kept_apart_from_what_does_not() -> None:
    assert parts("p() :- adult(), spouse(S), national(S), settled(T), T < 5.") == [
        "p(Case) :- adult(Case), 'part:1'(Case), 'part:2'(Case).",
        "'part:1'(Case) :- spouse(Case, X0), national(Case, X0).",
        "'part:2'(Case) :- settled(Case, X0), X0 < 5.",
    ]


def test_what_two_rules_need_is_looked_for_once() -> None:
    found = parts("p() :- a(), q(X), r(X). p() :- b(), q(Y), r(Y).")
    assert found == [
        "p(Case) :- a(Case), 'part:1'(Case).",
        "p(Case) :- b(Case), 'part:1'(Case).",
        "'part:1'(Case) :- q(Case, X0), r(Case, X0).",
    ]


def test_what_is_concluded_stays_with_what_gives_it() -> None:
    assert parts("p(X) :- a(), q(X), not b(), r(Y), X != Y, s(Z).") == [
        "p(Case, X) :- 'part:2'(Case), q(Case, X), r(Case, Y), X != Y.",
        "'part:1'(Case) :- s(Case, X0).",
        "'part:2'(Case) :- a(Case), not b(Case), 'part:1'(Case).",
    ]


def test_that_there_is_none_is_a_part_too() -> None:
    assert parts("p() :- a(), not q(_).") == [
        "p(Case) :- a(Case), not 'part:1'(Case).",
        "'part:1'(Case) :- q(Case, _).",
    ]


def test_recursion_and_single_parts_stay() -> None:
    text = "w(X) :- e(X). w(Y) :- w(X), e(X), a(), s(X, Y). p() :- q(X), r(X)."
    assert parts(text) == [
        show_rule(rule).replace("\n   ", "") for rule in by_case(program(text)).rules
    ]
