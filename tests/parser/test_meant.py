"""What people write out of habit, and what they are told: the cause, and a way out that works.

Each `tests/bad/meant/NAME.law` is written in the words of `lending.law` beside it and has a
mistake as people make it; `NAME.txt` is what its author is told, by all phases in one run. With
`ZAKONIK_REWRITE=1` in the environment these are written anew; read the difference before it is
committed.
"""

import os
import re
from pathlib import Path

import pytest

from kb.from_files import load_texts, read_cases, resolve
from parser.text.diagnostic import Diagnostic, SourceError
from parser.text.render import render

BAD = Path(__file__).parents[1] / "bad" / "meant"
WORDS = ("lending.law", "nationality.law")
FILES = sorted(path for path in BAD.glob("*.law") if path.name not in WORDS)

_WRITE = re.compile(r"write (?:year-month-day: )?`([^`]+)`")
_CONDITION = re.compile(r"^(\s*(?:if|and|unless) )(.*)$")
_HABITS = frozenset(
    {"words-for-operator", "pronoun", "plural", "date-in-words", "stray-end", "share-form"}
    | {"decimal-comma", "today-form", "function-form", "operator-form", "age-form", "denial-form"}
    | {"quantified-noun", "possessive-pronoun", "between-form", "one-of-form", "within-form"}
    | {"other-word", "missing-word", "extra-word", "existence-form"}
)


def told(text: str) -> list[Diagnostic]:
    """Return what the author of a text is told about it."""
    texts = [("sample.law", text)]
    texts += [(name, (BAD / name).read_text(encoding="utf-8")) for name in WORDS]
    problems: list[Diagnostic] = []
    resolve(texts, {}, problems)
    return problems


def report(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    return "\n\n".join(render(each, {"sample.law": text}) for each in told(text)) + "\n"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_author_is_told_the_cause_and_a_way_out(path: Path) -> None:
    expected = path.with_suffix(".txt")
    found = report(path)
    if os.environ.get("ZAKONIK_REWRITE"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")
    assert "help: " in found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_who_follows_the_advice_to_the_letter_is_told_no_more_of_that_line(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lines = text.split("\n")
    for each in told(text):
        advice = _WRITE.search(each.help or "")
        if each.code not in _HABITS or advice is None:
            continue
        before = lines[each.at.line - 1]
        parts = _CONDITION.match(before)
        start = parts[1] if parts else before[: len(before) - len(before.lstrip())]
        lines[each.at.line - 1] = start + advice[1]
        again = told("\n".join(lines))
        assert not [other for other in again if other.at.line == each.at.line], advice[1]
        lines[each.at.line - 1] = before


def test_the_author_of_a_case_is_told_as_well() -> None:
    path = BAD / "stated.case"
    words = [(name, (BAD / name).read_text(encoding="utf-8")) for name in WORDS]
    text = path.read_text(encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        read_cases(text, path.name, load_texts(words))
    texts = {path.name: text, **dict(words)}
    found = "\n\n".join(render(each, texts) for each in caught.value.diagnostics) + "\n"
    if os.environ.get("ZAKONIK_REWRITE"):
        path.with_suffix(".txt").write_text(found, encoding="utf-8")
    assert found == path.with_suffix(".txt").read_text(encoding="utf-8")


def test_no_negation_is_left_out_in_silence() -> None:
    text = (BAD / "not-front.law").read_text(encoding="utf-8")
    (found,) = told(text)
    assert found.help == "write `it is false that the person is banned`"


def test_two_habits_in_one_line_are_mended_together() -> None:
    text = (BAD / "if-not.law").read_text(encoding="utf-8")
    (found,) = told(text.replace("the person is not", "he is not"))
    assert found.help == "write `it is false that the person is banned`"
