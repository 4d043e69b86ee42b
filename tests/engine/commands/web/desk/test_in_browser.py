"""The desk in a real browser: no barriers, forms with script and without, the keyboard alone.

Skipped, and said to be, where there is no Chromium.
"""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

from engine.commands.web.app import app
from engine.commands.web.desk.workspace import Workspace
from engine.commands.web.serving import listening
from tests.browser import PROGRAM, Browser, Scheme, browser
from tests.engine.commands.web.desk.conftest import Kept
from tests.laws import EXAMPLES
from tests.work import GIVEN_UP

pytestmark = [
    pytest.mark.skipif(PROGRAM is None, reason="no Chromium on this machine"),
    pytest.mark.xdist_group("web"),
]

SCHEMES: tuple[Scheme, ...] = ("light", "dark")
PAGES = (
    "/",
    "/case/lending.case?n=3",
    "/case/lending.case?n=1&find=books&fill=has_books_at_home&ask=may_borrow_a_book&chapter=lending",
    "/case/lending.case?n=1&find=she+owes+a+fee+of+5+EUR+and+joined+on+1+May+2026",
    "/case/lending.case?n=1&q=can+she+take+books",
    "/case/lending.case/text",
    "/case/lending.case/history",
    "/case/lending.case/what-if?n=3&q=may+Ivo+borrow+a+book&with=it+is+false+that+Ivo+owes+a+fee",
    "/interview?chapter=lending&ask=may_borrow_a_book",
    "/interview/go?q=Ana+may+borrow+a+book",
    "/registers",
    "/rule/LIB-1",
    "/case/none.case",
)


_WATCH = """
document.addEventListener('securitypolicyviolation', one => broken.push(one.violatedDirective))
"""
_STORED = "[...Object.keys(localStorage), ...Object.keys(sessionStorage)].join()"


@pytest.fixture
def served(pool: Kept, tmp_path: Path) -> Iterator[str]:
    """Return the address of a server over a copy of the cases of the library."""
    content = (EXAMPLES / "library" / "lending.case").read_bytes()
    (tmp_path / "lending.case").write_bytes(content)
    found = listening("127.0.0.1", 0)
    host = f"127.0.0.1:{found.getsockname()[1]}"
    made = app(pool, [host], "", Workspace(str(tmp_path)))
    server = uvicorn.Server(uvicorn.Config(made, log_level="error", access_log=False))
    runs = threading.Thread(target=server.run, kwargs={"sockets": [found]})
    runs.start()
    yield f"http://{host}"
    server.should_exit = True
    runs.join(GIVEN_UP)
    found.close()


@pytest.fixture(scope="module")
def open_browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("profile")) as found:
        yield found


def test_pages_have_no_known_barrier(served: str, open_browser: Browser) -> None:
    for number, path in enumerate(PAGES):
        for width, language in ((390, "en"), (1280, "me")):
            address = f"{served}/{language}{path}"
            open_browser.open(address, width, SCHEMES[(number + (width == 390)) % 2])
            assert open_browser.violations() == [], address
            wide = "document.documentElement.scrollWidth > innerWidth"
            assert not open_browser.run(wide), address


def _until(open_browser: Browser, script: str) -> None:
    """Wait until a script of the page says yes."""
    for _ in range(200):
        if open_browser.run(script):
            return
        time.sleep(0.05)
    raise AssertionError(f"never: {script}; {open_browser.run('document.body.innerText')[:2000]}")


def _press(open_browser: Browser, key: str, code: int, text: str = "") -> None:
    for kind in ("keyDown", "keyUp"):
        said = {"text": text} if text and kind == "keyDown" else {}
        open_browser.ask(
            "Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=code, **said
        )


def _tab_to(open_browser: Browser, wanted: str) -> None:
    """Press Tab until the focus is on the element with this id."""
    for _ in range(80):
        if open_browser.run("document.activeElement.id") == wanted:
            return
        _press(open_browser, "Tab", 9)
    raise AssertionError(f"Tab never reaches {wanted}")


def test_a_fact_is_told_from_the_keyboard_and_answered_without_a_new_page(
    served: str, open_browser: Browser, tmp_path: Path
) -> None:
    open_browser.open(f"{served}/en/case/lending.case?n=3", 1280, "light")
    open_browser.run("window.same = true; window.broken = []")
    open_browser.run(_WATCH)
    _tab_to(open_browser, "sentence")
    open_browser.ask("Input.insertText", text="Ivo has")
    _until(open_browser, "document.querySelectorAll('#sentences option').length > 1")
    open_browser.ask("Input.insertText", text=" 7 books at home")
    _press(open_browser, "Enter", 13, "\r")
    _until(open_browser, "document.querySelector('#answer .verdict.no') !== null")
    assert open_browser.run("window.same") is True, "the page was not loaded anew"
    assert open_browser.run("document.getElementById('said').innerText") == "Saved."
    assert open_browser.run("document.activeElement.id") == "sentence"
    assert open_browser.run("document.getElementById('sentence').value") == ""
    assert "7 books" in (tmp_path / "lending.case").read_text()
    _until(open_browser, "!document.getElementById('undo').disabled")
    open_browser.run("document.getElementById('undo').click()")
    _until(open_browser, "document.querySelector('#answer .verdict.depends') !== null")
    assert "7 books" not in (tmp_path / "lending.case").read_text()
    assert open_browser.run("location.pathname") == "/en/case/lending.case"
    assert open_browser.run("window.broken") == []
    assert open_browser.run(_STORED) == "htmx-current-path-for-history", "the address, no case"


def test_an_interview_on_a_phone_ends_with_an_answer(served: str, open_browser: Browser) -> None:
    open_browser.open(f"{served}/en/interview/go?q=Ana+may+borrow+a+book", 390, "dark")
    open_browser.run("window.same = true")
    for _ in range(6):
        before = open_browser.run("document.querySelector('h1').innerText")
        if before == "The answer":
            break
        if open_browser.run("document.getElementById('v0-0') !== null"):
            day = "document.getElementById('v0-0').type === 'date' ? '2020-01-01' : '2'"
            open_browser.run(f"document.getElementById('v0-0').value = {day}")
            _tab_to(open_browser, "answer-on")
        else:
            _tab_to(open_browser, "answer-no")
        _press(open_browser, "Enter", 13, "\r")
        there = f"document.querySelector('h1')?.innerText ?? {before!r}"  # none while it is loaded
        _until(open_browser, f"({there}) !== {before!r}")
    assert open_browser.run("document.querySelector('.verdict.yes') !== null")
    assert open_browser.run("window.same") is True
    assert open_browser.violations() == []


def test_all_works_without_script(served: str, open_browser: Browser, tmp_path: Path) -> None:
    open_browser.ask("Emulation.setScriptExecutionDisabled", value=True)
    try:
        open_browser.open(f"{served}/en/case/lending.case?n=3", 390, "light")
        open_browser.waiting.clear()
        _tab_to(open_browser, "ask1-1-yes")
        _press(open_browser, "Enter", 13, "\r")
        open_browser.wait_for("Page.loadEventFired")
        assert open_browser.run("document.getElementById('said').innerText") == "Saved."
        assert open_browser.run("document.querySelector('#answer .verdict.yes') !== null")
    finally:
        open_browser.ask("Emulation.setScriptExecutionDisabled", value=False)
    assert "the fee of Ivo is waived" in (tmp_path / "lending.case").read_text()


def test_a_case_from_nothing_to_a_report_from_the_keyboard_in_words_of_ones_own(
    served: str, open_browser: Browser, tmp_path: Path
) -> None:
    open_browser.open(f"{served}/en/", 1280, "light")
    _tab_to(open_browser, "title")
    _type_and_enter(open_browser, "Mira")
    _until(open_browser, "document.querySelector('h1')?.innerText === 'Mira'")
    _tab_to(open_browser, "find")
    open_browser.ask("Input.insertText", text="She joined the library as a member on 1st May 2020")
    _tab_to(open_browser, "find-go")
    _press(open_browser, "Enter", 13, "\r")
    _until(open_browser, "document.querySelector('#heard') !== null")
    said = open_browser.run("document.getElementById('heard').innerText")
    assert "Mira has been a member since 2020-05-01" in said
    _tab_to(open_browser, "heard1-1-yes")
    _press(open_browser, "Enter", 13, "\r")
    _until(open_browser, "document.querySelector('.heard.told') !== null")
    assert "Mira has been a member since 2020-05-01" in (tmp_path / "mira.case").read_text()
    _tab_to(open_browser, "q")
    _type_and_enter(open_browser, "can she take a book home")
    _until(open_browser, "document.getElementById('near') !== null")
    _tab_to(open_browser, "near1")
    _press(open_browser, "Enter", 13, "\r")
    _until(open_browser, "document.querySelector('#answer .verdict') !== null")
    report = open_browser.run(
        "fetch(location.pathname + '/report?form=html&in=en&q=' + encodeURIComponent("
        "document.getElementById('q').value)).then(found => found.text())"
    )
    assert "Mira" in report and "<html" in report
    assert open_browser.violations() == []


def _type_and_enter(open_browser: Browser, text: str) -> None:
    open_browser.ask("Input.insertText", text=text)
    _press(open_browser, "Enter", 13, "\r")


def test_a_rule_is_broken_and_mended_in_the_browser(served: str, open_browser: Browser) -> None:
    open_browser.open(f"{served}/me/rule/LIB-1", 390, "dark")
    for number, word in ((4, "yes"), (5, "no")):
        old = "number < 5" if number == 4 else "numbr < 4"
        new = "numbr < 4" if number == 4 else "number < 4"
        open_browser.run(
            "(area => { area.value = area.value"
            f".replace('{old}', '{new}'); }})(document.getElementById('text'))"
        )
        _tab_to(open_browser, "try")
        _press(open_browser, "Enter", 13, "\r")
        wanted = "#problems" if word == "yes" else ".verdict.no"
        _until(open_browser, f"document.querySelector('{wanted}') !== null")
        assert open_browser.violations() == []
    assert open_browser.run("document.querySelector('table.cover') !== null")
