"""`zakonik whatif`: other facts, another version of a case, and what would turn a *no*."""

import json
from pathlib import Path

import pytest

from tests.engine.commands.running import zakonik

LAW = """
law club "Club"

vocabulary
    {person} is a member                     (given)
    {person} joined on {day: date}           (given, single)
    {person} is suspended                    (given)
    {person} may vote

rule C-1 "Vote"
    cites "Section 1"
    a person may vote
    if the person is a member
    and the person joined on a day
    and the day + 1 year <= today
    unless the person is suspended
"""
ANA = """
case "Ana"
    as of 2026-11-23
    given
        Ana is a member
        Ana joined on 2026-02-28
        it is false that Ana is suspended
"""
OTHER = ANA.replace("2026-02-28", "2025-11-23").replace('"Ana"', '"Ana, earlier"')
QUESTION = "may Ana vote"


@pytest.fixture
def club(tmp_path: Path) -> Path:
    (tmp_path / "club.law").write_text(LAW)
    (tmp_path / "ana.case").write_text(ANA)
    (tmp_path / "other.case").write_text(OTHER)
    return tmp_path


def test_other_facts_for_once(club: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = str(club / "ana.case")
    ended = zakonik(
        capsys, "whatif", QUESTION, "--case", case, "--fact", "Ana joined on 2025-11-23"
    )
    assert ended.code == 0
    assert ended.out.startswith("NO → YES: may Ana vote\n")
    assert "  - without: Ana joined on 2026-02-28\n  - with: Ana joined on 2025-11-23" in ended.out


def test_a_fact_taken_away(club: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = str(club / "other.case")
    ended = zakonik(capsys, "whatif", QUESTION, "--case", case, "--without", "Ana is a member")
    assert ended.out.startswith("YES → UNKNOWN: may Ana vote\n")


def test_a_fact_that_is_not_there_cannot_be_taken_away(
    club: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = str(club / "ana.case")
    ended = zakonik(capsys, "whatif", QUESTION, "--case", case, "--without", "Ana is suspended")
    assert ended.code == 2
    assert "`Ana is suspended` was not told" in ended.err


def test_two_versions_of_a_case(club: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = str(club / "ana.case"), str(club / "other.case")
    ended = zakonik(
        capsys, "whatif", QUESTION, "--case", first, "--against", second, "--format", "json"
    )
    value = json.loads(ended.out)
    assert value["without"] == ["Ana joined on 2026-02-28"]
    assert value["with"] == ["Ana joined on 2025-11-23"]
    assert (value["before"]["verdict"], value["after"]["verdict"]) == ("no", "yes")


def test_what_would_turn_a_no(club: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ended = zakonik(capsys, "whatif", QUESTION, "--case", str(club / "ana.case"))
    assert "If nothing but time passes:\n  - from 2027-02-28: yes" in ended.out
    assert "with: Ana joined on a day, on or before 2025-11-23" in ended.out


def test_what_would_turn_a_no_as_data(club: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = str(club / "ana.case")
    ended = zakonik(capsys, "whatif", QUESTION, "--case", case, "--format", "json")
    value = json.loads(ended.out)
    assert value["reached"] == {"day": "2027-02-28", "last": None, "verdict": "yes"}
    assert value["nearest"]["without"] == ["Ana joined on 2026-02-28"]
    assert value["nearest"]["verdict"] == "yes"


def test_two_things_in_the_way(club: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = ANA.replace("it is false that Ana is suspended", "Ana is suspended")
    (club / "ana.case").write_text(text)
    ended = zakonik(capsys, "whatif", QUESTION, "--case", str(club / "ana.case"))
    assert "without: Ana is suspended" in ended.out
    assert "without: Ana joined on 2026-02-28" in ended.out
    assert "with: it is false that Ana is suspended" in ended.out
