"""Public Datalog conformance programs, where the folder with them is at hand."""

import json
from pathlib import Path

import pytest

from engine.arithmetic.errors import EvaluationError
from engine.backends.program_from_json import program_of, run_program
from engine.backends.pydatalog import tables as pydatalog_tables
from parser.datalog.check import check
from parser.datalog.stratify import stratify
from parser.text.diagnostic import SourceError

SUITES = Path(__file__).parents[4] / "shared" / "suites"

BEYOND_PYDATALOG = {
    "souffle-example-tic-tac-toe": (
        "every board is asked about backwards, move by move, where one table of all boards would do"
    ),
}
"""Programs on which pyDatalog gives up after its twenty seconds, and why."""


def cases(name: str) -> list[dict[str, object]]:
    path = SUITES / name
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("engine", ["reference", "pydatalog", "duckdb"])
@pytest.mark.parametrize("case", cases("datalog_cases.jsonl"), ids=lambda case: str(case["id"]))
def test_program_has_the_expected_relations(
    case: dict[str, object], engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = check(program_of(case))
    if engine == "pydatalog" and case["id"] in BEYOND_PYDATALOG:
        monkeypatch.setattr(pydatalog_tables, "SECONDS", 0.0)
        with pytest.raises(EvaluationError, match="gives up"):
            run_program(program, engine)
        return
    found = run_program(program, engine)
    expected = case["expected"]
    assert isinstance(expected, dict)
    for pred, rows in expected.items():
        wanted = {tuple(map(typed, row)) for row in rows}
        assert {tuple(map(typed, row)) for row in found.get(pred, [])} == wanted, pred


def typed(value: object) -> tuple[str, object]:
    return (type(value).__name__, value)


@pytest.mark.parametrize(
    "case", cases("datalog_reject_cases.jsonl"), ids=lambda case: str(case["id"])
)
def test_program_is_refused(case: dict[str, object]) -> None:
    with pytest.raises(SourceError) as refused:
        stratify(check(program_of(case)))
    codes = {diagnostic.code for diagnostic in refused.value.diagnostics}
    assert codes & {"arity-mismatch", "unsafe-variable", "negation-through-recursion", "paradox"}
