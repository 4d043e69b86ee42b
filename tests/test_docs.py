"""The documents say what the program does."""

import re
from pathlib import Path

import pytest

from engine.cli import VERBS, parse
from tests.readme import README, ROOT, blocks, commands, rewritten

TEXT = README.read_text(encoding="utf-8")


def test_what_the_readme_shows_is_what_is_printed() -> None:
    assert commands(TEXT)
    assert rewritten(TEXT) == TEXT


def test_every_command_is_documented_and_every_documented_command_exists() -> None:
    documented = re.findall(r"^\| `zakonik (\w+)", TEXT, re.MULTILINE)
    assert documented == list(VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_every_option_is_documented_and_every_documented_option_exists(
    verb: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        parse([verb, "--help"])
    usage = capsys.readouterr().out
    line = next(line for line in TEXT.splitlines() if line.startswith(f"| `zakonik {verb}"))
    existing = set(re.findall(r"--[a-z-]+", usage.partition("options:")[0])) - {"--help"}
    assert set(re.findall(r"--[a-z-]+", line)) == existing


def test_the_example_in_python_prints_what_is_said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    (program,), (said,) = blocks(TEXT, "python"), blocks(TEXT, "text")
    exec(compile(program, "README.md", "exec"), {})
    assert capsys.readouterr().out == said


def test_the_tutorial_is_the_example() -> None:
    law, *_ = blocks(TEXT, "law")
    case, *_ = blocks(TEXT, "case")
    folder = ROOT / "examples" / "library"
    assert law == (folder / "lending.law").read_text(encoding="utf-8")
    assert case in (folder / "lending.case").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "name", ["README.md", "ARCHITECTURE.md", "docs/language.md", "docs/json.md"]
)
def test_paths_and_links_lead_somewhere(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:)([^)#]+)", text)
    named = re.findall(r"`((?:parser|kb|engine|docs|examples|tests)/[\w./]+)`", text)
    folder = Path(name).parent
    absent = [path for path in links if not (ROOT / folder / path).exists()]
    absent += [path for path in named if path.islower() and not (ROOT / path).exists()]
    assert absent == []
