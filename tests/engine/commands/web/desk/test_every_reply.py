"""Every page of the desk with every kind of reply that a question can have: none breaks."""

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from engine.commands.web.app import app
from engine.commands.web.desk.workspace import Workspace
from tests.engine.commands.web.desk.conftest import HOST, Kept, Seat

LAW = """law bells "Law on Bells"
    source "a page"

vocabulary
    {person} owns a bell since {start: date}    (given)
    {person} pays {number}                      (given)
    {person} is allowed by the mayor            (decided by "the mayor")
    {person} may ring the bell
    {person} may ring on {day: date}            (asked day)
    {person} owes {total: number}

rule BELL-1 "Who may ring"
    cites "first sentence"
    a person may ring the bell
    if the person owns a bell since a start
    and the person is allowed by the mayor

rule BELL-2 "When"
    cites "second sentence"
    a person may ring on a day
    if the person owns a bell since a start
    and the start <= the day

rule BELL-3 "What is owed"
    cites "third sentence"
    a person owes a total
    if the person pays a number
    and the total = the number + 0

rule BELL-4 "No"
    cites "fourth sentence"
    it is false that a person may ring the bell
    if the person pays a number
    and the number > 7
"""

OVERLAY = """law free "Law on Free Bells"
    source "a page"
    overlay statute
    uses bells

vocabulary
    {person} is free

rule FREE-1 "Free"
    cites "first sentence"
    a person is free
    if the person owns a bell since a start
"""

CASE = """case "Mei"
    as of 2026-11-30
    given
        Mei owns a bell since 2020-01-01
        Mei pays 5
        Bo pays 9
        Bo owns a bell since 2026-12-12
        Bo is allowed by the mayor
"""

QUESTIONS = {
    "depends": "may Mei ring the bell",
    "conflict": "may Bo ring the bell",
    "unknown": "may Li ring the bell",
    "yes": "may Mei ring on 2026-01-01",
    "no": "may Bo ring on 2026-01-01",
    "values": "Mei owes which total",
    "several": "who may ring on 2026-01-01",
    "which-day": "Mei may ring on which day",
    "no article": "Mei may ring on day",
    "silent": "is Mei free",
    "no words of the law": "can Mei make a noise",
    "not to be read": "Mei ( 3",
    "nothing": "",
    "signs alone": "?",
}


@pytest.fixture(scope="module")
def bells(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seat]:
    folder = tmp_path_factory.mktemp("bells")
    (folder / "bells.law").write_text(LAW)
    (folder / "free.law").write_text(OVERLAY)
    (folder / "mei.case").write_text(CASE)
    pool = Kept([str(folder)], size=1)
    with TestClient(app(pool, [HOST], "", Workspace(str(folder))), base_url=f"http://{HOST}") as it:
        yield Seat(it, folder)
    pool.end()


def _whole(seat: Seat, path: str) -> str:
    """Return a page that is no mistake of ours, and has one heading inside what is exchanged."""
    found = seat.client.get(path)
    assert found.status_code < 500, (path, found.text)
    assert len(re.findall("<h1", found.text)) == 1, path
    return found.text


@pytest.mark.parametrize("language", ["en", "me"])
@pytest.mark.parametrize("kind", QUESTIONS)
def test_no_page_breaks_with_any_reply(bells: Seat, language: str, kind: str) -> None:
    q = quote(QUESTIONS[kind])
    case = f"/{language}/case/mei.case"
    page = _whole(bells, f"{case}?q={q}")
    assert 'id="facts"' in page
    for link in re.findall(r'<li><a id="near\d+" href="([^"]+)"', page):
        assert "unfinished" not in _whole(bells, link.replace("&amp;", "&"))
    _whole(bells, f"{case}/what-if?q={q}&with={quote('Li pays 2')}")
    _whole(bells, f"{case}?q={q}&find=Mei+pays&fill=pays")
    found = bells.client.get(f"{case}/report?q={q}&form=md&in={language}")
    assert found.status_code < 500
    interview = bells.client.get(f"/{language}/interview/go?q={q}")
    assert interview.status_code < 500


def test_what_breaks_or_is_refused_has_its_heading_and_a_way_back(bells: Seat) -> None:
    """In a page that is exchanged in part, the part has both."""
    found = bells.client.get("/en/case/mei.case/report?q=Mei&form=none&in=en")
    part = found.text.split('id="desk"')[1]
    assert found.status_code == 422
    assert "<h1" in part and 'href="/en/case/mei.case"' in part


def test_a_question_that_has_to_name_a_day_is_asked_of_the_day_of_the_case(bells: Seat) -> None:
    found = bells.client.get("/en/case/mei.case/ask?n=1&pred=may_ring_on&slot0=Mei&slot1=")
    assert 'value="Mei may ring on 2026-11-30"' in found.text
    assert 'class="verdict yes"' in found.text
