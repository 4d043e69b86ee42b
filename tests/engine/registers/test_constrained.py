"""What a constraint rules out of a value that is asked for: in a register as for one case."""

from pathlib import Path

import pytest

from tests.engine.registers.small import Capsys, says, screened

LAW = Path(__file__).parent.parent / "answers" / "constrained-values.law"
PEOPLE = """id,came,left
A,2025-06-10,
B,,2025-05-31
C,2025-06-10,2025-06-30
D,2025-05-01,
E,2025-06-10,2025-06-01
"""
MAPPING = says(
    "{person} came on {day}", more='columns = { day = "came" }\nempty = "unknown"'
) + says("{person} left on {day}", more='columns = { day = "left" }')


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("did {person} leave on 2025-05-31", "no yes no unknown"),
        ("did {person} come on 2025-06-10", "yes no yes no"),
        ("did {person} leave early", "no yes no unknown"),
    ],
)
def test_what_no_fact_can_be_is_no(
    question: str, expected: str, capsys: Capsys, tmp_path: Path
) -> None:
    found = screened(capsys, tmp_path, LAW, question, MAPPING, {"people.csv": PEOPLE})
    assert found.by_key() == dict(zip("ABCD", expected.split(), strict=True))
    (refused,) = found.refused()
    assert refused.startswith("people.csv | 6 | E | cannot be: CVA-C1")
