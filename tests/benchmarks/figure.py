"""One measured figure with what it should stay under."""

import resource
import statistics
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


def is_within(figure: Figure) -> bool:
    """Tell whether a figure meets its limit."""
    return figure.value >= figure.limit if figure.at_least else figure.value <= figure.limit


def show(figure: Figure) -> str:
    """Return a figure as one line.

    >>> show(Figure("start", 1.234, 3, "x", "of 60 ms"))
    'ok    start                                           1.23 x   (limit 3 x)  of 60 ms'
    """
    verdict = "ok   " if is_within(figure) else "SLOW "
    value = f"{figure.value:.2f} {figure.unit}"
    word = "at least" if figure.at_least else "limit"
    limit = f"({word} {figure.limit:g} {figure.unit}".rstrip() + ")"
    return f"{verdict} {figure.name:<44} {value:>9}   {limit}  {figure.remark}".rstrip()


def spent() -> float:
    """Return the seconds of processor time so far, on all cores, of this process and its children.

    Of those only that have ended. It hangs less on what else runs than the clock does.
    """
    used = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def seconds(action: Callable[[], object], times: int = 1) -> float:
    """Return the median processor time that an action takes."""
    found = []
    for _ in range(times):
        start = spent()
        action()
        found.append(spent() - start)
    return statistics.median(found)
