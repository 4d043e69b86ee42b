"""Which pages are drawn to be read, and what a reader gets."""

import random
from pathlib import Path
from statistics import median

from engine.pages.text import SHORT
from kb.from_files import load_cases
from tests import laws
from tests.laws import EXAMPLES, MONTENEGRO, laws_of
from tests.reading import QUESTIONS, Drawn, drawn, page_of, written

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


def test_the_middle_page_of_a_sample_of_all_worked_cases_is_short() -> None:
    asked = [
        Drawn(file, case, one, "en")
        for file in laws.FILES
        for case in load_cases(file, laws_of(file))
        for one in case.expectations
    ]
    pages = [page_of(one) for one in random.Random(7).sample(asked, 40)]
    lines = [len(page.rstrip("\n").split("\n")) for page in pages]
    assert median(lines) < 15 and max(lines) <= SHORT
