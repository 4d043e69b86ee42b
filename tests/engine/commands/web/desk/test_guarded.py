"""Who may change what: forms of other pages, of other browsers, and what a page may load."""

import re

import pytest

from engine.commands.web.guard import POLICY
from engine.commands.web.limits import BODY
from tests.engine.commands.web.desk.conftest import Seat

FACT = {"n": "1", "act": "say", "sentence": "Ana owes a fee"}


def test_a_form_that_was_on_none_of_our_pages_changes_nothing(seat: Seat, ana: str) -> None:
    before = seat.text("ana.case")
    seen = seat.fields(f"{ana}/text")
    forged = {"version": seen["version"], **FACT}
    assert seat.client.post(f"{ana}/do", data=forged).status_code == 403
    assert seat.client.post(f"{ana}/do", data=forged | {"seal": "0" * 64}).status_code == 403
    seat.client.cookies.clear()
    assert seat.client.post(f"{ana}/do", data=seen | FACT).status_code == 403
    for path in ("/en/new", "/en/copy", f"{ana}/text", f"{ana}/step", f"{ana}/restore"):
        assert seat.client.post(path, data=FACT).status_code == 403
    other = {"origin": "http://evil.example"}
    assert seat.client.post(f"{ana}/do", data=seen | FACT, headers=other).status_code == 403
    assert seat.text("ana.case") == before


def test_a_page_has_no_script_or_style_within_itself(seat: Seat, ana: str) -> None:
    for path in ("/en/", f"{ana}?q=may+Ana+borrow+a+book", f"{ana}/history", f"{ana}/what-if"):
        found = seat.client.get(path)
        assert found.headers["content-security-policy"] == POLICY
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?! src=\"/assets/)", found.text)
        for address in re.findall(r'(?:href|src|action)="([^"]*)"', found.text):
            assert address.startswith(("/", "#")), address


def test_files_of_pages_are_served_and_no_others(seat: Seat) -> None:
    for name, begins in (
        ("site.css", "/*"),
        ("desk.css", "/*"),
        ("htmx.js", "var htmx"),
        ("writing.js", "/*"),
    ):
        found = seat.client.get(f"/assets/{name}")
        assert found.status_code == 200
        assert found.text.startswith(begins)
    for name in ("other.css", "..%2Fdesk%2Froutes.py", "desk.css%00"):
        assert seat.client.get(f"/assets/{name}").status_code == 404


@pytest.mark.parametrize(
    ("wanted", "language"),
    [("", "en"), ("de,en;q=0.5", "en"), ("en-GB,cnr", "en"), ("cnr,en", "en"), ("x" * 9999, "en")],
)
def test_the_first_page_is_in_a_language_that_the_laws_speak(
    seat: Seat, wanted: str, language: str
) -> None:
    found = seat.client.get("/", headers={"accept-language": wanted}, follow_redirects=False)
    assert (found.status_code, found.headers["location"]) == (303, f"/{language}/")


def test_a_mistake_of_ours_says_nothing_of_a_case(
    seat: Seat, ana: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(*_: object) -> None:
        raise KeyError("Ana owes a fee")

    monkeypatch.setattr("engine.commands.web.desk.workspace.Workspace.read", fails)
    assert "mistake of the program" in seat.page(ana, 500)
    said = capsys.readouterr().err
    assert "KeyError in test_guarded.py" in said
    assert "fee" not in said


def test_a_form_with_too_many_fields_is_not_read(seat: Seat, ana: str) -> None:
    assert seat.client.post(f"{ana}/do", data={f"a{n}": "" for n in range(900)}).status_code == 400


def test_what_is_too_large_is_said_on_a_page_in_a_browser_and_as_data_to_a_program(
    seat: Seat, ana: str
) -> None:
    before = seat.text("ana.case")
    large = seat.fields(f"{ana}/text") | FACT | {"sentence": "x" * (BODY + 1)}
    page = seat.client.post(f"{ana}/do", data=large, headers={"accept": "text/html,*/*"})
    assert page.status_code == 413
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["content-security-policy"] == POLICY
    assert "Nothing was changed" in page.text and "<h1>" in page.text
    data = seat.client.post(f"{ana}/do", data=large, headers={"accept": "application/json"})
    assert data.status_code == 413 and data.json()["status"] == 413
    assert seat.text("ana.case") == before
