"""The same programs and the same register, on Spark."""

import os
from pathlib import Path

import duckdb
import pytest

from engine.arithmetic.errors import EvaluationError
from engine.backends.program_from_json import program_of, run_program
from examples.population.generate import generate
from parser.datalog.check import check
from tests.engine.backends.test_suites import cases, typed
from tests.engine.commands.running import zakonik

if not os.environ.get("ZAKONIK_SPARK"):
    pytest.skip("`make spark` runs these", allow_module_level=True)

BEYOND_SPARK = {
    "souffle-evaluation-aggregates_complex",
    "souffle-evaluation-aggregates_non_materialised",
}
"""Aggregates over rows that a comparison picks out, which Spark has no plan for."""

QUESTION = "can {person} obtain citizenship by admittance"


@pytest.mark.parametrize("case", cases("datalog_cases.jsonl"), ids=lambda case: str(case["id"]))
def test_program_has_the_expected_relations(case: dict[str, object]) -> None:
    program = check(program_of(case))
    if case["id"] in BEYOND_SPARK:
        with pytest.raises(EvaluationError):
            run_program(program, "spark")
        return
    found = run_program(program, "spark")
    expected = case["expected"]
    assert isinstance(expected, dict)
    for pred, rows in expected.items():
        wanted = {tuple(map(typed, row)) for row in rows}
        assert {tuple(map(typed, row)) for row in found.get(pred, [])} == wanted, pred


def test_a_register_has_the_same_answers(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    people = tmp_path / "people"
    generate(2_000, people)
    words = ("screen", QUESTION, "--data", str(people), "--as-of", "2026-11-23")
    files = [tmp_path / "duckdb.parquet", tmp_path / "spark.parquet"]
    for engine, file in zip(("duckdb", "spark"), files, strict=True):
        ended = zakonik(capsys, *words, "-o", str(file), "--engine", engine)
        assert ended.code == 0
    assert files[0].read_bytes() == files[1].read_bytes()
    (count,) = duckdb.connect().execute(f"SELECT count(*) FROM '{files[1]}'").fetchall()
    assert count == (2_000,)
