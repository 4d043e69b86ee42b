"""A warm answer with its proof, over all worked cases: processor time, and that of cases apart."""

import gc
import statistics
import time
from collections.abc import Iterator

from engine.answers.ask import ask
from engine.answers.reasons import answers_of, nodes, roots_of
from engine.proof.node import ByCases
from kb.from_files import find, load, load_cases
from tests.benchmarks.figure import Figure


def measure(every: int = 1) -> Iterator[Figure]:
    """Yield the median of all answers and of those by cases, and the slowest.

    Of the questions one in `every` is asked; each twice, of which the second counts. The collector
    of garbage works between the questions: to look through the laws, and all that was found out
    about them before, takes a second or two, which would fall to whatever is asked just then.
    """
    kb = load()
    gc.freeze()
    times: list[tuple[float, str]] = []
    by_cases: list[float] = []
    asked = 0
    for path in find().cases:
        for case in load_cases(path, kb):
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
                times.append((spent, case.title))
                roots = [one for answer in answers_of(reply) for one in roots_of(answer)]
                if any(isinstance(node, ByCases) for node in nodes(roots)):
                    by_cases.append(spent)
    median = statistics.median(spent for spent, _ in times)
    yield Figure("warm answer with proof, median", median, 20, "ms", f"of {len(times)} questions")
    slowest, title = max(times)
    yield Figure("warm answer with proof, slowest", slowest, 1000, "ms", title)
    if by_cases:
        remark = f"of {len(by_cases)} questions"
        yield Figure("answer by cases, median", statistics.median(by_cases), 50, "ms", remark)
        yield Figure("answer by cases, slowest", max(by_cases), 1000, "ms")
