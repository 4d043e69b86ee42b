"""The documents of the project, and the commands that they show: found, run, and rewritten.

`python -m tests.readme` writes what the commands print now into every page; review the difference.
"""

import contextlib
import io
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from engine import cli

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
COMMANDS = ROOT / "docs" / "commands.md"
PAGES = (
    README,
    ROOT / "ARCHITECTURE.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / "examples").glob("*/README.md")),
)
"""Every document that is written by hand."""

_FILE = re.compile(r"```(?:law|case|me|csv) (\S+)\n(.*?)```", re.DOTALL)
_CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
_BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Transcript:
    """A console block of a page: commands, each with what it prints below it.

    `text` is everything between the fences, `number` counts the blocks of the page from 1.
    `files` are those that the page shows above it, each with its name and what stands in it.
    """

    page: Path
    number: int
    text: str
    files: tuple[tuple[str, str], ...] = ()


def blocks(text: str, language: str) -> list[str]:
    """Return the contents of all fenced blocks in one language."""
    return [inside for name, inside in _BLOCK.findall(text) if name == language]


def transcripts() -> Iterator[Transcript]:
    """Give every console block of every page."""
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for number, match in enumerate(_CONSOLE.finditer(text), 1):
            yield Transcript(page, number, match[1], files(text[: match.start()]))


def files(text: str) -> tuple[tuple[str, str], ...]:
    r"""Return the files that a page shows: fenced blocks with a name behind their language.

    A second block with the same name is what is written below the first one, a line apart; one
    that begins with `law` takes its place.

    >>> files("```law a.law\nlaw a\n```\n```law a.law\nkind b\n```")
    (('a.law', 'law a\n\nkind b\n'),)
    """
    found: dict[str, str] = {}
    for name, inside in _FILE.findall(text):
        is_more = name in found and not inside.startswith("law ")
        found[name] = f"{found[name]}\n{inside}" if is_more else inside
    return tuple(found.items())


def rerun(text: str, folder: Path, given: tuple[tuple[str, str], ...] = ()) -> str:
    """Return a console block with what its commands print now, run in order in one folder.

    What they read stands in `examples` of that folder or is `given`, what they write is left
    there. Raises ValueError for a command that is not `zakonik`: its output would go unchecked.
    """
    if not (folder / "examples").exists():
        (folder / "examples").symlink_to(ROOT / "examples", target_is_directory=True)
        (folder / "build").mkdir()
    for name, said in given:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(said, encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith("$ ")]
    shown = [f"{line}\n{_printed(line[2:], folder)}" for line in lines]
    spaced = [f"{one}\n" if one.count("\n") > 1 else one for one in shown[:-1]]
    return "".join((*spaced, *shown[-1:]))


def _printed(command: str, folder: Path) -> str:
    return ran(command, folder)[1]


def ran(command: str, folder: Path) -> tuple[int, str]:
    """Return how a command ends, and what it prints: standard output, then standard error."""
    name, *words = shlex.split(command)
    if name != "zakonik":
        raise ValueError(f"`{command}` cannot be run here: show it in a block of `sh`")
    words, typed = _taken(words, "<")
    words, wanted = _taken(words, ">")
    given = io.BytesIO((folder / typed).read_bytes() if typed else b"")
    out, err = io.BytesIO(), io.BytesIO()
    with (
        contextlib.chdir(folder),
        _standard_input(io.TextIOWrapper(given, "utf-8")),
        contextlib.redirect_stdout(io.TextIOWrapper(out, "utf-8", write_through=True)),
        contextlib.redirect_stderr(io.TextIOWrapper(err, "utf-8", write_through=True)),
    ):
        code = cli.main(words)
        if wanted:
            (folder / wanted).write_bytes(out.getvalue())
        shown = b"" if wanted else out.getvalue()
        return code, (shown + err.getvalue()).decode("utf-8")


def _taken(words: list[str], sign: str) -> tuple[list[str], str]:
    """Return a command without the file that follows `sign`, and that file ("" without one)."""
    if sign not in words:
        return words, ""
    place = words.index(sign)
    return words[:place] + words[place + 2 :], words[place + 1]


@contextlib.contextmanager
def _standard_input(stream: io.TextIOWrapper) -> Iterator[None]:
    before, sys.stdin = sys.stdin, stream
    try:
        yield
    finally:
        sys.stdin = before


def _rewrite(page: Path) -> None:
    def block(match: re.Match[str]) -> str:
        with tempfile.TemporaryDirectory() as folder:
            again = rerun(match[1], Path(folder), files(text[: match.start()]))
            return f"```console\n{again}```"

    text = page.read_text(encoding="utf-8")
    page.write_text(_CONSOLE.sub(block, text), encoding="utf-8")


if __name__ == "__main__":
    for each in PAGES:
        _rewrite(each)
