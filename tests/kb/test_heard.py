"""What people say in words of their own leads to the sentences of the law that they may mean."""

from datetime import date
from functools import cache

import pytest

from kb.heard.nearest import HeardClause, Sentences, is_askable, is_tellable, said_with
from tests.laws import shipped

DAY = date(2026, 11, 30)


@cache
def _sentences(asking: bool) -> Sentences:
    return Sentences(shipped(), is_askable if asking else is_tellable)


def _heard(text: str, asking: bool = False) -> tuple[HeardClause, ...]:
    return _sentences(asking).heard(text, {"Mei": "person"}, DAY, "Mei", asking)


def _said(clause: HeardClause) -> list[str]:
    return [said_with(shipped(), one) for one in clause.nearest]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Mei is Chinese", "Mei is a national of China from {start} to {finish}"),
        ("Wang je Kinez", "Wang is a national of China from {start} to {finish}"),
        ("She is an American", "Mei is a national of United States from {start} to {finish}"),
        ("Jovana je Srpkinja", "Jovana is a national of Serbia from {start} to {finish}"),
        ("I came on 1st May 2026", "Mei made a short stay from 2026-05-01 to {exit}"),
        ("ušla je 1. maja 2026.", "Mei made a short stay from 2026-05-01 to {exit}"),
        ("stayed until 3/6/2026", "Mei made a short stay from {entry} to 2026-06-03"),
        ("She came on a tourist trip", "Mei travels for tourism"),
        ("born in Serbia", "Mei was born in Serbia"),
        ("rođena je u Kini", "Mei was born in China"),
        ("I married Marko on May 5, 2020", "Mei is married to Marko from 2020-05-05"),
        ("her passport expires on 1.1.2030", "{document} expires on 2030-01-01"),
        ("works remotely for a German firm", "Mei works electronically for {employer}"),
        ("boravi u Crnoj Gori kao turista", "Mei is staying in Montenegro"),
    ],
)
def test_what_is_no_sentence_leads_to_those_that_may_be_meant(text: str, meant: str) -> None:
    (clause,) = _heard(text)
    assert meant in _said(clause)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("how long may Mei stay", "Mei may stay for {number} days at the most"),
        ("koliko dugo može ostati", "Mei may stay for {number} days at the most"),
        ("does she need a visa", "Mei may come without a visa"),
        ("can she become a citizen", "Mei can acquire Montenegrin citizenship"),
        ("has she stayed too long", "the stay of Mei is illegal"),
    ],
)
def test_questions_are_found_by_what_people_ask(text: str, meant: str) -> None:
    (clause,) = _heard(text, asking=True)
    assert meant in _said(clause)


def test_a_story_is_taken_apart_and_its_people_are_kept() -> None:
    found = _heard("Wang is Chinese, entered on 1 May 2026 and stayed until 3 June.")
    assert [one.text for one in found] == [
        "Wang is Chinese", "entered on 2026-05-01", "stayed until 2026-06-03"
    ]  # fmt: skip
    assert all(any("Wang" in said for said in _said(one)) for one in found)


def test_two_clauses_may_tell_of_one_stay() -> None:
    for clause in _heard("Mei entered on 1 May 2026 and stayed until 3 June 2026"):
        assert "Mei made a short stay from 2026-05-01 to 2026-06-03" in _said(clause)[:3]


def test_a_day_of_something_else_fills_no_slot() -> None:
    (clause,) = _heard("She has a Chinese passport that expires on 2030-01-01")
    assert not any("China from 2030-01-01" in one for one in _said(clause))


@pytest.mark.parametrize("text", ["", "  ", "qqq zzz", "?!", "1 2 3", "the of and"])
def test_where_nothing_is_said_nothing_is_meant(text: str) -> None:
    assert _heard(text) == ()
