"""Which pages are drawn to be read, and what a reader gets."""

from pathlib import Path

from engine.pages.text import SHORT
from tests.laws import EXAMPLES, MONTENEGRO
from tests.reading import QUESTIONS, drawn, written

FILES: tuple[Path, ...] = (
    EXAMPLES / "conflict" / "dogs.case",
    EXAMPLES / "library" / "lending.case",
    MONTENEGRO / "birth.case",
)


def test_pages_of_all_files_and_several_answers_are_drawn_the_same_each_time() -> None:
    found = drawn(FILES, seed=2, pages=7)
    assert found == drawn(FILES, seed=2, pages=7)
    assert {one.file for one in found} == {*FILES}
    assert len({(one.case.title, one.expectation.question.text) for one in found}) == len(found)
    assert {"no", "yes"} <= {one.expectation.verdict for one in found}
    assert {one.language for one in found} == {"en", "me"}


def test_a_reader_gets_the_questions_each_case_and_its_page() -> None:
    questions, *rest = "".join(written(drawn(FILES, seed=1, pages=3))).split("=" * 80 + "\n")
    assert all(one in questions for one in QUESTIONS) and len(QUESTIONS) == 10
    assert len(rest) == 3
    for one in rest:
        case, page = one.split("-" * 80 + "\n")
        assert "    expect\n" in case
        assert len(page.rstrip("\n").split("\n")) <= SHORT
