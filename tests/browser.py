"""A real Chromium for tests, driven by Playwright: pages at a width, in light or dark, with axe."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from playwright.sync_api import Browser as Chromium
    from playwright.sync_api import Page

_FOUND = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("chrome")
PROGRAM = _FOUND if find_spec("playwright") is not None else None
"""The browser, None where there is none or no Playwright; tests that need it say so then."""

Scheme = Literal["light", "dark"]

_PATIENCE = 90_000.0
"""Milliseconds after which what was waited for does not come any more."""

_AXE = """
axe.run(document).then(found => JSON.stringify(found.violations.map(
  one => [one.id, one.help, one.nodes.map(node => node.html.slice(0, 200)).slice(0, 3)])))
"""


@dataclass
class Browser:
    """One page of a running Chromium."""

    chromium: "Chromium"
    page: "Page"

    def open(self, address: str, width: int, scheme: Scheme) -> None:
        """Open an address in a window of this width, in pixels, as light or dark as is wished."""
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.emulate_media(color_scheme=scheme)
        self.page.goto(address, wait_until="load")

    def run(self, script: str) -> Any:
        """Return the value of an expression of the page, waited for if it is a promise."""
        return self.page.evaluate(script)

    def violations(self) -> Any:
        """Return what axe finds wrong with the page that is open."""
        if not self.run("'axe' in window"):
            source = (files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8")
            self.run(f"(() => {{ {source} }})()")
        return json.loads(self.run(_AXE))

    def is_too_wide(self) -> bool:
        """Tell whether one has to scroll sideways."""
        return bool(self.run("document.documentElement.scrollWidth > innerWidth"))

    def press(self, key: str) -> None:
        """Press a key, such as `Enter`, and let it go."""
        self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Type a text where the focus is."""
        self.page.keyboard.insert_text(text)

    def tab_to(self, wanted: str) -> None:
        """Press Tab until the focus is on the element with this id; raises if it never is."""
        for _ in range(200):
            if self.run("document.activeElement.id") == wanted:
                return
            self.press("Tab")
        raise AssertionError(f"Tab never reaches {wanted}: {self.text()}")

    def until(self, selector: str) -> None:
        """Wait until the page has an element; raises AssertionError, with its text, if never."""
        try:
            self.page.wait_for_selector(selector, state="attached", timeout=_PATIENCE)
        except Exception as error:
            raise AssertionError(f"never: {selector}; {self.text()}") from error

    def text(self, selector: str = "body") -> str:
        """Return the text that is seen in an element of the page."""
        return self.page.inner_text(selector)[:4000]

    def picture(self, path: Path) -> None:
        """Keep a picture of the whole page that is open."""
        self.page.screenshot(path=path, full_page=True)


@contextmanager
def browser() -> Iterator[Browser]:
    """Start a browser with a page that shows nothing yet, and end it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=PROGRAM, args=["--no-sandbox"])
        try:
            yield Browser(chromium, chromium.new_page())
        finally:
            chromium.close()


@contextmanager
def without_script(found: Browser) -> Iterator[Browser]:
    """Open a page of the same browser that runs no script, and close it."""
    context = found.chromium.new_context(java_script_enabled=False)
    try:
        yield Browser(found.chromium, context.new_page())
    finally:
        context.close()
