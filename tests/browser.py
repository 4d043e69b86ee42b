"""A real Chromium for tests: it opens files, at a width and in light or dark, and runs axe in them.

Spoken to over a pipe (the DevTools protocol), so that one browser serves many pages and a window
may be as narrow as a phone, which its command line does not allow.
"""

import base64
import json
import os
import select
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from tests.work import GIVEN_UP

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("chrome")

Scheme = Literal["light", "dark"]

_AXE = """
axe.run(document).then(found => JSON.stringify(found.violations.map(
  one => [one.id, one.help, one.nodes.map(node => node.html.slice(0, 200)).slice(0, 3)])))
"""


@dataclass
class Browser:
    """One page of a running Chromium."""

    reads: int
    writes: int
    session: str = ""
    number: int = 0
    waiting: list[dict[str, Any]] = field(default_factory=list)
    left: bytes = b""

    def ask(self, method: str, **parameters: Any) -> Any:
        """Return what the browser answers to a command of its protocol; raise what it refuses."""
        self.number += 1
        message: dict[str, Any] = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.writes, json.dumps(message).encode() + b"\0")
        while True:
            said = self._next()
            if said.get("id") == self.number:
                if "error" in said:
                    raise RuntimeError(f"{method}: {said['error']}")
                return said["result"]
            self.waiting.append(said)

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self.left:
            ready, _, _ = select.select([self.reads], [], [], GIVEN_UP)
            more = os.read(self.reads, 1 << 20) if ready else b""
            if not more:
                raise RuntimeError("the browser has ended, or says nothing any more")
            self.left += more
        said, _, self.left = self.left.partition(b"\0")
        found: dict[str, Any] = json.loads(said)
        return found

    def wait_for(self, event: str) -> None:
        """Wait until the browser tells of an event."""
        while not any(one.get("method") == event for one in self.waiting):
            self.waiting.append(self._next())
        self.waiting.clear()

    def open(self, address: str, width: int, scheme: Scheme) -> None:
        """Open an address in a window of this width, in pixels, as light or dark as is wished."""
        self.ask(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=900,
            deviceScaleFactor=1,
            mobile=False,
        )
        preferred = [{"name": "prefers-color-scheme", "value": scheme}]
        self.ask("Emulation.setEmulatedMedia", features=preferred)
        self.waiting.clear()
        self.ask("Page.navigate", url=address)
        self.wait_for("Page.loadEventFired")

    def run(self, script: str) -> Any:
        """Return the value of a script of the page, waited for if it is a promise."""
        found = self.ask(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        if "exceptionDetails" in found:
            raise RuntimeError(str(found["exceptionDetails"]))
        return found["result"].get("value")

    def violations(self) -> Any:
        """Return what axe finds wrong with the page that is open."""
        self.run((files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8"))
        return json.loads(self.run(_AXE))

    def picture(self, path: Path) -> None:
        """Keep a picture of the whole page that is open."""
        height = min(int(self.run("document.documentElement.scrollHeight")), 4000)
        width = int(self.run("innerWidth"))
        clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
        found = self.ask("Page.captureScreenshot", captureBeyondViewport=True, clip=clip)
        path.write_bytes(base64.b64decode(found["data"]))


@contextmanager
def browser(profile: Path) -> Iterator[Browser]:
    """Start a browser with a page that shows nothing yet, and end it."""
    to_it, we_write = os.pipe()
    we_read, from_it = os.pipe()
    options = (
        "--headless --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run "
        "--remote-debugging-pipe"
    )
    command = f'exec "$0" {options} "--user-data-dir=$1" about:blank 3<&{to_it} 4>&{from_it}'
    process = subprocess.Popen(
        ["bash", "-c", command, str(PROGRAM), str(profile)],
        pass_fds=(to_it, from_it),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(to_it)
    os.close(from_it)
    try:
        whole = Browser(we_read, we_write)
        target = whole.ask("Target.createTarget", url="about:blank")["targetId"]
        joined = whole.ask("Target.attachToTarget", targetId=target, flatten=True)
        whole.session = joined["sessionId"]
        whole.ask("Page.enable")
        yield whole
    finally:
        os.close(we_write)
        os.close(we_read)
        process.terminate()
        process.wait()
