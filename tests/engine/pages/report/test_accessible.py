"""The pages that a browser shows are checked for accessibility in a real browser, by axe."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.pages.report import html
from tests.browser import PROGRAM, Browser, browser
from tests.engine.pages.report.test_pages import SIX, report

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="no Chromium on this machine")


@pytest.fixture(scope="module")
def open_browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser() as found:
        yield found


@pytest.mark.parametrize("width", (390, 1280))
@pytest.mark.parametrize(("path", "language"), SIX[:2], ids=lambda one: getattr(one, "stem", one))
def test_reports_have_no_known_barrier(
    path: Path, language: str, width: int, tmp_path: Path, open_browser: Browser
) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(html.render(report(path, language)))
    open_browser.open(file.as_uri(), width, "light")
    assert open_browser.run("innerWidth") == width
    assert open_browser.violations() == []


def test_the_checker_finds_barriers(tmp_path: Path, open_browser: Browser) -> None:
    file = tmp_path / "page.html"
    file.write_text('<!doctype html><html><body><img src="data:,"></body></html>', "utf-8")
    open_browser.open(file.as_uri(), 800, "light")
    assert {one[0] for one in open_browser.violations()} >= {"image-alt", "html-has-lang"}
