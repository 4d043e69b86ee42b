"""A desk over a folder of its own for each test, with workers that all tests share."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from engine.commands.web.app import app
from engine.commands.web.desk.workspace import Workspace
from engine.commands.web.pool import Pool
from tests.browser import Browser, browser
from tests.laws import EXAMPLES

HOST = "127.0.0.1:8765"

FIELD = re.compile(r'name="(seal|version)" value="([0-9a-f]+)"')


class Kept(Pool):
    """Workers that stay when one of several servers ends."""

    def close(self) -> None:
        """Leave them to the next server."""

    def end(self) -> None:
        """End all workers."""
        super().close()


@pytest.fixture(scope="session")
def pool() -> Iterator[Kept]:
    found = Kept([str(EXAMPLES / "library")], size=1)
    yield found
    found.end()


class Seat:
    """Somebody at a desk: opens pages, and sends the forms on them."""

    def __init__(self, client: TestClient, folder: Path) -> None:
        self.client = client
        self.folder = folder

    def page(self, path: str, status: int = 200) -> str:
        """Return a page."""
        found = self.client.get(path)
        assert found.status_code == status, found.text
        return found.text

    def fields(self, path: str) -> dict[str, str]:
        """Return the seal and the version that the forms of a page carry."""
        return dict(FIELD.findall(self.page(path)))

    def send(self, path: str, status: int = 200, seen: str = "", **fields: Any) -> str:
        """Send a form that was seen on the page `seen`, and return the page that comes then."""
        name = path.split("/")[3] if path.count("/") > 2 else ""
        seen = seen or (f"/en/case/{name}/text" if name else "/en/")
        found = self.client.post(path, data=self.fields(seen) | fields)
        assert found.status_code == status, found.text
        return found.text

    def text(self, name: str) -> str:
        """Return the text of a file of the folder."""
        return (self.folder / name).read_text(encoding="utf-8")


@pytest.fixture
def seat(pool: Kept, tmp_path: Path) -> Iterator[Seat]:
    made = app(pool, [HOST], "", Workspace(str(tmp_path)))
    with TestClient(made, base_url=f"http://{HOST}") as client:
        yield Seat(client, tmp_path)


Told = Callable[[str], str]


@pytest.fixture
def ana(seat: Seat) -> str:
    """Return the path of a new case in which nothing is told yet."""
    seat.send("/en/new", title="Ana")
    text = seat.text("ana.case")
    (seat.folder / "ana.case").write_text(
        re.sub(r"as of \S+", "as of 2026-11-23", text), encoding="utf-8"
    )
    return "/en/case/ana.case"


@pytest.fixture(scope="module")
def open_browser() -> Iterator[Browser]:
    """Return a browser that the tests of one file share."""
    with browser() as found:
        yield found
