"""The desk in a real browser: pages without barriers, with script and without.

Skipped, and said to be, where there is no Chromium or no Playwright.
"""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from tests.browser import PROGRAM, Browser, Scheme, without_script
from tests.engine.commands.web.desk.browsing import serving
from tests.engine.commands.web.desk.conftest import Kept
from tests.laws import EXAMPLES

pytestmark = [
    pytest.mark.skipif(PROGRAM is None, reason="no Chromium or no Playwright on this machine"),
]

SCHEMES: tuple[Scheme, ...] = ("light", "dark")
PAGES = (
    "/",
    "/case/lending.case?n=3",
    "/case/lending.case?n=1&find=books&fill=has_books_at_home&ask=may_borrow_a_book&chapter=lending",
    "/case/lending.case?n=1&find=she+owes+a+fee+of+5+EUR+and+joined+on+1+May+2026",
    "/case/lending.case?n=1&find=she+never+joined.+Zzyzx+flurbed+gladly.",
    "/case/lending.case?n=1&q=can+she+take+books",
    "/case/lending.case?n=1&q=zzyzx+flurbed",
    "/case/lending.case?n=3&edit=1",
    "/case/lending.case/text",
    "/case/lending.case/history",
    "/case/lending.case/what-if?n=3&q=may+Ivo+borrow+a+book&with=it+is+false+that+Ivo+owes+a+fee",
    "/interview",
    "/interview?chapter=lending&ask=may_borrow_a_book",
    "/interview/go?q=Ana+may+borrow+a+book",
    "/registers",
    "/rule/LIB-1",
    "/case/none.case",
)
_STORED = "[...Object.keys(localStorage), ...Object.keys(sessionStorage)].join()"
_WATCH = """
document.addEventListener('securitypolicyviolation', one => broken.push(one.violatedDirective))
"""


@pytest.fixture
def served(pool: Kept, tmp_path: Path) -> Iterator[str]:
    """Return the address of a server over a copy of the cases of the library."""
    content = (EXAMPLES / "library" / "lending.case").read_bytes()
    (tmp_path / "lending.case").write_bytes(content)
    with serving(pool, tmp_path) as address:
        yield address


def test_pages_have_no_known_barrier(served: str, open_browser: Browser) -> None:
    """Each page is seen in each width, language and scheme, and in each two of them together."""
    for number, path in enumerate(PAGES):
        for width, language in product((390, 1280), ("en", "me")):
            address = f"{served}/{language}{path}"
            is_dark = (number + (width == 390) + (language == "me")) % 2
            open_browser.open(address, width, SCHEMES[is_dark])
            assert open_browser.violations() == [], address
            assert not open_browser.is_too_wide(), address


def test_a_fact_is_told_from_the_keyboard_and_answered_without_a_new_page(
    served: str, open_browser: Browser, tmp_path: Path
) -> None:
    open_browser.open(f"{served}/en/case/lending.case?n=3", 1280, "light")
    open_browser.run("window.same = true")
    open_browser.run("window.broken = []")
    open_browser.run(_WATCH)
    open_browser.tab_to("sentence")
    open_browser.type("Ivo has")
    open_browser.until("#sentences option:nth-of-type(2)")
    open_browser.type(" 7 books at home")
    open_browser.press("Enter")
    open_browser.until("#answer .verdict.no")
    assert open_browser.run("window.same") is True, "the page was not loaded anew"
    replaced = "Saved. What it contradicts was taken out: Undo brings it back."
    assert open_browser.text("#said") == replaced, "there are 7 books now in the place of some"
    assert open_browser.run("document.activeElement.id") == "sentence"
    assert open_browser.run("document.getElementById('sentence').value") == ""
    assert "7 books" in (tmp_path / "lending.case").read_text()
    open_browser.until("#undo:not([disabled])")
    open_browser.page.click("#undo")
    open_browser.until("#answer .verdict.depends")
    assert "7 books" not in (tmp_path / "lending.case").read_text()
    assert open_browser.run("location.pathname") == "/en/case/lending.case"
    assert open_browser.run("window.broken") == []
    assert open_browser.run(_STORED) == "htmx-current-path-for-history", "the address, no case"


def test_all_works_without_script(served: str, open_browser: Browser, tmp_path: Path) -> None:
    with without_script(open_browser) as plain:
        plain.open(f"{served}/en/case/lending.case?n=3", 390, "light")
        plain.page.focus("#ask1-1-yes")
        with plain.page.expect_navigation():
            plain.press("Enter")
        assert plain.text("#said") == "Saved."
        assert plain.page.query_selector("#answer .verdict.yes") is not None
    assert "the fee of Ivo is waived" in (tmp_path / "lending.case").read_text()
