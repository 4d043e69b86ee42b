"""The pages that a browser shows are checked for accessibility in a real browser, by axe."""

import json
import re
import shutil
import subprocess
from html import unescape
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from engine.pages.report import html
from tests.engine.pages.report.test_pages import SIX, report
from tests.work import GIVEN_UP

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("chrome")
_RUN = """
<script>{axe}</script>
<script>
axe.run(document).then(found => {{
  document.documentElement.textContent = JSON.stringify(found.violations.map(
    one => [one.id, one.help, one.nodes.map(node => node.html.slice(0, 200)).slice(0, 3)]));
}});
</script>
"""

needs_browser = pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine")


def violations(page: bytes, folder: Path, width: int) -> Any:
    """Return what axe finds wrong with a page in a window of this width, in pixels."""
    axe = (files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8")
    checked = page.decode().replace("</body>", _RUN.format(axe=axe) + "</body>")
    file = folder / "page.html"
    file.write_text(checked, encoding="utf-8")
    command = (
        str(BROWSER),
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        f"--user-data-dir={folder / 'profile'}",
        f"--window-size={width},900",
        "--virtual-time-budget=20000",
        "--dump-dom",
        file.as_uri(),
    )
    ended = subprocess.run(command, capture_output=True, text=True, timeout=GIVEN_UP, check=True)
    found = re.search(r"<html[^>]*>(\[.*\])</html>", ended.stdout, re.DOTALL)
    assert found, ended.stdout[-500:] + ended.stderr[-500:]
    return json.loads(unescape(found[1]))


@needs_browser
@pytest.mark.parametrize("width", (390, 1280))
@pytest.mark.parametrize(("path", "language"), SIX[:2], ids=lambda one: getattr(one, "stem", one))
def test_reports_have_no_known_barrier(
    path: Path, language: str, width: int, tmp_path: Path
) -> None:
    assert violations(html.render(report(path, language)), tmp_path, width) == []


@needs_browser
def test_the_checker_finds_barriers(tmp_path: Path) -> None:
    page = b'<!doctype html><html><body><img src="data:,"></body></html>'
    assert {one[0] for one in violations(page, tmp_path, 800)} >= {"image-alt", "html-has-lang"}
