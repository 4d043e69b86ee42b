"""A server and what its own description allows and forbids, sent by schemathesis for a while."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from engine.commands.web.limits import SECONDS
from tests.readme import ROOT
from tests.served import serving

_WIDE = 300
"""How much of a line is told: requests with a million letters are none to read."""

_HOOKS = """\
import schemathesis
from tests.served.words import before_call
schemathesis.hook(before_call)
"""

_CONFIG = """\
hooks = "hooks.py"
suppress-health-check = ["all"]
[generation]
database = "none"
[checks.negative_data_rejection]
expected-statuses = [400, 404, 405, 413, 422]
"""
"""What breaks the description may also be a path to nothing (404) or too large (413)."""

_LEFT_OUT = "positive_data_acceptance,ignored_auth"
"""What fits the description may still be no sentence of the law; there are no accounts."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a run: the report, and whether anything is wrong."""

    told: str
    is_wrong: bool


def fuzzed(folder: Path, seconds: int, laws: Path) -> Found:
    """Send requests for so many seconds; return what is wrong with what came back.

    Wrong is a status of 5xx, an answer that its schema does not allow, a request that was taken
    though the description forbids it, one worked on beyond the limit of time, and a defect that
    the server notes.
    """
    config = folder / "schemathesis.toml"
    config.write_text(_CONFIG)
    (folder / "hooks.py").write_text(_HOOKS)
    with serving(folder, laws) as server:
        done = subprocess.run(
            (
                *(sys.executable, "-m", "schemathesis.cli", "--config-file", str(config), "run"),
                f"http://127.0.0.1:{server.port}/api/v1/openapi.json",
                *("--max-time", str(seconds), "--checks", "all", "--continue-on-failure"),
                *("--exclude-checks", _LEFT_OUT, "--no-color"),
                *("--max-response-time", str(2 * SECONDS)),
                *("--request-timeout", str(3 * SECONDS)),
            ),
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
        alive = server.process.poll() is None
    errors = server.errors.read_text()
    told = f"{done.stdout}\n{done.stderr}\n{errors}"
    lines = [line[:_WIDE] for line in told.splitlines()]
    wrong = done.returncode != 0 or not alive or bool(re.search("internal error|Traceback", errors))
    return Found("\n".join(lines), wrong)
