"""Somebody with a story and no manual gets to a report: told in their words, asked in their words.

Skipped, and said to be, where there is no Chromium or no Playwright.
"""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from engine.commands.web.pool import Pool
from tests.browser import PROGRAM, Browser
from tests.engine.commands.web.desk.browsing import serving
from tests.engine.commands.web.desk.conftest import Kept
from tests.engine.commands.web.desk.stories import STORIES, Story
from tests.laws import MONTENEGRO
from tests.work import ALL

pytestmark = [
    pytest.mark.skipif(PROGRAM is None, reason="no Chromium or no Playwright on this machine"),
]

TOLD = STORIES if ALL in os.environ else STORIES[::2]
"""Every other story, some in each language: one takes a browser ten to twenty seconds."""

_SEND = "one => one.form.requestSubmit()"


@pytest.fixture(scope="module")
def laws() -> Iterator[Pool]:
    found = Kept([str(MONTENEGRO)], size=1)
    yield found
    found.end()


def _acted(found: Browser, act: Callable[[], object]) -> None:
    """Do something, and wait until the page shows what came of it."""
    found.run("document.getElementById('desk').dataset.old = 1")
    act()
    found.until("#desk:not([data-old])")


@pytest.mark.parametrize("told", TOLD, ids=lambda told: f"{told.language}-{told.name}")
def test_a_story_leads_to_a_report(
    told: Story, laws: Pool, open_browser: Browser, tmp_path: Path
) -> None:
    page = open_browser.page
    page.set_default_timeout(20_000)
    with serving(laws, tmp_path) as address:
        open_browser.open(f"{address}/{told.language}/", told.width, told.scheme)
        page.fill("#title", told.name)
        open_browser.press("Enter")
        open_browser.until("#find")
        page.fill("#day", "2026-11-30")
        _acted(open_browser, lambda: page.eval_on_selector("#day", _SEND))
        page.fill("#find", told.story)
        _acted(open_browser, lambda: page.click("#find-go"))
        assert open_browser.violations() == []
        assert not open_browser.is_too_wide()
        assert len(page.query_selector_all("section.heard")) == len(told.chosen)
        for clause, meant in enumerate(told.chosen, 1):
            if meant:
                button = f"#heard{clause}-{meant} button.main"
                _acted(open_browser, lambda button=button: page.click(button))  # type: ignore[misc]
        kept = (tmp_path / f"{told.name.lower()}.case").read_text(encoding="utf-8")
        facts = [
            line.split("   #")[0].strip() for line in kept.partition("given\n")[2].splitlines()
        ]
        assert facts == [*told.facts]
        page.fill("#q", told.question)
        _acted(open_browser, lambda: open_browser.press("Enter"))
        offered = {one.inner_text(): one for one in page.query_selector_all("#near a")}
        assert told.meant in offered, [*offered]
        _acted(open_browser, lambda: offered[told.meant].click())
        verdict = page.get_attribute("#answer .verdict", "class") or ""
        if "silent" in verdict:  # another body of law has it: one button chooses that
            _acted(open_browser, lambda: page.click("#answer form.line button.main"))
            verdict = page.get_attribute("#answer .verdict", "class") or ""
        assert verdict.removeprefix("verdict ") in told.verdicts, open_browser.text("#answer")
        assert open_browser.violations() == []
        with page.expect_download() as download:
            page.eval_on_selector(
                "#form", "one => { one.value = 'html'; one.form.requestSubmit() }"
            )
        report = Path(download.value.path()).read_text(encoding="utf-8")
        assert re.search(rf'lang="{"en" if told.language == "en" else "cnr"}', report), report[:200]
        assert told.name in report


def test_a_story_that_is_not_understood_leads_on(
    laws: Pool, open_browser: Browser, tmp_path: Path
) -> None:
    page = open_browser.page
    page.set_default_timeout(20_000)
    with serving(laws, tmp_path) as address:
        open_browser.open(f"{address}/en/", 390, "light")
        page.fill("#title", "Zed")
        open_browser.press("Enter")
        open_browser.until("#find")
        before = (tmp_path / "zed.case").read_text()
        page.fill("#find", "Qwxz plimfed gronkily.")
        _acted(open_browser, lambda: page.click("#find-go"))
        assert "was not understood" in open_browser.text("#heard")
        page.fill("#q", "qwxz plimf")
        _acted(open_browser, lambda: open_browser.press("Enter"))
        open_browser.until("#no-question a")
        assert (tmp_path / "zed.case").read_text() == before
        with page.expect_navigation():
            page.click("#no-question a")
        assert open_browser.run("location.pathname") == "/en/interview"
