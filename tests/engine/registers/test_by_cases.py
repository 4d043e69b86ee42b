"""What the rails leave open is decided as for one case: by cases, or as a conflict."""

from pathlib import Path

import pytest

from engine.registers import left_open
from tests.engine.registers.small import Capsys, says, screened

LAWS = Path(__file__).parents[1] / "answers"
BY_CASES = LAWS / "by-cases.law"
CONTRADICTED = LAWS / "contradicted.law"

BORN = says("{person} was born on {birthday}", more='columns = { birthday = "born" }')
PERMITS = says(
    "{person} holds a permit from {start} to {finish}",
    "permits.csv",
    'columns = { start = "start", finish = "finish" }',
)


def test_days_that_nobody_stated_are_told_apart(capsys: Capsys, tmp_path: Path) -> None:
    people = "id,born\nyoung,2009-06-10\ntwin,2009-06-10\nold,1990-01-01\n"
    found = screened(
        capsys, tmp_path, BY_CASES, "does {person} qualify", BORN, {"people.csv": people}
    )
    assert found.by_key() == {"young": "no", "twin": "no", "old": "unknown"}
    assert {row["decided"] for row in found.answers} == {"true"}


def test_permits_since_birth(capsys: Capsys, tmp_path: Path) -> None:
    people = "id,born\nall,2009-06-10\ngap,2009-06-10\nnone,2009-06-10\n"
    permits = (
        "id,start,finish\n"
        "all,2009-06-10,2015-01-01\nall,2015-01-02,2026-11-23\n"
        "gap,2009-06-10,2014-12-31\ngap,2015-01-02,2026-11-23\n"
    )
    tables: dict[str, str | bytes] = {"people.csv": people, "permits.csv": permits}
    question = "is {person} eligible"
    found = screened(capsys, tmp_path, BY_CASES, question, BORN + PERMITS, tables)
    assert found.by_key() == {"all": "no", "gap": "unknown", "none": "unknown"}


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("is {person} special", "yes"),
        ("is {person} housed", "yes"),
        ("may {person} be housed", "no"),
    ],
)
def test_a_fact_or_a_finding_either_way(
    capsys: Capsys, tmp_path: Path, question: str, answer: str
) -> None:
    people = "id,born\n" + "".join(f"p{number},1990-01-01\n" for number in range(40))
    found = screened(capsys, tmp_path, BY_CASES, question, BORN, {"people.csv": people})
    assert set(found.by_key().values()) == {answer}
    assert len(found.answers) == 40


def test_cases_that_are_alike_are_asked_once(
    capsys: Capsys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(left_open, "AT_MOST", 2)
    born = [f"p{number},200{number % 3}-01-01" for number in range(9)]
    people = "\n".join(["id,born", *born]) + "\n"
    found = screened(capsys, tmp_path, BY_CASES, "is {person} housed", BORN, {"people.csv": people})
    # the day of birth counts for nothing in the question: all are alike
    assert set(found.by_key().values()) == {"yes"}
    pays = says("{person} lives at home", more='when = "home"')
    sponsored = says(
        "{person} is sponsored by {sponsor}", "sponsors.csv", 'columns = { sponsor = "by" }'
    )
    people = "id,born,home\n" + "".join(f"p{n},1990-01-01,\n" for n in range(5))
    sponsors = "id,by\n" + "".join(f"p{n},s{n}{m}\n" for n in range(5) for m in range(1 + n % 3))
    tables: dict[str, str | bytes] = {"people.csv": people, "sponsors.csv": sponsors}
    question = "is {person} served"
    found = screened(capsys, tmp_path, BY_CASES, question, BORN + pays + sponsored, tables)
    undecided = {row["case_key"] for row in found.answers if row["decided"] == "false"}
    assert found.by_key() == {
        key: "unknown" if key in undecided else "yes" for key in ("p0", "p1", "p2", "p3", "p4")
    }
    assert undecided == {"p2"}  # the third kind of case, with two kinds asked at most
    assert "not decided" in found.out


def test_a_yes_that_the_law_denies_too_is_a_conflict(capsys: Capsys, tmp_path: Path) -> None:
    mapping = says("{person} was born here", more='when = "here"')
    mapping += says("{person} was banned", more='when = "banned"')
    mapping += says("{person} is a danger", more='when = "danger"')
    people = (
        "id,here,banned,danger\nboth,da,da,\none,DA,ne,ne\nopen,yes,,\nnone,no,,\n"
        "danger,true,no,TRUE\n"
    )
    tables: dict[str, str | bytes] = {"people.csv": people}
    asked = {
        "may {person} stay": ("conflict", "yes", "yes", "no", "yes"),
        "may {person} work": ("depends", "yes", "depends", "no", "conflict"),
        "may {person} stay for 30 days": ("conflict", "yes", "yes", "no", "yes"),
        "may {person} stay for 60 days": ("conflict", "no", "unknown", "unknown", "no"),
    }
    for question, expected in asked.items():
        found = screened(capsys, tmp_path, CONTRADICTED, question, mapping, tables)
        answers = found.by_key()
        keys = ("both", "one", "open", "none", "danger")
        assert tuple(answers[key] for key in keys) == expected, question
        for key in keys:
            ended = screened(
                capsys, tmp_path, CONTRADICTED, question, mapping, tables, "--explain", key
            )
            assert ended.out.casefold().startswith(answers[key]), (question, key)


def test_what_is_denied_of_one_value_is_not_so(capsys: Capsys, tmp_path: Path) -> None:
    mapping = says("{person} applied on {filing}", more='columns = { filing = "day" }\nwhen = "so"')
    people = "id,day,so\nnot,2020-01-01,no\nyes,2020-01-01,yes\nnever,,no\nopen,,\n"
    tables: dict[str, str | bytes] = {"people.csv": people}
    asked = {
        "2020-01-01": {"not": "no", "yes": "yes", "never": "no", "open": "unknown"},
        "2020-01-02": {"not": "unknown", "yes": "unknown", "never": "no", "open": "unknown"},
    }
    for day, expected in asked.items():
        question = f"did {{person}} apply on {day}"
        assert screened(capsys, tmp_path, BY_CASES, question, mapping, tables).by_key() == expected
