"""Cases: what may be stated of whom, what contradicts what, and what may be expected."""

import textwrap
from datetime import date
from decimal import Decimal

import pytest

from parser.resolved import resolve_statement
from parser.resolved.tree import Constant, Statement, Variable
from parser.syntax.from_text import parse_statement
from parser.text.diagnostic import SourceError
from parser.values import Amount, Entity, Range, Share
from tests.parser.resolved.written import case, codes, demo, problems, sentence

MORE = """
vocabulary
    {person} was seen on {day: date}                            (given, all "sightings of {person}")
    {person} loves {loved: person}                              (given, irreflexive)
    admission of {person} is in the interests of Montenegro     (decided by "Ministry")
rule R "Stay"
    a person may stay
    if the person holds a permit
    and admission of the person is in the interests of Montenegro
"""


def given(*lines: str, expect: str = "") -> str:
    body = textwrap.indent("\n".join(lines), "    ")
    return f"given\n{body}\n" + (f"expect\n{textwrap.indent(expect, '    ')}\n" if expect else "")


def statements(*lines: str) -> list[Statement]:
    return list(case(given(*lines), demo(MORE)).statements)


@pytest.mark.parametrize(
    ("line", "kind", "expected"),
    [
        ("Ana is banned", "states", "is_banned(Ana)"),
        ("it is false that Ana is banned", "denies", "is_banned(Ana)"),
        ("Ana was born on a date", "states", "was_born_on(Ana, date)"),
        (
            "a person is married to Ana from 2020-01-01",
            "states",
            "is_married_to_from(person, Ana, 2020-01-01)",
        ),
        ("it is false that Ana loves a person", "denies", "loves(Ana, person)"),
        ("all sightings of Ana are given", "closes", "was_seen_on(Ana, day)"),
        ("all cases where a person loves a person are given", "closes", "loves(person, person 2)"),
        ("it is not known whether Ana loves a person", "opens", "loves(Ana, person)"),
        ("all facts are given", "closes all", "()"),
        ("Ana may stay", "states", "may_stay(Ana)"),
        ("it is false that Ana may stay", "denies", "may_stay(Ana)"),
        ("Ana was seen on today", "states", "was_seen_on(Ana, 2026-11-23)"),
        (
            "admission of Ana is in the interests of Montenegro",
            "states",
            "admission_of_is_in_the_interests_of_montenegro(Ana)",
        ),
        ('"Ana of Bar" is banned', "states", "is_banned(Ana_of_Bar)"),
        (
            "Ana was born in Bosnia and Herzegovina",
            "states",
            "was_born_in(Ana, Bosnia_and_Herzegovina)",
        ),
        (
            "Ana earns 100.50 EUR",
            "states",
            "earns(Ana, Amount(value=Decimal('100.50'), currency='EUR'))",
        ),
    ],
)
def test_a_line_says(line: str, kind: str, expected: str) -> None:
    (found,) = statements(line)
    assert (found.kind, sentence(found.sentence)) == (kind, expected)


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (["all cases where Ana may stay are given"], "not-for-stating"),
        (["it is not known whether Ana may stay"], "not-for-stating"),
        (["Ana may stay", "it is false that Ana may stay"], "contradiction"),
        (["Ana is banned", "it is not known whether Ana is banned"], "known-and-not-known"),
        (["Ana flies"], "unknown-sentence"),
        (["all dogs of Ana are given"], "unknown-closure"),
        (["Ana was born in Serbya"], "unknown-name"),
        (["Ana is banned", "Marko was born in Ana"], "name-of-two-kinds"),
        (["Serbia is banned"], "name-of-two-kinds"),
        (["Ana loves Ana"], "irreflexive"),
        (["Ana loves a doctor"], "narrower-noun"),
        (["Ana loves the person"], "unbound-noun"),
        (["Ana loves another person"], "unbound-noun"),
        (["Ana has 2020-01-01 children"], "kind-clash"),
        (["Ana is banned", "it is false that Ana is banned"], "contradiction"),
        (["it is false that a person is banned", "Ana is banned"], "contradiction"),
        (["it is false that Ana loves a person", "Ana loves Marko"], "contradiction"),
        (["Ana was born on 1990-01-01", "Ana was born on 1990-01-02"], "second-value"),
        (["Ana was born on 1990-01-01", "Ana was born on 1991"], "second-value"),
        (["Ana has 2 children", "Ana has 3 children"], "second-value"),
    ],
)
def test_a_case_is_refused(lines: list[str], code: str) -> None:
    assert codes(lambda: statements(*lines)) == [code]


@pytest.mark.parametrize(
    "lines",
    [
        ["Ana was born on 1990-01-01", "Ana was born on 1990"],
        ["Ana was born on 1990-01-01", "Marko was born on 1990-01-02"],
        ["Ana was born on 1990-01-01", "Ana was born on a date"],
        ["Ana was seen on 1990-01-01", "Ana was seen on 1990-01-02"],
        ["it is false that Ana loves Marko", "Marko loves Ana"],
        ["it is false that Ana was seen on 1990-01-01", "Ana was seen on a date"],
        ["Ana is banned", "Ana is banned"],
    ],
)
def test_these_agree(lines: list[str]) -> None:
    assert len(statements(*lines)) == 2


def test_one_name_has_one_kind() -> None:
    more = "kind firm\nvocabulary\n    {person} works for {firm}  (given)"
    found = problems(lambda: case(given("Ana works for Ivan", "Ivan is banned"), demo(more)))
    assert [problem.code for problem in found] == ["name-of-two-kinds"]
    assert found[0].message == "`Ivan` is a firm, and a person is needed here"
    assert (found[0].at.line, found[0].also[0].span.line) == (5, 4)


def test_a_contradiction_shows_both_lines() -> None:
    lines = given("it is false that a person is banned", "Ana was born on 1990", "Ana is banned")
    (problem,) = problems(lambda: case(lines, demo()))
    assert (problem.at.line, problem.also[0].span.line) == (6, 4)


def test_what_rules_need_is_offered() -> None:
    (problem,) = problems(lambda: statements("all cases where Ana may stay are given"))
    assert problem.help == (
        "close what its rules need: `{person} holds {permit}`, "
        "`admission of {person} is in the interests of Montenegro`"
    )


def test_the_individuals_of_a_case() -> None:
    found = case(given("Ana is married to Marko from 2020", "Ana was born in Serbia"))
    assert found.names == {"Ana": "person", "Marko": "person"}


EXPECTED = [
    ("may Ana stay: yes", "yes", None),
    ("may Ana stay: conflict by R", "conflict", None),
    ("may Ana fly: silent", "silent", None),
    ("who may stay: none", None, ()),
    ("who may stay: unknown", "unknown", None),
    (
        'who may stay: Ana, "Ivan of Bar"',
        None,
        ((Entity("person", "Ana"),), (Entity("person", "Ivan of Bar"),)),
    ),
    ("when was Ana born: 1990-01-01", None, ((date(1990, 1, 1),),)),
    ("when was Ana born: 1990", None, ((Range(date(1990, 1, 1), date(1990, 12, 31)),),)),
    (
        "in which country was Ana born: Bosnia and Herzegovina",
        None,
        ((Entity("country", "Bosnia and Herzegovina"),),),
    ),
    ("how many children does Ana have: 2", None, ((2,),)),
    ("how many people are banned: 3", None, ((3,),)),
    (
        "who holds which permit: Ana / seasonal permit, Marko / temporary permit",
        None,
        (
            (Entity("person", "Ana"), Entity("permit", "seasonal permit")),
            (Entity("person", "Marko"), Entity("permit", "temporary permit")),
        ),
    ),
    ("how much does Ana earn: 100 EUR", None, ((Amount(Decimal(100), "EUR"),),)),
    ("Ana owns which share of the firm: 51%", None, ((Share(Decimal(51)),),)),
    ('Ana wrote which title: "Home"', None, (("Home",),)),
]


@pytest.mark.parametrize(("line", "verdict", "values"), EXPECTED)
def test_an_expectation(line: str, verdict: str | None, values: object) -> None:
    (found,) = case(given("Ana is banned", expect=line), demo(MORE)).expectations
    assert (found.verdict, found.values) == (verdict, values)


def test_a_silent_question_has_no_predicate() -> None:
    (found,) = case(given("Ana is banned", expect="may Ana fly: silent")).expectations
    assert (found.question.sentence.predicate, found.question.text) == ("", "may Ana fly")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("may Ana stay: Marko", "bad-answer"),
        ("may Ana stay: none", "bad-answer"),
        ("may Ana fly: no", "unknown-sentence"),
        ("may Ana stay: yes by Q", "unknown-rule"),
        ("who may stay: Ana / Marko", "bad-answer"),
        ("who may stay: 3", "kind-clash"),
        ("who may stay: ana", "bad-answer"),
        ("who holds which permit: Ana", "bad-answer"),
        ("in which country was Ana born: Serbya", "unknown-name"),
        ("who may stay: Ana,", "bad-answer"),
    ],
)
def test_an_expectation_is_refused(line: str, code: str) -> None:
    assert codes(lambda: case(given("Ana is banned", expect=line), demo(MORE))) == [code]


def test_a_single_statement() -> None:
    found = resolve_statement(
        parse_statement("Ana is married to Marko from a date", "--fact"), demo(), {"Ana": "person"}
    )
    assert found.kind == "states"
    assert found.sentence.args == (
        Constant(Entity("person", "Ana")),
        Constant(Entity("person", "Marko")),
        Variable("date", "date"),
    )
    with pytest.raises(SourceError):
        resolve_statement(parse_statement("Ana was born on today", "--fact"), demo(), {})


def test_many_statements_and_wildcards_are_quick() -> None:
    lines = [f"Person{n} loves Person{n + 1}" for n in range(3_000)]
    lines += [f"it is false that Person{n} loves Person{n + 2}" for n in range(3_000)]
    assert len(statements(*lines)) == 6_000
