"""The extension in the browser build of VS Code: a law is opened, broken, mended and asked.

Run where somebody says how code-server is started (`CODE_SERVER`) and has built the extension;
docs/editors.md shows how. `PICTURES` is a folder for pictures of each step, to be looked at.
"""

import os
import shutil
from pathlib import Path

import pytest

from tests.browser import PROGRAM
from tests.engine.server.vscode import CODE_SERVER, THEMES, VSIX, VsCode, vs_code
from tests.laws import EXAMPLES, MONTENEGRO

if not CODE_SERVER or PROGRAM is None or not VSIX.exists():
    pytest.skip("no code-server, no Chromium or no built extension", allow_module_level=True)

LENS = ".codelens-decoration"
ERROR = ".squiggly-error"


def _line(folder: Path, text: str) -> int:
    lines = (folder / "lending.law").read_text().split("\n")
    return next(at for at, one in enumerate(lines, 1) if text in one)


def _pictures(otherwise: Path, name: str) -> Path:
    return Path(os.environ["PICTURES"]) / name if "PICTURES" in os.environ else otherwise / name


@pytest.mark.parametrize("theme", THEMES)
def test_a_law_is_opened_broken_mended_and_asked(tmp_path: Path, theme: str) -> None:
    folder = tmp_path / "library"
    shutil.copytree(EXAMPLES / "library", folder)
    with vs_code(folder, _pictures(tmp_path, theme), tmp_path / "code", theme) as code:
        _look_around(code)
        _break_and_mend(code, _line(folder, "if the person owes a fee"))
        _turn_a_case_red(code, _line(folder, "and the number < 5"))
        _write_a_rule(code)
        _run_a_case(code)
        assert code.refused == []


def _look_around(code: VsCode) -> None:
    code.open("lending.law")
    code.see(LENS, "case")
    code.see(".pane-header", "Provisions").click()
    code.see(".monaco-list-row", "LIB-2")
    code.run("Zakonik: Cases and Ladder Beside")
    view = code.view()
    code.see(view.locator("#told"), "3 met, 0 not met")
    code.see(view.locator(".coil.yes"))
    code.turn_to("lending.law")
    code.end_of(12)
    code.picture("cases-and-ladder")
    code.see(view.locator(".expected"), "may Ivo borrow").click()
    code.see(view.locator(".coil.open"))
    code.see(view.locator(".answer"), "DEPENDS")
    code.picture("chosen-case")


def _break_and_mend(code: VsCode, line: int) -> None:
    view = code.view()
    code.turn_to("lending.law")
    code.end_of(line)
    code.press("Backspace", "Backspace")
    code.see(ERROR)
    code.see(view.locator("#told"), "1 error")
    code.picture("broken")
    code.press("Control+.")
    code.see(".action-widget", "write `the person owes a fee`")
    code.picture("quick-fix")
    code.press("Enter")
    code.see(view.locator("#told"), "3 met, 0 not met")
    code.gone(ERROR)
    code.picture("mended")


def _turn_a_case_red(code: VsCode, line: int) -> None:
    view = code.view()
    code.end_of(line)
    code.press("Backspace")
    code.type("4")
    code.see(view.locator(".expected.unmet"), "may Mira borrow").click()
    code.see(view.locator(".contact.no"), "the number < 4")
    code.picture("red")
    code.turn_to("lending.law")
    code.press("Backspace")
    code.type("5")
    code.see(view.locator("#told"), "3 met, 0 not met")


def _write_a_rule(code: VsCode) -> None:
    """Look at a sentence, and have one completed."""
    code.see(".view-line span span", "owes").hover(position={"x": 20, "y": 8})
    code.see(".monaco-hover", "owes")
    code.picture("hover")
    code.end_of(26)
    code.press("Enter")
    code.type("and the person ow")
    code.ask_for(".suggest-widget .monaco-list-row", "owes a fee", "Escape", "Control+Space")
    code.picture("completion")
    code.press("Tab")
    code.see(".view-line", "and the person owes a fee")
    code.see(code.view().locator("#told"), "met")
    code.picture("completed")


def _run_a_case(code: VsCode) -> None:
    code.open("lending.case")
    code.see(LENS, "✓ depends").locator("a").first.click()
    code.see(".view-line", "It also rests on")
    code.see(".tab.active", "Why")
    assert code.page.locator(".tab.dirty", has_text="Why").count() == 0
    code.picture("why")


def test_a_rule_with_many_ways_in_a_law_of_forty_files(tmp_path: Path) -> None:
    folder = tmp_path / "montenegro"
    shutil.copytree(MONTENEGRO, folder)
    with vs_code(folder, _pictures(tmp_path, "large"), tmp_path / "code", "light") as code:
        code.open("entry.law")
        code.see(LENS, "case")
        code.run("Zakonik: Cases and Ladder Beside")
        view = code.view()
        code.see(view.locator("#told"), "0 not met")
        code.see(view.locator(".coil"))
        code.picture("large-law")
        assert code.refused == []
