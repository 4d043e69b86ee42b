"""The jobs of the desk from the keyboard alone: a case, an interview, a rule, a register.

Each in both languages, light and dark, on a phone and on a wide screen, and without a barrier at
each step. Skipped, and said to be, where there is no Chromium or no Playwright.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import PROGRAM, Browser, Scheme, without_script
from tests.engine.commands.web.desk.browsing import serving
from tests.engine.commands.web.desk.conftest import Kept
from tests.engine.commands.web.desk.test_register_page import MAPPING, MEMBERS

pytestmark = [
    pytest.mark.skipif(PROGRAM is None, reason="no Chromium or no Playwright on this machine"),
]

Way = tuple[str, int, Scheme]
WAYS: tuple[Way, ...] = (("en", 390, "dark"), ("me", 1280, "light"))
NO = {"en": "no: 1", "me": "ne: 1"}
OTHER_WAYS: tuple[Way, ...] = (("en", 1280, "dark"), ("me", 390, "light"))


@pytest.fixture
def served(pool: Kept, tmp_path: Path) -> Iterator[str]:
    (tmp_path / "town").mkdir()
    (tmp_path / "town" / "members.csv").write_text(MEMBERS, encoding="utf-8")
    (tmp_path / "town" / "mapping.toml").write_text(MAPPING, encoding="utf-8")
    with serving(pool, tmp_path) as address:
        yield address


def _fine(found: Browser) -> None:
    """Raise if the page that is open has a barrier, or is too wide."""
    assert found.violations() == [], found.text()
    assert not found.is_too_wide(), found.text()


def _send(found: Browser, button: str) -> None:
    found.tab_to(button)
    found.press("Enter")


@pytest.mark.parametrize(("language", "width", "scheme"), WAYS + OTHER_WAYS)
def test_a_case_from_nothing_to_a_report(
    served: str,
    open_browser: Browser,
    tmp_path: Path,
    language: str,
    width: int,
    scheme: Scheme,
) -> None:
    open_browser.open(f"{served}/{language}/", width, scheme)
    open_browser.tab_to("title")
    open_browser.type("Mira")
    open_browser.press("Enter")
    open_browser.until("#find")
    open_browser.tab_to("find")
    open_browser.type("She joined the library as a member on 1st May 2020. She never owed a fee.")
    _send(open_browser, "find-go")
    open_browser.until("#heard")
    _fine(open_browser)
    assert "Mira has been a member since 2020-05-01" in open_browser.text("#heard")
    _send(open_browser, "heard1-1-yes")
    open_browser.until(".heard.told")
    assert "Mira has been a member since 2020-05-01" in (tmp_path / "mira.case").read_text()
    _send(open_browser, "heard2-1-no")
    open_browser.until("section.heard.told + section.heard.told")
    assert "it is false that Mira owes a fee" in (tmp_path / "mira.case").read_text()
    open_browser.tab_to("q")
    open_browser.type("can she take a book home")
    open_browser.press("Enter")
    open_browser.until("#near1")
    _send(open_browser, "near1")
    open_browser.until("#answer .verdict")
    _fine(open_browser)
    open_browser.tab_to("form")
    open_browser.page.select_option("#form", "html")
    with open_browser.page.expect_download() as download:
        open_browser.press("Tab")
        open_browser.press("Tab")
        open_browser.press("Enter")
    report = Path(download.value.path()).read_text(encoding="utf-8")
    assert "Mira" in report and report.startswith("<!")


def _interviewed(found: Browser, address: str) -> None:
    """Answer each question of an interview with a value that leads on, or with no."""
    found.page.goto(address)
    for number in range(1, 9):
        if found.page.query_selector(".verdict") is not None:
            break
        _fine(found)
        if found.page.query_selector("#v0-0") is not None:
            is_day = found.page.get_attribute("#v0-0", "type") == "date"
            found.page.fill("#v0-0", "2020-01-01" if is_day else "2")
            _send(found, "answer-on")
        else:
            _send(found, "answer-no")
        found.page.wait_for_function(
            "number => document.querySelector('.verdict') !== null"
            " || (document.querySelector('main')?.innerText ?? '').includes(` ${number + 1}.`)",
            arg=number,
        )
    assert found.page.query_selector(".verdict.yes") is not None, found.text()


@pytest.mark.parametrize(("language", "width", "scheme"), WAYS + OTHER_WAYS)
def test_an_interview_ends_with_an_answer(
    served: str,
    open_browser: Browser,
    tmp_path: Path,
    language: str,
    width: int,
    scheme: Scheme,
) -> None:
    open_browser.open(f"{served}/{language}/", width, scheme)
    _interviewed(open_browser, f"{served}/{language}/interview/go?q=Ana+may+borrow+a+book")
    _fine(open_browser)
    open_browser.tab_to("title")
    open_browser.page.fill("#title", "Ana")
    open_browser.press("Enter")
    open_browser.until("#answer .verdict.yes")
    assert "Ana has 2 books at home" in (tmp_path / "ana.case").read_text()


def test_an_interview_on_a_phone_needs_no_script(served: str, open_browser: Browser) -> None:
    with without_script(open_browser) as plain:
        plain.open(f"{served}/en/interview/go?q=Ana+may+borrow+a+book", 390, "light")
        for _ in range(8):
            if plain.page.query_selector(".verdict") is not None:
                break
            blank = plain.page.query_selector("#v0-0")
            if blank is not None:
                blank.fill("2020-01-01" if blank.get_attribute("type") == "date" else "2")
            plain.page.focus("#answer-on" if blank is not None else "#answer-no")
            with plain.page.expect_navigation():
                plain.press("Enter")
        assert plain.page.query_selector(".verdict.yes") is not None, plain.text()


@pytest.mark.parametrize(("language", "width", "scheme"), WAYS + OTHER_WAYS)
def test_a_rule_is_edited_broken_and_mended(
    served: str, open_browser: Browser, language: str, width: int, scheme: Scheme
) -> None:
    open_browser.open(f"{served}/{language}/rule/LIB-1", width, scheme)
    for old, new, wanted in (
        ("number < 5", "number < 4", ".verdict"),
        ("number < 4", "numbr < 4", "#problems"),
        ("numbr < 4", "number < 4", ".verdict.no"),
    ):
        text = open_browser.page.input_value("#text")
        assert old in text
        open_browser.tab_to("text")
        open_browser.press("Control+a")
        open_browser.type(text.replace(old, new))
        _send(open_browser, "try")
        open_browser.until(wanted)
        _fine(open_browser)
    assert open_browser.page.query_selector("table.cover") is not None


@pytest.mark.parametrize(("language", "width", "scheme"), WAYS + OTHER_WAYS)
def test_a_register_is_screened_and_shows_who_is_behind_a_bar(
    served: str, open_browser: Browser, language: str, width: int, scheme: Scheme
) -> None:
    open_browser.open(f"{served}/{language}/register/town", width, scheme)
    _fine(open_browser)
    open_browser.tab_to("question")
    open_browser.type("may {person} borrow a book")
    open_browser.page.fill("#day", "2026-11-23")
    open_browser.press("Enter")
    open_browser.until("svg.bars")
    _fine(open_browser)
    bars = open_browser.page.eval_on_selector_all("svg.bars a", "all => all.map(one => one.id)")
    label = "one => one.getAttribute('aria-label')"
    no = next(
        one for one in bars if open_browser.page.eval_on_selector(f"#{one}", label) == NO[language]
    )
    _send(open_browser, no)
    open_browser.until("#people")
    assert open_browser.text("ul.people").strip().startswith("Boris")
    assert "Iva" in open_browser.text("main"), "the row that was refused"
    _fine(open_browser)
