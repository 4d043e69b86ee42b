"""Numbers, dates, durations, shares and amounts: exact, one token each."""

from datetime import date
from decimal import Decimal

import pytest

from parser.syntax.scan import scan
from parser.syntax.tree import Token
from parser.values import Amount, Duration, Range, Share, Value
from tests.parser.syntax.written import codes, problems


def tokens(text: str) -> tuple[Token, ...]:
    return scan(text, "demo.law", 0, 1)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("2026-11-23", "date", date(2026, 11, 23)),
        ("2024-02-29", "date", date(2024, 2, 29)),
        ("0001-01-01", "date", date(1, 1, 1)),
        ("9999-12-31", "date", date(9999, 12, 31)),
        ("2008-06", "date", Range(date(2008, 6, 1), date(2008, 6, 30))),
        ("2008-02", "date", Range(date(2008, 2, 1), date(2008, 2, 29))),
        ("9999-12", "date", Range(date(9999, 12, 1), date(9999, 12, 31))),
        ("2012", "number", 2012),
        ("42", "number", 42),
        ("1.5", "number", Decimal("1.5")),
        ("2.0", "number", 2),
        ("0.1", "number", Decimal("0.1")),
        ("1,234", "number", 1234),
        ("1,234,567.891", "number", Decimal("1234567.891")),
        ("007", "number", 7),
        ("51%", "share", Share(Decimal(51))),
        ("33.3%", "share", Share(Decimal("33.3"))),
        ("100.50 EUR", "amount", Amount(Decimal("100.50"), "EUR")),
        ("1,234.50 EUR", "amount", Amount(Decimal("1234.50"), "EUR")),
        ("3 years", "duration", Duration(36, 0)),
        ("1 year", "duration", Duration(12, 0)),
        ("6 months", "duration", Duration(6, 0)),
        ("2 weeks", "duration", Duration(0, 14)),
        ("90 days", "duration", Duration(0, 90)),
        ("90 Days", "duration", Duration(0, 90)),
    ],
)
def test_a_literal_is_one_token_with_its_exact_value(text: str, kind: str, value: Value) -> None:
    (token,) = tokens(text)
    assert (token.kind, token.text, token.value) == (kind, text, value)
    assert not isinstance(token.value, float)


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("5th", ["5th"]),
        ("1.5 years", ["1.5", "years"]),
        ("3 yearly", ["3", "yearly"]),
        ("3 EUROS", ["3", "EUROS"]),
        ("1,23", ["1", ",", "23"]),
        ("1234,567", ["1234", ",", "567"]),
        ("1, 234", ["1", ",", "234"]),
        ("3 days.", ["3 days", "."]),
        ("3,", ["3", ","]),
        ("10 EUR, 5%", ["10 EUR", ",", "5%"]),
        ("2008-06-05,", ["2008-06-05", ","]),
        ("a<=b", ["a", "<=", "b"]),
        ("7 % 2", ["7", "%", "2"]),
    ],
)
def test_what_only_looks_like_a_literal_is_read_in_parts(text: str, texts: list[str]) -> None:
    assert [token.text for token in tokens(text)] == texts


def test_the_number_of_a_duration_has_no_commas_since_its_unit_may_be_a_word() -> None:
    (token,) = tokens("1,000 days")
    assert (token.text, token.value) == ("1000 days", Duration(0, 1000))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2026-02-30", "impossible-date"),
        ("2026-13-01", "impossible-date"),
        ("0000-01-01", "impossible-date"),
        ("2025-02-29", "impossible-date"),
        ("2026-13", "impossible-date"),
        ("0000-05", "impossible-date"),
        ("13.08.2008", "date-form"),
        ("13/08/2008", "date-form"),
        ("2008-8-13", "date-form"),
        ("9" * 61, "number-too-long"),
        ("0." + "1" * 60, "number-too-long"),
        ("1000000000 days", "odd-duration"),
        ('"open', "unterminated-quote"),
        ("\u201copen\u201d", "curly-quote"),
    ],
)
def test_an_impossible_literal_is_an_error(text: str, code: str) -> None:
    (problem,) = problems(lambda: tokens(f"the day is {text}"))
    assert problem.code == code
    assert problem.at.column == 12
    assert problem.help


def test_the_help_for_an_impossible_date_counts_the_days_of_the_month() -> None:
    (problem,) = problems(lambda: tokens("2026-02-30"))
    assert problem.help == "that month has 28 days"


def test_the_help_for_a_foreign_date_turns_it_round() -> None:
    (problem,) = problems(lambda: tokens("13.8.2008"))
    assert problem.help == "write `2008-08-13`, the year first"


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("Ana's card", ["Ana", "'s", "card"]),
        ("Ana\u2019s card", ["Ana", "\u2019s", "card"]),
        ("Côte d'Ivoire", ["Côte", "d'Ivoire"]),
        ("well-known state_of U.S.A.", ["well-known", "state_of", "U.S.A", "."]),
        ("parents' home", ["parents", "'", "home"]),
        ("can_stay(Ana, ?x, _)", ["can_stay", "(", "Ana", ",", "?", "x", ",", "_", ")"]),
        ('say "a # b" now # done', ["say", "a # b", "now"]),
        ("x#y", ["x"]),
        ("Љубљана 三 ²", ["Љубљана", "三", "²"]),
        ("a\u00a0b\tc", ["a", "b", "c"]),
    ],
)
def test_words_and_marks(text: str, texts: list[str]) -> None:
    assert [token.text for token in tokens(text)] == texts


def test_words_and_texts_are_composed() -> None:
    word, text = tokens('e\u0301te\u0301 "e\u0301"')
    assert (word.text, text.text) == ("été", "é")
    assert (word.span.end - word.span.start, text.span.start) == (5, 6)


@pytest.mark.parametrize("odd", ["\u200b", "\u202e", "\ufeff", "\x07", "\ud800", "\u2028"])
def test_an_invisible_character_is_an_error(odd: str) -> None:
    from parser.syntax.from_text import parse_question

    assert codes(lambda: parse_question(f"can A{odd}na stay", "question")) == [
        "invisible-character"
    ]
