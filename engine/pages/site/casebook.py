"""Files of worked cases -> their pages, written by several processes, and what they show."""

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import replace
from typing import NamedTuple

from engine.answers.coverage import Part
from engine.pages.language import spoken
from engine.pages.site.addresses import (
    Places,
    case_addresses,
    file_address,
    provision_address,
    slug,
)
from engine.pages.site.cases import Asked, answered, untold
from engine.pages.site.phrases import phrases
from engine.pages.site.rendering import Pages
from kb.base import KnowledgeBase
from kb.entries import ids, listed_rows
from kb.from_files import load, load_cases
from parser.frozen import dataclass
from parser.resolved.tree import Case
from parser.syntax.montenegrin import is_case_file
from parser.text.source import read_source
from parser.words.sentence import Predicates

TOGETHER = 20
"""How many cases are a task: few enough that processes end together."""

_AHEAD = 4


@dataclass(frozen=True, slots=True)
class ListedCase:
    """A worked case as lists have it: its page, and what it asks, if that was answered."""

    title: str
    address: str
    asked: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A file of worked cases, with its name without its ending, and the tag of its language."""

    stem: str
    address: str
    cases: tuple[ListedCase, ...]
    tag: str


class Making(NamedTuple):
    """What each process has to know: which laws, where the site goes, which engine answers."""

    paths: tuple[str, ...]
    folder: str
    backend: str
    languages: tuple[str, ...]


class _Task(NamedTuple):
    """Some cases of a file, by its number and theirs."""

    file: int
    first: int
    last: int


Progress = Callable[[int, int], None]


def case_files(kb: KnowledgeBase) -> Iterator[tuple[CaseFile, tuple[Case, ...]]]:
    """Yield the files of worked cases with their cases, none of which is answered yet."""
    seen: dict[str, int] = {}
    for path in kb.cases:
        stem = os.path.splitext(os.path.basename(path))[0]
        seen[stem] = number = seen.get(stem, 0) + 1
        stem = stem if number == 1 else f"{stem}-{number}"
        cases = load_cases(path, kb)
        addresses = case_addresses(stem, cases)
        listed = tuple(
            ListedCase(case.title, address) for case, address in zip(cases, addresses, strict=True)
        )
        tag = phrases("me" if is_case_file(read_source(path)) else "en")("tag")
        yield CaseFile(stem, file_address(stem), listed, tag), cases


def write_cases(
    making: Making,
    found: Sequence[CaseFile],
    processes: int,
    is_over: Callable[[], bool],
    tell: Progress,
) -> tuple[tuple[CaseFile, ...], list[Part]]:
    """Answer the cases of some files and write their pages; return them with what they asked.

    Once `is_over` no further cases are begun, and those that are left stay as they are. `tell` is
    told how many of how many are done.
    """
    tasks = [
        _Task(number, first, min(first + TOGETHER, len(file.cases)))
        for number, file in enumerate(found)
        for first in range(0, len(file.cases), TOGETHER)
    ]
    cases = [list(file.cases) for file in found]
    of, done = sum(len(one) for one in cases), 0
    parts: list[Part] = []
    for task, (asked, part) in _each(tasks, processes, making, is_over):
        for place, each in enumerate(asked, task.first):
            cases[task.file][place] = replace(cases[task.file][place], asked=each)
        parts.append(part)
        done += task.last - task.first
        tell(done, of)
    told = tuple(replace(file, cases=tuple(of)) for file, of in zip(found, cases, strict=True))
    return told, parts


def _each(
    tasks: Sequence[_Task], processes: int, making: Making, is_over: Callable[[], bool]
) -> Iterator[tuple[_Task, "_Result"]]:
    """Yield each task with what comes of it, in order, until `is_over`."""
    if processes == 1:
        _begin(making)
        for task in tasks:
            if is_over():
                return
            yield task, _write(task)
        return
    waiting: deque[tuple[_Task, Future[_Result]]] = deque()
    with ProcessPoolExecutor(processes, initializer=_begin, initargs=(making,)) as pool:
        for task in tasks:
            if is_over():
                break
            waiting.append((task, pool.submit(_write, task)))
            if len(waiting) > _AHEAD * processes:
                first, result = waiting.popleft()
                yield first, result.result()
        for last, result in waiting:
            yield last, result.result()


_Result = tuple[list[tuple[Asked, ...]], Part]


class _Worker(NamedTuple):
    making: Making
    kb: KnowledgeBase
    files: tuple[tuple[CaseFile, tuple[Case, ...]], ...]
    spoken: dict[str, Predicates]
    pages: dict[str, Pages]


_WORKER: list[_Worker] = []
"""What this process has read."""


def _begin(making: Making) -> None:
    kb = load(*making.paths)
    known = places(kb)
    _WORKER[:] = [
        _Worker(
            making,
            kb,
            tuple(case_files(kb)),
            {one: spoken(kb, one) for one in making.languages},
            {one: Pages(one, making.languages, known, kb.version) for one in making.languages},
        )
    ]


def places(kb: KnowledgeBase) -> Places:
    """Return where each provision and reading stands that has an id."""
    found = {one: f"readings.html#{slug(one)}" for one in kb.vocabulary.switches}
    named = (*(one for _, one, _ in ids(kb)), *(row.id for row in listed_rows(kb)))
    return found | {one: provision_address(one) for one in named}


def _write(task: _Task) -> _Result:
    making, kb, found, predicates, pages = _WORKER[0]
    file, cases = found[task.file]
    some = cases[task.first : task.last]
    answers, part = answered(kb, some, predicates, making.backend)
    for listed, one in zip(file.cases[task.first : task.last], answers, strict=True):
        for language, told in one.pages.items():
            content = pages[language].write("case", listed.address, case=told, file=file)
            write(making.folder, f"{language}/{listed.address}", content)
    return [one.asked for one in answers], part


def unanswered_pages(
    pages: Pages, predicates: Predicates, file: CaseFile, cases: Sequence[Case]
) -> Iterator[tuple[str, bytes]]:
    """Yield the pages of the cases that were not answered: what they state, and no answers."""
    for listed, case in zip(file.cases, cases, strict=True):
        if not listed.asked:
            told = untold(case, predicates)
            yield listed.address, pages.write("case", listed.address, case=told, file=file)


def write(folder: str, address: str, content: bytes) -> None:
    """Write a file of a site, with the folders that it stands in."""
    path = os.path.join(folder, *address.split("/"))
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content)
