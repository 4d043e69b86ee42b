"""Reports on open questions with several rows, and letters that a PDF may lack."""

import json
from pathlib import Path

import pytest

from engine.answers.ask import ask
from engine.pages.report import text
from engine.pages.report.compose import Reported, compose
from kb.from_files import load, load_cases
from tests.engine.commands.running import zakonik
from tests.laws import EXAMPLES

FOLDER = EXAMPLES / "conflict"


def test_each_row_that_is_open_says_what_it_turns_on() -> None:
    kb = load(FOLDER)
    case = load_cases(FOLDER / "dogs.case", kb)[0]
    reply = ask(kb, "who may enter with Rex", case)
    said = text.render(compose((Reported(case, reply),), kb.predicates, "0")).decode()
    front = said[: said.index("FACTS RELIED ON")]
    ana, ivo = front.index("\nAna\n---\n"), front.index("\nIvo\n---\n")
    assert "The two sides" in front[ana:ivo] and "Dogs that frighten" in front[ana:ivo]
    assert front[ivo:].count("Ivo") > 1
    assert "Ivo brings Rex" in front[ivo:]


def test_data_of_a_report_has_other_readings_and_remedies(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = EXAMPLES / "citizenship" / "clara.case"
    file = tmp_path / "clara.json"
    question = "can Clara obtain citizenship by admittance"
    assert zakonik(capsys, "report", question, "--case", str(case), "-o", str(file)).code == 0
    beside = json.loads(file.read_text(encoding="utf-8"))["beside"]
    assert sorted(beside) == ["after", "later", "otherwise", "promised", "remedies"]


@pytest.mark.parametrize(("name", "scripts"), [('"安娜"', "(Cjk)"), ("Ана", ""), ("Ana", "")])
def test_letters_that_a_pdf_may_lack_are_warned_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, scripts: str
) -> None:
    facts = ("--fact", f"{name} brings Rex", "--fact", f"Rex guides {name}")
    file = str(tmp_path / "a.pdf")
    words = ("report", f"may {name} enter with Rex", "--kb", str(FOLDER), *facts, "-o", file)
    ended = zakonik(capsys, *words)
    assert ended.code == 0
    assert (scripts in ended.err) if scripts else ended.err == ""
