"""One server over a small law, for all tests of what it answers."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from engine.commands.web.app import app
from engine.commands.web.pool import Pool
from tests.laws import EXAMPLES

HOST = "127.0.0.1:8765"


@pytest.fixture(scope="session")
def client() -> Iterator[TestClient]:
    """Return a client of a server over the law of a library, which ends with the tests."""
    pool = Pool([str(EXAMPLES / "library")], size=1)
    with TestClient(app(pool, [HOST]), base_url=f"http://{HOST}") as found:
        yield found
