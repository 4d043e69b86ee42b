"""A case that cannot be answered stops no other: it is named with the reason."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from engine.cli import main

LAW = """
law cash "Cash"

vocabulary
    {person} has {sum: amount} in cash    (given, all "cash of {person}")
    {person} is rich

rule RICH "Rich"
    cites "1"
    a person is rich
    if the person has a sum in cash
    and the sum > 100 EUR
"""

CASES = """
case "pounds"
    as of 2026-01-01
    given
        Ana has 500 GBP in cash
        all cash of Ana are given
    expect
        is Ana rich: no

case "euros"
    as of 2026-01-01
    given
        Ana has 500 EUR in cash
    expect
        is Ana rich: yes
"""

Capsys = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "cash.law").write_text(LAW)
    (tmp_path / "cash.case").write_text(CASES)
    return tmp_path


@pytest.mark.parametrize("engine", ["pydatalog", "reference", "duckdb"])
def test_tests_of_other_cases_are_run(capsys: Capsys, folder: Path, engine: str) -> None:
    assert main(["test", str(folder), "--engine", engine]) == 1
    out = capsys.readouterr().out
    assert "got:      error: amounts in GBP and EUR cannot be compared" in out
    assert "cash.case:8: pounds" in out
    assert out.endswith(" 1 passed, 1 failed; 2 expectations: 1 met, 1 not met\n")


def test_a_test_that_cannot_be_answered_has_no_reply(capsys: Capsys, folder: Path) -> None:
    assert main(["test", str(folder), "--format", "json"]) == 1
    (bad, good) = json.loads(capsys.readouterr().out)["expectations"]
    assert (bad["met"], bad["reply"], good["met"]) == (False, None, True)
    assert bad["got"].startswith("error: amounts")


def test_other_situations_are_answered(capsys: Capsys, folder: Path) -> None:
    case = str(folder / "cash.case")
    assert main(["ask", "is Ana rich", "--kb", str(folder), "--case", case]) == 2
    captured = capsys.readouterr()
    assert "YES: is Ana rich" in captured.out
    assert "cash.case:5: error: case `pounds` cannot be answered" in captured.err


def test_a_report_leaves_out_what_cannot_be_answered(capsys: Capsys, folder: Path) -> None:
    case = str(folder / "cash.case")
    words = ["report", "is Ana rich", "--kb", str(folder), "--case", case, "-o", "-"]
    assert main(words) == 2
    captured = capsys.readouterr()
    assert "500 EUR" in captured.out
    assert "500 GBP" not in captured.out
    assert "case `pounds` cannot be answered: amounts in GBP" in captured.err


def test_coverage_counts_the_other_cases(capsys: Capsys, folder: Path) -> None:
    assert main(["coverage", str(folder), "--format", "json"]) == 2
    captured = capsys.readouterr()
    (rule,) = json.loads(captured.out)["rules"]
    assert (rule["id"], rule["held"], rule["failed"]) == ("RICH", 1, 0)
    assert "cash.case:2: error: case `pounds` cannot be answered: amounts in GBP" in captured.err
    assert 'in RICH "Rich" (1)' in captured.err


def test_the_conversation_goes_on(folder: Path) -> None:
    words = ["repl", "--kb", str(folder), str(folder / "pounds.case")]
    text = CASES.split('case "euros"')[0].split("    expect")[0]
    (folder / "pounds.case").write_text(text)
    (folder / "cash.case").unlink()
    lines = "is Ana rich\nis Bo rich\nBo has 200 EUR in cash\nis Bo rich\n"
    ended = subprocess.run(
        [sys.executable, "-m", "engine.cli", *words],
        input=lines,
        capture_output=True,
        text=True,
        check=False,
    )
    assert 'cannot be compared, in RICH "Rich" (1)' in ended.stdout
    assert "noted: Bo has 200 EUR in cash" in ended.stdout
    assert "YES: is Bo rich" in ended.stdout


@pytest.mark.parametrize("verb", ["whatif", "interview"])
def test_what_is_about_one_case_asks_which(capsys: Capsys, folder: Path, verb: str) -> None:
    words = [verb, "is Ana rich", "--kb", str(folder), "--case", str(folder / "cash.case")]
    assert main(words) == 2
    assert '  --title "euros"' in capsys.readouterr().err
    assert main([*words, "--title", "euros"]) == 0
    assert "YES: is Ana rich" in capsys.readouterr().out
    assert main([*words, "--title", "pounds"]) == 2
    assert 'amounts in GBP and EUR cannot be compared, in RICH "Rich"' in capsys.readouterr().err
