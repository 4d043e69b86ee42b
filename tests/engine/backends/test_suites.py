"""Public Datalog conformance programs, where the folder with them is at hand."""

import json
from pathlib import Path

import pytest

from engine.neutral import program_of, run_neutral
from parser.datalog.check import check
from parser.text.diagnostic import SourceError

SUITES = Path(__file__).parents[4] / "shared" / "suites"


def cases(name: str) -> list[dict[str, object]]:
    path = SUITES / name
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("engine", ["reference", "pydatalog"])
@pytest.mark.parametrize("case", cases("datalog_cases.jsonl"), ids=lambda case: str(case["id"]))
def test_program_has_the_expected_relations(case: dict[str, object], engine: str) -> None:
    found = run_neutral(check(program_of(case)), engine)
    expected = case["expected"]
    assert isinstance(expected, dict)
    for pred, rows in expected.items():
        wanted = {tuple(map(_typed, row)) for row in rows}
        assert {tuple(map(_typed, row)) for row in found.get(pred, [])} == wanted, pred


def _typed(value: object) -> tuple[str, object]:
    return (type(value).__name__, value)


@pytest.mark.parametrize(
    "case", cases("datalog_reject_cases.jsonl"), ids=lambda case: str(case["id"])
)
def test_program_is_refused(case: dict[str, object]) -> None:
    with pytest.raises(SourceError) as refused:
        check(program_of(case))
    codes = {diagnostic.code for diagnostic in refused.value.diagnostics}
    assert codes & {"arity-mismatch", "unsafe-variable", "negation-through-recursion"}
