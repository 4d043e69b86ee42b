"""Files from strangers: read as a whole, or refused with the reason."""

import os
from pathlib import Path

import pytest

from parser.text.diagnostic import Diagnostic, SourceError
from parser.text.source import LIMIT, decode, read_source


def refused(path: Path) -> Diagnostic:
    """Return why a file is refused."""
    with pytest.raises(SourceError) as caught:
        read_source(path)
    (problem,) = caught.value.diagnostics
    assert problem.at.file == str(path)
    assert problem.help
    return problem


def written(folder: Path, content: bytes) -> Path:
    path = folder / "demo.law"
    path.write_bytes(content)
    return path


def test_a_file_is_read(tmp_path: Path) -> None:
    assert read_source(written(tmp_path, "žena\n".encode())) == "žena\n"


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_any_line_ends_and_a_byte_order_mark_are_accepted(tmp_path: Path, end: bytes) -> None:
    path = written(tmp_path, b"\xef\xbb\xbflaw demo" + end + b"    x" + end)
    assert read_source(path) == "law demo\n    x\n"


def test_a_missing_file(tmp_path: Path) -> None:
    assert refused(tmp_path / "no.law").code == "no-such-file"


def test_a_folder(tmp_path: Path) -> None:
    assert refused(tmp_path).code == "not-a-file"


def test_a_file_used_as_a_folder(tmp_path: Path) -> None:
    assert refused(written(tmp_path, b"x") / "demo.law").code == "unreadable"


def test_a_path_that_cannot_be() -> None:
    with pytest.raises(SourceError):
        read_source(Path("a\0b"))


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable for the superuser")
def test_an_unreadable_file(tmp_path: Path) -> None:
    path = written(tmp_path, b"x")
    path.chmod(0)
    assert refused(path).code == "unreadable"


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xef\xbb\xbf"])
def test_an_empty_file(tmp_path: Path, content: bytes) -> None:
    assert refused(written(tmp_path, content)).code == "empty-file"


def test_a_file_that_is_not_utf_8(tmp_path: Path) -> None:
    problem = refused(written(tmp_path, b"law demo\n    \xe9t\xe9\n"))
    assert (problem.code, problem.at.line) == ("not-utf-8", 2)
    assert "byte 14" in problem.message


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "latin-1"])
def test_other_encodings(tmp_path: Path, encoding: str) -> None:
    content = 'law demo "Überschrift"\n'.encode(encoding)
    assert refused(written(tmp_path, content)).code == "not-utf-8"


@pytest.mark.parametrize("odd", ["\0", "\x07", "\x1b[31m", "\x0c", "\x7f", "\u2028"])
def test_control_characters(tmp_path: Path, odd: str) -> None:
    problem = refused(written(tmp_path, f"law demo\n  x{odd}y".encode()))
    assert problem.code == "control-character"
    assert (problem.at.line, problem.at.column) == (2, 4)
    assert f"U+{ord(odd[0]):04X}" in problem.message


def test_a_file_larger_than_the_limit(tmp_path: Path) -> None:
    assert refused(written(tmp_path, b"x" * (LIMIT + 1))).code == "too-large"
    assert len(read_source(written(tmp_path, b"x" * LIMIT))) == LIMIT


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no endless file")
def test_an_endless_file() -> None:
    assert refused(Path("/dev/zero")).code == "too-large"


def test_tabs_are_left_to_the_parser() -> None:
    assert decode(b"a\tb", "demo.law") == "a\tb"
