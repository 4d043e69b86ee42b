"""A division by zero in one case of a register: that condition does not hold, and no more."""

import csv
from pathlib import Path

import pytest

from tests.engine.commands.running import zakonik

LAW = Path(__file__).parents[1] / "answers" / "division.law"
MAPPING = """\
[cases]
table = "people.csv"
key = "id"

[[says]]
sentence = "{person} reads"
table = "people.csv"
columns = { person = "id" }

[[says]]
sentence = "{person} has {stock} books"
table = "books.csv"
columns = { stock = "stock" }
complete = true
"""
PEOPLE = "id\nnone\nzero\nfour\nboth\ntwo\n"
BOOKS = "id,stock\nzero,0\nfour,4\nboth,0\nboth,4\ntwo,2\n"


@pytest.mark.parametrize(
    ("question", "those"),
    [
        ("is {person} frugal", {"four", "both"}),
        ("is {person} charged", {"two", "four", "both"}),
        ("does {person} pay 1", set()),
        ("is {person} even", {"four", "both", "two"}),
        ("is {person} odd", set()),
        ("is {person} free", {"none", "zero"}),
        ("is {person} unburdened", {"none", "zero"}),
        ("does {person} have 1 in all", set()),
        ("does {person} have 0 in all", {"none", "zero"}),
        ("does {person} have a least part of 1", set()),
        ("is {person} settled", {"four", "both"}),
    ],
)
@pytest.mark.parametrize("more", [(), ("--reasons",)], ids=["plain", "reasons"])
def test_every_case_has_its_answer(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    question: str,
    those: set[str],
    more: tuple[str, ...],
) -> None:
    (tmp_path / "mapping.toml").write_text(MAPPING, encoding="utf-8")
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    (tmp_path / "books.csv").write_text(BOOKS, encoding="utf-8")
    out = tmp_path / "out.csv"
    place = ("--data", str(tmp_path), "--kb", str(LAW), "--as-of", "2026-11-23", "-o", str(out))
    ended = zakonik(capsys, "screen", question, *place, *more)
    assert (ended.code, ended.err) == (0, "")
    with out.open(encoding="utf-8", newline="") as opened:
        found = {row["case_key"]: row["answer"] for row in csv.DictReader(opened)}
    everybody = set(PEOPLE.split()[1:])
    assert found == {key: "yes" if key in those else "no" for key in everybody}
