"""What each rule of the linter finds in a law, and what it leaves alone: marked line by line.

A law is named after the rule that it is about; what other rules find in it does not matter.
"""

from pathlib import Path

import pytest

from engine.lint.laws import Laws
from engine.lint.lint import laws_of
from engine.lint.rules import RULES
from kb.from_files import load_laws, load_texts
from parser.text.diagnostic import SourceError
from tests.engine.lint.marked import found_in, write
from tests.laws import EXAMPLES, MONTENEGRO

LAWS = Path(__file__).parent / "laws"


@pytest.mark.parametrize("law", sorted(LAWS.glob("*.law")), ids=lambda path: path.stem)
def test_a_rule_finds_what_is_marked_and_nothing_else(law: Path, tmp_path: Path) -> None:
    code = law.stem.partition("-")[0]
    files = {law.name: law.read_text(encoding="utf-8")}
    beside = (*LAWS.glob("*.csv"), *LAWS.glob(f"{law.stem}.case"))
    files |= {path.name: path.read_text(encoding="utf-8") for path in beside}
    marked = write(tmp_path, files)
    found = {one for one in found_in(tmp_path) if one[2] == code}
    assert found == marked


def test_rows_of_two_tables_are_one_where_they_cite_the_same(tmp_path: Path) -> None:
    """A mark in a table would be a value, so that these are no files of their own."""
    law = """law example "An example"

kind city

vocabulary
    {country} is listed for {number} days  (listed)
    {country} has an embassy in {city}     (listed)

table "listed.csv"
    cites "schedule 1"
    {Country} is listed for {Days} days

table "again.csv"
    cites "schedule 1"
    {Country} is listed for {Days} days

table "otherwise.csv"
    cites "schedule 2"
    {Country} is listed for {Days} days

table "embassies.csv"
    cites "schedule 3"
    {Country} has an embassy in {City}
"""
    files = {
        "example.law": law,
        "listed.csv": "Country,Days\nAlbania,90\nAndorra,30\n",
        "again.csv": "Country,Days\nAustria,90\nAlbania,90  # ← L106\n",
        "otherwise.csv": "Country,Days\nAndorra,30\n",
        "embassies.csv": "Country,City\nAlbania,Bar\nAlbania,Budva\nAndorra,Bar\n",
    }
    marked = write(tmp_path, files)
    assert {one for one in found_in(tmp_path) if one[2] == "L106"} == marked


def test_the_linter_looks_at_any_law_that_can_be_read() -> None:
    """Every law of ours by itself where it can be, so that no rule rests on more than is there."""
    looked = 0
    for path in (*MONTENEGRO.glob("*.law"), *EXAMPLES.rglob("*.law"), *LAWS.glob("*.law")):
        text = path.read_text(encoding="utf-8")
        if "\n    uses " in text:
            continue
        laws = laws_of(load_laws([str(path)]), ())
        found = [one for rule in RULES for one in rule.find(laws)]
        assert all(one.at.line and one.help for one in found)
        looked += 1
    assert looked >= 20


def test_a_law_without_one_of_its_characters_never_breaks_the_linter() -> None:
    """As while somebody types: what is still a law is looked at, all else is refused."""
    looked = 0
    for name in ("L202-never", "L204-conflicts", "L303-units"):
        text = (LAWS / f"{name}.law").read_text(encoding="utf-8")
        for place in range(0, len(text), 31):
            typed = text[:place] + text[place + 1 :]
            try:
                kb = load_texts(((str(LAWS / f"{name}.law"), typed),))
            except SourceError:
                continue
            looked += 1
            found = [one for rule in RULES for one in rule.find(Laws(kb, (), {}))]
            assert {one.severity for one in found} == {"warning"}
    assert looked > 20
