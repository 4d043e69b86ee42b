"""`zakonik new`."""

from pathlib import Path

import pytest

from engine.commands.new import law_id
from parser.syntax.from_text import parse_law
from tests.engine.commands.running import zakonik

Capsys = pytest.CaptureFixture[str]


@pytest.fixture
def made(tmp_path: Path, capsys: Capsys) -> Path:
    folder = tmp_path / "laws" / "Parking permits"
    ended = zakonik(capsys, "new", str(folder))
    assert (ended.code, ended.err) == (0, "")
    law, case, following = ended.out.splitlines()
    assert law == str(folder / "parking-permits.law")
    assert case == str(folder / "parking-permits.case")
    assert following == f"next: zakonik test {folder}"
    return folder


def test_what_is_made_passes_its_cases_and_has_no_gap(made: Path, capsys: Capsys) -> None:
    ended = zakonik(capsys, "test", str(made))
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("5 cases: 5 passed, 0 failed; 5 expectations: 5 met")
    assert zakonik(capsys, "coverage", str(made), "--fail-under", "100").code == 0


def test_what_is_made_is_right_and_in_the_layout(made: Path, capsys: Capsys) -> None:
    assert zakonik(capsys, "check", "--strict", str(made)).err == ""
    assert zakonik(capsys, "fmt", "--check", str(made)).code == 0


def test_a_folder_with_files_is_refused_and_left(tmp_path: Path, capsys: Capsys) -> None:
    (tmp_path / ".notes").write_text("mine")
    ended = zakonik(capsys, "new", str(tmp_path))
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == f"error: `{tmp_path}` has files in it; name a new folder\n"
    assert [path.name for path in tmp_path.iterdir()] == [".notes"]


def test_an_empty_folder_is_taken_and_a_file_is_not(tmp_path: Path, capsys: Capsys) -> None:
    (tmp_path / "empty").mkdir()
    assert zakonik(capsys, "new", str(tmp_path / "empty")).code == 0
    (tmp_path / "file").write_text("")
    ended = zakonik(capsys, "new", str(tmp_path / "file"))
    assert ended.code == 2
    assert "cannot be made" in ended.err
    assert zakonik(capsys, "new", "a\0b").code == 2


@pytest.mark.parametrize("name", ["Parking permits", "2026", "", "čl. 5", "a__b", "…", "rule"])
def test_every_folder_gives_an_id(name: str) -> None:
    found = law_id(name)
    law = parse_law(f'law {found} "T"', "a.law").law
    assert law.id == found
