"""The whole process of `zakonik ask` against importing the two libraries."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.benchmarks.figure import Figure, seconds

_IMPORTS = (sys.executable, "-c", "import lark, pyDatalog.pyDatalog")
_CASE = Path(__file__).parent.parent.parent / "examples" / "citizenship" / "ana.case"
_QUESTION = "can Ana obtain citizenship by admittance"


def measure() -> Iterator[Figure]:
    """Yield the time of a warm `zakonik ask` as a multiple of the imports."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "XDG_CACHE_HOME": folder, "ZAKONIK_CACHE": "on"}

        def run(*words: str) -> None:
            subprocess.run(words, env=environment, check=True, stdout=subprocess.DEVNULL)

        zakonik = str(Path(sys.executable).with_name("zakonik"))
        ask = (zakonik, "ask", _QUESTION, "--case", str(_CASE))
        cold = seconds(lambda: run(*ask))
        run(*ask)
        imports, warm = [], []
        for _ in range(15):
            imports.append(seconds(lambda: run(*_IMPORTS)))
            warm.append(seconds(lambda: run(*ask)))
    base, spent = median(imports), median(warm)
    remark = f"{spent * 1000:.0f} ms, imports {base * 1000:.0f} ms, cold {cold * 1000:.0f} ms"
    yield Figure("zakonik ask, whole process, warm", spent / base, 3, "x", remark)
