"""A real server for tests: `zakonik serve` in a process of its own, on any free port."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.readme import ROOT


@dataclass(frozen=True, slots=True)
class Served:
    """A server that runs: its port, its process, what it printed first, and its standard error."""

    port: int
    process: "subprocess.Popen[str]"
    printed: str
    errors: Path


@contextmanager
def serving(folder: Path, laws: Path | None = None) -> Iterator[Served]:
    """Yield a server over some laws (default: those of Montenegro), which is killed at the end.

    It runs in `folder`, and keeps its cache there.
    """
    words = ["serve", "--no-browser", "--port", "0"]
    words += ["--kb", str(laws.resolve())] if laws is not None else []
    errors = folder / "errors"
    with (
        errors.open("w") as stderr,
        subprocess.Popen(
            (sys.executable, "-m", "engine.cli", *words),
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(folder)},
            stdout=subprocess.PIPE,
            stderr=stderr,
            text=True,
        ) as process,
    ):
        try:
            assert process.stdout is not None
            printed = process.stdout.readline()
            found = re.search(r":(\d+)/", printed)
            assert found is not None, printed + errors.read_text()
            yield Served(int(found[1]), process, printed, errors)
        finally:
            process.kill()
