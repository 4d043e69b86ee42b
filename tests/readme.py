"""The commands that a document shows, with their output: found, run, and rewritten.

`python -m tests.readme` writes what the commands print now into README.md; review the difference.
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

from tests.work import GIVEN_UP

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"

_CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
_BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)


def blocks(text: str, language: str) -> list[str]:
    """Return the contents of all fenced blocks in one language."""
    return [inside for name, inside in _BLOCK.findall(text) if name == language]


def commands(text: str) -> list[str]:
    """Return every `zakonik` command shown in a console block, without the prompt."""
    lines = (line for block in blocks(text, "console") for line in block.splitlines())
    return [line[2:] for line in lines if line.startswith("$ zakonik ")]


def output(command: str) -> str:
    """Return what a command prints: standard output, then standard error."""
    _, *words = shlex.split(command)
    typed = ""
    if "<" in words:
        typed = (ROOT / words.pop()).read_text(encoding="utf-8")
        words.remove("<")
    environment = {**os.environ, "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8", "COLUMNS": "80"}
    found = subprocess.run(
        [sys.executable, "-m", "engine.cli", *words],
        cwd=ROOT,
        env=environment,
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=GIVEN_UP,
    )
    return found.stdout + found.stderr


def rewritten(text: str) -> str:
    """Return a document with the output of each `zakonik` command as it is now."""

    def block(match: re.Match[str]) -> str:
        lines = [line for line in match[1].splitlines() if line.startswith("$ ")]
        if not all(line.startswith("$ zakonik ") for line in lines):
            return match[0]
        shown = "\n".join(f"{line}\n{output(line[2:])}" for line in lines)
        return f"```console\n{shown}```"

    return _CONSOLE.sub(block, text)


if __name__ == "__main__":
    README.write_text(rewritten(README.read_text(encoding="utf-8")), encoding="utf-8")
