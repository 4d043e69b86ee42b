"""Lowering over several laws, whatever the order of their rules."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parser.datalog.check import check
from parser.datalog.from_resolved import lower
from parser.datalog.naming import is_made
from parser.datalog.show import show_rule
from parser.datalog.tree import Negation, Program
from parser.datalog.variables import atoms
from parser.resolved.law_tree import Group, Holds, Item, Law, Rule
from parser.resolved.tree import Sentence, Variable
from parser.resolved.vocabulary import Predicate, Provision, Slot
from parser.text.diagnostic import Diagnostic, SourceError
from parser.text.span import NOWHERE, Span
from parser.values import Entity
from tests.parser.datalog.corpus import GOOD, law, lowered
from tests.parser.datalog.meaning import random_law

FIRST = """
law entry "Law on Entry"
    in force from 2010-01-01

names of country: Montenegro, Serbia

vocabulary
    {person} is a national of {country}     (given)
    {person} is banned                      (decided by "Police")
    {person} may enter

rule E-1 "Nationals enter"
    a person may enter
    if the person is a national of Montenegro
"""
SECOND = """
law bans "Law on Bans"
    in force from 2015-01-01 until 2020-12-31
    uses entry

rule B-1 "No entry when banned"
    in force from 2012-01-01 until 2018-12-31
    notwithstanding E-1
    it is false that a person may enter
    if the person is banned
    unless the person is a national of Serbia
"""
PERSON = (Slot("person", "person"),)
X = Variable("person", "person")


def refused(*laws: Law) -> tuple[Diagnostic, ...]:
    with pytest.raises(SourceError) as caught:
        lower(laws)
    return caught.value.diagnostics


def rule(name: str, *conditions: Item, line: int = 1, **more: object) -> Rule:
    """Return a rule `p(person) if conditions`."""
    place = Span("a.law", line, line + 1, line, 1)
    source = Rule(Provision(name), Sentence("p", (X,)), conditions, span=place)
    return replace(source, **more)  # type: ignore[arg-type]


def holds(pred: str, negative: bool = False) -> Item:
    return Item(Holds(Sentence(pred, (X,)), negative))


def base(*rules: Rule) -> Law:
    predicates = {
        "p": Predicate("p", PERSON),
        "q": Predicate("q", PERSON, "given"),
        "r": Predicate("r", PERSON, "given"),
    }
    return Law("demo", "Demo", predicates=predicates, rules=rules)


def test_an_exception_may_stand_in_another_law() -> None:
    program = lowered(FIRST, SECOND)
    assert [(show_rule(each), each.role, each.starts, each.ends) for each in program.rules] == [
        (
            'may_enter(Person) :-\n    is_a_national_of(Person, country:"Montenegro"),\n'
            "    not 'applies:B-1'(Person).",
            "rule",
            date(2010, 1, 1),
            None,
        ),
        (
            "'applies:B-1'(Person) :-\n    is_banned(Person),\n"
            '    not is_a_national_of(Person, country:"Serbia").',
            "applies",
            date(2015, 1, 1),
            date(2018, 12, 31),
        ),
        (
            "'not:may_enter'(Person) :- 'applies:B-1'(Person).",
            "rule",
            date(2015, 1, 1),
            date(2018, 12, 31),
        ),
    ]
    assert program.rules[1].provision is not None
    assert program.rules[1].provision.law_title == "Law on Bans"


def test_predicates_keep_their_records_and_made_ones_are_hidden() -> None:
    program = lowered(FIRST, SECOND)
    banned = program.predicates["is_banned"]
    assert (banned.origin, banned.authority, banned.hidden) == ("decided", "Police", False)
    assert program.predicates["applies:B-1"] == Predicate(
        "applies:B-1", PERSON, hidden=True, law="bans"
    )
    denial = program.predicates["not:may_enter"]
    assert (denial.denies, denial.hidden, denial.slots) == ("may_enter", False, PERSON)


def test_the_individuals_that_rules_name_are_kept() -> None:
    assert lowered(FIRST, SECOND).entities == (
        Entity("country", "Montenegro"),
        Entity("country", "Serbia"),
    )


def test_an_exception_against_an_unknown_rule() -> None:
    (problem,) = refused(
        base(rule("E-10", holds("q")), rule("E-2", notwithstanding=(("E-1O", NOWHERE),)))
    )
    assert problem.code == "unknown-rule"
    assert problem.help is not None and "E-10" in problem.help


def test_an_exception_to_itself() -> None:
    (problem,) = refused(base(rule("E-1", notwithstanding=(("E-1", NOWHERE),))))
    assert problem.message == "`E-1` cannot take precedence over itself"


def test_an_id_used_twice_over_all_laws() -> None:
    first, second = rule("E-1", holds("q"), line=1), rule("E-1", holds("r"), line=9)
    other = replace(base(second), id="other")
    (problem,) = refused(base(first), other)
    assert (problem.code, problem.at.line, problem.also[0].span.line) == ("duplicate-id", 9, 1)


def test_said_from_both_sides_is_said_once() -> None:
    laws = base(
        rule("E-1", holds("q"), subject_to=(("E-2", NOWHERE),)),
        rule("E-2", holds("r"), negative=True, notwithstanding=(("E-1", NOWHERE),)),
    )
    (first, *_) = lower([laws]).rules
    assert [type(literal) for literal in first.body].count(Negation) == 1


def test_a_long_chain_of_exceptions_lowers() -> None:
    rules = [rule("E-0", holds("q"))]
    for i in range(1, 3000):
        above = ((f"E-{i - 1}", NOWHERE),)
        rules.append(rule(f"E-{i}", holds("r"), negative=bool(i % 2), notwithstanding=above))
    assert len(check(lower([base(*rules)])).rules) == 2 * 3000 - 1


def test_groups_within_groups() -> None:
    group = Group("any", (holds("q"), holds("r", negative=True)))
    for _ in range(30):
        group = Group("any", (Item(group, "(a)"), holds("r")))
    program = check(lower([base(rule("E-1", Item(group)))]))
    assert len([each for each in program.rules if each.role == "item"]) == 62
    assert all(program.predicates[each.head.pred] for each in program.rules)


def test_a_rule_of_a_size_that_no_law_has() -> None:
    (problem,) = refused(base(rule("E-1", *(holds("q") for _ in range(501)))))
    assert (problem.code, problem.message) == ("rule-too-long", "`E-1` has 501 conditions")


def test_a_rule_without_conditions_holds_for_all_of_a_kind() -> None:
    (only,) = check(lower([base(rule("E-1"))])).rules
    assert show_rule(only) == "p(Person) :- 'kind:person'(Person)."


def test_many_rules_lower_at_once() -> None:
    group = Item(Group("any", (holds("q", negative=True), holds("r"))))
    rules = (rule(f"E-{i}", holds("q"), group) for i in range(5_000))
    assert len(check(lower([base(*rules)])).rules) == 4 * 5_000


def clauses(program: Program) -> set[str]:
    """Return the clauses with their origin, as a set."""
    return {
        repr((show_rule(each), each.role, each.provision, each.starts, each.ends))
        for each in program.rules
    }


@given(st.integers(0, 10**9), st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_rules_in_any_order_become_the_same_clauses(seed: int, random: Random) -> None:
    source = random_law(Random(seed))
    shuffled = list(source.rules)
    random.shuffle(shuffled)
    results: list[Program | set[str]] = []
    for rules in (source.rules, tuple(shuffled)):
        try:
            results.append(lower([replace(source, rules=rules)]))
        except SourceError as error:
            results.append({repr(each) for each in error.diagnostics})
    first, second = results
    if isinstance(first, Program) and isinstance(second, Program):
        assert clauses(first) == clauses(second)
        assert first.predicates == second.predicates
        assert first.entities == second.entities
    else:
        assert first == second


@pytest.mark.parametrize("path", sorted(GOOD.glob("*.law")), ids=lambda path: path.stem)
def test_laws_in_any_order_of_rules_become_the_same_clauses(path: Path) -> None:
    source = law(path.read_text(encoding="utf-8"), path.name)
    backwards = replace(source, rules=source.rules[::-1])
    assert clauses(lower([source])) == clauses(lower([backwards]))


@pytest.mark.parametrize("path", sorted(GOOD.glob("*.law")), ids=lambda path: path.stem)
def test_every_predicate_has_a_record_that_fits(path: Path) -> None:
    program = lower([law(path.read_text(encoding="utf-8"), path.name)])
    for each in program.rules:
        for atom in (each.head, *(atom for atom, _ in atoms(each.body))):
            record = program.predicates[atom.pred]
            assert len(record.slots) == len(atom.args)
            assert record.hidden == (is_made(atom.pred) and not record.denies)
