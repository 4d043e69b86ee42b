"""Runs the command in this process, as a test sees it."""

from dataclasses import dataclass

import pytest

from engine import cli


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended: its exit code and what it printed."""

    code: int
    out: str
    err: str


def zakonik(capsys: pytest.CaptureFixture[str], *words: str) -> Ended:
    """Run `zakonik` with these words; whatever happens, no traceback is printed."""
    code = cli.main(words)
    caught = capsys.readouterr()
    assert "Traceback" not in caught.err
    assert code != 70, caught.err
    return Ended(code, caught.out, caught.err)
