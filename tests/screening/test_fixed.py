"""What is known beforehand is written into the rules, and what always holds is dropped."""

from engine.screening.by_case import CASE, CASES
from engine.screening.fixed import with_fixed, without_certain
from parser.datalog.show import show_rule
from parser.datalog.tree import Atom, Program, Rule
from tests.parser.datalog.text import program


def shown(found: Program) -> list[str]:
    return [show_rule(rule) for rule in found.rules]


def fixed(text: str, **rows: int) -> list[str]:
    known = {name: (value,) for name, value in rows.items()}
    return shown(with_fixed(program(text), known, frozenset()))


def test_a_value_takes_the_place_of_its_variable() -> None:
    text = "p(X) :- now(D), born(X, Y), Y + 18 <= D, not left(X, D), N = count(Z: q(X, Z, D))."
    (rule,) = fixed(text, now=2026)
    assert "now" not in rule
    assert rule.count("2026") == 3


def test_a_rule_that_needs_another_value_goes() -> None:
    assert fixed("p(X) :- now(2025), q(X). p(X) :- now(2026), q(X).", now=2026) == ["p(X) :- q(X)."]


def test_a_value_that_is_itself_is_no_condition() -> None:
    assert fixed("p(X) :- now(D), D = 2026, q(X).", now=2026) == ["p(X) :- q(X)."]


def always(text: str) -> list[str]:
    everywhere = Atom(CASES, (CASE,))
    rules = tuple(
        Rule(_in_case(rule.head), tuple(map(_in_case, rule.body)))  # type: ignore[arg-type]
        for rule in program(text).rules
    )
    return shown(without_certain(Program(rules), everywhere))


def _in_case(atom: Atom) -> Atom:
    pred = CASES if atom.pred == "everywhere" else atom.pred
    return Atom(pred, (CASE, *atom.args))


def test_what_holds_in_every_case_is_no_condition() -> None:
    assert always("a() :- everywhere(). b() :- a(), c(). b() :- a().") == [
        "a(Case) :- 'case:'(Case).",
        "b(Case) :- 'case:'(Case).",
    ]


def test_what_holds_in_some_cases_stays() -> None:
    assert always("b() :- everywhere(), c(). d() :- b().") == [
        "b(Case) :- c(Case).",
        "d(Case) :- b(Case).",
    ]
