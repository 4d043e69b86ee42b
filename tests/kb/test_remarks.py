"""What `check` warns of: two currencies that meet, periods that end before they begin."""

from pathlib import Path

import pytest

from kb.diagnose import diagnose

LAW = """\
law cash "Cash"
kind fund
names of fund: Alpha, Beta

vocabulary
    {person} holds {sum: amount} (given)
    {person} owes {sum: amount} (given)
    {fund} pays {sum: amount} (listed)
    {person} stayed from {entry: date} to {exit: date} (given)
    {person} has in all {sum: amount}
    {person} is rich
    {person} is poor
    {person} holds twice what is owed
    {person} is supported by {fund}

rule A "In all"
    a person has in all a total
    if the total = sum of the sum where:
        the person holds a sum

rule B "Rich"
    a person is rich
    if the person has in all a sum
    and the sum > 100 EUR

rule C "Twice"
    a person holds twice what is owed
    if the person has in all a sum
    and the person owes a debt
    and the sum / the debt >= 2

rule D "Supported"
    a person is supported by a fund
    if the person holds a first
    and the fund pays a second
    and the second > the first
"""


def warned(tmp_path: Path, *facts: str, more: str = "", table: str = "") -> list[tuple[str, int]]:
    """Return the code and the line of each warning about a case with these facts."""
    rows = '\ntable "pays.csv"\n    cites "1"\n    {Fund} pays {Sum}\n' if table else ""
    (tmp_path / "pays.csv").write_text(f"Fund,Sum\n{table}\n")
    (tmp_path / "cash.law").write_text(LAW + more + rows)
    given = "".join(f"        {fact}\n" for fact in facts)
    if facts:
        (tmp_path / "one.case").write_text(f'case "one"\n    given\n{given}')
    found = ((one.code, one.at.line) for one in diagnose(tmp_path).diagnostics)
    return [each for each in found if each[0] in ("two-currencies", "reversed-period")]


POOR = '\nrule E "Poor"\n    a person is poor\n    if the person owes a sum\n'


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (["Ana holds 200 EUR"], []),
        (["Ana owes 200 GBP"], []),
        (["Ana holds 200 GBP"], [("two-currencies", 3)]),  # B
        (["Ana holds 1 EUR", "Ana holds 1 GBP"], [("two-currencies", 3), ("two-currencies", 3)]),
        (["Ana stayed from 2026-05-05 to 2026-05-05"], []),
        (["Ana stayed from 2026-05-05 to 2026-05-04"], [("reversed-period", 3)]),
        (["Ana stayed from 2026-05 to 2026-04"], [("reversed-period", 3)]),
        (["Ana stayed from 2026-05 to 2026"], []),
        (["Ana stayed from 2026-05-05 to a date"], []),
    ],
)
def test_what_is_remarkable_in_a_case(
    facts: list[str], expected: list[tuple[str, int]], tmp_path: Path
) -> None:
    assert warned(tmp_path, *facts) == expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("the sum < 100 EUR", []),
        ("the sum + 5 EUR < 100 EUR", []),
        ("the sum * 2 < 100 EUR + 3 GBP", [("two-currencies", 38)]),
        ("5 EUR < 3 GBP", [("two-currencies", 38)]),
    ],
)
def test_two_currencies_in_one_rule(
    condition: str, expected: list[tuple[str, int]], tmp_path: Path
) -> None:
    assert warned(tmp_path, more=POOR + f"    and {condition}\n") == expected


def test_rows_of_a_table_meet_what_a_case_states(tmp_path: Path) -> None:
    assert warned(tmp_path, "Ana holds 1 GBP", table="Alpha,5 GBP") == [("two-currencies", 3)]
    found = warned(tmp_path, "Ana holds 1 EUR", table="Alpha,5 GBP")
    assert found == [("two-currencies", 3)]
    assert warned(tmp_path, "Ana holds 1 EUR", table="Alpha,5 EUR") == []
