"""Where the page stands after something was answered: at what changed, or at what went wrong."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import PROGRAM, Browser
from tests.engine.commands.web.desk.browsing import serving
from tests.engine.commands.web.desk.conftest import Kept

pytestmark = [
    pytest.mark.skipif(PROGRAM is None, reason="no Chromium or no Playwright on this machine"),
]

CASE = 'case "Ana"\n    as of 2026-11-30\n    given\n        Ana has 2 books at home\n'
_TOP = "document.querySelector('{}').getBoundingClientRect().top"


@pytest.fixture
def served(pool: Kept, tmp_path: Path) -> Iterator[str]:
    (tmp_path / "ana.case").write_text(CASE)
    with serving(pool, tmp_path) as address:
        yield address


def _is_in_sight(found: Browser, selector: str) -> bool:
    return bool(0 <= found.run(_TOP.format(selector)) < 400)


def test_an_answer_and_a_conflict_are_in_sight(
    served: str, open_browser: Browser, tmp_path: Path
) -> None:
    open_browser.open(f"{served}/en/case/ana.case?q=may+Ana+borrow+a+book", 390, "light")
    open_browser.run("document.body.dataset.same = 'yes'")
    open_browser.run("document.querySelector('ol.asks button[value=no]').click()")
    open_browser.until("#said:not(:empty)")
    assert "it is false" in (tmp_path / "ana.case").read_text()
    assert open_browser.run("document.body.dataset.same") == "yes"
    assert _is_in_sight(open_browser, "#answer .verdict")
    (tmp_path / "ana.case").write_text(CASE.replace("2 books", "3 books"))
    open_browser.run("scrollTo(0, document.body.scrollHeight)")
    open_browser.run("document.querySelector('button[name=so], ol.facts button').click()")
    open_browser.until("#yours")
    assert _is_in_sight(open_browser, "h1")
    assert open_browser.run("document.activeElement.tagName") == "H1"
