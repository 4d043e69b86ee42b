"""A warm answer with its proof, over all cases of the citizenship law."""

import statistics
import time
from collections.abc import Iterator

from engine.answers.ask import ask
from kb.from_files import find, load, load_cases
from tests.benchmarks.figure import Figure


def measure() -> Iterator[Figure]:
    """Yield the median time of an answer for each backend."""
    kb = load()
    cases = [case for path in find().cases for case in load_cases(path, kb)]
    times = []
    for warm in (False, True):
        for case in cases:
            for expectation in case.expectations:
                start = time.perf_counter()
                ask(kb, expectation.question, case)
                if warm:
                    times.append((time.perf_counter() - start) * 1000)
    slowest = f"of {len(times)} questions, slowest {max(times):.0f} ms"
    yield Figure("warm answer with proof, median", statistics.median(times), 20, "ms", slowest)
