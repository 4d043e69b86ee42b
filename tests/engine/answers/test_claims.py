"""What is claimed about missing facts and about changes holds on the whole of each side."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from engine.answers.ask import ask, world
from engine.answers.nearest_change import Looked, nearest_change
from engine.answers.reply import Answer
from engine.answers.turned_by_time import Reached, reached, waited
from engine.answers.world import goal_of
from engine.pages.as_json import reply_object
from engine.pages.from_reply import need_words
from engine.pages.text import render
from engine.pages.whatif import nearest
from kb import load, load_cases
from kb.base import KnowledgeBase
from parser.resolved.tree import Case

FOLDER = Path(__file__).parent


def asked(name: str) -> tuple[KnowledgeBase, Case, Answer]:
    """Return the laws, the case and the answer of a pair beside this file."""
    kb = load(FOLDER / f"{name}.law")
    case, *_ = load_cases(FOLDER / f"{name}.case", kb)
    answer = ask(kb, case.expectations[0].question, case)
    assert isinstance(answer, Answer)
    return kb, case, answer


@pytest.mark.parametrize(
    ("name", "needs", "if_so", "if_not"),
    [
        (
            "claims-early-or-late",
            ["Ana was born on a birthday, on or before 2000-01-01"],
            "yes",
            "unknown",  # born in 2015 is not so early, and yes all the same
        ),
        (
            "claims-another-wedding",
            ['Ana is married to "a spouse" from a wedding, on or before 2000-01-01'],
            "yes",
            "unknown",
        ),
        (
            "claims-two-days",
            [
                "Ana was told on a day, on or before 2026-11-23",
                "Ana was born on a birthday, on or after 2026-11-24",
            ],
            "yes",
            "unknown",
        ),
        (
            "claims-somebody-known",
            ["it is false that a supporter supports Gran"],
            "yes",
            "unknown",  # somebody new makes it yes, Mum does not
        ),
        (
            "claims-all-but-a-day",
            ["Ana was born on a birthday, on or after 2000-01-02"],
            "yes",
            "unknown",
        ),
        (
            "claims-computed-days",
            ["T1 ends on a last, between 2026-03-10 and 2026-03-30"],
            "yes",
            "no",
        ),
        (
            "claims-a-number-denied",
            ["Ana is allowed 30 days"],
            "yes",
            "no",  # the rails leave another number open, which no completion is asked about
        ),
        (
            "claims-begun-by-its-end",
            ["Ana was born on a birthday, on or before 2008-12-01"],
            "yes",
            "no",  # and the first day of the membership is not asked for
        ),
        (
            "claims-enough-money",
            ["the taxes of Ana come to a paid, at least 5000 EUR"],
            "yes",
            "no",
        ),
    ],
)
def test_missing_facts_hold_on_both_sides(
    name: str, needs: list[str], if_so: str, if_not: str
) -> None:
    kb, _, answer = asked(name)
    (missing,) = answer.missing
    assert [need_words(need, kb.predicates) for need in missing.needs] == needs
    assert (missing.if_so, missing.if_not) == (if_so, if_not)


@pytest.mark.parametrize(
    ("title", "names", "if_not"),
    [("Two would not do", {"Home", "Abroad"}, "no"), ("One of two", {"Marko"}, "no")],
)
def test_who_would_not_do_is_no_example(title: str, names: set[str], if_not: str) -> None:
    file = FOLDER / "claims-another-country.case"
    kb = load(file.with_suffix(".law"))
    (case,) = (one for one in load_cases(file, kb) if one.title.startswith(title))
    answer = ask(kb, case.expectations[0].question, case)
    assert isinstance(answer, Answer)
    ((need,), if_so) = answer.missing[0].needs, answer.missing[0].if_so
    assert {one.name for _, one in need.other_than} == names
    assert (if_so, answer.missing[0].if_not) == ("yes", if_not)


def test_a_value_to_be_found_is_limited_by_exceptions_too() -> None:
    _, _, answer = asked("claims-found-value")
    (need,) = answer.rests_on
    assert answer.verdict == "depends" and answer.otherwise == ("no",)
    assert [(one.low, one.high) for one in need.limits] == [(50, 90)]


def turned(name: str) -> tuple[Looked, Reached | None, str]:
    kb, case, answer = asked(name)
    where = world(kb, answer.question, case, answer.as_of, "pydatalog")
    looked = nearest_change(where, goal_of(answer.question), answer)
    time = waited(kb, answer.question, case, answer, "pydatalog")
    return looked, time.reached, nearest(looked, time, kb.predicates)


@pytest.mark.parametrize(
    ("name", "day", "words"),
    [
        (
            "claims-new-rule",
            Reached(date(2027, 6, 1), "yes"),
            "with: Ana was born on a birthday, on or before 1996-11-23",
        ),
        (
            "claims-ban-that-ends",
            Reached(date(2027, 1, 1), "yes"),
            "without: Ana is banned until 2026-12-31",
        ),
        (
            "claims-exactly-twenty",
            Reached(date(2029, 1, 10), "yes", date(2030, 1, 9)),
            "with: Ana was born on a birthday, between 2005-11-24 and 2006-11-23",
        ),
        (
            "claims-every-other-day",
            Reached(date(2027, 1, 11), "yes", date(2027, 1, 11)),
            "with: Ana was born on 2008-11-22",
        ),
    ],
)
def test_time_and_other_facts_turn_a_no_as_said(name: str, day: Reached, words: str) -> None:
    _, found, text = turned(name)
    assert found == day
    assert words in text
    assert "Nothing was found" not in text


@pytest.mark.parametrize("name", ["claims-new-rule", "claims-ban-that-ends"])
def test_the_claimed_day_is_the_first(name: str) -> None:
    kb, case, answer = asked(name)
    day = reached(kb, answer.question, case, answer, "pydatalog")
    assert day is not None
    before = date.fromordinal(day.day.toordinal() - 1)
    on = [
        ask(kb, answer.question, replace(case, as_of=one), as_of=one) for one in (before, day.day)
    ]
    assert [one.verdict for one in on if isinstance(one, Answer)] == ["no", "yes"]


def test_where_nothing_turns_a_no_it_is_said_how_far_was_looked(tmp_path: Path) -> None:
    law = """
law t "T"

vocabulary
    {person} is early (given)
    {person} is late (given)
    {person} is both

rule R1 "Both"
    cites "1"
    a person is both
    if the person is early
    and the person is late
    and 1 = 2
"""
    case = 'case "Ana"\n    as of 2026-11-23\n    given\n        Ana is early\n'
    (tmp_path / "t.law").write_text(law.lstrip())
    (tmp_path / "t.case").write_text(case)
    kb = load(tmp_path / "t.law")
    (read,) = load_cases(tmp_path / "t.case", kb)
    answer = ask(kb, "is Ana both", read)
    assert isinstance(answer, Answer)
    where = world(kb, answer.question, read, answer.as_of, "pydatalog")
    looked = nearest_change(where, goal_of(answer.question), answer)
    assert looked == Looked(None, 1, 1, 1, 1)
    time = waited(kb, answer.question, read, answer, "pydatalog")
    said = " ".join(nearest(looked, time, kb.predicates).split())
    assert "1 statement, each taken back and with other values" in said
    assert "0 later days on which a comparison or a rule could turn, up to 2176-11-23" in said


def test_no_further_finding_is_said_where_one_is_recorded() -> None:
    kb, _, answer = asked("excused-already")
    text = render(answer, kb.predicates)
    wanted = "all cases where Ana is excused on a pardon are given"
    further = "nothing further of this is to be found by Office"
    assert f"  - {wanted}\n    {further}\n" in text
    (refusal,) = reply_object(answer, kb.predicates)["refusals"]
    assert refusal["say"] == wanted


@pytest.mark.parametrize(("end", "expected"), [("today", date(2027, 5, 1)), ("2026-11-23", None)])
def test_what_lasts_until_today_ends_on_no_day_to_come(
    tmp_path: Path, end: str, expected: date | None
) -> None:
    law = """
law t "T"

vocabulary
    {person} applied on {filing: date}                    (given, single)
    {person} is a member from {start: date} to {finish: date}  (given)
    {person} may vote

rule R1 "A year from the application"
    cites "1"
    a person may vote
    if the person applied on a filing
    and the filing + 1 year <= today
    unless all of:
        (1) the person is a member from a start to a finish
        (2) the finish < today
"""
    facts = f"        Ana applied on 2026-05-01\n        Ana is a member from 2020-01-01 to {end}\n"
    given = "        all cases where Ana is a member from a start to a finish are given\n"
    case = f'case "Ana"\n    as of 2026-11-23\n    given\n{facts}{given}'
    (tmp_path / "t.law").write_text(law)
    (tmp_path / "t.case").write_text(case)
    kb = load(tmp_path / "t.law")
    (told,) = load_cases(tmp_path / "t.case", kb)
    answer = ask(kb, "may Ana vote", told)
    assert isinstance(answer, Answer)
    assert answer.verdict == "no"
    found = waited(kb, answer.question, told, answer, "pydatalog")
    assert (None if found.reached is None else found.reached.day) == expected
    assert not found.ended


def test_what_is_said_of_one_need_leaves_the_other_open() -> None:
    kb = load(FOLDER / "claims-lent-to-themselves.law")
    case, *_ = load_cases(FOLDER / "claims-lent-to-themselves.case", kb)
    answer = ask(kb, "is someone careless", case)
    assert isinstance(answer, Answer)
    (missing,) = answer.missing
    assert len(missing.needs) == 2
    assert (missing.if_so, missing.each) == ("yes", ("unknown", "unknown"))
