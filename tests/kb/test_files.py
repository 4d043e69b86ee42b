"""Finding law and case files."""

import os
from pathlib import Path

import pytest

from kb import files
from kb.files import Found, find_files, find_written
from parser.text.diagnostic import Diagnostic


def find(*paths: Path | str) -> tuple[Found, list[str]]:
    problems: list[Diagnostic] = []
    found = find_files(paths, problems)
    return found, [problem.code for problem in problems]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.law", "a.law", "b.case", "sub/c.law", ".hidden/d.law", "notes.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("")
    return tmp_path


def test_a_folder_is_walked_in_order_without_hidden_folders(folder: Path) -> None:
    found, problems = find(folder)
    assert [os.path.relpath(path, folder) for path in found.laws] == [
        "a.law",
        "b.law",
        os.path.join("sub", "c.law"),
    ]
    assert found.cases == (str(folder / "b.case"),)
    assert problems == []


def test_a_law_named_alone_brings_its_cases(folder: Path) -> None:
    assert find(folder / "b.law")[0].cases == (str(folder / "b.case"),)
    assert find(folder / "a.law")[0].cases == ()


def test_a_file_named_twice_is_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert find("a.law", folder, "./a.law")[0].laws[0] == "a.law"
    assert len(find("a.law", folder, "./a.law")[0].laws) == 3


def test_what_cannot_be_used_is_named(folder: Path) -> None:
    (folder / "empty").mkdir()
    os.mkfifo(folder / "pipe.law")
    for path, code in (
        ("absent.law", "missing-file"),
        ("nul\0byte.law", "missing-file"),
        ("empty", "empty-folder"),
        ("notes.txt", "unknown-file"),
        ("pipe.law", "not-a-file"),
    ):
        assert find(str(folder / path)) == (Found((), ()), [code])
    assert find(folder)[1] == []


def test_what_may_have_been_meant_is_said(folder: Path) -> None:
    problems: list[Diagnostic] = []
    find_files([folder / "aa.law", folder / "nowhere at all"], problems)
    find_written([str(folder / "sbu")], problems)
    assert [one.help for one in problems] == [
        f"did you mean `{folder / 'a.law'}`?",
        "check the path",
        f"did you mean `{folder / 'sub'}`?",
    ]


def test_links_in_a_circle_end(folder: Path) -> None:
    (folder / "sub" / "loop").symlink_to(folder)
    assert len(find(folder)[0].laws) == 3


def test_too_many_files_are_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "FILES", 2)
    assert find(folder) == (Found((), ()), ["too-many-files"])
