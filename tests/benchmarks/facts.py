"""How the processor time for one question grows with the facts of its case.

Three shapes against the laws of Montenegro: short stays, twenty of each person; couples with their
nationalities and residence; a family tree in which everybody has both parents, down to the eldest.
Beside them all stays of one person, and everybody of whom something may be so. The exponent is that
of the line through all sizes on two logarithmic scales.
"""

import gc
import math
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from statistics import linear_regression

from engine.answers.ask import ask
from engine.cli import collect_rarely
from kb.base import KnowledgeBase
from kb.from_files import load, read_cases
from tests.benchmarks.figure import Figure

SIZES = (100, 1_000, 10_000, 20_000)
STAYS = (125, 250, 500, 1_000, 2_000)
OF_ONE = 1_000
"""How many stays of one person are judged by themselves; the growth is that of all numbers."""

COUPLES = (40, 80, 160)
_TODAY = date(2026, 11, 23)


def stays(facts: int, each: int = 20) -> Iterator[str]:
    """Yield so many stays, each of three days and one a week, of people with some of them each."""
    for number in range(facts):
        person, place = divmod(number, each)
        entry = _TODAY - timedelta(days=7 * (each - place) - person % 3)
        yield f"P{person} made a short stay from {entry} to {entry + timedelta(days=2)}"


def couples(facts: int) -> Iterator[str]:
    """Yield what is said of couples, three facts of each."""
    for number in range(math.ceil(facts / 3)):
        country = "Montenegro" if number % 4 else "Serbia"
        yield f"P{number} is married to S{number} from {2005 + number % 20}-05-01"
        yield f"S{number} is a national of {country} from 1985-03-02 to today"
        yield f"P{number} holds permanent residence from {2010 + number % 15}-01-10"


def tree(facts: int) -> Iterator[str]:
    """Yield the parents of everybody but the eldest, two facts of each."""
    for number in range(1, facts // 2 + 1):
        yield f"P{2 * number} is the father of P{number}"
        yield f"P{2 * number + 1} is the mother of P{number}"


_USED = "has P0 used how many days of the six months"
_WHO = "who can obtain citizenship by admittance through marriage"
_SHAPES: dict[str, tuple[Callable[[int], Iterator[str]], str]] = {
    "stays, a number of days": (stays, "has P1 used how many days of the six months"),
    "stays, yes or no": (stays, "did P1 stay more than ninety days in six months"),
    "couples, yes or no": (
        couples,
        "can P1 obtain citizenship by admittance through marriage",
    ),
    "family tree, yes or no": (tree, "is P15 related to P1 in the direct line to the third degree"),
}


def measure() -> Iterator[Figure]:
    """Yield the time for the most facts of each shape, and its growth."""
    collect_rarely()
    kb = load()
    times = _times(kb, lambda number: stays(number, each=number), _USED, STAYS)
    spent = times[STAYS.index(OF_ONE)]
    yield Figure(f"{OF_ONE:,} stays of one person", spent, 2, "s", _shown(STAYS, times))
    yield _growth("stays of one person", STAYS, times)
    times = _times(kb, lambda number: couples(3 * number), _WHO, COUPLES)
    yield Figure(f"who of {COUPLES[-1]} couples", times[-1], 7, "s", _shown(COUPLES, times))
    yield _growth("who of some couples", COUPLES, times)
    for name, (made, question) in _SHAPES.items():
        times = _times(kb, made, question, SIZES)
        yield Figure(f"{SIZES[-1]:,} facts: {name}", times[-1], 20, "s", _shown(SIZES, times))
        yield _growth(name, SIZES, times)


def _times(
    kb: KnowledgeBase, made: Callable[[int], Iterator[str]], question: str, sizes: Sequence[int]
) -> list[float]:
    """Return the time for each size; the first is asked twice, since the laws are read once."""
    _spent(kb, made(sizes[0]), question)
    return [_spent(kb, made(size), question) for size in sizes]


def _growth(name: str, sizes: Sequence[int], times: Sequence[float]) -> Figure:
    slope = linear_regression([math.log(one) for one in sizes], [math.log(t) for t in times])
    return Figure(f"growth with facts: {name}", slope.slope, 1.2, "")


def _spent(kb: KnowledgeBase, facts: Iterator[str], question: str) -> float:
    """Return the seconds of processor time from the text of a case to the answer."""
    lines = "".join(f"        {fact}\n" for fact in facts)
    text = f'case "facts"\n    as of {_TODAY}\n    given\n{lines}'
    gc.collect()  # what is left of the question before is not this one's
    start = time.process_time()
    (case,) = read_cases(text, "facts.case", kb)
    ask(kb, question, case)
    return time.process_time() - start


def _shown(sizes: Sequence[int], times: Sequence[float]) -> str:
    found = (f"{size:,}: {spent:.2f} s" for size, spent in zip(sizes, times, strict=True))
    return ", ".join(found)
