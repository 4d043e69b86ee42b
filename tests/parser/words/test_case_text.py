"""What is written as a case file reads back as the same case."""

from pathlib import Path

import pytest

import kb
from kb.from_files import load_cases, load_laws, read_cases
from parser.resolved.tree import Case, Constant
from parser.values import Value
from parser.words.case_text import case_text, statement_line, written_case
from tests.laws import shipped

FOLDER = Path(kb.__file__).parent / "montenegro"
FILES = sorted(FOLDER.glob("*.case"))


def said(case: Case) -> list[tuple[str, str, tuple[Value | None, ...]]]:
    """Return what a case says; what an unknown value is called does not matter."""
    return [
        (
            one.kind,
            one.sentence.predicate,
            tuple(t.value if isinstance(t, Constant) else None for t in one.sentence.args),
        )
        for one in case.statements
    ]


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_every_worked_case_reads_back(file: Path) -> None:
    laws = shipped()
    for case in load_cases(file, laws):
        text = written_case(case, laws.predicates)
        (again,) = read_cases(text, "again.case", laws)
        assert said(again) == said(case), text
        assert again.as_of == case.as_of


@pytest.mark.parametrize("name", ["else-no", "stated-conclusions", "background"])
def test_what_is_closed_by_default_reads_back(name: str) -> None:
    law = Path(__file__).parents[2] / "engine" / "answers" / f"{name}.law"
    laws = load_laws([str(law)])
    for case in load_cases(law.with_suffix(".case"), laws):
        (again,) = read_cases(written_case(case, laws.predicates), "again.case", laws)
        assert said(again) == said(case)


def test_a_title_with_quotes_is_kept_readable() -> None:
    assert case_text('Ana "the first"', None, ()) == "case \"Ana 'the first'\"\n"


def test_an_empty_case_is_a_heading() -> None:
    laws = shipped()
    assert written_case(Case("Nobody"), laws.predicates) == 'case "Nobody"\n'


def test_a_closed_phrase_is_written_in_the_general_form() -> None:
    laws = shipped()
    text = 'case "c"\n    given\n        all marriages of Ana are given\n'
    (case,) = read_cases(text, "c.case", laws)
    line = statement_line(case.statements[0], laws.predicates)
    assert line == "all cases where Ana is married to a spouse from a wedding are given"
