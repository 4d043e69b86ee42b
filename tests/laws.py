"""The laws of Montenegro, read once a process: what is known about them is then worked out once."""

import zlib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import kb
from engine.answers.ask import ask
from engine.answers.reply import Answer, Reply
from engine.answers.worked_cases import Checked, check
from kb.base import KnowledgeBase
from kb.files import laws_beside
from kb.from_files import load, load_cases
from parser.resolved.tree import Case, Constant, Expectation, Question
from parser.values import Value
from tests.work import EVERYTHING

MONTENEGRO = Path(kb.__file__).parent / "montenegro"
CASES = sorted(MONTENEGRO.glob("*.case"))
EXAMPLES = MONTENEGRO.parents[1] / "examples"
FILES = (*CASES, *sorted(EXAMPLES.rglob("*.case")))
"""The files of the worked cases, of the laws and of the examples."""


@cache
def shipped() -> KnowledgeBase:
    """Return the knowledge base of the shipped laws."""
    return load()


class Asked(NamedTuple):
    """A closed question about a worked case, with its answer and the laws that gave it."""

    kb: KnowledgeBase
    case: Case
    question: Question
    answer: Answer


_DRAWN = {"no": 240, "unknown": 40, "depends": 40}
"""One in so many of the questions with an answer is asked, the same in every run; see `ALL`."""


@cache
def laws_of(file: Path) -> KnowledgeBase:
    """Return the laws of a file of worked cases: those beside it, or else those shipped."""
    beside = laws_beside([str(file)])
    return load(*beside) if beside and file not in CASES else shipped()


TOLD = 1 if EVERYTHING else 6
"""In one of how many cases of a file what would decide it is looked for, and told."""


@lru_cache(maxsize=2)
def answered(file: Path) -> tuple[tuple[Case, tuple[Checked, ...]], ...]:
    """Return the cases of a file, each with its expectations and what is answered.

    All tests of a file run one after another (see `conftest.py`), and ask its questions once.
    What would decide an open answer is half of the work, and looked for only where a test reads
    it: in the cases of `told`, and for the questions that `asked` draws.
    """
    laws = laws_of(file)

    def checked(case: Case, one: Expectation, whole: bool) -> Checked:
        return check(case, one, lambda question, case: ask(laws, question, case, suggest=whole))

    found: list[tuple[Case, tuple[Checked, ...]]] = []
    for place, case in enumerate(load_cases(file, laws)):
        whole = place % _told(file) == 0
        results = [checked(case, one, whole or _is_drawn(case, one)) for one in case.expectations]
        found.append((case, tuple(results)))
    return tuple(found)


def told(file: Path) -> tuple[tuple[Case, tuple[Checked, ...]], ...]:
    """Return the cases of a file of which answers are told in full, with what would decide them.

    They are the first one and every so manieth after it; of the examples, and with everything
    switched on, they are all.
    """
    return answered(file)[:: _told(file)]


def _told(file: Path) -> int:
    return TOLD if file in CASES else 1


@lru_cache(maxsize=2)
def asked(file: Path) -> tuple[Asked, ...]:
    """Return some of the questions of a file of worked cases that are open or answered *no*.

    Each has its answer. Of an open question each row of values is a question of its own.
    """
    laws = laws_of(file)
    return tuple(
        one
        for case, results in answered(file)
        for result in results
        if _is_drawn(case, result.expectation)
        for one in _asked(laws, case, result.expectation.question, result.reply)
        if one.answer.verdict != "yes"
    )


def _is_drawn(case: Case, one: Expectation) -> bool:
    if one.verdict in ("yes", "silent", "conflict"):
        return False
    drawn = zlib.crc32(f"{case.title}: {one.question.text}".encode())
    return EVERYTHING or drawn % _DRAWN.get(one.verdict or "", 1) == 0


def _asked(
    laws: KnowledgeBase, case: Case, question: Question, reply: Reply | None
) -> Iterator[Asked]:
    assert reply is not None, f"{case.title}: {question.text}"
    if isinstance(reply, Answer):
        yield Asked(laws, case, question, reply)
    else:
        for values, answer in reply.rows:
            yield Asked(laws, case, _about(question, values), answer)


def _about(question: Question, values: tuple[Value, ...]) -> Question:
    """Return a question with these values in its open slots, in order."""
    named = dict(zip(question.open, values, strict=True))
    args = tuple(
        Constant(named[term.name])
        if not isinstance(term, Constant) and term.name in named
        else term
        for term in question.sentence.args
    )
    return replace(question, sentence=replace(question.sentence, args=args), open=())
