"""Each test of what every engine does runs on all of them."""

import pytest

from engine.backends import backend
from engine.backends.protocol import Backend


@pytest.fixture(params=["reference", "pydatalog", "duckdb"])
def engine(request: pytest.FixtureRequest) -> Backend:
    """Return each engine in turn."""
    return backend(request.param)
