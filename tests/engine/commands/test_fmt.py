"""`zakonik fmt`."""

import io
import os
import stat
import sys
from pathlib import Path

import pytest

from tests.engine.commands.running import zakonik

Capsys = pytest.CaptureFixture[str]

UNTIDY = 'law  a "A"\nkind  book # of paper\n'
TIDY = 'law a "A"\n\nkind book  # of paper\n'
BAD = 'law a "A"\nrule R\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "inner").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("untidy.law", "inner/also.law", ".hidden/not.law", "not.txt"):
        (tmp_path / name).write_text(UNTIDY)
    (tmp_path / "tidy.law").write_text(TIDY)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_files_and_folders_get_their_layout(capsys: Capsys, folder: Path) -> None:
    ended = zakonik(capsys, "fmt", "untidy.law", ".")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == "untidy.law\n./inner/also.law\n3 files: 2 with a new layout\n"
    assert (folder / "untidy.law").read_text() == (folder / "inner/also.law").read_text() == TIDY
    assert (folder / "not.txt").read_text() == (folder / ".hidden/not.law").read_text() == UNTIDY
    assert zakonik(capsys, "fmt").out == "3 files: 0 with a new layout\n"


def test_check_writes_nothing_and_names_the_files(capsys: Capsys, folder: Path) -> None:
    ended = zakonik(capsys, "fmt", "--check", "untidy.law", "tidy.law")
    assert (ended.code, ended.err) == (1, "")
    assert ended.out == "untidy.law\n2 files: 1 with another layout\n"
    assert (folder / "untidy.law").read_text() == UNTIDY
    assert zakonik(capsys, "fmt", "--check", "tidy.law").code == 0


def test_a_bad_file_is_left_and_the_others_are_not(capsys: Capsys, folder: Path) -> None:
    (folder / "bad.law").write_text(BAD)
    (folder / "not.txt").write_text("no law")
    ended = zakonik(capsys, "fmt", "bad.law", "nowhere.law", "no/where", "not.txt", "untidy.law")
    assert (ended.code, ended.out) == (2, "untidy.law\n1 file: 1 with a new layout\n")
    assert "bad.law:2:" in ended.err
    assert "error[no-such-file]: there is no file `nowhere.law`" in ended.err
    assert "error[no-such-file]: there is no file or folder `no/where`" in ended.err
    assert "error[unknown-file]: `not.txt` is neither" in ended.err
    assert (folder / "bad.law").read_text() == BAD
    assert zakonik(capsys, "fmt", "--check", "bad.law").code == 2


def test_a_folder_with_nothing_in_it_is_named(capsys: Capsys, folder: Path) -> None:
    (folder / "empty").mkdir()
    ended = zakonik(capsys, "fmt", "--check", "empty", "tidy.law")
    assert (ended.code, ended.out) == (2, "1 file: 0 with another layout\n")
    assert "error[empty-folder]: `empty` has no law, case or translation in it" in ended.err


def test_the_difference_can_be_seen_first(capsys: Capsys, folder: Path) -> None:
    ended = zakonik(capsys, "fmt", "--diff", "untidy.law", "tidy.law")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == (
        "--- a/untidy.law\n+++ b/untidy.law\n@@ -1,2 +1,3 @@\n"
        '-law  a "A"\n-kind  book # of paper\n+law a "A"\n+\n+kind book  # of paper\n'
    )
    assert (folder / "untidy.law").read_text() == UNTIDY
    assert zakonik(capsys, "fmt", "--diff", "--check", "untidy.law").code == 1


def test_ends_of_lines_and_a_mark_at_the_start_belong_to_the_layout(
    capsys: Capsys, folder: Path
) -> None:
    path = folder / "tidy.law"
    path.write_bytes(b"\xef\xbb\xbf" + TIDY.replace("\n", "\r\n").encode())
    assert zakonik(capsys, "fmt", "--check", "tidy.law").code == 1
    assert "\r" in zakonik(capsys, "fmt", "--diff", "tidy.law").out
    assert zakonik(capsys, "fmt", "tidy.law").code == 0
    assert path.read_bytes() == TIDY.encode()


def test_standard_input_goes_to_standard_output(
    capsys: Capsys, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def typed(text: str, *words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), "utf-8"))
        ended = zakonik(capsys, "fmt", "-", *words)
        return ended.code, ended.out, ended.err

    assert typed(UNTIDY) == (0, TIDY, "")
    assert typed('slučaj "Đ"\n  dato\n   Ana ide\n')[1].startswith('slučaj "Đ"\n    dato\n')
    assert typed(UNTIDY, "tidy.law")[:2] == (2, "")
    assert typed('case "A"\n  given\n   Ana left\n')[1].endswith("    given\n        Ana left\n")
    code, out, err = typed(BAD)
    assert (code, out) == (2, "")
    assert err.startswith("standard input:2:6: error[")
    assert "2 | rule R" in err
    assert typed(UNTIDY, "--check") == (1, "standard input\n1 file: 1 with another layout\n", "")
    assert typed(UNTIDY, "--diff")[1].startswith("--- a/standard input\n")


def test_a_link_stays_one_and_a_file_keeps_its_rights(capsys: Capsys, folder: Path) -> None:
    (folder / "link.law").symlink_to("untidy.law")
    (folder / "untidy.law").chmod(0o640)
    assert zakonik(capsys, "fmt", "link.law").code == 0
    assert (folder / "link.law").is_symlink()
    assert stat.S_IMODE((folder / "untidy.law").stat().st_mode) == 0o640
    assert (folder / "untidy.law").read_text() == TIDY


@pytest.mark.skipif(os.geteuid() == 0, reason="whoever may do everything may write everywhere")
def test_a_folder_that_cannot_be_written_leaves_the_file(capsys: Capsys, folder: Path) -> None:
    inner = folder / "inner"
    inner.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        ended = zakonik(capsys, "fmt", "inner")
    finally:
        inner.chmod(stat.S_IRWXU)
    assert ended.code == 2
    assert "cannot be written" in ended.err
    assert (inner / "also.law").read_text() == UNTIDY
