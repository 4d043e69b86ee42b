"""The documents say what the program does, and lead where they say."""

import re
from contextlib import suppress
from pathlib import Path

import pytest

from engine.cli import VERBS, main, parse
from parser.highlight.kinds import KINDS
from parser.layout.from_text import formatted
from parser.syntax import line_tokens
from parser.syntax.blocks import blocks as syntax_blocks
from parser.syntax.lexer import levels
from parser.text.diagnostic import SourceError
from tests.readme import (
    COMMANDS,
    PAGES,
    README,
    ROOT,
    Transcript,
    blocks,
    files,
    rerun,
    transcripts,
)

TEXT = README.read_text(encoding="utf-8")
TRANSCRIPTS = tuple(transcripts())


def read(page: Path) -> str:
    """Return the text of a page."""
    return page.read_text(encoding="utf-8")


def _named(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("shown", TRANSCRIPTS, ids=lambda one: f"{_named(one.page)}-{one.number}")
def test_what_a_page_shows_is_what_is_printed(shown: Transcript, tmp_path: Path) -> None:
    assert rerun(shown.text, tmp_path, shown.files) == shown.text


@pytest.mark.parametrize("page", [one for one in PAGES if files(read(one))], ids=_named)
def test_the_files_that_a_page_shows_are_right_and_in_the_layout(
    page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = files(read(page))
    for name, said in shown:
        if not name.endswith(".csv"):
            assert formatted(said, name) == said
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(said, encoding="utf-8")
    for folder in dict.fromkeys(tmp_path / Path(name).parent for name, _ in shown):
        if list(folder.glob("*.law")):
            assert main(["check", "--strict", str(folder)]) == 0, capsys.readouterr().err


def test_the_pages_show_every_command_that_prints_an_answer() -> None:
    shown = {
        verb for one in TRANSCRIPTS for verb in re.findall(r"^\$ zakonik (\w+)", one.text, re.M)
    }
    silent = {"completion", "schema", "lsp", "serve", "mcp"}  # they print what people do not read
    assert shown == set(VERBS) - silent


@pytest.mark.parametrize("name", ["README.md", "ARCHITECTURE.md"])
def test_a_page_for_everybody_is_short(name: str) -> None:
    assert len((ROOT / name).read_text(encoding="utf-8").splitlines()) < 250


@pytest.mark.parametrize("page", [README, COMMANDS], ids=_named)
def test_every_command_is_documented_and_every_documented_command_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert re.findall(r"^\| `zakonik (\w+)", text, re.MULTILINE) == list(VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_every_option_is_documented_and_every_documented_option_exists(
    verb: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        parse([verb, "--help"])
    usage = capsys.readouterr().out
    text = COMMANDS.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith(f"| `zakonik {verb}"))
    existing = _options(usage.partition("\n\n")[0]) - {"--help"}
    assert _options(line) == existing
    explained = "\n".join(line for line in text.splitlines() if line.startswith("| `-"))
    assert existing <= _options(explained)


def _options(text: str) -> set[str]:
    return set(re.findall(r"--[a-z-]+", text))


def test_the_example_in_python_prints_what_is_said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    text = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    (program,), (said,) = blocks(text, "python"), blocks(text, "text")
    exec(compile(program, "docs/python.md", "exec"), {})
    assert capsys.readouterr().out == said


def _terminals(text: str) -> set[str]:
    """Return the terminals of the grammar that stand in a law or case, faulty lines left out."""
    found: set[str] = set()
    for block in syntax_blocks(text, "", []):
        try:
            lines = [*levels(block)]
        except SourceError:
            lines = [(line, min(at, 1), "") for at, line in enumerate(block.lines)]
        for line, level, part in lines:
            with suppress(SourceError, KeyError):
                found |= {one.type for one in line_tokens.tokens(line, block.section, part, level)}
    return found


def test_the_reference_has_an_example_of_each_construct() -> None:
    text = read(ROOT / "docs" / "language.md")
    shown = {
        one
        for language in ("law", "case")
        for _, inside in re.findall(rf"```({language})(?: \S+)?\n(.*?)```", text, re.DOTALL)
        for one in _terminals(inside)
    }
    assert set(KINDS) - shown == {"_STRAY"}, "which is what stands where nothing may"


def test_the_tutorial_followed_to_the_letter_prints_what_it_says(tmp_path: Path) -> None:
    text = read(ROOT / "docs" / "tutorial.md")
    shown = list(re.finditer(r"```console\n(.*?)```", text, re.DOTALL))
    for match in shown:
        assert rerun(match[1], tmp_path, files(text[: match.start()])) == match[1]
    assert files(text) == files(text[: shown[-1].start()]), "a file below the last command"
    assert (tmp_path / "pool" / "pool.law").exists() and (tmp_path / "parking").is_dir()


def test_the_tutorial_is_the_example() -> None:
    law, *_ = blocks(TEXT, "law")
    case, *_ = blocks(TEXT, "case")
    folder = ROOT / "examples" / "library"
    assert law == (folder / "lending.law").read_text(encoding="utf-8")
    assert case in (folder / "lending.case").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=_named)
def test_paths_and_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:)([^)#]+)", text)
    named = re.findall(r"`((?:parser|kb|engine|docs|examples|tests)/[\w./]+)`", text)
    absent = [path for path in links if not (page.parent / path).exists()]
    absent += [path for path in named if path.islower() and not (ROOT / path).exists()]
    assert absent == []


def test_every_page_is_reached_from_the_readme() -> None:
    links = set(re.findall(r"\]\((?!https?:)([^)#]+)", TEXT))
    assert {_named(page) for page in PAGES} - {"README.md"} <= links
