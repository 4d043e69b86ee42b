"""Small mistakes in a law: which are made, and which of them the worked cases notice."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from engine.answers.mutation.kept import read_kept
from engine.answers.mutation.running import Progress, Report, run
from engine.answers.mutation.trying import Laws, Tried
from parser.text.diagnostic import SourceError

LAW = """\
law club "Club"
    in force from 2020-01-01

vocabulary
    {person} has been a member since {start: date}      (given, single, else no)
    {person} owes {number} fees                         (given, single)
    {person} is a guest                                 (given)
    {person} is a friend                                (given)
    {person} is banned                                  (given, else no)
    {person} may enter
    {person} may sit down

rule C-1 "Entry"
    a person may enter
    if the person has been a member since a start
    and the start + 1 year <= today
    and the person owes a number fees
    and the number < 3
    unless the person is banned

rule C-2 "Seats"
    a person may sit down
    if any of:
        (a) the person is a guest
        (b) the person is a friend
"""

MEMBER = """\
case "a member"
    as of 2026-03-02
    given
        Ana has been a member since 2020-03-02
        Ana owes 1 fees
    expect
        may Ana enter: yes
"""


def case(title: str, *facts: str, asked: str, day: str = "2026-03-02") -> str:
    """Return a case with some facts and one question."""
    given = "".join(f"        {fact}\n" for fact in ("all facts are given", *facts))
    return f'case "{title}"\n    as of {day}\n    given\n{given}    expect\n        {asked}\n'


MEMBERS = (
    case(
        "one year, two fees",
        "Ana has been a member since 2025-03-02",
        "Ana owes 2 fees",
        asked="may Ana enter: yes",
    ),
    case(
        "a year less a day",
        "Ana has been a member since 2025-03-03",
        "Ana owes 2 fees",
        asked="may Ana enter: no",
    ),
    case(
        "three fees",
        "Ana has been a member since 2025-03-02",
        "Ana owes 3 fees",
        asked="may Ana enter: no",
    ),
    case(
        "banned",
        "Ana has been a member since 2025-03-02",
        "Ana owes 2 fees",
        "Ana is banned",
        asked="may Ana enter: no",
    ),
)
SEATS = (
    case("a guest", "Ana is a guest", asked="may Ana sit down: yes"),
    case("a friend", "Ana is a friend", asked="may Ana sit down: yes"),
    case("a stranger", "Ana owes 1 fees", asked="may Ana sit down: no"),
)
DAYS = (
    case("the first day", "Ana is a guest", asked="may Ana sit down: yes", day="2020-01-01"),
    case("the day before", "Ana is a guest", asked="may Ana sit down: silent", day="2019-12-31"),
)


def mutated(folder: Path, *cases: str, only: tuple[str, ...] = (), law: str = LAW) -> Report:
    """Return what comes of the mutants of the law with some cases beside it."""
    (folder / "club.law").write_text(law, encoding="utf-8")
    (folder / "club.case").write_text("\n".join(cases), encoding="utf-8")
    return run(Laws((str(folder),), only, "pydatalog", date(2026, 3, 2)))


def words(found: tuple[Tried, ...]) -> set[tuple[str, str, str]]:
    """Return the kind of each mutant, what it changes and what it puts there."""
    return {one.change[:1] + one.change[2:] for one in found}


MISTAKES = {
    ("number", "1 year", "0 years"),
    ("number", "1 year", "2 years"),
    ("number", "3", "2"),
    ("number", "3", "4"),
    ("strict", "the start + 1 year <= today", "the start + 1 year < today"),
    ("strict", "the number < 3", "the number <= 3"),
    ("turned", "the start + 1 year <= today", "the start + 1 year >= today"),
    ("turned", "the number < 3", "the number > 3"),
    ("exchanged", "unless", "and any of"),
    ("dropped", "the start + 1 year <= today", ""),
    ("dropped", "the number < 3", ""),
    ("dropped", "unless the person is banned", ""),
}


def test_each_mistake_in_a_rule_is_noticed_by_cases_on_both_sides(tmp_path: Path) -> None:
    report = mutated(tmp_path, *MEMBERS, only=("C-1",))
    assert words(report.mutants) >= MISTAKES
    assert report.unnoticed == ()


def test_one_case_far_from_every_limit_notices_little(tmp_path: Path) -> None:
    unnoticed = words(mutated(tmp_path, MEMBER, only=("C-1",)).unnoticed)
    assert unnoticed >= {one for one in MISTAKES if one[0] in ("strict", "number")}
    assert ("turned", "the number < 3", "the number > 3") not in unnoticed
    assert ("exchanged", "unless", "and any of") not in unnoticed


def test_each_alternative_needs_a_case(tmp_path: Path) -> None:
    all_of = ("exchanged", "any of", "all of")
    friend = ("dropped", "the person is a friend", "")
    assert words(mutated(tmp_path, *SEATS, only=("C-2",)).unnoticed) == set()
    assert words(mutated(tmp_path, SEATS[0], SEATS[2], only=("C-2",)).unnoticed) == {friend}
    both = case("both", "Ana is a guest", "Ana is a friend", asked="may Ana sit down: yes")
    assert all_of in words(mutated(tmp_path, both, only=("C-2",)).unnoticed)


def test_the_days_of_a_law_need_cases_on_both_sides(tmp_path: Path) -> None:
    moved = {
        ("force", "in force from 2020-01-01", "in force from 2019-12-31"),
        ("force", "in force from 2020-01-01", "in force from 2020-01-02"),
    }
    assert words(mutated(tmp_path, *SEATS, only=("club",)).unnoticed) >= moved
    assert words(mutated(tmp_path, *DAYS, only=("club",)).unnoticed).isdisjoint(moved)


def test_what_is_no_law_is_no_mutant(tmp_path: Path) -> None:
    report = mutated(tmp_path, *MEMBERS, only=("C-1",))
    refused = [one for one in report.tried if one.refused]
    without = ("dropped", "the person owes a number fees", "")
    assert without in words(tuple(refused))
    assert without not in words(report.mutants)


def test_a_mark_says_that_no_case_can_notice_a_mutant(tmp_path: Path) -> None:
    marked = LAW.replace(
        "and the number < 3",
        "and the number < 3  # no case can notice strict, number: only 1 is owed",
    )
    report = mutated(tmp_path, MEMBER, only=("C-1",), law=marked)
    assert {(one.change.kind, report.reason(one)) for one in report.marked} == {
        ("strict", "only 1 is owed"),
        ("number", "only 1 is owed"),
    }
    assert ("dropped", "the number < 3", "") in words(report.unnoticed)


def test_a_mark_of_no_kind_is_refused(tmp_path: Path) -> None:
    wrong = LAW.replace("and the number < 3", "and the number < 3  # no case can notice any: x")
    with pytest.raises(SourceError) as refused:
        mutated(tmp_path, MEMBER, law=wrong)
    (error,) = refused.value.diagnostics
    assert (error.at.line, error.at.column) == (18, 25)
    assert error.message == "there is no kind of mutant called `any`"
    assert wrong[error.at.start : error.at.end] == "# no case can notice any: x"


def test_an_expectation_that_the_law_does_not_meet_notices_nothing(tmp_path: Path) -> None:
    wrong = MEMBER.replace("enter: yes", "enter: no")
    report = mutated(tmp_path, wrong, only=("C-1",))
    assert report.unnoticed == report.mutants


def test_what_was_noticed_is_kept_until_something_changes(tmp_path: Path) -> None:
    (tmp_path / "club.law").write_text(LAW, encoding="utf-8")
    (tmp_path / "club.case").write_text("\n".join(MEMBERS), encoding="utf-8")
    kept = str(tmp_path / "kept")
    laws = Laws((str(tmp_path),), ("C-1",), "pydatalog", date(2026, 3, 2))
    first = run(laws, keeping=kept)
    again = run(replace(laws, kept=read_kept(kept)), keeping=kept)
    assert words(again.mutants) == words(first.mutants)
    assert [one.by for one in again.tried] == [one.by for one in first.tried]
    assert {one.asked for one in again.mutants} == {0}
    (tmp_path / "club.law").write_text(LAW.replace("< 3", "< 4"), encoding="utf-8")
    changed = run(replace(laws, kept=read_kept(kept)))
    assert ("number", "4", "5") in words(changed.unnoticed)
    assert {one.asked for one in changed.mutants} != {0}


def test_several_processes_find_the_same(tmp_path: Path) -> None:
    one = mutated(tmp_path, *MEMBERS, *SEATS)
    laws = Laws((str(tmp_path),), (), "pydatalog", date(2026, 3, 2))
    assert run(laws, processes=2).tried == one.tried


def test_a_run_that_is_over_names_the_rules_that_are_left(tmp_path: Path) -> None:
    (tmp_path / "club.law").write_text(LAW, encoding="utf-8")
    (tmp_path / "club.case").write_text("\n".join(MEMBERS), encoding="utf-8")
    told: list[Progress] = []
    laws = Laws((str(tmp_path),), (), "pydatalog", date(2026, 3, 2))
    report = run(laws, is_over=lambda: len(told) == 2, tell=told.append)
    assert report.left == ("C-2",)
    assert [one.rules for one in told] == [1, 2]


def test_a_case_is_suggested_that_would_notice(tmp_path: Path) -> None:
    (tmp_path / "club.law").write_text(LAW, encoding="utf-8")
    cases = [*MEMBERS[1:], MEMBER]
    (tmp_path / "club.case").write_text("\n".join(cases), encoding="utf-8")
    laws = Laws((str(tmp_path),), ("C-1",), "pydatalog", date(2026, 3, 2), suggesting=True)
    missed = run(laws).unnoticed
    found = {one.change.new: one.suggested for one in missed}
    limit = "the start + 1 year < today"
    assert set(found) == {limit, "2 years", "2"}
    (tmp_path / "club.case").write_text(
        "\n".join((*cases, *dict.fromkeys(found.values()))), encoding="utf-8"
    )
    assert run(laws).unnoticed == ()
    assert "Ana has been a member since 2025-03-02" in found[limit]
    assert found[limit].endswith("may Ana enter: yes\n")


BIRTHDAYS = """\
law year "Year"

vocabulary
    {person} was born on {birthday: date}      (given, single)
    {person} starts on {start: date}

rule Y-1 "From the first of January"
    a person starts on a start
    if the person was born on a birthday
    and the start = the date of 1 January in the year of the birthday
"""


def test_a_day_of_the_year_is_moved_as_a_day(tmp_path: Path) -> None:
    born = case(
        "born in May",
        "Ana was born on 1999-05-05",
        asked="does Ana start on 1999-01-01: yes",
    )
    report = mutated(tmp_path, born, law=BIRTHDAYS)
    first = "the date of 1 January in"
    assert {
        ("number", first, "the date of 31 December in"),
        ("number", first, "the date of 2 January in"),
    } <= words(report.mutants)
    assert not report.unnoticed
