"""The server against its own description: nothing comes back that it does not allow."""

import os
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.laws import EXAMPLES
from tests.served.fuzzed import fuzzed

SECONDS = int(os.environ.get("ZAKONIK_SERVED", "0"))

if not SECONDS or find_spec("schemathesis") is None:
    pytest.skip("`make served` fuzzes the interface for programs", allow_module_level=True)


def test_nothing_that_is_sent_breaks_the_description(tmp_path: Path) -> None:
    found = fuzzed(tmp_path, SECONDS, EXAMPLES / "library")
    assert not found.is_wrong, found.told
