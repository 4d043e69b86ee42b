"""The law at the desk: its pages, and a rule that is edited, broken, mended and saved."""

import html
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from starlette.testclient import TestClient

from engine.commands.web.app import app
from engine.commands.web.desk.jobs import TryLaw
from engine.commands.web.desk.law import rule_object, tried
from engine.commands.web.desk.workspace import Workspace
from engine.commands.web.pool import Pool
from kb import load
from tests.engine.commands.web.desk.conftest import HOST, Seat
from tests.laws import EXAMPLES


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Seat]:
    """Return a desk over a folder with a law of its own beside its worked cases."""
    for name in ("lending.law", "lending.case"):
        (tmp_path / name).write_bytes((EXAMPLES / "library" / name).read_bytes())
    made = app(Pool([str(tmp_path)], size=1), [HOST], "", Workspace(str(tmp_path)))
    with TestClient(made, base_url=f"http://{HOST}") as client:
        yield Seat(client, tmp_path)


def test_the_law_is_read_with_what_its_cases_answer(seat: Seat) -> None:
    assert "chapter/lending.html" in seat.page("/law/en/index.html")
    page = seat.page("/law/en/chapter/lending.html")
    assert "After a month of membership" in page
    page = seat.page("/law/en/provision/LIB-1.html")
    assert 'href="/en/rule/LIB-1"' in page
    assert 'class="k-variable"' in page
    file = seat.page("/law/en/case/lending.html")
    (address,) = re.findall(r'href="[./]*(case/lending/ivo[^"]*)"', file)
    assert 'class="verdict depends"' in seat.page(f"/law/en/{address}")
    assert "window.zakonikIndex" in seat.page("/law/en/search-index.js")
    assert "akomaNtoso" in seat.page("/law/akn/en/lending.xml")
    assert seat.client.get("/law/assets/site.css").status_code == 200
    for path in ("/law/en/none.html", "/law/xx/index.html", "/law/en/case/lending/none.html"):
        assert seat.client.get(path).status_code == 404


def test_what_a_page_of_the_law_loads_is_there(seat: Seat) -> None:
    for path in ("/law/en/index.html", "/law/en/search.html?q=fee", "/en/rule/LIB-1"):
        page = seat.page(path)
        loaded = re.findall(r'(?:<script src|<link rel="stylesheet" href)="([^"]*)"', page)
        assert loaded, path
        for one in loaded:
            found = seat.client.get(urljoin(path, one))
            assert found.status_code == 200, (path, one)
            kind = "javascript" if one.endswith(".js") else "css"
            assert kind in found.headers["content-type"], (path, one)


def test_cases_of_the_rule_that_is_changed_are_asked_before_others_of_its_law(
    tmp_path: Path,
) -> None:
    """Otherwise it is said that no answer changes where only those of another rule were asked."""
    text = (EXAMPLES / "library" / "lending.law").read_text()
    (tmp_path / "lending.law").write_text(text)
    case = """case "Mira {number}"
    as of 2026-03-02
    given
        Mira has been a member since 2020-01-01
    expect
        may Mira borrow a book: depends by {rule}
"""
    for number in range(13):
        told = case.format(number=number, rule="LIB-1" if number == 7 else "LIB-2")
        (tmp_path / f"c{number}.case").write_text(told + ("" if number == 7 else told) * 2)
    kb = load(str(tmp_path))
    rule = rule_object(kb, "LIB-1")
    assert rule is not None
    changed = rule["content"].replace("the number < 5", "the number < 4")
    found = tried(kb, TryLaw(rule["path"], changed, "en", "LIB-1"))
    assert (found["problems"], found["asked"]) == ([], ["c7.case"])
    assert [one["title"] for one in found["cases"]] == ["Mira 7"]


def _rule(page: str) -> dict[str, str]:
    found = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.DOTALL)
    assert found
    fields = dict(re.findall(r'name="(seal|version)" value="(\w+)"', page))
    return fields | {"text": html.unescape(found[1])}


def test_a_rule_is_edited_broken_mended_and_saved(own: Seat) -> None:
    path = "/en/rule/LIB-1"
    before = own.text("lending.law")
    form = _rule(own.page(path))
    assert form["text"].startswith('rule LIB-1 "Members may borrow"')
    broken = form | {"text": form["text"].replace("the number < 5", "the numbr < 5")}
    page = own.client.post(path, data=broken | {"act": "save"})
    assert page.status_code == 422
    assert "numbr" in page.text and "line 8" in page.text and 'role="alert"' in page.text
    assert own.text("lending.law") == before
    mended = form | {"text": form["text"].replace("the number < 5", "the number < 4")}
    page = own.client.post(path, data=mended | {"act": "try"})
    assert page.status_code == 200
    assert "Answers of worked cases change." in page.text
    assert "number: the number &lt; 5" in page.text and "now: the number &lt; 4" in page.text
    assert "Mira, a month and a day after joining" in page.text and "not met" in page.text
    assert "How often these cases try the rule" in page.text, "coverage stands beside"
    assert re.search(
        r'<th scope="row">LIB-1</th><td>(\d+|never)</td><td>(\d+|never)</td>', page.text
    )
    assert own.text("lending.law") == before
    page = own.client.post(path, data=mended | {"act": "save"})
    assert page.status_code == 200
    assert own.text("lending.law") == before.replace("the number < 5", "the number < 4")
    assert 'class="verdict no"' in own.page("/en/case/lending.case")
    late = own.client.post(path, data=mended | {"act": "save"})
    assert late.status_code == 409


def test_a_law_outside_the_folder_is_tried_and_never_written(seat: Seat) -> None:
    path = "/en/rule/LIB-1"
    law = EXAMPLES / "library" / "lending.law"
    before = law.read_bytes()
    page = seat.page(path)
    assert 'value="save"' not in page
    form = _rule(page)
    changed = form | {"text": form["text"].replace("< 5", "< 4")}
    assert seat.client.post(path, data=changed | {"act": "try"}).status_code == 200
    assert seat.client.post(path, data=changed | {"act": "save"}).status_code == 403
    assert law.read_bytes() == before
    for name in ("none", "..%2Fx", "lending"):
        assert seat.client.get(f"/en/rule/{name}").status_code == 404
