"""The pages of open questions: the value itself in front, and of none why there is none."""

import json
from datetime import date
from pathlib import Path

import pytest

from engine.answers.ask import ask
from engine.answers.reply import Values
from engine.pages.as_json import reply_object
from engine.pages.language import spoken
from engine.pages.text import short
from kb.from_files import load_texts, read_cases
from tests.engine.commands.running import zakonik
from tests.laws import EXAMPLES, shipped

LAW = """\
law club "Rules of the club"

vocabulary
    {person} joined on {day: date}            (given, single)
    {person} may vote from {start: date}
    {person} may vote
    {person} is a host                        (given, all "hosts")

rule C-1 "Members of a year"
    cites "section 1"
    a person may vote from a start
    if the person joined on a day
    and the start = the day + 1 year

rule C-2 "Voters"
    cites "section 2"
    in force from 2020-01-01 until 2030-12-31
    a person may vote
    if the person may vote from a start
    and the start <= today
"""


def page_of(facts: str, question: str) -> str:
    kb = load_texts((("club.law", LAW),))
    lines = "".join(f"        {line}\n" for line in facts.splitlines())
    (case,) = read_cases(f'case "x"\n    given\n{lines}', "x.case", kb)
    page = short(ask(kb, question, case, as_of=date(2026, 6, 1)), kb.predicates)
    return page.replace("\n  (x", " (x")


def test_the_only_value_stands_in_front() -> None:
    page = page_of("Ana joined on 2024-05-02", "Ana may vote from when")
    assert page.startswith("2025-05-02: Ana may vote from 2025-05-02 (as of 2026-06-01)\n\n")
    assert "only answer" not in page  # a day is no other day


def test_of_none_it_says_why_there_is_none() -> None:
    page = page_of("it is false that Ana joined on a day", "Ana may vote from when")
    assert page.startswith("NONE: Ana may vote from when (as of 2026-06-01)\n\nIt turns on (C-1")
    assert "Ana did not join (x.case:3)" in page
    assert "Cited: Rules of the club: section 1 (C-1)" in page


def test_of_none_for_certain_it_says_what_to_ask() -> None:
    page = page_of("Ana is a host", "Ana may vote from when")
    assert page.startswith("NONE CERTAIN: ")
    assert "Ask (Ana, or who acts for Ana): " in page


def test_each_of_several_rows_says_why_it_is_so() -> None:
    page = page_of("Ana joined on 2024-05-02\nIvo joined on 2025-01-01", "who may vote")
    assert page.startswith("2 ANSWERS: who may vote (as of 2026-06-01)")
    assert "  - Ana: yes (C-2)\n    Ana may vote from 2025-05-02 (C-1)" in page


def test_a_row_of_a_table_names_its_source() -> None:
    laws = shipped()
    question = 'which country has the country code "SCG"'
    reply = ask(laws, question, as_of=date(2026, 11, 23))
    page = short(reply, laws.predicates)
    assert page.startswith("1 FOR CERTAIN: which country")
    assert "  - Serbia and Montenegro: yes (Former state; ISO 3166-3)" in page
    assert short(reply, spoken(laws, "me")).startswith("1 SA SIGURNOŠĆU: ")


def test_a_day_is_asked_for_as_a_day() -> None:
    page = page_of("Ana is a host", "may Ana vote")
    assert "on which day did Ana join?" in page


def test_data_says_why_there_is_no_row() -> None:
    kb = load_texts((("club.law", LAW),))
    lines = 'case "x"\n    given\n        it is false that Ana joined on a day\n'
    (case,) = read_cases(lines, "x.case", kb)
    reply = ask(kb, "Ana may vote from when", case, as_of=date(2026, 6, 1))
    assert isinstance(reply, Values) and reply.none is not None
    found = reply_object(reply, kb.predicates)
    assert found["rows"] == [] and found["none"]["verdict"] == "no"
    assert set(found["none"]["routes"]) <= set(found["nodes"])


def test_data_says_which_rules_do_not_count_on_the_day() -> None:
    kb = load_texts((("club.law", LAW),))
    reply = ask(kb, "may Ana vote", as_of=date(2019, 6, 1))
    (rule,) = reply_object(reply, kb.predicates)["outside"]
    assert (rule["rule"], rule["starts"], rule["ends"]) == ("C-2", "2020-01-01", "2030-12-31")


def test_data_and_reports_have_the_days_to_come(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A day that is named today may bring no *yes* when it comes."""
    case = str(EXAMPLES / "situations" / "08-five-years.case")
    question = "Ana may apply for permanent residence from when"
    of_case = (question, "--case", case, "--title", "Five years not yet complete")
    found = json.loads(zakonik(capsys, "ask", *of_case, "--format", "json").out)
    (day,) = found["beside"]["later"]
    assert (day["day"], day["verdict"]) == ("2027-03-01", "no")
    assert "R1 (08-five-years.case:6); R1 runs until 2026-12-31" in day["turns"][0]
    file = tmp_path / "report.txt"
    assert zakonik(capsys, "report", *of_case, "-o", str(file)).code == 0
    said = " ".join(file.read_text(encoding="utf-8").split())
    assert "As of 1 March 2027, Ana may apply for permanent residence: no. R1 runs until 31" in said
