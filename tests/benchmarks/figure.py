"""One measured figure with what it should stay under."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, its value and limit in `unit`, and remarks.

    The value stays under the limit, or with `at_least` above it.
    """

    name: str
    value: float
    limit: float
    unit: str
    remark: str = ""
    at_least: bool = False


def show(figure: Figure) -> str:
    """Return a figure as one line.

    >>> show(Figure("start", 1.234, 3, "x", "of 60 ms"))
    'ok    start                                           1.23 x   (limit 3 x)  of 60 ms'
    """
    within = figure.value >= figure.limit if figure.at_least else figure.value <= figure.limit
    verdict = "ok   " if within else "SLOW "
    value = f"{figure.value:.2f} {figure.unit}"
    word = "at least" if figure.at_least else "limit"
    limit = f"({word} {figure.limit:g} {figure.unit}".rstrip() + ")"
    return f"{verdict} {figure.name:<44} {value:>9}   {limit}  {figure.remark}".rstrip()


def seconds(action: Callable[[], object], times: int = 1) -> float:
    """Return the median time that an action takes."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        found.append(time.perf_counter() - start)
    return statistics.median(found)
