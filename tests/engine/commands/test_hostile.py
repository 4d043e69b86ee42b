"""Files from strangers: every command says what is wrong with them, soon, and ends with 2."""

import random
from pathlib import Path

import pytest

from tests.engine.commands.running import zakonik
from tests.work import at_most

Capsys = pytest.CaptureFixture[str]

RANDOM = random.Random(7).randbytes(10_000_000)
CONTENTS = {
    "empty": b"",
    "blank": b" \n\t\n",
    "random": RANDOM[:4_000_000],
    "too large": RANDOM,
    "not utf-8": b'law caf\xe9 "x"\n',
    "utf-16": 'law a "A"\n'.encode("utf-16"),
    "brackets": b"(" * 10_000,
    "objects": b'{"rules":' * 10_000,
    "lists": b"[" * 100_000,
    "nul": b"law a\0b\n",
    "escape": b'law a "\x1b[2J"\n',
    "one long line": b"x" * 2_000_000,
    "deep": b"".join(b" " * n + b"x\n" for n in range(1_500)),
}
COMMANDS = {
    "check law": ("check", "{}.law"),
    "check case": ("check", "{}.case"),
    "test": ("test", "{}.law"),
    "ask": ("ask", "is Ana banned", "--case", "{}.case"),
    "ask kb": ("ask", "is Ana banned", "--kb", "{}.law"),
    "compile": ("compile", "--to", "datalog", "{}.law"),
    "datalog": ("datalog", "{}.json"),
}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("content", CONTENTS)
def test_what_is_no_law_case_or_program_is_refused(
    content: str, command: str, tmp_path: Path, capsys: Capsys
) -> None:
    for ending in ("law", "case", "json"):
        (tmp_path / f"x.{ending}").write_bytes(CONTENTS[content])
    if "case" in command:
        (tmp_path / "x.law").unlink()
    with at_most(10_000_000):
        ended = zakonik(capsys, *(word.format(tmp_path / "x") for word in COMMANDS[command]))
    assert ended.code == 2
    assert "error[" in ended.err
    assert "\x1b" not in ended.err


@pytest.mark.parametrize("path", ["absent", "", "nul\0", "x" * 5_000, "a/" * 3_000, "\ud800"])
@pytest.mark.parametrize("command", COMMANDS)
def test_paths_that_lead_nowhere_are_refused(path: str, command: str, capsys: Capsys) -> None:
    ended = zakonik(capsys, *(word.format(path) for word in COMMANDS[command]))
    assert ended.code == 2
    assert "error[" in ended.err
