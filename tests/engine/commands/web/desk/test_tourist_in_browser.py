"""A tourist on a phone, without a manual: from the first page to the right answer, kept as a case.

What is right is read from the list of the source page (VF-0): China is not on it, Turkey and Serbia
are, for ninety days. Skipped, and said to be, where there is no Chromium or no Playwright.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from engine.commands.web.pool import Pool
from tests.browser import PROGRAM, Browser
from tests.engine.commands.web.desk.browsing import serving
from tests.engine.commands.web.desk.conftest import Kept
from tests.laws import MONTENEGRO

pytestmark = [
    pytest.mark.skipif(PROGRAM is None, reason="no Chromium or no Playwright on this machine"),
]

_MOST = 8


class Tourist(NamedTuple):
    """Who asks which of the questions asked often, by its place, and what they answer to what."""

    language: str
    name: str
    often: int
    answers: tuple[tuple[str, str], ...]
    verdict: str


def _papers(language: str, country: str) -> tuple[tuple[str, str], ...]:
    if language == "me":
        return (("vrste", "obični pasoš"), ("ispravom", "pasoš"), ("izdala", country))
    return (
        ("kind of document", "ordinary passport"),
        ("On which document", "my passport"),
        ("Which country issued", country),
    )


TOURISTS = (
    Tourist("en", "Mei", 0, _papers("en", "China"), "no"),
    Tourist("me", "Elif", 0, _papers("me", "Turska"), "yes"),
    Tourist("en", "Jovan", 2, _papers("en", "Serbia"), "values"),
)


@pytest.fixture(scope="module")
def laws() -> Iterator[Pool]:
    found = Kept([str(MONTENEGRO)], size=1)
    yield found
    found.end()


def _answered(found: Browser, told: Tourist) -> None:
    """Answer the question of the page that is open, and wait for the next one."""
    page = found.page
    heading = found.text("h1")
    said = next((text for words, text in told.answers if re.search(words, heading)), "")
    before = found.run("location.href")
    if page.query_selector("input[type=date]"):
        page.fill("#v0-0", date.today().isoformat())
        page.fill("#v0-1", (date.today() + timedelta(9)).isoformat())
        page.check("input[name=whole]")
        page.click("#answer-on")
    elif said and page.query_selector("select"):
        page.select_option("#v0-0", label=said)
        page.click("#answer-on")
    elif said:
        page.fill("#v0-0", said)
        page.click("#answer-on")
    else:
        page.click("#answer-unsure")
    page.wait_for_function("before => location.href != before", arg=before, timeout=90_000)


@pytest.mark.parametrize("told", TOURISTS, ids=lambda told: told.name)
def test_a_tourist_on_a_phone_is_told_what_is_right(
    told: Tourist, laws: Pool, open_browser: Browser, tmp_path: Path
) -> None:
    page = open_browser.page
    page.set_default_timeout(90_000)
    with serving(laws, tmp_path) as address:
        open_browser.open(f"{address}/{told.language}/", 390, "light")
        page.click("main a[href$='/interview']")
        page.locator("#often a").nth(told.often).click()
        page.fill("#slot-0", told.name)
        page.click(".form button.main")
        asked = 0
        while not page.query_selector("form[action*='/save']"):
            assert asked < _MOST, open_browser.text()
            page.wait_for_load_state("load")  # without its styles a page is wider
            assert not open_browser.is_too_wide()
            asked += 1
            _answered(open_browser, told)
        assert open_browser.violations() == []
        answer = open_browser.text("#desk")
        if told.verdict == "values":  # today is the first of ninety days
            last = date.today() + timedelta(89)
            assert f"{last.day} {last:%B %Y}" in answer
        else:
            verdict = page.get_attribute("#desk .verdict", "class") or ""
            assert verdict.removeprefix("verdict ") == told.verdict, answer
        assert page.query_selector_all("#desk section li"), "what to bring"
        page.click("form[action*='/save'] button")
        page.wait_for_url("**/case/**", timeout=90_000)
        (kept,) = tmp_path.glob("*.case")
        assert kept.read_text(encoding="utf-8").startswith('case "')
        assert open_browser.text("#answer")
