"""The same findings as text, JSON and SARIF, and the results of cases as JUnit XML."""

import json
import shutil
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from jsonschema import Draft202012Validator

from engine.lint.rules import RULES
from tests.engine.commands.running import zakonik
from tests.readme import ROOT

Capsys = pytest.CaptureFixture[str]

LAW = """\
law example "An example"
    published "Gazette 1"

vocabulary
    {person} is a member                      (given)
    {person} owes a fee                       (given)
    {person} is late                          (given)  # lint passes over L101: for later
    {person} may borrow

rule LIB-1 "Borrowing"
    cites "section 1"
    a person may borrow
    if the person is a member

rule LIB-2 "No borrowing"
    cites "section 2"
    it is false that a person may borrow
    if the person is a member
    and the person is a member
"""


@pytest.fixture
def law(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "an example.law").write_text(LAW, encoding="utf-8")
    return "an example.law"


def validator(capsys: Capsys) -> Draft202012Validator:
    schema = json.loads(zakonik(capsys, "schema", "findings").out)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_lint_as_text_says_code_name_place_and_way_out(capsys: Capsys, law: str) -> None:
    ended = zakonik(capsys, "lint", law)
    assert (ended.code, ended.err) == (1, "")
    assert f"{law}:6:5: warning[L101 unused-sentence]: " in ended.out
    assert f"{law}:15:6: warning[L204 conflict-without-priority]: " in ended.out
    assert ended.out.count("\n  help: ") == 3
    assert ended.out.endswith("\n1 law file: 3 findings, 1 passed over with a reason\n")


def test_lint_shows_what_is_passed_over_when_asked(capsys: Capsys, law: str) -> None:
    ended = zakonik(capsys, "lint", law, "--passed-over")
    assert f"\n{law}:7: L101 passed over: for later\n" in ended.out


def test_lint_looks_for_one_rule_by_code_or_name(capsys: Capsys, law: str) -> None:
    shown = [zakonik(capsys, "lint", law, "--only", name).out for name in ("L201", RULES[7].name)]
    assert shown[0] == shown[1]
    assert shown[0].count("warning[") == 1


def test_lint_refuses_a_rule_that_there_is_none_of(capsys: Capsys, law: str) -> None:
    ended = zakonik(capsys, "lint", law, "--only", "L999")
    assert (ended.code, ended.out) == (2, "")
    assert "no rule `L999`" in ended.err


def test_laws_that_cannot_be_read_give_the_errors_that_check_gives(
    capsys: Capsys, law: str
) -> None:
    Path(law).write_text(LAW.replace("if the person is a member", "if the pirson"), "utf-8")
    linted, checked = (zakonik(capsys, verb, law) for verb in ("lint", "check"))
    assert (linted.code, linted.out) == (2, "")
    errors = [line for line in checked.err.splitlines() if ": error[" in line]
    assert errors
    assert errors == [line for line in linted.err.splitlines() if ": error[" in line]


def test_lint_as_json_fits_its_schema(capsys: Capsys, law: str) -> None:
    found = json.loads(zakonik(capsys, "lint", law, "--format", "json").out)
    validator(capsys).validate(found)
    assert found["schema"] == "zakonik/lint/1"
    conflict = found["findings"][1]
    assert (conflict["code"], conflict["name"]) == ("L204", "conflict-without-priority")
    assert [conflict[key] for key in ("line", "column", "end_line", "end_column")] == [
        15,
        6,
        15,
        26,
    ]
    assert [one["line"] for one in conflict["also"]] == [10]
    assert [one["reason"] for one in found["passed_over"]] == ["for later"]


def test_check_as_json_fits_its_schema(capsys: Capsys, law: str) -> None:
    ended = zakonik(capsys, "check", law, "--format", "json")
    found = json.loads(ended.out)
    validator(capsys).validate(found)
    assert (found["schema"], found["laws"]) == ("zakonik/check/1", 1)
    assert {one["code"] for one in found["diagnostics"]} == {"unused-sentence"}
    missing = json.loads(zakonik(capsys, "check", "none.law", "--format", "json").out)
    validator(capsys).validate(missing)
    assert [one["line"] for one in missing["diagnostics"]] == [None]


def test_what_is_no_report_does_not_fit_the_schema(capsys: Capsys) -> None:
    schema = validator(capsys)
    assert not schema.is_valid({"schema": "zakonik/lint/1", "laws": 1, "findings": []})
    assert not schema.is_valid(
        {"schema": "zakonik/lint/1", "laws": 1, "findings": [{"code": "L101"}], "passed_over": []}
    )


def _run_of(text: str) -> dict[str, Any]:
    """Return the one run of a SARIF log, which has what the standard requires of each part."""
    log = json.loads(text)
    assert (log["version"], log["$schema"].rpartition("/")[2]) == (
        "2.1.0",
        "sarif-schema-2.1.0.json",
    )
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "zakonik"
    codes = [rule["id"] for rule in driver["rules"]]
    assert len(codes) == len(set(codes))
    for result in run["results"]:
        assert result["message"]["text"]
        assert codes[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in ("none", "note", "warning", "error")
        for place in (*result["locations"], *result.get("relatedLocations", ())):
            place = place["physicalLocation"]
            assert " " not in place["artifactLocation"]["uri"]
            if "region" in place:
                region = place["region"]
                first = region["startLine"], region["startColumn"]
                assert (1, 1) <= first <= (region["endLine"], region["endColumn"])
        for suppressed in result.get("suppressions", ()):
            assert suppressed["kind"] in ("inSource", "external")
            assert suppressed["justification"]
    return run  # type: ignore[no-any-return]


def test_lint_as_sarif(capsys: Capsys, law: str) -> None:
    run = _run_of(zakonik(capsys, "lint", law, "--format", "sarif").out)
    assert {rule.code for rule in RULES} <= {one["id"] for one in run["tool"]["driver"]["rules"]}
    places = [
        (one["ruleId"], one["locations"][0]["physicalLocation"]["region"]["startLine"])
        for one in run["results"]
    ]
    assert places == [("L101", 6), ("L204", 15), ("L201", 19), ("L101", 7)]
    assert ["suppressions" in one for one in run["results"]] == [False, False, False, True]
    uris = {
        one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in run["results"]
    }
    assert uris == {"an%20example.law"}


def test_check_as_sarif(capsys: Capsys, law: str) -> None:
    Path(law).write_text(LAW.replace("if the person is a member", "if the pirson"), "utf-8")
    ended = zakonik(capsys, "check", law, "--format", "sarif")
    assert ended.code == 2
    assert {one["level"] for one in _run_of(ended.out)["results"]} >= {"error"}


def test_a_file_that_is_not_there_has_no_region(capsys: Capsys, law: str) -> None:
    (result,) = _run_of(zakonik(capsys, "check", "none.law", "--format", "sarif").out)["results"]
    (place,) = result["locations"]
    assert place["physicalLocation"] == {"artifactLocation": {"uri": "none.law"}}


def test_cases_as_junit(capsys: Capsys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "examples" / "library", tmp_path / "library")
    case = tmp_path / "library" / "lending.case"
    case.write_text(case.read_text().replace("book: no", "book: unknown"))
    (tmp_path / "library" / "other.case").write_text('case "x"\n    given\n        Ana sings\n')
    ended = zakonik(capsys, "test", "library", "--format", "junit")
    assert ended.code == 2
    root = fromstring(ended.out.encode())
    assert [root.get(name) for name in ("tests", "failures", "errors")] == ["4", "1", "1"]
    assert [suite.get("name") for suite in root] == [
        "library/lending.case",
        "library/other.case",
    ]
    (failure,) = root.iter("failure")
    assert failure.get("message") == "expected unknown, got no"
    (error,) = root.iter("error")
    assert error.get("type") == "unknown-sentence"
    lines = [(one.get("classname"), one.get("line")) for one in root.iter("testcase")]
    assert lines[0] == ("Mira, a month and a day after joining", "8")


@pytest.mark.parametrize(
    ("typed", "begins"),
    [
        ("text", "examples/garden/before -> "),
        ("txt", "examples/garden/before -> "),
        ("md", "# What changed in the law\n"),
        ("markdown", "# What changed in the law\n"),
        ("HTML", "<!doctype html>\n"),
        ("json", "{"),
    ],
)
def test_a_form_is_known_by_what_people_call_it(
    capsys: Capsys, monkeypatch: pytest.MonkeyPatch, typed: str, begins: str
) -> None:
    monkeypatch.chdir(ROOT)
    versions = ("examples/garden/before", "examples/garden/after")
    ended = zakonik(capsys, "diff", *versions, "--no-cases", "--format", typed)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith(begins)


def test_a_form_that_there_is_not_is_refused_with_those_that_there_are(capsys: Capsys) -> None:
    ended = zakonik(capsys, "diff", "old", "new", "--format", "pdf")
    assert (ended.code, ended.out) == (2, "")
    said = "nothing is printed as `pdf`: write text, md, html or json; -o FILE writes such a page"
    assert said in ended.err
    said = "nothing is printed as `yaml`: write text, json or sarif\n"
    assert said in zakonik(capsys, "lint", "--format", "yaml").err
