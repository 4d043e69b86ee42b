"""Each way to an answer can be asked by itself: the nearest one is not always what is meant."""

from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from engine.commands.web.app import app
from engine.commands.web.desk.ways import ways_by_themselves
from engine.commands.web.desk.workspace import Workspace
from engine.commands.web.pool import Pool
from kb import load
from parser.resolved.tree import Case
from tests.engine.commands.web.desk.conftest import HOST, Kept, Seat
from tests.laws import MONTENEGRO

QUESTION = "can_acquire_montenegrin_citizenship"
TODAY = date(2026, 11, 30)


@pytest.fixture(scope="module")
def laws() -> Iterator[Pool]:
    found = Kept([str(MONTENEGRO)], size=1)
    yield found
    found.end()


def test_ways_to_citizenship_are_those_of_the_law_and_their_own() -> None:
    found = ways_by_themselves(load(), Case(""), QUESTION, ("Mila Horvat",), "en", TODAY)
    # Acquiring of Citizenship, items 1 to 4
    assert [one["template"] for one in found] == [
        "Mila Horvat acquires citizenship by origin",
        "Mila Horvat acquires citizenship by birth in the territory",
        "Mila Horvat can obtain citizenship by admittance",
        "Mila Horvat acquires citizenship by treaty",
    ]
    # Montenegrin nationality by admittance, first paragraph: three routes
    assert {
        f"Mila Horvat can obtain citizenship by admittance {way}"
        for way in ("under the general conditions", "through marriage", "for special interest")
    } <= {one["template"] for one in found[2]["ways"]}


def test_what_only_one_way_leads_to_has_none_to_choose() -> None:
    marriage = "can_obtain_citizenship_by_admittance_through_marriage"
    assert ways_by_themselves(load(), Case(""), marriage, ("Mila",), "en", TODAY) == []


def test_the_page_of_a_case_and_an_interview_lead_to_each_way(laws: Pool, tmp_path: Path) -> None:
    made = app(laws, [HOST], "", Workspace(str(tmp_path)))
    with TestClient(made, base_url=f"http://{HOST}") as client:
        seat = Seat(client, tmp_path)
        seat.send("/en/new", title="Mila Horvat")
        case = "/en/case/mila-horvat.case"
        page = seat.page(f"{case}?q=can+Mila+Horvat+acquire+Montenegrin+citizenship")
        (link,) = [
            unescape(one.split('"')[0])
            for one in page.split('href="')
            if "admittance through marriage</a>" in one.split("</li>")[0]
        ]
        asked = seat.page(link)
        assert "citizenship by admittance through marriage?" in asked
        chosen = seat.page(f"/en/interview?ask={QUESTION}")
        assert "can obtain citizenship by admittance through marriage</a>" in chosen
