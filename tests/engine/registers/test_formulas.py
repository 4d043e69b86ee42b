"""What a register calls somebody is no formula in a spreadsheet that opens the answers."""

from pathlib import Path

import pytest

from tests.engine.registers.small import says, screened

LAW = """\
law keepers "Keepers"

kind animal

vocabulary
    {person} keeps {animal}         (given)
    {person} has {debt: amount}     (given, single)
    {person} is a keeper of {animal}
    the rest of {person} is {rest: amount}

rule KEEP-1 "Keepers"
    a person is a keeper of an animal
    if the person keeps the animal

rule KEEP-2 "What is left"
    the rest of a person is a rest
    if the person has a debt
    and the rest = 0 EUR - the debt
"""
ROWS = """\
id,animal,debt
1,"=HYPERLINK(""http://evil.example"")",5 EUR
2,@SUM(1),x
3,-1+cmd|x,-2 EUR
"""
MAPPING = says("{person} keeps {animal}", more='columns = { animal = "animal" }') + says(
    "{person} has {debt}", more='columns = { debt = "debt" }'
)


def test_a_name_that_looks_like_a_formula_is_text_in_a_spreadsheet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    law = tmp_path / "keepers.law"
    law.write_text(LAW, encoding="utf-8")
    tables: dict[str, str | bytes] = {"people.csv": ROWS}
    which = "of which animal is {person} a keeper"
    found = screened(capsys, tmp_path, law, which, MAPPING, tables)
    assert found.answers, found.err
    values = {row["case_key"]: row["value"] for row in found.answers}
    assert values["1"].startswith("'=HYPERLINK")
    assert values["2"].startswith("'@SUM")
    assert values["3"].startswith("'-1+cmd")
    (refused,) = found.rejects
    assert not refused["reason"].startswith(("=", "@", "+", "-"))
    left = screened(capsys, tmp_path, law, "how much is the rest of {person}", MAPPING, tables)
    assert {row["value"].split(";")[0] for row in left.answers} >= {"-5 EUR", "2 EUR"}
