"""A warm answer with its proof, over all worked cases: processor time, and that of cases apart."""

import gc
import statistics
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from engine.answers.ask import ask
from engine.answers.reasons import answers_of, nodes, roots_of
from engine.proof.node import ByCases
from kb.base import KnowledgeBase
from kb.from_files import find, load, load_cases, load_cases_in_part
from parser.resolved.tree import Case
from tests.benchmarks.figure import Figure

_SMALL = Path(__file__).parents[1] / "engine" / "answers"
"""The small laws with their worked cases, each made for a shape; the laws of Montenegro hardly have
an answer that is certain only by cases."""


class Warm(NamedTuple):
    """A warm answer: its milliseconds, the title of its case, whether it is certain by cases."""

    spent: float
    title: str
    by_cases: bool


def measure(every: int = 1) -> Iterator[Figure]:
    """Yield the median of all answers and the slowest, and the same of those by cases.

    Of the questions about the laws of Montenegro one in `every` is asked; each twice, of which the
    second counts. The collector of garbage works between the questions: to look through the laws,
    and all that was found out about them before, takes a second or two, which would fall to
    whatever is asked just then.
    """
    kb = load()
    gc.freeze()
    large = list(_warm(kb, [case for path in find().cases for case in load_cases(path, kb)], every))
    yield Figure(
        "warm answer with proof, median",
        statistics.median(one.spent for one in large),
        20,
        "ms",
        f"of {len(large)} questions",
    )
    slowest = max(large)
    yield Figure("warm answer with proof, slowest", slowest.spent, 1000, "ms", slowest.title)
    certain = [one for one in (*large, *_of_small_laws()) if one.by_cases]
    median = statistics.median(one.spent for one in certain)
    yield Figure("answer by cases, median", median, 50, "ms", f"of {len(certain)} questions")
    slowest = max(certain)
    yield Figure("answer by cases, slowest", slowest.spent, 1000, "ms", slowest.title)


def _of_small_laws() -> Iterator[Warm]:
    for path in sorted(_SMALL.glob("*.case")):
        law = path.with_suffix(".law")
        if law.exists():
            kb = load(law)
            cases, _ = load_cases_in_part(path, kb)
            yield from _warm(kb, cases)


def _warm(kb: KnowledgeBase, cases: Iterable[Case], every: int = 1) -> Iterator[Warm]:
    asked = 0
    for case in cases:
        for expectation in case.expectations:
            asked += 1
            if asked % every:
                continue
            ask(kb, expectation.question, case)
            gc.disable()
            start = time.process_time()
            reply = ask(kb, expectation.question, case)
            spent = (time.process_time() - start) * 1000
            gc.enable()
            roots = [one for answer in answers_of(reply) for one in roots_of(answer)]
            by_cases = any(isinstance(node, ByCases) for node in nodes(roots))
            yield Warm(spent, case.title, by_cases)
