"""Cases, statements and questions."""

from datetime import date

import pytest

from parser.syntax.from_text import parse_cases, parse_question, parse_statement
from tests.parser.syntax.written import case, codes, problems, row


def test_a_case() -> None:
    found = case("as of 2026-11-23\ngiven\n    Ana is known\nexpect\n    is Ana known: yes")
    assert (found.title, found.as_of) == ("A case", date(2026, 11, 23))
    assert [row(each.sentence.tokens) for each in found.statements] == [["Ana", "is", "known"]]
    (expected,) = found.expectations
    assert (row(expected.question.tokens), row(expected.answer)) == (
        ["is", "Ana", "known"],
        ["yes"],
    )


def test_the_parts_of_a_case_come_in_any_order_and_may_be_missing() -> None:
    found = case("expect\n    is Ana known: unknown")
    assert (found.as_of, found.statements, len(found.expectations)) == (None, (), 1)
    turned = case("expect\n    is Ana known: yes\ngiven\n    Ana is known\nas of 2026-11-23")
    assert (turned.as_of, len(turned.statements)) == (date(2026, 11, 23), 1)


def test_several_cases() -> None:
    text = 'case "One"\n    given\n        x\n\ncase "Two"\n    given\n        y\n'
    assert [each.title for each in parse_cases(text, "demo.case").cases] == ["One", "Two"]


STATEMENTS = [
    ("Ana is married to Marko from 2020-05-01", "states", "Ana is married to Marko"),
    ("Ana is married to Marko from a date", "states", "Ana is married to Marko from a date"),
    ("it is false that Marko is known", "denies", "Marko is known"),
    ("It is false that Ana is married to a spouse", "denies", "Ana is married to a spouse"),
    ("all marriages of Ana are given", "closes plural", "marriages of Ana"),
    ("all cases where Ana is married are given", "closes", "Ana is married"),
    ("all facts are given", "closes all", ""),
    ("it is not known whether Ana is married", "opens", "Ana is married"),
    ("all is well", "states", "all is well"),
    ("the books are given", "states", "the books are given"),
]


@pytest.mark.parametrize(("text", "kind", "sentence"), STATEMENTS)
def test_a_statement_reads_the_same_in_a_case_and_alone(
    text: str, kind: str, sentence: str
) -> None:
    alone = parse_statement(text, "fact")
    (inside,) = case(f"given\n    {text}").statements
    assert alone == inside
    assert alone.kind == kind
    assert " ".join(token.text for token in alone.sentence.tokens).startswith(sentence)


@pytest.mark.parametrize(
    ("text", "answer", "by"),
    [
        ("may Ana stay: yes", ["yes"], []),
        ("may Ana stay: depends by CIT-3", ["depends"], ["CIT-3"]),
        ("may Ana stay: no by A, B-1, C", ["no"], ["A", "B-1", "C"]),
        ("who may stay: none", ["none"], []),
        ("who may stay: Ana, Marko", ["Ana", "[,]", "Marko"], []),
        ("who is married to whom: Ana / Marko", ["Ana", "[/]", "Marko"], []),
        ("when was Ana born: 1990-01-01", ["day 1990-01-01"], []),
        ('who is called "a: b": "Ana: X"', ["'Ana: X'"], []),
        ("which of: a or b: Serbia", ["Serbia"], []),
    ],
)
def test_expectations(text: str, answer: list[str], by: list[str]) -> None:
    (found,) = case(f"expect\n    {text}").expectations
    assert row(found.answer) == answer
    assert [name for name, _ in found.by] == by


@pytest.mark.parametrize(
    "text",
    [
        "can Ana obtain citizenship by admittance",
        "for how many days is Serbia listed visa-free",
        "Ana may stay?",
        "can_obtain_citizenship(Ana, ?x, _)",
    ],
)
def test_a_question_is_a_row_of_tokens(text: str) -> None:
    found = parse_question(text, "question")
    assert text.startswith(found.tokens[0].text)
    assert all(token.span.file == "question" for token in found.tokens)


def test_the_atom_form_is_tokens() -> None:
    found = parse_question("can_stay(Ana, ?x, _, 3 years)", "question")
    expected = "can_stay [(] Ana [,] [?] x [,] _ [,] duration 36 months 0 days [)]"
    assert " ".join(row(found.tokens)) == expected


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "# a comment"])
def test_nothing_is_no_question(text: str) -> None:
    assert codes(lambda: parse_question(text, "question")) == ["nothing-said"]
    assert codes(lambda: parse_statement(text, "fact")) == ["nothing-said"]


def test_a_question_has_one_line() -> None:
    assert codes(lambda: parse_question("may Ana\nstay", "question")) == ["several-lines"]
    assert codes(lambda: parse_question("a" * 5_001, "question")) == ["line-too-long"]


def test_blank_lines_around_a_question_are_passed_over() -> None:
    text = "\n  may Ana stay\r\n\n"
    found = parse_question(text, "question")
    assert text[found.span.start : found.span.end] == "may Ana stay"
    assert (found.span.line, found.span.column) == (2, 3)


def test_all_errors_of_a_case_come_together() -> None:
    text = (
        'case "One"\n    given\n        it is false that\n        Ana is known\n'
        "        all are given\n    expect\n        is Ana known\n        : yes\n    else\n"
        'case "Two"\n    as of today\n'
        'rule A "T"\n    x holds\n'
    )
    found = problems(lambda: parse_cases(text, "demo.case"))
    assert [(problem.at.line, problem.code) for problem in found] == [
        (3, "missing-sentence"),
        (5, "missing-sentence"),
        (7, "missing-answer"),
        (8, "missing-question"),
        (9, "unknown-case-part"),
        (11, "missing-date"),
        (12, "misplaced-declaration"),
    ]
