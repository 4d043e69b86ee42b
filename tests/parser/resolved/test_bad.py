"""Files with one mistake each, and exactly what their author is told.

`tests/bad/resolved/NAME.law` or `NAME.case` stands beside `NAME.txt`, the expected output. Cases
are read in the words of `tests/good/resolved/residence.law`.
"""

from pathlib import Path

import pytest

from parser.resolved import Vocabulary, resolve_case, resolve_law, vocabulary_of
from parser.syntax.from_text import parse_cases, parse_law
from parser.text.diagnostic import SourceError
from parser.text.render import render

BAD = Path(__file__).parents[2] / "bad" / "resolved"
GOOD = Path(__file__).parents[2] / "good" / "resolved"
FILES = sorted([*BAD.glob("*.law"), *BAD.glob("*.case")])


def read_good(path: str) -> str:
    return (GOOD / path).read_text(encoding="utf-8")


def read_bad(path: str) -> str:
    return (BAD / path).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    text = read_good("residence.law")
    return vocabulary_of([resolve_law(parse_law(text, "residence.law"), (), read_good)])


def resolve(path: Path, vocabulary: Vocabulary) -> None:
    text = read_bad(path.name)
    if path.suffix == ".law":
        resolve_law(parse_law(text, path.name), (), read_bad)
        return
    for case in parse_cases(text, path.name).cases:
        resolve_case(case, vocabulary)


def report(path: Path, vocabulary: Vocabulary) -> str:
    """Return what the author of a file is told, without colours."""
    texts = {each.name: read_bad(each.name) for each in BAD.iterdir() if each.suffix != ".txt"}
    texts["residence.law"] = read_good("residence.law")
    try:
        resolve(path, vocabulary)
    except SourceError as error:
        return "\n\n".join(render(each, texts) for each in error.diagnostics) + "\n"
    return ""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_the_author_is_told(path: Path, vocabulary: Vocabulary) -> None:
    assert report(path, vocabulary) == path.with_suffix(".txt").read_text(encoding="utf-8")
