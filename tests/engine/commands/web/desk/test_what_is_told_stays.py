"""What is stated is never lost by an answer that meant *no others*; a blank end is told."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from engine.commands.web.desk.hearing import heard
from engine.commands.web.desk.jobs import Change, Fill, Look, Replace, Say, So, Told
from engine.commands.web.desk.work import done
from engine.commands.web.jobs import Given, Made, Outcome, Refused, Step
from engine.commands.web.jobs import Told as Situation
from engine.commands.web.work import done as done_by_program
from parser.resolved.tree import Case
from tests.engine.commands.web.desk.conftest import Seat
from tests.laws import shipped

TODAY = date(2026, 11, 30)

LAW = """law nations "Law on Nations"
    source "a page"

vocabulary
    {person} is a national of {country} from {start: date} to {finish: date} (given)
        help "The last day of one that goes on is `today`."
    {person} has {number} cows      (given, single)
    {person} is a foreigner

rule N-1 "Foreigners"
    cites "first sentence"
    a person is a foreigner
    if the person is a national of a country from a start to a finish
    and the finish >= today
"""

CASE = """case "Li"
    as of 2026-11-30
    given
        Li is a national of China from 1990-06-06 to 2026-11-30
"""
NATIONAL = "is_a_national_of_from_to"


@pytest.fixture
def law(tmp_path: Path) -> str:
    path = tmp_path / "nations.law"
    path.write_text(LAW)
    return str(path)


def _changed(law: str, action: Fill | Say, case: str = CASE) -> Outcome:
    return done((law,), Change(Told(case), action), TODAY)


def _text(outcome: Outcome) -> str:
    assert isinstance(outcome, Made), outcome
    text: str = outcome.value["text"]
    return text


@pytest.mark.parametrize(
    ("so", "values"),
    [
        ("no", ("Li", "", "", "")),
        ("no", ("", "", "", "")),
        ("no", ("Li", "China", "1990-06-06", "2026-11-30")),
        ("unsure", ("Li", "", "", "")),
    ],
)
def test_what_is_stated_does_not_give_way_to_its_denial(
    law: str, so: So, values: tuple[str, ...]
) -> None:
    refused = _changed(law, Fill(NATIONAL, so, values))
    assert isinstance(refused, Refused)
    (told,) = refused.diagnostics
    assert told["code"] == "told-otherwise"
    assert "Li is a national of China" in told["message"]


def test_a_sentence_that_denies_what_is_stated_is_asked_back(law: str) -> None:
    said = Say("it is false that Li is a national of a country from a start to a finish")
    refused = _changed(law, said)
    assert isinstance(refused, Refused)
    assert refused.diagnostics[0]["code"] == "told-otherwise"


def test_no_others_closes_what_is_stated(law: str) -> None:
    text = _text(_changed(law, Fill(NATIONAL, "whole", ("Li", "", "", ""))))
    assert "Li is a national of China from 1990-06-06 to 2026-11-30" in text
    assert "all cases where Li is a national of" in text
    assert "it is false" not in text


def test_another_value_takes_the_place_of_the_one_and_it_is_said(law: str) -> None:
    case = f"{CASE}        Li has 2 cows\n"
    outcome = _changed(law, Fill("has_cows", "yes", ("Li", "3")), case)
    assert "Li has 3 cows" in _text(outcome) and "2 cows" not in _text(outcome)
    assert isinstance(outcome, Made) and outcome.value["removed"] == ["Li has 2 cows"]


@pytest.mark.parametrize("language", ["en", "me"])
def test_what_is_written_up_to_today_stays_so_when_its_first_day_is_filled_in(
    law: str, language: str
) -> None:
    """The form of what is asked next holds the last day as a value: it was `today` before."""
    case = CASE.replace("from 1990-06-06 to 2026-11-30", "from a start to today")
    filled_in = Fill(NATIONAL, "yes", ("Li", "China", "1990-06-06", "2026-11-30"))
    text = _text(done((law,), Change(Told(case, language=language), filled_in), TODAY))
    assert "Li is a national of China from 1990-06-06 to today " in text
    assert "from a start" not in text


def test_a_change_in_a_language_that_shows_the_day_keeps_today(law: str) -> None:
    """In English the line is typed as it is written, and a day that is typed there is meant."""
    case = CASE.replace("to 2026-11-30", "to today")
    anew = Replace(1, "", "Li is a national of China from 1991-06-06 to 2026-11-30")
    texts = {
        language: _text(done((law,), Change(Told(case, language=language), anew), TODAY))
        for language in ("en", "me")
    }
    assert "China from 1991-06-06 to today " in texts["me"]
    assert "China from 1991-06-06 to 2026-11-30 " in texts["en"]


def test_what_goes_on_is_written_up_to_today_and_so_moves_with_the_day(law: str) -> None:
    values = ("Li", "Serbia", "2026-11-30", "today")
    text = _text(_changed(law, Fill(NATIONAL, "yes", values)))
    assert "Li is a national of Serbia from 2026-11-30 to today\n" in re.sub(" *#.*", "", text)
    view = done((law,), Look(Told(text), fill=NATIONAL), TODAY)
    assert isinstance(view, Made)
    assert [one["goes_on"] for one in view.value["fill_form"]["slots"]] == [
        False, False, False, True,
    ]  # fmt: skip
    outcome = _changed(law, Fill(NATIONAL, "yes", ("Li", "Serbia", "2026-11-30", "")))
    assert isinstance(outcome, Made) and outcome.value["leaves_open"]


def test_what_is_asked_for_says_what_is_known_and_asks_for_others(law: str) -> None:
    case = CASE.replace("to 2026-11-30", "to 2000-01-01")
    view = done((law,), Look(Told(case), "Li is a foreigner"), TODAY)
    assert isinstance(view, Made)
    asks = [one for group in view.value["answer"]["asks"] for one in group["each"]]
    known = {line for one in asks if one["pred"] == NATIONAL for line in one["known"]}
    assert known == {"Li is a national of China from 1990-06-06 to 2000-01-01"}


def _step(law: str, case: str, *said: Given) -> Outcome:
    told = Situation(case)
    return done_by_program(
        (law,), Step(told, "Li is a foreigner", ((said),) if said else ()), TODAY
    )


def test_an_interview_takes_no_others_and_refuses_none(law: str) -> None:
    case = CASE.replace("to 2026-11-30", "to 2000-01-01")
    first = _step(law, case)
    assert isinstance(first, Made)
    (query,) = first.value["queries"]
    assert query["has_stated"] and "China" in query["known"][0]
    refused = _step(law, case, Given("no"))
    assert isinstance(refused, Refused)
    assert refused.diagnostics[0]["code"] == "told-otherwise"
    end: Any = _step(law, case, Given("yes", (), True))
    assert isinstance(end, Made) and end.value["ended"]
    assert end.value["verdict"] == "no"
    assert "Li is a national of China" in end.value["case"]


def test_what_goes_on_is_kept_as_today_in_the_case_of_an_interview(law: str) -> None:
    end: Any = _step(
        law, 'case "Li"\n    as of 2026-11-30\n', Given("yes", (("China", "1990-06-06", "today"),))
    )
    assert end.value["ended"]
    assert "Li is a national of China from 1990-06-06 to today\n" in end.value["case"]
    named: Any = _step(
        law,
        'case "Li"\n    as of 2026-11-30\n',
        Given("yes", (("China", "1990-06-06", "2026-11-30"),)),
    )
    assert "to 2026-11-30\n" in named.value["case"]


def test_the_page_says_what_stays(seat: Seat, ana: str) -> None:
    seat.send(f"{ana}/do", n=1, act="say", sentence="Ana owes a fee")
    page = seat.send(f"{ana}/do", 422, n=1, act="fill", pred="owes_a_fee", so="no", slot0="Ana")
    assert "This is told already: Ana owes a fee." in page
    assert "Ana owes a fee" in seat.text("ana.case")
    page = seat.send(f"{ana}/do", n=1, act="say", sentence="Ana has 2 books at home")
    page = seat.send(f"{ana}/do", n=1, act="say", sentence="Ana has 3 books at home")
    assert "What it contradicts was taken out" in page


def test_what_is_heard_of_what_goes_on_lasts_until_today() -> None:
    (clause,) = heard(shipped(), Case("Li"), "Li is Chinese", "en", TODAY)
    form = clause["nearest"][0]
    assert form["pred"] == NATIONAL
    assert [one["typed"] for one in form["slots"]] == ["Li", "China", "", "today"]


@pytest.mark.parametrize(
    ("before", "said", "contradicted", "removed"),
    [
        ("Li has 3 cows", "Li has 4 cows", True, 1),
        ("it is false that Li has 4 cows", "Li has 4 cows", True, 1),
        ("Li has a number cows", "Li has 4 cows", False, 1),
        ("it is not known whether Li has 4 cows", "Li has 4 cows", False, 1),
        ("Bo has 3 cows", "Li has 4 cows", False, 0),
    ],
)
def test_what_is_taken_out_is_called_contradicted_only_if_it_is(
    law: str, before: str, said: str, contradicted: bool, removed: int
) -> None:
    found = _changed(law, Say(said), f"{CASE}        {before}\n")
    assert isinstance(found, Made), found
    assert len(found.value["removed"]) == removed
    assert found.value["contradicted"] is contradicted
