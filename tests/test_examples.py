"""The cases of the examples come out as they say."""

from pathlib import Path

import pytest

from engine.answers.worked_cases import got_words
from tests.laws import laws_of, told
from tests.pages import check_reasons, check_short_page

EXAMPLES = Path(__file__).parent.parent / "examples"
FILES = sorted(EXAMPLES.rglob("*.case"))


@pytest.mark.parametrize("file", FILES, ids=lambda path: str(path.relative_to(EXAMPLES)))
def test_the_answers_are_as_expected(file: Path) -> None:
    laws = laws_of(file)
    for _, results in told(file):
        for checked in results:
            assert checked.met, f"{checked.expectation.question.text}: {got_words(checked)}"
            assert checked.reply is not None
            check_short_page(laws, checked.reply)
            check_reasons(laws, checked.reply)


@pytest.mark.parametrize("file", sorted((EXAMPLES / "situations").glob("*.case")), ids=str)
def test_a_situation_takes_fewer_than_ten_lines(file: Path) -> None:
    told = file.read_text(encoding="utf-8").partition("given\n")[2].partition("    expect")[0]
    assert len(told.splitlines()) < 10
    assert file.name in (EXAMPLES / "situations" / "README.md").read_text(encoding="utf-8")
