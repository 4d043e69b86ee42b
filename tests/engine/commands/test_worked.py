"""What a case expects, compared with what is answered."""

import pytest

from engine.answers.ask import ask
from engine.answers.worked_cases import check_case, got_words
from kb.from_files import load_texts, read_cases
from parser.words.case_text import expected_words

LAW = """\
law demo "Demo"

names of country: Montenegro, Serbia

vocabulary
    {person} likes {country}            (given, all "likes of {person}")
    {person} may go to {country}
    {person} is a guest of {country}
    {person} has {number} passports     (given, single)

rule D-1 "Likes"
    a person may go to a country
    if the person likes the country

rule D-2 "Guest"
    a person is a guest of a country
    if the person may go to the country

rule D-3 "No guest"
    it is false that a person is a guest of a country
    if the person likes the country
"""
CASE = """\
case "x"
    as of 2026-01-01
    given
        Ana likes Serbia
        all likes of Ana are given
        Ana has 2 passports
    expect
        {}
"""


@pytest.fixture(autouse=True)
def uncached(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZAKONIK_CACHE", "off")


def compared(expectation: str) -> tuple[bool, str, str]:
    """Return whether an expectation is met, what was expected and what was got."""
    kb = load_texts([("demo.law", LAW)])
    (case,) = read_cases(CASE.format(expectation), "demo.case", kb)
    (checked,) = check_case(case, lambda question, case: ask(kb, question, case))
    return checked.met, expected_words(checked.expectation), got_words(checked)


@pytest.mark.parametrize(
    "expectation",
    [
        "may Ana go to Serbia: yes",
        "may Ana go to Serbia: yes by D-1",
        "may Ana go to Montenegro: no",
        "may Ana go to Montenegro: no by D-1",
        "is Ana a guest of Serbia: conflict",
        "which country may Ana go to: Serbia",
        "how many countries may Ana go to: 1",
        "how many passports has Ana: 2",
        "who may go to Serbia: Ana",
    ],
)
def test_what_is_as_expected_is_met(expectation: str) -> None:
    met, expected, got = compared(expectation)
    assert met, got
    assert expected == expectation.rpartition(": ")[2]


@pytest.mark.parametrize(
    ("expectation", "got"),
    [
        ("may Ana go to Serbia: no", "yes"),
        ("may Ana go to Serbia: yes by D-2", "yes by D-1"),
        ("may Ana go to Serbia: conflict", "yes"),
        ("which country may Ana go to: Serbia, Montenegro", "Serbia"),
        ("which country may Ana go to: none", "Serbia"),
        ("how many countries may Ana go to: 3", "1"),
        ("how many passports has Ana: 3", "2"),
    ],
)
def test_what_comes_out_differently_is_said(expectation: str, got: str) -> None:
    assert compared(expectation)[0] is False
    assert compared(expectation)[2] == got


OPEN = """\
case "x"
    as of 2026-01-01
    given
        Ana likes Serbia
        all likes of Ana are given
        Boris has 2 passports
    expect
        {}
"""


@pytest.mark.parametrize(
    ("expectation", "met", "got"),
    [
        ("which country may Boris go to: none", False, "unknown"),
        ("which country may Boris go to: unknown", True, "values"),
        ("how many countries may Boris go to: 0", False, "unknown"),
        ("how many passports has Ana: none", False, "unknown"),
    ],
)
def test_what_nobody_knows_is_not_none(expectation: str, met: bool, got: str) -> None:
    kb = load_texts([("demo.law", LAW)])
    (case,) = read_cases(OPEN.format(expectation), "demo.case", kb)
    (checked,) = check_case(case, lambda question, case: ask(kb, question, case))
    assert (checked.met, got_words(checked)) == (met, got)
