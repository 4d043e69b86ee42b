"""What is known beforehand is written into the rules."""

from engine.registers.rules.fold_constants import with_fixed
from parser.datalog.show import show_rule
from parser.datalog.tree import Program
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
