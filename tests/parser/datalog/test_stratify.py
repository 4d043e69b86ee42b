"""Strata in the right order, and the cycles for which there are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parser.datalog.stratify import circular, stratify
from parser.datalog.tree import Atom, Literal, Negation, Program, Rule
from parser.datalog.variables import atoms
from parser.resolved.vocabulary import Provision
from parser.text.diagnostic import Diagnostic, SourceError
from parser.text.span import Span
from tests.parser.datalog.text import program

PREDICATES = st.sampled_from(["p", "q", "r", "s", "t"])


def strata(text: str) -> list[list[str]]:
    return [sorted(members) for members in stratify(program(text))]


def refused(source: Program) -> tuple[Diagnostic, ...]:
    with pytest.raises(SourceError) as caught:
        stratify(source)
    return caught.value.diagnostics


def test_the_lowest_stratum_comes_first() -> None:
    assert strata("p(X) :- q(X), not r(X). r(X) :- s(X), N = count(: t(X, Y)), N > 1.") == [
        ["q"],
        ["s"],
        ["t"],
        ["r"],
        ["p"],
    ]


def test_recursion_without_negation_is_one_stratum() -> None:
    assert strata("p(X) :- q(X). q(X) :- p(X). q(X) :- e(X).") == [["e"], ["p", "q"]]


def test_a_program_without_rules_has_no_strata() -> None:
    assert stratify(Program(())) == ()


def test_a_rule_that_denies_itself() -> None:
    (problem,) = refused(program("p(X) :- q(X), not p(X)."))
    assert problem.code == "negation-through-recursion"
    assert problem.message == "`p` rests on its own negation: `p` → not `p` (through `R1`)"


def test_two_rules_that_deny_each_other() -> None:
    (problem,) = refused(program("p(X) :- e(X), not q(X). q(X) :- e(X), not p(X)."))
    assert problem.message == (
        "`p` rests on its own negation: `p` → not `q` → not `p` (through `R1`, `R2`)"
    )


def test_circles_of_negation_are_found_with_all_that_is_in_them() -> None:
    text = "p(X) :- e(X), not q(X). q(X) :- r(X). r(X) :- e(X), not p(X). s(X) :- p(X), not t(X)."
    assert circular(program(text)) == {"p", "q", "r"}
    assert circular(program("p(X) :- q(X). q(X) :- p(X). q(X) :- e(X), not r(X).")) == set()


def test_no_circle_goes_through_an_aggregate() -> None:
    text = "p(X) :- e(X), not q(X). q(X) :- e(X), N = count(Y: p(Y)), N > 1."
    with pytest.raises(SourceError) as caught:
        circular(program(text))
    (problem,) = caught.value.diagnostics
    assert "rests on an aggregate over itself" in problem.message


def test_an_aggregate_counts_as_a_negation() -> None:
    (problem,) = refused(program("p(X) :- e(X), N = count(Y: q(X, Y)), N > 1. q(X, X) :- p(X)."))
    assert problem.message == (
        "`p` rests on an aggregate over itself: `p` → aggregate of `q` → `p` (through `R1`, `R2`)"
    )


def test_negation_inside_an_aggregate_is_found() -> None:
    (problem,) = refused(program("p(X) :- e(X), N = count(Y: f(Y), not p(Y)), N > 1."))
    assert problem.code == "negation-through-recursion"


def test_every_circle_is_reported_once() -> None:
    problems = refused(
        program(
            "p() :- not p(). q() :- not r(). r() :- not q(). r() :- q(). s() :- not p(), not r()."
        )
    )
    assert sorted(each.message.split(" ")[0] for each in problems) == ["`p`", "`q`"]


def test_the_labels_are_the_places_of_the_circle() -> None:
    def place(line: int) -> Span:
        return Span("a.law", line * 10, line * 10 + 5, line, 3)

    def rule(name: str, head: str, condition: Literal, line: int) -> Rule:
        return Rule(
            Atom(head, (), span=place(line)),
            (condition,),
            provision=Provision(name),
            span=place(line),
        )

    denied = Negation(Atom("b", (), span=place(2)), span=place(2))
    first = rule("A-1", "a", denied, 1)
    second = rule("B-1", "b", Atom("a", (), span=place(4)), 3)
    (problem,) = refused(Program((first, second)))
    assert problem.at == place(2)
    assert [(label.span, label.text) for label in problem.also] == [
        (place(4), "`B-1` needs `a`"),
    ]


def chain(length: int, last: Literal) -> Program:
    """Return `p0 :- p1. p1 :- p2. …`, the end of which needs `last`."""
    rules = [Rule(Atom(f"p{i}", ()), (Atom(f"p{i + 1}", ()),)) for i in range(length - 1)]
    return Program((*rules, Rule(Atom(f"p{length - 1}", ()), (last,))))


def test_a_long_chain_has_a_stratum_for_each_predicate() -> None:
    found = stratify(chain(10_000, Atom("e", ())))
    assert len(found) == 10_001
    assert found[0] == {"e"}
    assert found[-1] == {"p0"}


def test_a_long_circle_is_told_in_few_words() -> None:
    (problem,) = refused(chain(10_000, Negation(Atom("p0", ()))))
    assert problem.message.startswith("`p9999` rests on its own negation: `p9999` → not `p0`")
    assert problem.message.count("→") == 9
    assert "…" in problem.message


def test_many_negations_in_one_circle_are_one_error() -> None:
    rules = [
        Rule(Atom(f"p{i}", ()), (Negation(Atom(f"p{(i + 1) % 3000}", ())),)) for i in range(3000)
    ]
    assert len(refused(Program(tuple(rules)))) == 1


@st.composite
def programs(draw: st.DrawFn) -> Program:
    """Draw rules without arguments over five predicates."""
    rules: list[Rule] = []
    for _ in range(draw(st.integers(0, 8))):
        body: list[Literal] = []
        for _ in range(draw(st.integers(0, 3))):
            atom = Atom(draw(PREDICATES), ())
            body.append(Negation(atom) if draw(st.booleans()) else atom)
        rules.append(Rule(Atom(draw(PREDICATES), ()), tuple(body)))
    return Program(tuple(rules))


def rests_on_own_negation(source: Program) -> bool:
    """Tell it straight from the definition: by paths of any length."""
    edges = {
        (rule.head.pred, atom.pred, negative)
        for rule in source.rules
        for atom, negative in atoms(rule.body)
    }
    reach = {(user, used) for user, used, _ in edges}
    grown = True
    while grown:
        longer = {(a, d) for a, b in reach for c, d in reach if b == c} - reach
        reach |= longer
        grown = bool(longer)
    return any(
        negative and (user == used or (used, user) in reach) for user, used, negative in edges
    )


@given(programs())
def test_strata_exist_unless_something_rests_on_its_own_negation(source: Program) -> None:
    if rests_on_own_negation(source):
        assert refused(source)
        return
    level = {name: i for i, members in enumerate(stratify(source)) for name in members}
    for rule in source.rules:
        for atom, negative in atoms(rule.body):
            assert level[atom.pred] + negative <= level[rule.head.pred]
