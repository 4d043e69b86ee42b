"""What a question never asks about anybody else is concluded about nobody else."""

from engine.screening.by_case import by_case
from engine.screening.demand import SUBJECTS, for_subjects
from parser.datalog.tree import Atom, Program
from tests.parser.datalog.text import program


def restricted(text: str, goal: str) -> set[str]:
    """Return the predicates whose rules are held to whom the question is about (place 0)."""
    found: Program = for_subjects(by_case(program(text)), [(goal, 1)])
    return {
        rule.head.pred
        for rule in found.rules
        if any(isinstance(part, Atom) and part.pred == SUBJECTS for part in rule.body)
    }


def test_what_only_the_subject_needs_is_held_to_it() -> None:
    text = "p(X) :- q(X), r(X). q(X) :- s(X, Y), t(Y). r(X) :- u(X). t(Y) :- v(Y)."
    assert restricted(text, "p") == {"p", "q", "r"}


def test_what_others_need_too_is_not() -> None:
    text = "p(X) :- q(X), s(X, Y), q(Y). q(X) :- u(X)."
    assert restricted(text, "p") == {"p"}


def test_negation_and_recursion() -> None:
    text = "p(X) :- u(X), not q(X), not k(X). q(X) :- v(X). k(X) :- k(X), u(X). k(X) :- w(X)."
    assert restricted(text, "p") == {"p", "q", "k"}
    walk = "p(X) :- w(X, Y). w(X, Y) :- e(X, Y). w(X, Z) :- e(X, Y), w(Y, Z)."
    assert restricted(walk, "p") == {"p"}


def test_what_the_goal_itself_asks_about_others() -> None:
    assert restricted("p(X) :- e(X, Y), p(Y). p(X) :- u(X).", "p") == set()
