"""A register at the desk: asked of everybody, with who is behind each number."""

import html
import json
import re
import shutil
import time

import pytest

from tests.engine.commands.web.desk.conftest import Seat
from tests.work import GIVEN_UP

MEMBERS = """\
name,since,books,fee
Ana,2020-01-01,2,no
Boris,2020-01-01,7,no
Eva,2020-01-01,2,yes
Iva,01.02.2020,2,no
"""
MAPPING = """\
[cases]
table = "members.csv"
key = "name"

[[says]]
sentence = "{person} has been a member since {start}"
table = "members.csv"
columns = { start = "since" }

[[says]]
sentence = "{person} has {number} books at home"
table = "members.csv"
columns = { number = "books" }

[[says]]
sentence = "{person} owes a fee"
table = "members.csv"
when = "fee"
"""
PATH = "/en/register/town"


@pytest.fixture
def town(seat: Seat) -> Seat:
    folder = seat.folder / "town"
    folder.mkdir()
    (folder / "members.csv").write_text(MEMBERS, encoding="utf-8")
    (folder / "mapping.toml").write_text(MAPPING, encoding="utf-8")
    return seat


def _waited(seat: Seat) -> str:
    """Return the page of the answers, or of what went wrong."""
    page = ""
    for _ in range(int(GIVEN_UP) * 5):
        found = seat.client.get(f"{PATH}/progress")
        page = found.text
        if 'http-equiv="refresh"' not in page:
            return page
        time.sleep(0.2)
    return page


def _ask(seat: Seat, question: str, **more: str) -> str:
    fields = {"mapping": "mapping.toml", "question": question, "day": "2026-11-23", **more}
    seen = re.findall(r'name="(seal)" value="(\w+)"', seat.page(PATH))
    found = seat.client.post(PATH, data=dict(seen) | fields)
    return found.text if found.status_code != 200 else _waited(seat)


def test_a_register_is_asked_and_shows_who_is_behind_each_number(town: Seat) -> None:
    assert "town" in town.page("/en/registers")
    page = town.page(PATH)
    assert "members.csv" in page and "has been a member since" in page
    page = _ask(town, "may {person} borrow a book")
    assert "<h1>may {person} borrow a book</h1>" in page
    rows = dict(re.findall(r'answer=(\w+)#people">\w+</a></th><td>(\d+)', page))
    assert rows["yes"] == "1" and rows["no"] == "1"
    assert "members.csv" in page and "Iva" in page, "the row that was refused, with its reason"
    (address, *_) = re.findall(r'href="([^"?]*answers/[^"?]*)\?answer=no#people"', page)
    people = town.page(f"{address}?answer=no").split('class="people"')[1].split("</ul>")[0]
    assert "Boris" in people and "Ana" not in people
    bars = re.findall(r'<a href="([^"]+)#people" id="bar-(\w+)-\d+" aria-label="([^"]+)"', page)
    assert {said for _, kind, said in bars if kind == "answer"} >= {"yes: 1", "no: 1"}
    for bar, _, said in bars:
        shown = town.page(html.unescape(bar)).split('class="people"')[1].split("</ul>")[0]
        assert shown.count("<li>") == int(said.rpartition(": ")[2]), "all of them and nobody else"
    (picture,) = re.findall(r'href="([^"]*picture[^"]*)"', page)
    found = town.client.get(picture)
    assert found.headers["content-type"].startswith("image/svg+xml")
    assert found.text.startswith("<svg")
    kept = sorted(one.suffix for one in (town.folder / "town" / "answers").iterdir())
    assert {".csv", ".json", ".svg"} <= {*kept}
    assert "may-person-borrow-a-book-2026-11-23" in town.page(PATH)


def test_a_bar_of_a_provision_opens_those_whom_it_decides(town: Seat) -> None:
    folder = town.folder / "town" / "answers"
    folder.mkdir()
    (folder / "x.csv").write_text(
        "case_key,answer,provision\nAna,no,LIB-1\nBoris,no,LIB-2\nEva,yes,LIB-1\n"
    )
    said = {
        "question": "q", "day": "2026-11-23", "against": [], "refused": 0, "undecided": 0,
        "changes": None, "answers": [{"answer": "no", "cases": 2}, {"answer": "yes", "cases": 1}],
        "provisions": [{"answer": "no", "provision": "LIB-1", "cases": 1}],
    }  # fmt: skip
    (folder / "x.json").write_text(json.dumps(said))
    page = town.page(f"{PATH}/answers/x")
    (bar,) = re.findall(r'<a href="([^"]+)#people" id="bar-provision-1"', page)
    shown = town.page(html.unescape(bar))
    people = shown.split('class="people"')[1].split("</ul>")[0]
    assert "Ana" in people and "Boris" not in people and "Eva" not in people
    assert "Nobody." in town.page(f"{PATH}/answers/x?answer=no&provision=LIB-9")
    assert "<script>" not in town.page(f"{PATH}/answers/x?answer=no&provision=%3Cscript%3E")


def test_what_cannot_be_asked_is_said(town: Seat) -> None:
    assert "asks about nobody" in _ask(town, "may Ana borrow a book")
    assert "is not a day" in _ask(town, "may {person} borrow a book", day="2026-02-30")


@pytest.mark.parametrize("name", ["none", "..%2Ftown", ".history", "linked"])
def test_no_register_is_outside_the_folder(town: Seat, name: str) -> None:
    other = town.folder.parent / f"{town.folder.name}-other"
    shutil.copytree(town.folder / "town", other)
    (town.folder / "linked").symlink_to(other)
    assert "linked" not in town.page("/en/registers")
    assert town.client.get(f"/en/register/{name}").status_code == 404
    assert town.client.get(f"{PATH}/answers/..%2F..%2Fx").status_code == 404
    assert town.client.get(f"{PATH}?mapping=members.csv").status_code == 404


def test_a_mapping_changed_in_two_windows_loses_nothing(town: Seat) -> None:
    """The second is shown the difference, and what the mapping said before is kept."""
    before = town.text("town/mapping.toml")
    mine, theirs = f"{before}# mine\n", f"{before}# theirs\n"
    seen = town.fields(PATH)
    assert "version" in seen
    said = {"mapping": "mapping.toml"}
    town.client.post(f"{PATH}/mapping", data=seen | said | {"content": theirs})
    assert town.text("town/mapping.toml") == theirs
    refused = town.client.post(f"{PATH}/mapping", data=seen | said | {"content": mine})
    assert refused.status_code == 409
    assert town.text("town/mapping.toml") == theirs
    assert "<ins>+ # mine</ins>" in refused.text and "<ins>+ # theirs</ins>" in refused.text
    fields = dict(re.findall(r'name="(seal|version|mapping)" value="([^"]+)"', refused.text))
    kept = town.client.post(f"{PATH}/mapping", data=fields | {"content": mine, "act": "save"})
    assert kept.status_code == 200 and town.text("town/mapping.toml") == mine
    texts = [one.read_text() for one in (town.folder / "town/.history/mapping.toml").glob("0*")]
    assert sorted(texts) == sorted([before, theirs, mine])
    wrong = town.client.post(f"{PATH}/mapping", data=fields | {"content": "[cases"})
    assert wrong.status_code == 422 and town.text("town/mapping.toml") == mine
    assert fields["version"] in wrong.text, "what was seen is still what was changed"


def test_a_table_without_a_mapping_leads_to_one(seat: Seat) -> None:
    assert "docs/registers.md" in seat.page("/en/registers")
    (seat.folder / "people").mkdir()
    (seat.folder / "people" / "members.csv").write_text(MEMBERS)
    page = seat.page("/en/registers")
    assert "people/members.csv" in page and "name, since, books, fee" in page
    page = seat.send("/en/registers", seen="/en/registers", folder="people", table="members.csv")
    assert "key = &#34;name&#34;" in page
    refused = seat.send(
        "/en/register/people/mapping", 422, seen="/en/register/people", mapping="mapping.toml",
        content="[cases",
    )  # fmt: skip
    assert "[cases" in refused
    assert "[cases" not in seat.text("people/mapping.toml").replace("[cases]", "")
    seat.send(
        "/en/register/people/mapping", seen="/en/register/people", mapping="mapping.toml",
        content=MAPPING,
    )  # fmt: skip
    assert seat.text("people/mapping.toml") == MAPPING
    for folder, table in (("..", "members.csv"), ("people", "../x.csv"), ("people", "members.csv")):
        seat.send("/en/registers", 404, seen="/en/", folder=folder, table=table)
