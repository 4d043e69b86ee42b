"""Questions that ask a register for values: what certainly is one, and what may be."""

import csv
from pathlib import Path

import pytest

from tests.engine.commands.running import Ended, zakonik

Capsys = pytest.CaptureFixture[str]

MAPPING = """\
[cases]
table = "people.csv"
key = "id"

[[says]]
sentence = "{person} was born on {birthday}"
table = "people.csv"
columns = { birthday = "born" }
empty = "unknown"

[[says]]
sentence = "{person} holds permanent residence from {start}"
table = "people.csv"
columns = { start = "permanent" }
empty = "denied"

[[says]]
sentence = "{person} is a national of {country} from {start} to {finish}"
table = "nationalities.csv"
columns = { country = "country", start = "since", finish = "until" }
"""
PEOPLE = "id,born,permanent\nA1,1990-05-01,2015-11-27\nA2,,\n"
NATIONALITIES = "id,country,since,until\nA1,Italy,1990-05-01,2099-12-31\n"


def values(capsys: Capsys, folder: Path, question: str) -> dict[str, tuple[str, str]]:
    (folder / "mapping.toml").write_text(MAPPING, encoding="utf-8")
    (folder / "people.csv").write_text(PEOPLE, encoding="utf-8")
    (folder / "nationalities.csv").write_text(NATIONALITIES, encoding="utf-8")
    out = folder / "out.csv"
    ended = screened(capsys, folder, question, "-o", str(out))
    assert (ended.code, ended.err) == (0, "")
    with out.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    return {row["case_key"]: (row["answer"], row["value"]) for row in rows}


def screened(capsys: Capsys, folder: Path, question: str, *more: str) -> Ended:
    place = ("--data", str(folder), "--as-of", "2026-11-23")
    return zakonik(capsys, "screen", question, *place, *more)


def test_a_day_that_is_known_and_one_that_is_not(capsys: Capsys, tmp_path: Path) -> None:
    found = values(capsys, tmp_path, "when was {person} born")
    assert found["A1"] == ("yes", "1990-05-01")
    assert found["A2"][0] == "unknown"


def test_none_where_all_is_denied(capsys: Capsys, tmp_path: Path) -> None:
    found = values(capsys, tmp_path, "from when does {person} hold permanent residence")
    assert found == {"A1": ("yes", "2015-11-27"), "A2": ("no", "")}


def test_what_may_be_one_stands_after_what_is(capsys: Capsys, tmp_path: Path) -> None:
    found = values(capsys, tmp_path, "which country is {person} a national of on 2026-11-23")
    # the rules name these states themselves, so that they are told apart from any other
    named = (
        "Iceland, Ireland, Liechtenstein, Montenegro, North Macedonia, Norway, Switzerland, "
        "United Kingdom, United States, any other"
    )
    open_ones = "; ".join(f"{one} (unknown)" for one in named.split(", "))
    assert found == {"A1": ("yes", f"Italy; {open_ones}"), "A2": ("unknown", open_ones)}


def test_values_of_two_laws_are_not_compared(capsys: Capsys, tmp_path: Path) -> None:
    values(capsys, tmp_path, "when was {person} born")
    more = ("--against", "statute", "-o", str(tmp_path / "other.csv"))
    ended = screened(capsys, tmp_path, "when was {person} born", *more)
    assert ended.code == 2
    assert "`--against` compares answers of yes or no" in ended.err
