"""The whole process of `zakonik ask` against importing the two libraries."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator

from kb.from_files import find, load, load_cases
from tests.benchmarks.figure import Figure, seconds

_QUESTION = "can {name} obtain citizenship by admittance"


def measure() -> Iterator[Figure]:
    """Yield the time of a warm `zakonik ask` as a multiple of the imports."""
    case, name = _citizenship_case()
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "XDG_CACHE_HOME": folder, "ZAKONIK_CACHE": "on"}

        def run(*words: str) -> None:
            subprocess.run(
                [sys.executable, *words], env=environment, check=True, stdout=subprocess.DEVNULL
            )

        ask = ("-m", "engine.cli", "ask", _QUESTION.format(name=name), "--case", case)
        cold = seconds(lambda: run(*ask))
        run(*ask)
        imports = seconds(lambda: run("-c", "import lark, pyDatalog.pyDatalog"), 15)
        warm = seconds(lambda: run(*ask), 15)
    remark = f"{warm * 1000:.0f} ms, imports {imports * 1000:.0f} ms, cold {cold * 1000:.0f} ms"
    yield Figure("zakonik ask, whole process, warm", warm / imports, 3, "x", remark)


def _citizenship_case() -> tuple[str, str]:
    kb = load()
    for path in find().cases:
        for case in load_cases(path, kb):
            people = [name for name, kind in case.names.items() if kind == "person"]
            if people and len(case.statements) > 3:
                return path, people[0]
    raise LookupError("no case with a person")
