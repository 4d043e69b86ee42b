"""A presence rule over five rolling years, asked of four people and of ten thousand with `screen`.

The law is that of the tests (1,350 days in five years and 240 in each). Everybody has some eight
periods, so that many are near a limit. The whole command counts: reading the law, loading, answers.
"""

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from tests.benchmarks.figure import Figure

LAW = Path(__file__).parents[1] / "engine" / "answers" / "presence.law"
QUESTION = "does {person} meet the presence requirement"
PEOPLE = ((4, 5), (10_000, 20))
"""How many people are asked about, and the limit in seconds."""

_APPLIED = date(2026, 11, 23)
_MAPPING = """\
[cases]
table = "people.csv"
key = "id"

[[says]]
sentence = "{person} applies for citizenship on {day}"
table = "people.csv"
case = "id"
columns = { day = "applied" }

[[says]]
sentence = "{person} was in the country from {arrival} to {departure}"
table = "periods.csv"
case = "id"
columns = { arrival = "arrival", departure = "departure" }
complete = true
"""


def register(people: int, folder: Path) -> None:
    """Write the tables of so many people, and what they say."""
    folder.mkdir()
    (folder / "mapping.toml").write_text(_MAPPING, encoding="utf-8")
    with (
        (folder / "people.csv").open("w", encoding="utf-8") as applicants,
        (folder / "periods.csv").open("w", encoding="utf-8") as periods,
    ):
        applicants.write("id,applied\n")
        periods.write("id,arrival,departure\n")
        for number in range(people):
            applicants.write(f"A{number},{_APPLIED}\n")
            arrival = _APPLIED - timedelta(days=5 * 366 + number % 200)
            for place in range(8):
                departure = arrival + timedelta(days=150 + (number * 7 + place * 31) % 90)
                periods.write(f"A{number},{arrival},{departure}\n")
                arrival = departure + timedelta(days=1 + (number * 3 + place * 17) % 60)


def measure() -> Iterator[Figure]:
    """Yield the processor time of the command for each number of people."""
    with tempfile.TemporaryDirectory() as place:
        for people, limit in PEOPLE:
            folder = Path(place) / str(people)
            register(people, folder)
            name = f"{people:,} people, presence over five years"
            yield Figure(name, _screened(folder), limit, "s")


def _screened(folder: Path) -> float:
    """Return the seconds of processor time that `zakonik screen` takes, on all cores together."""
    words = ("screen", QUESTION, "--data", str(folder), "--kb", str(LAW))
    more = ("--as-of", str(_APPLIED), "-o", str(folder / "out.parquet"))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder)}
    subprocess.run(
        (sys.executable, "-m", "engine.cli", *words, *more),
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
