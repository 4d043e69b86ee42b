"""One layout: what a file says and every comment in it stay, and a second time changes nothing.

Beside each file of `tests/good/layout` stands its layout, with `.txt` behind its name. With
`ZAKONIK_REWRITE=1` in the environment these are written anew; read the difference.
"""

import os
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.files import WRITTEN
from parser.layout.from_text import form_of, formatted
from parser.layout.montenegrin import montenegrin_rows
from parser.layout.rows import rows
from parser.layout.same import says_the_same
from parser.layout.tree import Blank, Comment
from parser.syntax.from_text import parse_cases, parse_law
from parser.syntax.montenegrin import is_case_file
from parser.text.diagnostic import SourceError
from parser.text.source import decode
from tests.parser.layout.untidy import untidy
from tests.semantics.writing import Writer

ROOT = Path(__file__).parents[3]
GOOD = ROOT / "tests" / "good"
SHOWN = sorted(path for path in (GOOD / "layout").iterdir() if path.suffix in WRITTEN)
FILES = sorted(
    path
    for folder in ("kb", "examples", "tests")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in WRITTEN and "bad" not in path.parts
)


def comments(text: str, file: str) -> list[str]:
    """Return every comment of a file, in order."""
    if file.endswith(".me"):
        return [line.strip() for line in text.split("\n") if line.strip().startswith("#")]
    read = montenegrin_rows if is_case_file(text) else rows
    return [
        row.text if isinstance(row, Comment) else row.comment
        for row in read(text, file)
        if not isinstance(row, Blank) and (isinstance(row, Comment) or row.comment)
    ]


def check(text: str, file: str) -> str:
    """Return the layout of a text that can be read, after checking what holds of every one."""
    found = formatted(text, file)
    if found != text:
        assert formatted(found, file) == found
        assert comments(found, file) == comments(text, file)
    assert "\n\n\n" not in found
    assert not any(line.endswith(" ") for line in found.split("\n"))
    assert found.endswith("\n") and not found.endswith("\n\n")
    return found


@pytest.mark.parametrize("path", SHOWN, ids=lambda path: path.name)
def test_a_file_gets_its_layout(path: Path) -> None:
    expected = path.with_name(f"{path.name}.txt")
    found = check(path.read_text(encoding="utf-8"), path.name)
    if os.environ.get("ZAKONIK_REWRITE"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


def test_every_expected_file_belongs_to_a_file() -> None:
    expected = {path.name for path in (GOOD / "layout").glob("*.txt")}
    assert expected == {f"{path.name}.txt" for path in SHOWN}


def test_every_file_of_the_project_stays_what_it_is() -> None:
    assert len(FILES) > 300
    for path in FILES:
        check(decode(path.read_bytes(), str(path)), str(path))


@given(st.integers(0, 5_000), st.integers(0, 100))
@settings(max_examples=25)
def test_generated_laws_say_what_they_said(seed: int, blots: int) -> None:
    text = Writer(Random(seed)).text()
    for said, file in ((text.law, "t.law"), (text.case, "t.case")):
        parse = parse_law if file == "t.law" else parse_cases
        if said.rstrip().endswith("    given"):
            continue  # nothing is said in this case, which is an error
        written = untidy(said, file, Random(blots))
        found = check(written, file)
        assert says_the_same(parse(found, file), parse(said, file))


@given(st.data())
@settings(max_examples=25)
def test_a_character_that_is_missing_stops_nothing(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(SHOWN))
    text = path.read_text(encoding="utf-8")
    for _ in range(4):
        at = data.draw(st.integers(0, len(text) - 1))
        ends_well(text[:at] + text[at + 1 :], path.name)


@given(st.binary(max_size=200), st.sampled_from(WRITTEN))
def test_arbitrary_bytes_stop_nothing(content: bytes, ending: str) -> None:
    try:
        text = decode(content, "x")
    except SourceError as error:
        assert error.diagnostics
        return
    ends_well(text, f"x{ending}")


@given(st.text("rule law \n\t#\"(){}:,ab1%<=+-' ", max_size=120))
def test_arbitrary_lines_stop_nothing(text: str) -> None:
    ends_well(f'law a "A"\nvocabulary\n    {text}', "x.law")
    ends_well(f'law a "A"\nrule R "T"\n    it holds\n    if {text}', "x.law")
    ends_well(f'case "A"\n    given\n        {text}', "x.case")


def ends_well(text: str, file: str) -> None:
    """Check that a text gets a layout, or that its author is told what is wrong."""
    try:
        check(text, file)
    except SourceError as error:
        assert error.diagnostics
        assert all(each.help for each in error.diagnostics)


def test_a_text_from_nowhere_is_told_by_what_it_declares() -> None:
    assert form_of("\n# ours\nbackground\n") == "case"
    assert form_of('slučaj "Ana"\n', "standard input") == "case in Montenegrin"
    assert form_of('translation of a "A"') == "translation"
    assert form_of('translation of a "A"', "a.law") == form_of("rule") == form_of("") == "law"


def test_a_line_whose_blanks_matter_keeps_them() -> None:
    law = 'law a "A"\nrule R "T"\n    it  holds\n    if it lasts 3     years\n'
    assert check(law, "a.law").endswith("    it holds\n    if it lasts 3     years\n")
