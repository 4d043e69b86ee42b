"""Registers of up to a million people: all five answers, against the same question by hand.

The question is written by hand for SQL, clingo, SWI-Prolog and pyDatalog; every one of them must
give the same answer for every person. Each measurement is a process of its own.
"""

import json
import math
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from examples.population.generate import generate
from tests.benchmarks.figure import Figure, seconds
from tests.benchmarks.rivals.facts import as_text

SIZES = (1_000, 10_000, 100_000, 1_000_000)
ALL_ROUTES = "can {person} obtain citizenship by admittance"
MARRIAGE = "can {person} obtain citizenship by admittance through marriage"
RESIDENCE = "may {person} apply for permanent residence"
RIVALS = Path(__file__).parent / "rivals"


def measure() -> Iterator[Figure]:
    """Yield times, memory, growth, and ratios to the same question by hand."""
    with tempfile.TemporaryDirectory() as place:
        folders = {size: Path(place) / str(size) for size in SIZES}
        for size, folder in folders.items():
            generate(size, folder)
        yield from _by_size(folders)
        yield from _by_hand(folders[SIZES[-1]])
        yield from _others(folders)


def _by_size(folders: dict[int, Path]) -> Iterator[Figure]:
    times: dict[int, float] = {}
    for size, folder in folders.items():
        found = own(folder, ALL_ROUTES)
        times[size] = found["seconds"]
        remark = f"loading {found['loading']:.1f} s, {found['peak']:.2f} GiB"
        name = f"{size:,} people, all routes to admittance"
        yield Figure(name, found["seconds"], 2 + size / 100_000, "s", remark)
    last, first = SIZES[-1], SIZES[1]
    exponent = math.log(times[last] / times[first]) / math.log(last / first)
    yield Figure(f"growth from {first:,} to {last:,}: exponent", exponent, 1.08, "")
    found = own(folders[last], RESIDENCE)
    remark = f"{found['peak']:.2f} GiB"
    yield Figure(f"{last:,} people, permanent residence", found["seconds"], 60, "s", remark)


def _by_hand(folder: Path) -> Iterator[Figure]:
    for text, query in ((ALL_ROUTES, "admittance.sql"), (MARRIAGE, "marriage.sql")):
        law = own(folder, text)["seconds"]
        hand = _run("sql_run", folder, RIVALS / query)
        _same(folder, "sql_run", text)
        remark = f"{law:.2f} s and {hand:.2f} s"
        yield Figure(f"{text}: against SQL by hand", law / hand, 5, "x", remark)


def _others(folders: dict[int, Path]) -> Iterator[Figure]:
    """Yield how many times longer others take, for as many people as they can be waited for."""
    last = SIZES[-1]
    ours = own(folders[last], ALL_ROUTES)["seconds"]
    for name, run, size, limit in (
        ("clingo, grounding and solving", _clingo, 100_000, 50),
        ("SWI-Prolog, consulting and solving", _prolog, 100_000, 1),
        ("pyDatalog used directly", _direct, 1_000, 500),
    ):
        folder = folders[size]
        own(folder, ALL_ROUTES)
        taken = run(folder)
        if taken is None:
            continue
        whole = taken * last / size
        remark = f"{taken:.1f} s for {size:,}"
        if size < last:
            remark += f", by that {whole:,.0f} s for {last:,} (extrapolated)"
        yield Figure(f"times faster than {name}", whole / ours, limit, "x", remark, at_least=True)


@cache
def own(folder: Path, text: str) -> dict[str, float]:
    """Return seconds for loading and answering, and the peak of memory in GiB."""
    out = str(_answers(folder, text))
    found: dict[str, float] = json.loads(_process("own_run", str(folder), text, out))
    return found


def _answers(folder: Path, text: str) -> Path:
    """Return the file with the answers by the law."""
    return folder / f"own {text.replace('{person}', 'somebody')}.txt"


def _clingo(folder: Path) -> float:
    return _checked("clingo_run", folder)


def _direct(folder: Path) -> float:
    return _checked("direct", folder)


def _prolog(folder: Path) -> float | None:
    if shutil.which("swipl") is None:
        return None
    facts = folder / "facts.pl"
    with facts.open("w", encoding="utf-8") as opened:
        opened.write(":- style_check(-discontiguous).\n")
        opened.writelines(as_text(folder))
    command = ["swipl", "-q", "-g", "main", "-t", "halt", str(RIVALS / "admittance.pl"), str(facts)]
    with (folder / "prolog.txt").open("wb") as out:
        taken = seconds(lambda: subprocess.run(command, check=True, stdout=out))
    _same(folder, "prolog")
    return taken


def _checked(module: str, folder: Path) -> float:
    taken = _run(module, folder)
    _same(folder, module)
    return taken


def _run(module: str, folder: Path, *more: Path) -> float:
    out = folder / f"{module}.txt"
    return float(_process(module, str(folder), *map(str, more), str(out)))


def _process(module: str, *args: str) -> str:
    command = [sys.executable, "-m", f"tests.benchmarks.rivals.{module}", *args]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _same(folder: Path, name: str, text: str = ALL_ROUTES) -> None:
    answers = _answers(folder, text).read_text(encoding="utf-8")
    found = (folder / f"{name}.txt").read_text(encoding="utf-8")
    if sorted(found.splitlines()) != sorted(answers.splitlines()):
        raise AssertionError(f"the law and {name} disagree")
