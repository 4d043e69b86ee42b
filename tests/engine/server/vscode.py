"""The browser build of VS Code (code-server) with our extension in it, as somebody drives it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.browser import browser
from tests.readme import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Frame, Locator, Page

CODE_SERVER = os.environ.get("CODE_SERVER", "").split()
"""How code-server is started; empty where nobody says."""

VSIX = ROOT / "editors" / "vscode" / "dist" / "zakonik.vsix"
"""What `make editor` builds."""

THEMES = {"light": "Default Light Modern", "dark": "Default Dark Modern"}

_PATIENCE = 60_000.0
"""Milliseconds after which something is not seen: a busy machine takes its time."""

_MACHINE = {"zakonik.command": [sys.executable, "-m", "engine.cli", "lsp", "--stdio"]}
"""What is said for this machine, which the settings of somebody who works on another cannot say."""

_SETTINGS = {
    "security.workspace.trust.enabled": False,
    "workbench.startupEditor": "none",
    "workbench.secondarySideBar.defaultVisibility": "hidden",
    "telemetry.telemetryLevel": "off",
    "chat.disableAIFeatures": True,
    "editor.minimap.enabled": False,
    "files.autoSave": "off",
}


class VsCode:
    """A window of VS Code on a folder; what is awaited and never seen is an AssertionError."""

    def __init__(self, page: "Page", pictures: Path) -> None:
        """Take a page that shows the workbench, and a folder for pictures of it."""
        self.page = page
        self.refused: list[str] = []
        self._pictures = pictures
        page.set_default_timeout(_PATIENCE)
        page.on("console", lambda one: self._heard(one.text))

    def _heard(self, said: str) -> None:
        if "content security policy" in said.lower() and ("view." in said or "zakonik" in said):
            self.refused.append(said)

    def picture(self, name: str) -> None:
        """Keep a picture of the window as it is, once nothing moves any more."""
        self.page.wait_for_timeout(700)
        number = len(list(self._pictures.glob("*.png"))) + 1
        self.page.screenshot(path=self._pictures / f"{number:02}-{name}.png")

    def see(self, where: "str | Locator", text: str = "") -> "Locator":
        """Wait until something is seen that has a text in it, and return it."""
        place = self.page.locator(where) if isinstance(where, str) else where
        found = (place.filter(has_text=text) if text else place).first
        try:
            found.wait_for(state="visible", timeout=_PATIENCE)
        except Exception as error:
            self.picture("missing")
            raise AssertionError(f"never seen: {where} {text}") from error
        return found

    def ask_for(self, where: str, text: str, *keys: str) -> None:
        """Wait for what is offered as one types; press keys for it where a busy machine is late."""
        wanted = self.page.locator(where, has_text=text).first
        for _ in range(10):
            self.page.wait_for_timeout(2000)
            if wanted.is_visible():
                return
            self.press(*keys)
        self.see(where, text)

    def gone(self, where: str) -> None:
        """Wait until nothing of a kind is there."""
        self.page.locator(where).first.wait_for(state="detached", timeout=_PATIENCE)

    def press(self, *keys: str) -> None:
        """Press keys, such as `Control+s`, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Type a text, a key at a time."""
        self.page.keyboard.type(text, delay=15)

    def run(self, command: str) -> None:
        """Run a command by its title."""
        self.press("F1")
        self.type(command)
        self.see(".quick-input-list .monaco-list-row", command)
        self.press("Enter")

    def open(self, file: str) -> None:
        """Open a file of the folder, or turn to it."""
        self.press("Control+p")
        self.type(file)
        self.see(".quick-input-list .monaco-list-row", file)
        self.press("Enter")
        self.see(".tab.active", file)

    def turn_to(self, file: str) -> None:
        """Click on the tab of a file that is open."""
        self.page.locator(f'.tab[data-resource-name="{file}"]').click()

    def end_of(self, line: int) -> None:
        """Put the cursor at the end of a line, counted from 1."""
        self.press("Control+g")
        self.type(str(line))
        self.press("Enter")
        self.page.locator(".quick-input-widget").wait_for(state="hidden")
        self.press("End")

    def view(self) -> "Frame":
        """Return the view of cases and ladder, once it is there."""
        for _ in range(int(_PATIENCE / 200)):
            for frame in self.page.frames:
                if frame.locator("#of-cases").count():
                    return frame
            self.page.wait_for_timeout(200)
        raise AssertionError("the view never comes")


@contextmanager
def vs_code(folder: Path, pictures: Path, scratch: Path, theme: str) -> Iterator[VsCode]:
    """Open a folder in code-server with the extension installed, and end both.

    What code-server remembers is kept in `scratch`.
    """
    data = scratch / "data"
    settings = {**_SETTINGS, "workbench.colorTheme": THEMES[theme]}
    for place, said in (("User", settings), ("Machine", _MACHINE)):
        (data / place).mkdir(parents=True)
        (data / place / "settings.json").write_text(json.dumps(said))
    pictures.mkdir(parents=True, exist_ok=True)
    words = [*CODE_SERVER, "--user-data-dir", str(data), "--config", str(scratch / "config.yaml")]
    words += ["--extensions-dir", str(scratch / "extensions")]
    put = subprocess.run(
        [*words, "--install-extension", str(VSIX)], capture_output=True, text=True, check=False
    )
    assert put.returncode == 0, put.stdout + put.stderr
    words += ["--auth", "none", "--bind-addr", "127.0.0.1:0", "--disable-telemetry"]
    with (
        (scratch / "errors").open("w") as errors,
        subprocess.Popen(
            [*words, "--disable-update-check", str(folder)],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        ) as process,
    ):
        try:
            assert process.stdout is not None
            listening = next(one for one in process.stdout if "HTTP server listening" in one)
            address = listening.split("listening on ")[1].strip()
            with browser() as found:
                found.page.set_viewport_size({"width": 1500, "height": 950})
                window = VsCode(found.page, pictures)
                window.page.goto(f"{address}?folder={folder}")
                window.see(".monaco-workbench")
                window.page.wait_for_timeout(3000)
                yield window
        finally:
            process.terminate()
