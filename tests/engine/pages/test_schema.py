"""Every answer as JSON fits the schema that is published, and what is not an answer does not."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import kb
from engine.pages.as_json import reply_object
from tests.engine.commands.running import zakonik
from tests.laws import shipped, told

CASES = sorted((Path(kb.__file__).parent / "montenegro").glob("*.case"))
EVERY = 4
"""One of how many of the worked cases that are told is looked at."""


@pytest.fixture(scope="session")
def validator() -> Draft202012Validator:
    path = Path(kb.__file__).parent.parent / "engine" / "pages" / "answer.schema.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_answers_fit_the_schema(path: Path, validator: Draft202012Validator) -> None:
    predicates = shipped().predicates
    for case, results in told(path)[::EVERY]:
        for one in results[:2]:
            if not one.expectation.question.sentence.predicate:
                continue
            assert one.reply is not None
            found = reply_object(one.reply, predicates, case.title)
            read_again = json.loads(json.dumps(found))
            problems = [problem.message for problem in validator.iter_errors(read_again)]
            assert problems == []


def test_the_command_prints_it(
    capsys: pytest.CaptureFixture[str], validator: Draft202012Validator
) -> None:
    ended = zakonik(capsys, "schema", "proof")
    assert (ended.code, ended.err) == (0, "")
    assert json.loads(ended.out) == validator.schema


def broken(found: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield an answer with one thing wrong in it at a time."""
    (some, *_) = [name for name, node in found["nodes"].items() if node["kind"] == "derived"]
    yield {**found, "verdict": "perhaps"}
    yield {**found, "proof": "not an identity"}
    yield {key: value for key, value in found.items() if key != "nodes"}
    yield {**found, "nodes": {**found["nodes"], some: {**found["nodes"][some], "kind": "said"}}}
    yield {**found, "nodes": {**found["nodes"], some: {**found["nodes"][some], "premises": [1]}}}
    yield {**found, "as_of": 2026}


def test_what_is_no_answer_does_not_fit(
    capsys: pytest.CaptureFixture[str], validator: Draft202012Validator
) -> None:
    question = "is Serbia listed visa-free for 90 days"
    case = str(Path(__file__).parents[3] / "examples" / "citizenship" / "ana.case")
    asked = ("ask", "can Ana obtain citizenship by admittance", "--case", case, "--format", "json")
    found = json.loads(zakonik(capsys, *asked).out)
    assert validator.is_valid(found)
    assert validator.is_valid(json.loads(zakonik(capsys, "ask", question, "--format", "json").out))
    for wrong in broken(found):
        assert not validator.is_valid(wrong)


def test_what_stands_beside_an_answer_fits_and_is_verified(
    validator: Draft202012Validator, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(CASES[0].parent / "refusal-of-entry.case")
    of_case = ("--case", path, "--title", "Papers of somebody else")
    ended = zakonik(
        capsys, "ask", "may Ana enter and stay in Montenegro", *of_case, "--format", "json"
    )
    found = json.loads(ended.out)
    assert [*validator.iter_errors(found)] == []
    (remedy,) = found["beside"]["remedies"]
    assert (remedy["rule"], remedy["known"], remedy["limit"]) == ("REF-3", False, None)
    assert [one["switch"] for one in found["beside"]["otherwise"]] == ["statute"]
    file = tmp_path / "ana.json"
    file.write_text(ended.out, encoding="utf-8")
    assert zakonik(capsys, "verify", str(file), "--case", path).code == 0
    file.write_text(ended.out.replace('"known": false', '"known": true'), encoding="utf-8")
    assert zakonik(capsys, "verify", str(file), "--case", path).code == 1
