"""`zakonik completion`: what the shells themselves make of it."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pexpect  # type: ignore[import-untyped]
import pytest

from engine.cli import VERBS
from engine.commands.completion import SHELLS, whole_parser
from tests.engine.commands.running import zakonik
from tests.readme import ROOT

Capsys = pytest.CaptureFixture[str]


def script(capsys: Capsys, shell: str) -> str:
    ended = zakonik(capsys, "completion", shell)
    assert (ended.code, ended.err) == (0, "")
    return ended.out


def needed(shell: str) -> str:
    """Return the path of a shell; without it the test is skipped."""
    found = shutil.which(shell)
    if found is None:
        pytest.skip(f"{shell} is not installed")
    return found


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["mu"], {"mutate"}),
        (["completion", ""], set(SHELLS)),
        (["ask", "--form"], {"--format"}),
        (["ask", "--format", ""], {"text", "json", "md", "dot"}),
        (["check", "examples/library/"], {"examples/library/lending.law"}),
    ],
)
def test_bash_completes(words: list[str], wanted: set[str], capsys: Capsys, tmp_path: Path) -> None:
    path = tmp_path / "zakonik.bash"
    path.write_text(script(capsys, "bash"), encoding="utf-8")
    line = (
        'source "$0"; COMP_WORDS=(zakonik "$@"); COMP_CWORD=$#; set -- $(complete -p zakonik); '
        'while [ "$1" != -F ]; do shift; done; "$2"; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    ran = subprocess.run(
        [needed("bash"), "-c", line, str(path), *words],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert ran.stderr == ""
    assert wanted <= set(ran.stdout.split())


def test_fish_completes(capsys: Capsys, tmp_path: Path) -> None:
    path = tmp_path / "zakonik.fish"
    path.write_text(script(capsys, "fish"), encoding="utf-8")
    lines = 'source $argv[1]; complete -C "zakonik mu"; complete -C "zakonik ask --format "'
    ran = subprocess.run(
        [needed("fish"), "--no-config", "-c", lines, str(path)],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "HOME": str(tmp_path)},
    )
    found = [line.split("\t")[0] for line in ran.stdout.splitlines()]
    assert found == ["mutate", "text", "json", "md", "dot"]


def test_zsh_completes(capsys: Capsys, tmp_path: Path) -> None:
    (tmp_path / "_zakonik").write_text(script(capsys, "zsh"), encoding="utf-8")
    shell = pexpect.spawn(
        needed("zsh"),
        ["-f", "-i"],
        encoding="utf-8",
        cwd=tmp_path,
        timeout=60,
        env={**os.environ, "TERM": "dumb"},
    )
    shell.sendline(
        "fpath=($PWD $fpath); autoload -Uz compinit; compinit -u -D; print $((40 + 2))set"
    )
    shell.expect("42set")
    shell.send("zakonik mu\t")
    shell.expect("tate")
    shell.close(force=True)


@pytest.mark.parametrize("shell", SHELLS)
def test_every_command_is_offered(shell: str, capsys: Capsys) -> None:
    said = script(capsys, shell)
    assert all(verb in said for verb in VERBS)


def test_files_are_offered_where_they_are_meant() -> None:
    verbs: Any = next(each for each in whole_parser(VERBS)._actions if each.dest == "verb")
    meant = {
        verb: {action.dest for action in parser._actions if hasattr(action, "complete")}
        for verb, parser in verbs.choices.items()
    }
    assert meant["ask"] == {"case", "kb"}
    assert meant["screen"] == {"data", "map", "output", "picture", "work", "kb"}
    assert meant["fmt"] == {"path"}
    assert meant["schema"] == set()
