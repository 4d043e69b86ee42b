"""The frame of the command: help, mistakes, exit codes, and streams that fail."""

import os
import signal
import subprocess
import sys
from argparse import Namespace
from pathlib import Path

import pytest

from engine import cli
from engine.commands import check
from engine.commands.outcome import BadInput, Negative
from tests.readme import ROOT, ran
from tests.work import GIVEN_UP


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--help"]) == 0
    shown = capsys.readouterr().out
    for verb, summary in cli.VERBS.items():
        assert verb in shown
        assert summary.split()[0] in shown
    assert "exit codes:" in shown


@pytest.mark.parametrize("verb", cli.VERBS)
def test_each_command_has_help(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([verb, "--help"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"usage: zakonik {verb}")
    assert max(map(len, shown.splitlines())) <= 100


def test_a_misspelled_command_is_told_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["tset", "pool"]) == 2
    assert "there is no command `tset`; did you mean `test`?" in capsys.readouterr().err
    assert cli.main(["\x1b[31mzzz"]) == 2
    said = capsys.readouterr().err
    assert "`zakonik --help` lists them" in said
    assert "\x1b" not in said


FINDING = ("zakonik mutate ", "zakonik audit examples/conflict")
"""They end with 1: there are mutants that no case notices, and two rules that contradict."""


# `serve` runs until it is interrupted: what it serves is tried in `web/`
@pytest.mark.parametrize("verb", [verb for verb in cli.VERBS if verb != "serve"])
def test_the_examples_of_each_command_run(
    verb: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.main([verb, "--help"])
    examples = capsys.readouterr().out.partition("\nexamples:\n")[2].replace("\\\n", "")
    (tmp_path / "examples").symlink_to(ROOT / "examples", target_is_directory=True)
    lines = [line.strip() for line in examples.splitlines()]
    assert any(line.startswith(f"zakonik {verb}") for line in lines)
    for line in lines:
        code, said = ran(line, tmp_path)
        assert code == line.startswith(FINDING), said


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("zakonik 0.")


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["sing"],
        ["ask"],
        ["ask", "x", "--format", "pdf"],
        ["ask", "x", "--as-of", "2026-02-30"],
        ["ask", "x", "--proofs", "-1"],
        ["ask", "x", "--engine", "prolog"],
        ["compile"],
    ],
)
def test_wrong_options_end_with_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(words) == 2
    caught = capsys.readouterr()
    assert caught.out == ""
    assert "error:" in caught.err


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (BadInput("this is why"), 2, "this is why"),
        (Negative(), 1, ""),
        (RecursionError(), 2, "nested too deeply"),
        (MemoryError(), 2, "memory"),
        (KeyboardInterrupt(), 130, ""),
        (BrokenPipeError(), 0, ""),
        (OSError(28, "No space left on device"), 2, "No space left on device"),
        (ValueError("odd"), 70, "internal error: ValueError: odd (tests.engine.commands.test_cli:"),
    ],
)
def test_every_end_has_its_code_and_no_traceback(
    error: BaseException,
    code: int,
    message: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def run(_: Namespace) -> None:
        raise error

    monkeypatch.setattr(check, "run", run)
    monkeypatch.setattr(cli, "_discard_output", lambda: None)
    assert cli.main(["check"]) == code
    shown = capsys.readouterr().err
    assert message in shown
    assert "Traceback" not in shown


def test_a_full_disk_is_named() -> None:
    with open("/dev/full", "w") as full:
        found = subprocess.run(
            [sys.executable, "-m", "engine.cli", "--version"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=GIVEN_UP,
        )
    assert found.returncode == 2
    assert "cannot use the output: No space left on device" in found.stderr
    assert "Traceback" not in found.stderr


def test_a_reader_that_goes_away_is_no_error() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    found = subprocess.run(
        [sys.executable, "-m", "engine.cli", "--help"],
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        timeout=GIVEN_UP,
    )
    os.close(writing)
    assert (found.returncode, found.stderr) == (0, "")


def test_closed_streams_are_no_error() -> None:
    command = f"{sys.executable} -m engine.cli --help >&- 2>&-"
    assert subprocess.run(["/bin/sh", "-c", command], timeout=GIVEN_UP).returncode == 0


def test_an_interrupt_leaves_no_traceback() -> None:
    started = subprocess.Popen(
        [sys.executable, "-c", _SLEEPER], stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert started.stdout is not None
    started.stdout.readline()
    started.send_signal(signal.SIGINT)
    _, shown = started.communicate(timeout=GIVEN_UP)
    assert (started.returncode, shown) == (130, "")


# a run of tests in the background ignores interrupts, and processes inherit that
_SLEEPER = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from engine import cli
from engine.commands import check
def run(_):
    print("ready", flush=True)
    signal.pause()
check.run = run
sys.exit(cli.main(["check"]))
"""
