"""All mutants of some laws, tried in several processes until there is no time left."""

import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from engine.answers.mutation.kept import keep
from engine.answers.mutation.marks import Marks, reason
from engine.answers.mutation.trying import Laws, Met, Tried, Worker, knowing, meets, tried, worker

_S = TypeVar("_S")
_T = TypeVar("_T")

AHEAD = 8
"""How many tasks a process has waiting, so that it never waits for us."""


class Progress(NamedTuple):
    """How far a run is: rules done, of how many, and the mutants so far that nobody noticed."""

    rules: int
    of: int
    unnoticed: int


@dataclass(frozen=True, slots=True)
class Report:
    """What came of all mutants, and the names of the rules that there was no time for.

    `marks` say which of those that nobody noticed change nothing, as the laws have it.
    """

    tried: tuple[Tried, ...]
    left: tuple[str, ...]
    marks: Marks

    @property
    def mutants(self) -> tuple[Tried, ...]:
        """Those that are laws."""
        return tuple(one for one in self.tried if not one.refused)

    @property
    def unnoticed(self) -> tuple[Tried, ...]:
        """Those that no case notices although one could."""
        return tuple(one for one in self.mutants if not one.by and not self.reason(one))

    @property
    def marked(self) -> tuple[Tried, ...]:
        """Those that no case notices, and that change nothing as the laws say."""
        return tuple(one for one in self.mutants if not one.by and self.reason(one))

    def reason(self, one: Tried) -> str:
        """Return why no case can notice a mutant, as its law says; empty if it does not."""
        return reason(one.change, self.marks)


def run(
    laws: Laws,
    processes: int = 1,
    keeping: str = "",
    is_over: Callable[[], bool] = lambda: False,
    tell: Callable[[Progress], None] = lambda _: None,
) -> Report:
    """Return what comes of all mutants of some laws.

    `keeping` is a file to which what was noticed is added, rule by rule. Once `is_over` no further
    rule is begun. Raises SourceError if the laws, their marks or cases have errors.
    """
    own = _begin(laws)
    names, cases = tuple(own.mutants), range(len(own.cases))
    found: list[Met] = []
    for _, many in _each(_meets, cases, processes, laws, (), lambda: False):
        found.extend(many)
        if keeping:
            keep(keeping, [one.line for one in many if one.line[2]])
    done: list[Tried] = []
    begun: set[str] = set()
    for name, result in _each(_tried, names, processes, laws, found, is_over):
        begun.add(name)
        done.extend(result)
        if keeping:
            keep(keeping, [(one.key, one.by, one.seal) for one in result if one.by])
        missed = sum(
            1 for one in done if not (one.by or one.refused or reason(one.change, own.marks))
        )
        tell(Progress(len(begun), len(names), missed))
    return Report(tuple(done), tuple(name for name in names if name not in begun), own.marks)


_WORKER: list[Worker] = []
"""What this process has read."""


def _begin(laws: Laws) -> Worker:
    _WORKER[:] = [worker(laws)]
    return _WORKER[0]


def _know(laws: Laws, found: Sequence[Met]) -> None:
    """Make this process ready, knowing what the laws meet; one that was forked has read them."""
    own = _WORKER[0] if _WORKER and _WORKER[0].laws is laws else _begin(laws)
    _WORKER[:] = [knowing(own, found)]


def _ready(laws: Laws, found: Sequence[Met]) -> None:
    """Make a further process ready; who interrupts the first one lets it end what it has begun."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _know(laws, found)


def _meets(place: int) -> list[Met]:
    return meets(_WORKER[0], place)


def _tried(name: str) -> list[Tried]:
    return tried(_WORKER[0], name)


def _each(
    function: Callable[[_S], _T],
    tasks: Sequence[_S],
    processes: int,
    laws: Laws,
    found: Sequence[Met],
    is_over: Callable[[], bool],
) -> Iterator[tuple[_S, _T]]:
    """Yield each task with what a function of this module makes of it, in order.

    Once `is_over` those that are waiting are done and no others.
    """
    if processes == 1:
        _know(laws, found)
        for task in tasks:
            if is_over():
                return
            yield task, function(task)
        return
    waiting: deque[tuple[_S, Future[_T]]] = deque()
    with ProcessPoolExecutor(processes, initializer=_ready, initargs=(laws, found)) as pool:
        for task in tasks:
            if is_over():
                break
            waiting.append((task, pool.submit(function, task)))
            if len(waiting) > AHEAD * processes:
                first, result = waiting.popleft()
                yield first, result.result()
        for last, result in waiting:
            yield last, result.result()
