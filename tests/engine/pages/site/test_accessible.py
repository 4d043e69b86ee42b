"""Sites in a real browser: axe finds nothing, nothing is wider than the window, the search works.

Skipped, and said to be, where there is no Chromium.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import PROGRAM, Browser, Scheme, browser
from tests.engine.pages.site.made import bridge, library

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="no Chromium on this machine")

SCHEMES: tuple[Scheme, ...] = ("light", "dark")
WINDOWS = [(width, scheme) for width in (390, 1280) for scheme in SCHEMES]
LIBRARY = (
    "index.html",
    "en/index.html",
    "en/chapter/lending.html",
    "en/provision/LIB-1.html",
    "en/case/lending.html",
    "en/cases.html",
    "en/readings.html",
    "en/coverage.html",
    "en/search.html",
)
BRIDGE = (
    "index.html",
    "me/index.html",
    "en/provision/BRI-2.html",
    "me/provision/BRI-2.html",
    "me/provision/BRI-0.html",
    "en/readings.html",
    "me/chapter/bridge.html",
)


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sites")
    library(folder / "library")
    bridge(folder / "bridge")
    return folder


@pytest.fixture(scope="module")
def open_browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser() as found:
        yield found


@pytest.mark.parametrize(("width", "scheme"), WINDOWS)
def test_pages_have_no_known_barrier(
    sites: Path, open_browser: Browser, width: int, scheme: Scheme
) -> None:
    (case,) = (sites / "library/en/case/lending").glob("ivo-owes-a-fee-*.html")
    shown = [*(sites / "library" / one for one in LIBRARY), case]
    shown += [sites / "bridge" / one for one in BRIDGE]
    for file in shown:
        open_browser.open(file.as_uri(), width, scheme)
        assert open_browser.run("innerWidth") == width
        assert open_browser.violations() == [], file
        assert open_browser.run("document.documentElement.scrollWidth <= innerWidth"), file
    assert open_browser.run("matchMedia('(prefers-color-scheme: dark)').matches") is (
        scheme == "dark"
    )


def test_an_opened_proof_has_no_known_barrier(sites: Path, open_browser: Browser) -> None:
    (case,) = (sites / "library/en/case/lending").glob("ivo-owes-a-fee-*.html")
    open_browser.open(case.as_uri(), 390, "dark")
    open_browser.run("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert open_browser.violations() == []
    assert open_browser.run("document.documentElement.scrollWidth <= innerWidth")


def test_the_search_finds_what_has_all_words_whatever_their_marks(
    sites: Path, open_browser: Browser
) -> None:
    address = (sites / "bridge" / "me" / "search.html").as_uri()
    open_browser.open(f"{address}?q=preci+SMIJE", 1280, "light")
    first = "document.querySelector('#results a').getAttribute('href')"
    assert open_browser.run(first) == "provision/BRI-2.html"
    assert open_browser.run("document.getElementById('all').hidden") is True
    assert open_browser.violations() == []
    open_browser.open(f"{address}?q=xyzzy", 1280, "light")
    assert open_browser.run("document.querySelectorAll('#results a').length") == 0


def test_the_checker_finds_barriers(open_browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "bad.html").write_text('<!doctype html><body><img src="data:,"></body>')
    open_browser.open((tmp_path / "bad.html").as_uri(), 390, "light")
    assert {one[0] for one in open_browser.violations()} >= {"image-alt", "html-has-lang"}
