"""A register in the words of several laws: sentences with their law, other names of individuals."""

from pathlib import Path

import duckdb
import pytest

from tests.engine.commands.running import zakonik

TAX = """law tax "Tax"
kind place
names of place: "United Kingdom" also called UK also called Britain, France
vocabulary
    {person} lives in {place} (given, else no, all "homes of {person}")
    {person} belonged to {place} (given, else no, also "{person} was of {place}")
    {person} is at home
rule T-1 "At home"
    cites "1"
    a person is at home
    if the person lives in "United Kingdom"
    and the person belonged to Britain
"""
ALIENS = """law aliens "Aliens"
kind place
names of place: UK
vocabulary
    {person} lives in {place} (given, else no, all "homes of {person}")
    {person} is away
rule A-1 "Away"
    cites "1"
    a person is away
    if the person lives in UK
"""
MAPPING = """[cases]
table = "people.csv"
key = "id"

[[says]]
sentence = "{person} lives in {place} within the meaning of tax"
table = "people.csv"
columns = { place = "home" }

[[says]]
sentence = "{person} was of {place}"
table = "people.csv"
columns = { place = "origin" }

[[says]]
sentence = "{person} lives in {place} within the meaning of aliens"
table = "people.csv"
columns = { place = "home" }
"""


def test_a_register_names_individuals_as_it_likes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "tax.law").write_text(TAX)
    (tmp_path / "aliens.law").write_text(ALIENS)
    (tmp_path / "mapping.toml").write_text(MAPPING)
    rows = ("1,UK,Britain", "2,United Kingdom,UK", "3,Britain,France", "4,France,UK")
    (tmp_path / "people.csv").write_text("\n".join(("id,home,origin", *rows)) + "\n")
    laws = ("--kb", str(tmp_path / "tax.law"), "--kb", str(tmp_path / "aliens.law"))
    found: dict[str, list[str]] = {}
    for number, question in enumerate(("is {person} at home", "is {person} away")):
        out = tmp_path / f"{number}.parquet"
        args = ("screen", question, *laws, "--data", str(tmp_path), "-o", str(out))
        ended = zakonik(capsys, *args, "--as-of", "2026-11-23")
        assert (ended.code, ended.err) == (0, "")
        table = duckdb.connect().execute(f"SELECT answer FROM '{out}' ORDER BY case_key")
        found[question] = [answer for (answer,) in table.fetchall()]
    assert found == {
        "is {person} at home": ["yes", "yes", "no", "no"],
        "is {person} away": ["yes", "no", "no", "no"],
    }
