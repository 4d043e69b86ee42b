"""Laws beside the Datalog they become, and laws with a mistake beside what their author is told."""

from pathlib import Path

import pytest

from tests.parser.datalog.corpus import BAD, GOOD, complaints, datalog


@pytest.mark.parametrize("path", sorted(GOOD.glob("*.law")), ids=lambda path: path.stem)
def test_a_law_becomes_its_datalog(path: Path) -> None:
    assert datalog(path) == path.with_suffix(".datalog").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", sorted(BAD.glob("*.law")), ids=lambda path: path.stem)
def test_what_the_author_is_told(path: Path) -> None:
    expected = path.with_suffix(".txt").read_text(encoding="utf-8")
    assert expected.strip()
    assert complaints(path) == expected
