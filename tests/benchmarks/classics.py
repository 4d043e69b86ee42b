"""The classics of Datalog on every engine, beside clingo and SWI-Prolog: time, memory, growth."""

import json
import math
import shutil
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from tests.benchmarks.figure import Figure

SIZES = {"chain": (250, 500, 1000), "graph": (250, 500, 1000), "generation": (255, 511, 1023)}
ENGINES = ("duckdb", "pydatalog", "reference", "clingo", "prolog")
PATIENCE = 60
"""Seconds after which a run is given up."""


def measure() -> Iterator[Figure]:
    """Yield for each problem and engine the time at its largest size, with memory and growth."""
    for problem, sizes in SIZES.items():
        rows: dict[int, int] = {}
        for engine in ENGINES:
            if engine == "prolog" and shutil.which("swipl") is None:
                continue
            yield _measured(engine, problem, sizes, rows)


def _measured(engine: str, problem: str, sizes: tuple[int, ...], rows: dict[int, int]) -> Figure:
    found: dict[int, dict[str, Any]] = {}
    for size in sizes:
        one = _run(engine, problem, size)
        if one is None:
            break
        found[size] = one
        if rows.setdefault(size, one["rows"]) != one["rows"]:
            raise AssertionError(f"{engine} finds other rows in {problem} of {size}")
    if not found:
        return Figure(f"{problem}, {engine}", PATIENCE, PATIENCE / 2, "s", "did not finish")
    last = max(found)
    remark = f"{found[last]['rows']:,} rows, {found[last]['peak']:.2f} GiB"
    if len(found) > 1:
        first = min(found)
        grown = found[last]["seconds"] / found[first]["seconds"]
        more = found[last]["rows"] / found[first]["rows"]
        remark += f", grows with the rows to the power {math.log(grown) / math.log(more):.2f}"
    name = f"{problem} of {last:,}, {engine}"
    return Figure(name, found[last]["seconds"], PATIENCE / 2, "s", remark)


def _run(engine: str, problem: str, size: int) -> dict[str, Any] | None:
    module = "tests.benchmarks.rivals.classic"
    command = [sys.executable, "-m", module, engine, problem, str(size)]
    try:
        ran = subprocess.run(command, check=True, capture_output=True, text=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return None
    found: dict[str, Any] = json.loads(ran.stdout)
    return found
