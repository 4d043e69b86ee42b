"""Presumptions in a register give way to what is certain only by cases, as for one case."""

from pathlib import Path

import pytest

from tests.engine.registers.small import Capsys, says, screened

LAW = Path(__file__).parent.parent / "answers" / "presumed-by-cases.law"
PEOPLE = """id,married,paid,born
either,,5 EUR,
married,yes,,
alone,no,,1990-01-01
nothing,,,
told,no,7 EUR,
"""
MAPPING = (
    says("{person} is married", more='when = "married"')
    + says("{person} paid {amount}", more='columns = { amount = "paid" }')
    + says(
        "{person} was born on {birthday}",
        more='columns = { birthday = "born" }\nempty = "unknown"',
    )
)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("is {person} in good faith", "no no yes yes no"),
        ("may {person} keep the thing", "no no yes yes no"),
        ("is {person} bound", "unknown yes yes unknown yes"),
        ("may {person} contract", "yes no yes yes yes"),
        ("does {person} owe a fine", "no no no no no"),
        ("does {person} have a guardian", "yes yes yes yes yes"),
    ],
)
def test_what_is_certain_by_cases_takes_a_presumption_back(
    question: str, expected: str, capsys: Capsys, tmp_path: Path
) -> None:
    found = screened(capsys, tmp_path, LAW, question, MAPPING, {"people.csv": PEOPLE})
    keys = ("either", "married", "alone", "nothing", "told")
    answers = found.by_key()
    assert [answers[key] for key in keys] == expected.split()
