"""Files with one feature or one mistake each, and what becomes of them.

Beside each `NAME.law` or `NAME.case` of `tests/good/syntax` stands its tree, and beside each of
`tests/bad/syntax` what its author is told, as `NAME.law.txt` or `NAME.case.txt`. With
`ZAKONIK_REWRITE=1` in the environment the expected files are written anew; read the difference
before it is committed.
"""

import os
from pathlib import Path

import pytest

from parser.syntax.from_text import parse_cases, parse_law
from parser.text.diagnostic import SourceError
from parser.text.render import render
from parser.text.source import decode
from tests.parser.syntax.outline import outline

TESTS = Path(__file__).parents[2]
GOOD = TESTS / "good" / "syntax"
BAD = TESTS / "bad" / "syntax"


def files(folder: Path) -> list[Path]:
    return sorted([*folder.glob("*.law"), *folder.glob("*.case")])


def told(path: Path) -> str:
    """Return the tree of a file as text, or what its author is told."""
    text = decode(path.read_bytes(), path.name)
    try:
        return outline((parse_law if path.suffix == ".law" else parse_cases)(text, path.name))
    except SourceError as error:
        shown = (render(each, {path.name: text}) for each in error.diagnostics)
        return "\n\n".join(shown) + "\n"


def check(path: Path) -> None:
    expected = path.with_name(f"{path.name}.txt")
    found = told(path)
    if os.environ.get("ZAKONIK_REWRITE"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", files(GOOD), ids=lambda path: path.name)
def test_a_good_file_becomes_a_tree(path: Path) -> None:
    check(path)
    assert "error[" not in told(path)


@pytest.mark.parametrize("path", files(BAD), ids=lambda path: path.name)
def test_the_author_of_a_bad_file_is_told(path: Path) -> None:
    check(path)
    assert f"{path.name}:" in told(path)
    assert "help: " in told(path)


def test_every_expected_file_belongs_to_a_file() -> None:
    for folder in (GOOD, BAD):
        expected = {path.name for path in folder.glob("*.txt")}
        assert expected == {f"{path.name}.txt" for path in files(folder)}
