"""`zakonik site`: what it says, and what it does with what stands in its way."""

from pathlib import Path

import pytest

from engine.cli import main
from tests.readme import ROOT

LIBRARY = str(ROOT / "examples" / "library")
Capsys = pytest.CaptureFixture[str]


def test_it_says_what_it_has_written(capsys: Capsys, tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "site"
    assert main(["site", LIBRARY, "-o", str(folder), "--processes", "1"]) == 0
    said = f"{folder}: 2 provisions, 3 worked cases, 3 of them answered\n"
    assert capsys.readouterr().out == said
    assert (folder / "en" / "provision" / "LIB-1.html").is_file()


def test_without_cases_they_are_listed(capsys: Capsys, tmp_path: Path) -> None:
    assert main(["site", LIBRARY, "-o", str(tmp_path / "site"), "--no-cases"]) == 0
    assert "3 worked cases, 0 of them answered" in capsys.readouterr().out
    page = (tmp_path / "site" / "en" / "case" / "lending.html").read_text(encoding="utf-8")
    assert page.count("was not answered") == 3


def test_a_folder_with_something_else_in_it_is_left_alone(capsys: Capsys, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    assert main(["site", LIBRARY, "-o", str(tmp_path)]) == 2
    assert "error[no-site]" in capsys.readouterr().err
    assert [one.name for one in tmp_path.iterdir()] == ["notes.txt"]


def test_a_law_with_an_error_leaves_nothing_behind(capsys: Capsys, tmp_path: Path) -> None:
    (tmp_path / "bad.law").write_text('law bad "Bad"\n\nrule B-1 "x"\n    it rains\n', "utf-8")
    assert main(["site", str(tmp_path / "bad.law"), "-o", str(tmp_path / "site")]) == 2
    assert "error[" in capsys.readouterr().err
    assert [one.name for one in tmp_path.iterdir()] == ["bad.law"]
