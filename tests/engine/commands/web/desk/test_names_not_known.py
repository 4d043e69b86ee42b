"""Names that nobody has: what may have been meant is said, in forms, interviews and *what if*."""

import html
import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from engine.commands.web.app import app
from engine.commands.web.desk.hearing import questions_like
from engine.commands.web.desk.workspace import Workspace
from parser.resolved.tree import Case
from tests.engine.commands.web.desk.conftest import HOST, Kept, Seat
from tests.laws import shipped

DAY = date(2026, 11, 30)

LAW = """law towns "Law on Towns"
    source "a page"

kind town

names of town: Bar, Budva, Cetinje, Kolasin, Kotor, Mojkovac, Niksic, Plav, Pluzine, Podgorica,
    Tivat, Ulcinj, Zabljak

vocabulary
    {person} lives in {town}        (given)
    {person} knows {other: person}  (given)
    {person} is a townsman

rule T-1 "Townsmen"
    cites "first sentence"
    a person is a townsman
    if the person lives in a town
"""
CASE = """case "Mei"
    as of 2026-11-30
    given
        Mei knows Milan
        Mei lives in Bar
"""
Q = "Mei is a townsman"


@pytest.fixture(scope="module")
def towns(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seat]:
    folder = tmp_path_factory.mktemp("towns")
    (folder / "towns.law").write_text(LAW)
    (folder / "mei.case").write_text(CASE)
    pool = Kept([str(folder / "towns.law")], size=1)
    with TestClient(app(pool, [HOST], "", Workspace(str(folder))), base_url=f"http://{HOST}") as it:
        yield Seat(it, folder)
    pool.end()


def test_an_interview_offers_all_names_and_says_which_may_be_meant(towns: Seat) -> None:
    page = towns.page(f"/en/interview/go?q={quote(Q)}")
    assert '<option value="Podgorica">' in page
    form = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page)
    fields = {name: html.unescape(value) for name, value in form} | {"v0-0": "Podgorca"}
    wrong = towns.client.post("/en/interview/go", data=fields | {"way": "on"})
    assert wrong.status_code == 422
    assert "Did you mean: <strong>Podgorica</strong>" in wrong.text


def test_a_form_says_which_name_may_be_meant(towns: Seat) -> None:
    page = towns.send(
        "/en/case/mei.case/do", 422, n=1, act="fill", pred="lives_in", fill="lives_in",
        so="yes", slot0="Mei", slot1="Podgorca",
    )  # fmt: skip
    assert "Did you mean: <strong>Podgorica</strong>" in page


@pytest.mark.parametrize(
    ("supposed", "told"),
    [
        ("Mei knows Milana", "New name: Milana.</strong> Did you mean: Milan"),
        ("it is false that Mei lives in Bar", "was left out of the copy: Mei lives in Bar"),
        ("Mei knows Mei", "has no bearing on this question"),
    ],
)
def test_what_if_says_what_is_odd_about_it(towns: Seat, supposed: str, told: str) -> None:
    path = f"/en/case/mei.case/what-if?q={quote(Q)}&with="
    assert told in towns.page(path + quote(supposed))


def test_what_if_says_nothing_odd_of_what_turns_the_answer(towns: Seat) -> None:
    page = towns.page(f"/en/case/mei.case/what-if?q={quote(Q)}&without=2")
    assert "no bearing" not in page and "New name" not in page


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Mei flies to Bar", "Zakon nema rečenicu sa ovim riječima: Mei flies to Bar."),
        ("Mei lives in Podgorca", "Ovo ime ovdje nije poznato: Podgorca.</strong><br>"),
        ("Milan lives in Mei", "Mei je ovdje naziv nečeg drugog."),
    ],
)
def test_what_is_wrong_is_said_in_the_language_of_the_page(
    towns: Seat, sentence: str, told: str
) -> None:
    path = "/me/case/mei.case"
    page = towns.send(f"{path}/do", 422, seen=f"{path}/text", n=1, act="say", sentence=sentence)
    assert told in page


def test_questions_have_the_names_of_their_language() -> None:
    near = questions_like(shipped(), Case("Elena"), "Elena is a national of Montenegro", "me", DAY)
    national = next(one for one in near if one["pred"] == "is_a_national_of_on")
    assert "države Crna Gora" in national["template"]
    assert "Montenegro" not in national["template"]
