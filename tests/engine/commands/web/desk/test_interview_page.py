"""An interview in the browser: asked to its end, back again, and kept as a case."""

import html
import re

from tests.engine.commands.web.desk.conftest import Seat

Q = "Ana may borrow a book"
GO = "/en/interview/go"


def _fields(page: str) -> dict[str, str]:
    """Return the hidden fields of the first form of a page that carries what was said."""
    form = next(one for one in page.split("<form")[1:] if 'name="turns"' in one)
    found = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form.split("</form>")[0])
    return {name: html.unescape(value) for name, value in found}


def _next(seat: Seat, page: str, said: dict[str, str], status: int = 200) -> str:
    found = seat.client.post(GO, data=_fields(page) | said)
    assert found.status_code == status, found.text
    return found.text


def _heading(page: str) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", page)
    return html.unescape(found[1]) if found else ""


def test_an_interview_goes_to_its_end_and_its_case_is_kept(seat: Seat) -> None:
    page = seat.page("/en/interview?chapter=lending&ask=may_borrow_a_book")
    assert 'name="slot0"' in page
    page = seat.page("/en/interview/ask?pred=may_borrow_a_book&slot0=Ana")
    seen = []
    for _ in range(9):
        seen.append(_heading(page))
        if "turns" not in page or seen[-1] == "The answer":
            break
        if "v0-0" in page:
            value = "2020-01-01" if 'type="date"' in page else "2"
            page = _next(seat, page, {"way": "on", "v0-0": value})
        else:
            assert "Why is this asked?" in page
            page = _next(seat, page, {"so": "no"})
    assert seen[-1] == "The answer"
    assert len(seen) == len({*seen}) > 2
    assert 'class="verdict yes"' in page
    assert "What to bring" in page and "Ana has 2 books at home" in page
    kept = seat.client.post("/en/interview/save", data=_fields(page) | {"title": "May Ana?"})
    assert 'class="verdict yes"' in kept.text
    assert seat.text("may-ana.case").startswith('case "May Ana?"\n    as of 20')
    back = _next(seat, page, {"way": "back"})
    assert _heading(back) == seen[-2]


def test_one_goes_back_to_what_one_said(seat: Seat) -> None:
    page = first = seat.page(f"{GO}?q={Q}")
    value = "2020-01-01" if 'type="date"' in page else "2"
    page = _next(seat, page, {"way": "on", "v0-0": value})
    assert _heading(page) != _heading(first)
    again = _next(seat, page, {"way": "back"})
    assert _heading(again) == _heading(first)
    assert f'value="{value}"' in again
    chosen = _next(seat, again, {"way": "back"})
    assert _heading(chosen) == "What do you want to know?"


def test_what_does_not_fit_is_asked_again(seat: Seat) -> None:
    page = first = seat.page(f"{GO}?q={Q}")
    page = _next(seat, page, {"way": "on", "v0-0": "no such value"}, 422)
    assert _heading(page) == _heading(first)
    assert 'role="alert"' in page and 'value="no such value"' in page
    page = _next(seat, page, {"way": "on", "v0-0": ""}, 422)
    assert _heading(page) == _heading(first)
    assert "Answer this" in page
    page = _next(seat, page, {"so": "unsure"})
    assert _heading(page) != _heading(first)
    assert "I don&#39;t know" in page
    for turns in ("x", '[[{"so": "maybe"}]]', "[" * 3000):
        fields = _fields(page) | {"turns": turns}
        assert seat.client.post(GO, data=fields).status_code == 422
    assert "no question in these words" in seat.page(f"{GO}?q=nonsense", 422).lower()
    assert seat.client.post("/en/interview/save", data=_fields(page)).status_code == 422
    assert not [*seat.folder.glob("*.case")]


def test_the_browser_goes_back_and_on_and_into_another_language(seat: Seat) -> None:
    """Each page has an address of its own, which says nothing of what was said."""
    first = seat.page(f"{GO}?q={Q}")
    value = "2020-01-01" if 'type="date"' in first else "2"
    second = seat.client.post(GO, data=_fields(first) | {"way": "on", "v0-0": value})
    assert "at=" in str(second.url) and value not in str(second.url)
    here = f"{GO}?{second.url.query.decode()}"
    assert _heading(seat.page(here)) == _heading(second.text)
    assert _heading(seat.page(f"{GO}?q={Q}")) == _heading(first)
    there = re.search(r'href="(/me/interview/go[^"]*)"', second.text)
    assert there is not None
    other = seat.page(html.unescape(there[1]))
    assert "Pitanje 2." in other and _fields(other)["turns"] == _fields(second.text)["turns"]
    refused = seat.client.post(here, data=_fields(second.text) | {"way": "on"})
    assert refused.status_code == 422 and "Answer this" in refused.text
    assert _heading(seat.page(here)) == _heading(second.text), "what was refused can be reloaded"


def test_what_was_said_last_is_shown_at_once(seat: Seat) -> None:
    """Of things that are asked together too: those already answered are said so far."""
    page, shown = seat.page(f"{GO}?q={Q}"), 0
    for number in range(1, 4):
        heading = _heading(page)
        page = _next(seat, page, {"so": "unsure"})
        if _heading(page) == "The answer":
            break
        assert f"What you have said so far ({number})" in page
        said = html.unescape(page.split("What you have said so far")[1])
        assert f"<dt>{heading}</dt><dd>I don't know</dd>" in said
        shown += 1
    assert shown > 0


def test_what_was_not_known_is_what_is_open_in_the_end(seat: Seat) -> None:
    page = seat.page(f"{GO}?q={Q}")
    asked = []
    while (heading := _heading(page)) != "The answer":
        asked.append(heading)
        page = _next(seat, page, {"so": "unsure"})
    still = html.unescape(page.split("What is still open")[1].split("</section>")[0])
    assert [one for one in asked if f"<li>{one}</li>" in still] == asked
    assert 'class="verdict unknown"' in page, "also where the case says nothing of anybody"


def test_an_address_without_an_interview_leads_on(seat: Seat) -> None:
    assert _heading(seat.page(GO)) == "What do you want to know?"
    gone = seat.page(f"{GO}?q={Q}&at=nothing", 410)
    assert "begin it again" in gone and f"{GO}?q=Ana+may" in gone
