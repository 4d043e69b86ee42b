"""The part of the worked cases that is told in full has something of everything."""

from collections.abc import Iterable

from kb.from_files import load_cases
from parser.resolved.tree import Case
from tests.laws import CASES, TOLD, shipped


def kinds(cases: Iterable[Case]) -> set[str]:
    """Return the verdicts that cases expect, and `values` where they expect some."""
    return {one.verdict or "values" for case in cases for one in case.expectations}


def test_something_of_every_file_and_of_every_kind_of_answer_is_told() -> None:
    read = {file: load_cases(file, shipped()) for file in CASES}
    every = [case for cases in read.values() for case in cases]
    told = {file: cases[::TOLD] for file, cases in read.items()}
    assert all(told.values())
    some = [case for cases in told.values() for case in cases]
    assert kinds(some) == kinds(every) >= {"yes", "no", "depends", "unknown", "silent", "values"}
    assert len(some) * TOLD >= len(every)
