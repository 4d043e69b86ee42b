"""Rules that go round in a circle of exceptions: a register asks the case engine."""

from pathlib import Path

import pytest

from tests.engine.registers.small import Capsys, says, screened

LAW = Path(__file__).parents[1] / "answers" / "circles-of-exceptions.law"
SAYS = says("{person} sits before {neighbour}", more='columns = { neighbour = "next" }')
PEOPLE: dict[str, str | bytes] = {"people.csv": "id,next\nAna,Boris\nBoris,Goran\nVera,Vera\n"}


def test_each_case_is_answered_by_the_case_engine(capsys: Capsys, tmp_path: Path) -> None:
    found = screened(capsys, tmp_path, LAW, "does {person} speak", SAYS, PEOPLE)
    assert found.by_key() == {"Ana": "yes", "Boris": "yes", "Vera": "unknown"}


@pytest.mark.parametrize("law", [LAW])
def test_two_laws_at_once_are_not_compared(capsys: Capsys, tmp_path: Path, law: Path) -> None:
    text = law.read_text(encoding="utf-8")
    reading = 'reading TALK "who speaks"\n    default all "everybody"\n    choice none "nobody"\n'
    other = tmp_path / "other.law"
    other.write_text(f"{text}\n{reading}", encoding="utf-8")
    about = "does {person} speak"
    found = screened(capsys, tmp_path, other, about, SAYS, PEOPLE, "--against", "TALK=none")
    assert "compared-in-a-circle" in found.err
