"""A report says that nothing is to be added to a list, and names no exception without a name."""

import pytest

from engine.answers.ask import ask
from engine.pages.language import spoken
from engine.pages.report.compose import Reported, compose
from engine.pages.report.markdown import render
from kb.from_files import load_texts, read_cases

LAW = """\
law t "Excuses"

vocabulary
    {person} is excused on {pardon: date}    (decided by "Office")
    {person} has mark {mark: text}           (given)
    {person} is barred
    {person} is cleared

rule R1 "Bar"
    a person is barred
    unless any of:
        (a) the person is excused on a pardon
            and (the years from the pardon to today) > 2

rule R2 "Clearing"
    a person is cleared
    unless the person has mark "fraud"
"""


def report(question: str, fact: str, language: str) -> str:
    kb = load_texts((("t.law", LAW),))
    text = f'case "c"\n    as of 2026-11-23\n    given\n        {fact}\n'
    (case,) = read_cases(text, "t.case", kb)
    reply = ask(kb, question, case)
    made = compose([Reported(case, reply)], spoken(kb, language), "", language)
    return " ".join(render(made).decode().split())


def test_a_finding_beside_what_is_found_already_is_a_further_one() -> None:
    said = report("is Ana barred", "Ana is excused on 2026-11", "en")
    assert "Office to find that there is no other case where Ana is excused on a date" in said
    assert "| Ana is excused on a date | Office | that nothing further of this is so |" in said
    assert "it is open as well" not in said
    assert "that it is not so" not in said


def test_a_fact_beside_what_is_stated_already_is_a_further_one() -> None:
    said = report("is Ana cleared", 'Ana has mark "late"', "en")
    assert "- There is no other case where Ana has mark a text. To ask: Are all cases where" in said
    assert "does not have mark" not in said


@pytest.mark.parametrize(
    ("language", "open_", "unknown"),
    [
        (
            "en",
            "Whether this exception applies is still to be decided.",
            "Whether this exception applies is not known.",
        ),
        (
            "me",
            "Da li se primjenjuje ovaj izuzetak, tek treba odlučiti.",
            "Nije poznato da li se primjenjuje ovaj izuzetak.",
        ),
    ],
)
def test_an_exception_without_a_name_is_this_one(language: str, open_: str, unknown: str) -> None:
    assert open_ in report("is Ana barred", "Ana is excused on 2026-11", language)
    assert unknown in report("is Ana cleared", 'Ana has mark "late"', language)
