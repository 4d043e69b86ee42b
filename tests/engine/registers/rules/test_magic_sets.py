"""What a question asks about whom a case is about is concluded for it alone, without the place."""

from engine.registers.rules.by_case import by_case
from engine.registers.rules.magic_sets import Adornment, for_subjects
from parser.datalog.show import show_rule
from tests.parser.datalog.text import program


def asked_of(text: str, goal: str) -> list[str]:
    """Return the rules that `goal` needs, asked of the individual of each case at place 1."""
    found, _ = for_subjects(by_case(program(text)), [Adornment(goal, (1,))], frozenset())
    return sorted(show_rule(rule) for rule in found.rules)


def names(text: str, goal: str) -> set[str]:
    _, asked = for_subjects(by_case(program(text)), [Adornment(goal, (1,))], frozenset())
    return {f"{one.pred}{list(one.subjects)}" for one in asked}


def test_what_only_the_subject_needs_is_asked_of_it_alone() -> None:
    text = "p(X) :- q(X), s(X, Y), t(Y). q(X) :- u(X). t(Y) :- v(Y)."
    assert names(text, "p") == {"p[1]", "q[1]", "u[1]", "s[1]", "t[]", "v[]"}
    assert asked_of(text, "p") == [
        "'p~1'(Case) :- 'q~1'(Case), 's~1'(Case, Y), t(Case, Y).",
        "'q~1'(Case) :- 'u~1'(Case).",
        "t(Case, Y) :- v(Case, Y).",
    ]


def test_what_others_need_too_has_rules_for_both() -> None:
    text = "p(X) :- q(X), s(X, Y), q(Y). q(X) :- u(X)."
    assert names(text, "p") == {"p[1]", "q[1]", "q[]", "u[1]", "u[]", "s[1]"}


def test_where_the_subject_itself_is_spoken_of_it_is_looked_up() -> None:
    assert asked_of("p(X) :- s(X, Y), Y != X.", "p") == [
        "'p~1'(Case) :- 'subject:'(Case, X), 's~1'(Case, Y), Y != X."
    ]


def test_negation_recursion_and_aggregates() -> None:
    text = "p(X) :- u(X), not q(X), not k(X). q(X) :- v(X). k(X) :- k(X), u(X). k(X) :- w(X)."
    assert names(text, "p") == {"p[1]", "u[1]", "q[1]", "k[1]", "v[1]", "w[1]"}
    walk = "p(X) :- w(X, Y). w(X, Y) :- e(X, Y). w(X, Z) :- e(X, Y), w(Y, Z)."
    assert names(walk, "p") == {"p[1]", "w[1]", "e[1]", "w[]", "e[]"}


def test_rules_that_nothing_asks_for_are_left_out() -> None:
    assert names("p(X) :- u(X). other(X) :- p(X).", "p") == {"p[1]", "u[1]"}
