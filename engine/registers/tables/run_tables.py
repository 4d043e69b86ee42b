"""The tables of a run over a register: what each is for, and what it is called in the database."""

from dataclasses import dataclass
from typing import Literal

Place = Literal["stated", "denied"]
"""What a row of facts does to its sentence."""


@dataclass(frozen=True, slots=True)
class RunTables:
    """The tables that a run has once.

    `all_cases` are the cases of the register by number and `cases` those of the chunk at hand,
    `rejects` the refused rows (file, row, case, reason), `refused` the numbers of refused cases,
    `result` the answers of all chunks.
    """

    all_cases: str = "all_cases"
    cases: str = "cases"
    rejects: str = "rejects"
    refused: str = "refused"
    result: str = "whole_result"


@dataclass(frozen=True, slots=True)
class WorkTables:
    """The tables of numbers of cases that answering one question fills, and fills again.

    On the rails `yes`, `maybe` and `granted` the question holds; `candidates` are open on findings
    and `settled` those of them that hold once these are made one way. `waiting` are the candidates
    that are left, and `cases_now` their rows with what is open.
    """

    yes: str = "_yes"
    maybe: str = "_maybe"
    granted: str = "_granted"
    candidates: str = "_candidates"
    settled: str = "_settled"
    waiting: str = "_waiting"
    cases_now: str = "_cases_now"


@dataclass(frozen=True, slots=True)
class FactTable:
    """What a mapping's sentence, counted from 0, states of a predicate, or denies of it."""

    place: Place
    number: int

    @property
    def name(self) -> str:
        """What the table is called.

        >>> FactTable("stated", 3).name
        'stated_3'
        """
        return f"{self.place}_{self.number}"


@dataclass(frozen=True, slots=True)
class AnswerTables:
    """The answers to one question, counted from 0: by sets, and by the case engine."""

    number: int

    @property
    def by_set(self) -> str:
        """What the table of the answers by sets is called."""
        return f"main.by_set_{self.number}"

    @property
    def by_case(self) -> str:
        """What the table of the answers by the case engine is called."""
        return f"main.by_case_{self.number}"


RUN = RunTables()
WORK = WorkTables()


def now(table: str) -> str:
    """Return what the rows of a table for the chunk at hand are called.

    >>> now("stated_3")
    'now_stated_3'
    """
    return f"now_{table}"
