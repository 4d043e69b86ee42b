"""Completion and meanings in the editor of a rule, from the keyboard, by mouse and on a phone.

Skipped, and said to be, where there is no Chromium or no Playwright.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import PROGRAM, Browser, Scheme, without_script
from tests.engine.commands.web.desk.browsing import serving
from tests.engine.commands.web.desk.conftest import Kept

pytestmark = [
    pytest.mark.skipif(PROGRAM is None, reason="no Chromium or no Playwright on this machine"),
]

_WATCH = """
window.broken = [];
document.addEventListener('securitypolicyviolation', one => broken.push(one.violatedDirective));
"""
_TO = "([words, back]) => { const t = document.getElementById('text'); "
_TO += "const at = t.value.indexOf(words) + back; t.focus(); t.setSelectionRange(at, at); }"
_PICKED = "(t => t.value.slice(t.selectionStart, t.selectionEnd))(document.getElementById('text'))"
_CHOSEN = "document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))"
OPEN, SHUT = "#offers:not([hidden])", "#offers[hidden]"


@pytest.fixture
def served(pool: Kept, tmp_path: Path) -> Iterator[str]:
    with serving(pool, tmp_path) as address:
        yield address


def _fine(found: Browser) -> None:
    assert found.violations() == [], found.text()
    assert not found.is_too_wide(), found.text()


@pytest.mark.parametrize(
    ("language", "width", "scheme", "said"),
    [("en", 390, "dark", "Nothing is offered here."), ("me", 1280, "light", "Ovdje se ništa")],
)
def test_a_condition_is_completed_from_the_keyboard(
    served: str, open_browser: Browser, language: str, width: int, scheme: Scheme, said: str
) -> None:
    found = open_browser
    found.open(f"{served}/{language}/rule/LIB-1", width, scheme)
    found.run(_WATCH)
    found.tab_to("text")
    found.press("Control+End")
    found.page.keyboard.type("\n    and fee")
    found.until(OPEN)
    _fine(found)
    found.press("ArrowUp")
    found.press("ArrowDown")
    assert found.run(f"{_CHOSEN}.getAttribute('aria-selected')") == "true"
    while not found.run(f"{_CHOSEN}.textContent").startswith("the fee of"):
        found.press("ArrowDown")
    _fine(found)
    found.press("Enter")
    found.until(SHUT)
    assert found.page.input_value("#text").endswith("\n    and the fee of a person is waived")
    assert found.run(_PICKED) == "a person"
    found.page.keyboard.type("the per")
    found.until(OPEN)
    found.press("Escape")
    found.until(SHUT)
    found.press("Tab")
    assert found.run("document.activeElement.id") == "offers-go", "Tab leads on"
    found.page.evaluate(_TO, ["cites", 10])
    found.press("Control+Space")
    found.page.wait_for_function(
        "said => document.getElementById('offers-said').textContent.startsWith(said)", arg=said
    )
    assert found.run("document.getElementById('offers').hidden") is True
    assert found.run("broken") == []


def test_enter_begins_a_line_unless_something_was_chosen(
    served: str, open_browser: Browser
) -> None:
    found = open_browser
    found.open(f"{served}/en/rule/LIB-1", 1280, "light")
    found.page.focus("#text")
    found.press("Control+End")
    found.page.keyboard.type("\n    and the fee of the per")
    found.until(OPEN)
    found.press("Enter")
    assert found.page.input_value("#text").endswith("the fee of the per\n")
    found.press("Control+z")
    found.page.keyboard.type("s")
    found.until(OPEN)
    found.page.click("#offers [role=option]")
    assert found.page.input_value("#text").endswith("and the fee of the person")
    found.press("Control+z")
    assert found.page.input_value("#text").endswith("and the fee of the pers"), "it can be undone"


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("me", 390, "light"), ("en", 1280, "dark")]
)
def test_a_sentence_is_explained_by_key_by_button_and_by_mouse(
    served: str, open_browser: Browser, language: str, width: int, scheme: Scheme
) -> None:
    found = open_browser
    found.open(f"{served}/{language}/rule/LIB-1", width, scheme)
    found.run(_WATCH)
    found.page.evaluate(_TO, ["may borrow a book", 3])
    found.press("F1")
    found.until("#about:not([hidden])")
    told = found.text("#about")
    assert "{person} may borrow a book" in told and "concluded by rules" in told
    assert "LIB-2" in told and "Notice, line 2" in told
    _fine(found)
    found.press("Escape")
    found.until("#about[hidden]")
    found.page.evaluate(_TO, ["has been a member", 6])
    found.page.click("#about-go")
    found.until("#about:not([hidden])")
    assert "given: a fact that somebody states" in found.text("#about")
    found.press("Escape")
    found.page.hover("#text", position={"x": 100, "y": 85})
    found.until("#about:not([hidden])")
    assert "may borrow a book" in found.text("#about")
    _fine(found)
    found.page.mouse.move(2, 2)
    found.until("#about[hidden]")
    assert found.run("broken") == []


def test_it_lives_on_when_the_page_has_changed_in_part(served: str, open_browser: Browser) -> None:
    found = open_browser
    found.open(f"{served}/en/rule/LIB-1", 1280, "light")
    found.page.click("#try")
    found.until(".verdict")
    assert found.page.is_visible("#about-go")
    found.page.evaluate(_TO, ["cites", 0])
    found.page.keyboard.type("un")
    found.until(OPEN)
    assert "unless" in found.text("#offers")


def test_without_script_nothing_is_promised(served: str, open_browser: Browser) -> None:
    with without_script(open_browser) as plain:
        plain.open(f"{served}/en/rule/LIB-1", 390, "light")
        assert not plain.page.is_visible("#about-go") and not plain.page.is_visible("#writing-help")
        assert plain.page.is_visible("#text") and plain.page.is_visible("#try")
