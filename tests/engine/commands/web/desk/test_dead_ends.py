"""Where a question is not understood, or has no rule under what was chosen: what leads on."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from engine.commands.web.app import app
from engine.commands.web.desk.jobs import Look, Told
from engine.commands.web.desk.work import done
from engine.commands.web.desk.workspace import Workspace
from engine.commands.web.jobs import Made
from engine.commands.web.pool import Pool
from tests.engine.commands.web.desk.conftest import HOST, Seat

LAW = """law bells "Law on Bells"
    source "a page"
    overlay statute

vocabulary
    {person} owns a bell            (given)
    {person} may ring the bell

rule BELL-1 "Who may ring"
    cites "first sentence"
    a person may ring the bell
    if the person owns a bell
"""

NOTHING = 'case "Mei"\n    as of 2026-11-30\n'


@pytest.fixture
def law(tmp_path: Path) -> str:
    path = tmp_path / "bells.law"
    path.write_text(LAW)
    return str(path)


def _looked(law: str, question: str, case: str = NOTHING) -> dict[str, Any]:
    outcome = done((law,), Look(Told(case), question), date(2026, 11, 30))
    assert isinstance(outcome, Made), outcome
    found: dict[str, Any] = outcome.value
    return found


def test_a_question_of_a_body_of_law_that_was_not_chosen_says_which(law: str) -> None:
    answer = _looked(law, "Mei may ring the bell")["answer"]
    assert answer["verdict"] == "silent"
    assert "no provision and no list" not in answer["first"]
    assert "BELL-1" in answer["first"]
    assert [(one["switch"], one["choice"]) for one in answer["under"]] == [("statute", "on")]
    chosen = _looked(law, "Mei may ring the bell", f"{NOTHING}    under statute on\n")["answer"]
    assert (chosen["verdict"], chosen["under"]) == ("unknown", [])


@pytest.mark.parametrize("words", ["may Mei ring?", "ring", "who is ringing a bell"])
def test_words_that_are_no_question_lead_to_those_that_are(law: str, words: str) -> None:
    near = _looked(law, words)["near"]
    assert [one["pred"] for one in near] == ["may_ring_the_bell"]
    assert _looked(law, "Mei may ring the bell")["near"] == []


def test_the_page_shows_the_questions_with_their_forms(seat: Seat, ana: str) -> None:
    page = seat.page(f"{ana}?q=may+Ana+borrow")
    assert 'id="near"' in page
    assert "pred=may_borrow_a_book&amp;slot0=Ana" in page, "one click asks it"
    assert 'name="slot0"' in seat.page(f"{ana}?ask=may_borrow_a_book")


def test_a_fact_that_is_not_understood_leads_to_sentences_to_fill_in(seat: Seat, ana: str) -> None:
    page = seat.send(f"{ana}/do", 422, n=1, act="say", sentence="Ana took two books home")
    assert "fill=has_books_at_home" in page
    assert "took" not in seat.text("ana.case")


def test_an_interview_that_no_law_answers_as_chosen_leads_on(law: str, tmp_path: Path) -> None:
    made = app(Pool([law], size=1), [HOST], "", Workspace(str(tmp_path)))
    with TestClient(made, base_url=f"http://{HOST}") as client:
        seat = Seat(client, tmp_path)
        end = seat.page("/en/interview/go?q=Mei+may+ring+the+bell")
        assert "a button on its page" in end
        assert "What to bring" not in end
        case = seat.send(
            "/en/interview/save", seen="/en/interview/go?q=Mei+may+ring+the+bell",
            q="Mei may ring the bell", turns="[]", part="[[]]", title="Mei",
        )  # fmt: skip
        assert 'name="choice" value="on"' in case
