"""The core as text: one reading, one line a comment, the same every time."""

from datetime import date
from decimal import Decimal

import pytest

from parser.datalog.show import show, show_rule
from parser.datalog.show_value import show_name, show_value
from parser.datalog.tree import Atom, Const, ListedRow, Program, Rule
from parser.resolved.vocabulary import Provision
from parser.text.span import Span
from parser.values import SOMEONE, Amount, Duration, Entity, Range, Share, Value
from tests.parser.datalog.text import clause, program


@pytest.mark.parametrize(
    "text",
    [
        "p(X) :- q(X, 1), not r(X, _).",
        'p("a").',
        "p(X) :- q(Y), X = (Y + 1) * 2.",
        "p(X) :- q(Y), X = -(Y + 1).",
        "p(X) :- q(X), years(X, today) >= 18.",
        "p(N) :- N = count(: q(X)).",
        "p(N) :- N = days(A, B : q(A, B)).",
        "'not:p'(X) :- 'applies:R-1'(X).",
        "p().",
    ],
)
def test_what_is_read_is_shown_again(text: str) -> None:
    assert show_rule(clause(text)) == text


HOSTILE = [
    "Ana",
    'a"b',
    "a\\",
    "a\nb",
    "a\u2028b",
    "\u202eevil",
    "' or 1=1 --",
    "__import__('os').system('true')",
    "%",
    "",
]
VALUES: list[Value] = [
    *HOSTILE,
    *(Entity("person", name) for name in HOSTILE),
    Entity("country", "Ana"),
    Entity('odd "kind"', "Ana"),
    Entity("person", SOMEONE),
    0,
    -1,
    Decimal("1.5"),
    Amount(Decimal("1.5"), "EUR"),
    Amount(Decimal("1.5"), "USD"),
    Share(Decimal(51)),
    date(2026, 11, 23),
    Duration(36),
    Duration(0, 36),
    Duration(36, 36),
    Duration(),
    Range(),
    Range(1),
    Range(None, 1),
    Range(date(2008, 6, 1), date(2008, 6, 30)),
]


def test_no_two_constants_are_shown_alike() -> None:
    shown: dict[str, set[str]] = {}
    for value in VALUES:
        shown.setdefault(show_value(value), set()).add(repr(value))
    assert [values for values in shown.values() if len(values) > 1] == []


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_constant_stays_on_its_line(value: Value) -> None:
    text = show_value(value)
    assert len(text.splitlines()) == 1
    assert text.isprintable()


@pytest.mark.parametrize("name", [*HOSTILE, "R-1/2", "Upper", "may_stay", "može"])
def test_names_are_quoted_where_they_could_be_taken_for_something_else(name: str) -> None:
    assert (show_name(name) == name) == (name == "may_stay")
    assert len(show_name(name).splitlines()) == 1


def test_a_clause_stands_under_its_rule() -> None:
    provision = Provision(
        "R-1", "A title\n% p(1).", law_title="Law on P", cites="Article 1", item="(a)"
    )
    rule = Rule(Atom("p", (Const(1),)), (), "item", provision, date(2008, 5, 5), date(2030, 12, 31))
    assert show(Program((rule, rule))).splitlines() == [
        '% R-1 "A title % p(1).", item (a)',
        "%     Law on P; Article 1",
        "%     in force from 2008-05-05 until 2030-12-31",
        "p(1).",
        "p(1).",
    ]


def test_rows_stand_under_their_citation() -> None:
    rows = (
        ListedRow("t", (1,), "Article 1", span=Span("t.csv", 0, 1, 2, 1)),
        ListedRow("t", (2,), "Article 1", span=Span("t.csv", 2, 3, 3, 1)),
        ListedRow("t", (3,), "Article 2\nt(4).", span=Span("t.csv", 4, 5, 4, 1)),
    )
    assert show(Program((), listed=rows)).splitlines() == [
        "% t.csv: Article 1",
        "t(1).",
        "t(2).",
        "",
        "% t.csv: Article 2 t(4).",
        "t(3).",
    ]


def test_a_program_is_shown_alike_every_time() -> None:
    source = program("p(X) :- q(X), not r(X). r(1). s(N) :- N = count(X: q(X)).")
    assert show(source) == show(source)
    assert show(Program(())) == ""
