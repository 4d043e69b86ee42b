"""What holds in every case is no condition any more, and rules that never hold are dropped."""

from engine.registers.rules.by_case import CASE
from engine.registers.rules.names import CASES
from engine.registers.rules.prune import simplified, with_closures
from parser.datalog.show import show_rule
from parser.datalog.tree import Atom, Literal, Negation, Program, Rule
from tests.parser.datalog.text import program

EVERYWHERE = Atom(CASES, (CASE,))


def left(text: str, *empty: str, closed: tuple[str, ...] = ()) -> list[str]:
    rules = tuple(
        Rule(_atom(rule.head), tuple(map(_in_case, rule.body))) for rule in program(text).rules
    )
    everything = with_closures(Program(rules), EVERYWHERE, frozenset(closed))
    found = simplified(everything, EVERYWHERE, frozenset(empty))
    return [show_rule(rule) for rule in found.rules if rule.head.pred not in closed]


def _in_case(literal: Literal) -> Literal:
    match literal:
        case Atom():
            return _atom(literal)
        case Negation(atom):
            return Negation(_atom(atom))
        case _:
            return literal


def _atom(atom: Atom) -> Atom:
    return Atom(CASES if atom.pred == "everywhere" else atom.pred, (CASE, *atom.args))


def test_what_holds_in_every_case_is_no_condition() -> None:
    assert left("a() :- everywhere(). b() :- a(), c(). b() :- a().") == [
        "a(Case) :- 'case:'(Case).",
        "b(Case) :- 'case:'(Case).",
    ]


def test_what_holds_in_some_cases_stays() -> None:
    assert left("b() :- everywhere(), c(). d() :- b().") == [
        "b(Case) :- c(Case).",
        "d(Case) :- b(Case).",
    ]


def test_what_has_no_rows_is_asked_for_by_nobody() -> None:
    assert left("a() :- none(). b() :- a(), c(). d() :- c(), not a(), not none().", "none") == [
        "d(Case) :- c(Case)."
    ]


def test_what_is_closed_leaves_nothing_open() -> None:
    assert left(
        "open() :- everywhere(), not shut(). a() :- open(). a() :- c().", closed=("shut",)
    ) == ["a(Case) :- c(Case)."]
