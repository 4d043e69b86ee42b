"""Registers of up to a million people: answers of all five kinds, against SQL written by hand."""

import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb

from engine.backends.duckdb import connect
from engine.commands.screen import question_of_all
from engine.rails.today import in_force
from engine.relevance import relevant
from engine.screening.loading import load_register
from engine.screening.mapping import read_mapping
from engine.screening.prepared import prepared
from engine.screening.verdicts import verdicts
from examples.population.generate import generate
from kb.from_files import load
from tests.benchmarks.figure import Figure

SIZES = (10_000, 100_000, 1_000_000)
ALL_ROUTES = "can {person} obtain citizenship by admittance"
MARRIAGE = "can {person} obtain citizenship by admittance through marriage"
BY_HAND = Path(__file__).parent / "by_hand.sql"
TABLES = ("people", "marriages", "marital_status", "nationalities")
_DAY = date(2026, 11, 23)


def screened(folder: Path, text: str) -> tuple[float, dict[str, str]]:
    """Return the seconds that a question takes on a loaded register, and its answers."""
    laws = load()
    database = connect()
    mapping = read_mapping(str(folder / "mapping.toml"), laws.predicates)
    register = load_register(database, mapping, str(folder))
    database.execute("CREATE TABLE cases AS FROM all_cases")
    question = question_of_all(laws, text, mapping.cases.kind, _DAY)
    start = time.perf_counter()
    program = in_force(relevant(laws.program, question.sentence.predicate), _DAY, {})
    table = verdicts(database, prepared(program, question, _DAY), register)
    seconds = time.perf_counter() - start
    found = database.execute(f"SELECT key, verdict FROM {table} JOIN cases USING (a0)").fetchall()
    return seconds, dict(found)


def by_hand(folder: Path) -> tuple[float, dict[str, str]]:
    """Return the seconds that the query by hand takes on loaded tables, and its answers."""
    database = duckdb.connect()
    for table in TABLES:
        database.execute(f"CREATE TABLE {table} AS FROM '{folder / table}.parquet'")
    start = time.perf_counter()
    database.execute(f"CREATE TABLE answers AS {BY_HAND.read_text(encoding='utf-8')}")
    seconds = time.perf_counter() - start
    return seconds, dict(database.execute("FROM answers").fetchall())


def measure() -> Iterator[Figure]:
    """Yield the time for each size, its growth, and the ratio to SQL written by hand."""
    with tempfile.TemporaryDirectory() as place:
        before = 0.0
        for size in SIZES:
            folder = Path(place) / str(size)
            generate(size, folder)
            seconds, _ = screened(folder, ALL_ROUTES)
            name, limit = f"{size:,} people, all routes to admittance", 3 + size / 20_000
            yield Figure(name, seconds, limit, "s")
            if before:
                yield Figure("growth over ten times as many people", seconds / before, 12, "times")
            before = seconds
        size = SIZES[-1]
        folder = Path(place) / str(size)
        seconds, found = screened(folder, MARRIAGE)
        hand, expected = by_hand(folder)
        if found != expected:
            raise AssertionError("the law and the query by hand disagree")
        yield Figure(f"{size:,} people, admittance through marriage", seconds, 60, "s")
        yield Figure("the same by hand", hand, 10, "s")
        yield Figure("the law against SQL by hand", seconds / hand, 5, "times")
