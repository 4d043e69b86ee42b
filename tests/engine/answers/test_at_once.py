"""What the first look at a world tells of an expectation is what the whole answer tells."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from engine.answers.ask import of_world, world
from engine.answers.mutation.at_once import met_at_once
from engine.answers.reply import Answer, Verdict
from engine.arithmetic.errors import EvaluationError
from kb.from_files import load, load_cases
from parser.text.diagnostic import SourceError

CASES = sorted(Path(__file__).parent.glob("*.case"))


def looks(path: Path) -> Iterator[tuple[str, bool | None, bool]]:
    """Yield each question and verdict of a file: what the first look tells, and what is so."""
    kb = load(str(path.with_suffix(".law")))
    for case in load_cases(str(path), kb):
        for one in case.expectations:
            question = one.question
            if not question.sentence.predicate or question.open:
                continue
            try:
                there = world(kb, question, case, case.as_of or date(2026, 11, 30), "pydatalog")
                found = of_world(kb, there, question, case, suggest=False)
            except (EvaluationError, SourceError):
                continue
            assert isinstance(found, Answer)
            for verdict in get_args(Verdict):
                wanted = replace(one, verdict=verdict, by=(), values=None)
                asked = f"{case.title}: {question.text}: {verdict}"
                yield asked, met_at_once(there, wanted), verdict == found.verdict


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_first_look_never_tells_otherwise(path: Path) -> None:
    for asked, first, is_met in looks(path):
        assert first in (None, is_met), asked


def test_the_first_look_tells_what_is_met_and_what_is_not() -> None:
    told = [first for _, first, _ in looks(CASES[0].with_name("periods.case"))]
    assert True in told and False in told


def test_rules_that_a_case_asks_for_are_no_matter_of_the_first_look() -> None:
    path = CASES[0].with_name("periods.case")
    kb = load(str(path.with_suffix(".law")))
    case = next(one for one in load_cases(str(path), kb) if one.expectations)
    one = replace(case.expectations[0], by=("PER-1",))
    there = world(kb, one.question, case, case.as_of or date(2026, 11, 30), "pydatalog")
    assert met_at_once(there, one) is None
