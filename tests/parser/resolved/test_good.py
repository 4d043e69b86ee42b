"""Whole files that must resolve, and what becomes of them."""

from pathlib import Path

import pytest

from parser.resolved import Law, resolve_case, resolve_law, vocabulary_of
from parser.syntax.from_text import parse_cases, parse_law
from tests.parser.resolved.written import lines, sentence

FOLDER = Path(__file__).parents[2] / "good" / "resolved"


def read_table(path: str) -> str:
    return (FOLDER / path).read_text(encoding="utf-8")


def load(path: Path) -> Law:
    return resolve_law(parse_law(path.read_text(encoding="utf-8"), path.name), (), read_table)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.law")), ids=lambda path: path.stem)
def test_a_law_and_its_cases_resolve(path: Path) -> None:
    vocabulary = vocabulary_of([load(path)])
    cases = path.with_suffix(".case")
    for case in parse_cases(cases.read_text(encoding="utf-8"), cases.name).cases:
        found = resolve_case(case, vocabulary)
        assert len(found.statements) == len(case.statements)
        assert len(found.expectations) == len(case.expectations)


def test_the_law_on_residence() -> None:
    law = load(FOLDER / "residence.law")
    (rule,) = law.rules
    assert [sentence(rule.head), *lines(rule.body)] == [
        "may_stay(person)",
        "today = TODAY",
        "is_married_to_from(person, spouse, wedding)",
        "is_a_national_of_on(spouse, Montenegro, today)",
        "+(wedding, Duration(months=36, days=0)) <= TODAY",
        "unless none:",
        "  is_banned(person)",
    ]
    assert rule.provision.law_title == "Law on Residence"
    assert [(sentence(row.sentence), row.cites) for row in law.listed] == [
        ("visa_free(Serbia, 90)", "Agreement 1"),
        ("visa_free(Albania, 30)", "Which countries have a visa agreement"),
    ]
    assert law.closed == ("country", "permit")
