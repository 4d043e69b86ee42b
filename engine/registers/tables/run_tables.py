"""The tables of a run over a register: what each is for, and what it is called in the database."""

from typing import Literal

from parser.frozen import dataclass

Place = Literal["stated", "denied"]
"""What a row of facts says of its sentence."""


@dataclass(frozen=True, slots=True)
class RunTables:
    """The tables that a run has once.

    `all_cases` are the cases of the register by number and `cases` those of the chunk at hand,
    `twice` the keys that are there twice (with the first and the last line),
    `rejects` the refused rows (file, line, case, reason, provision), `refused` the numbers of
    refused cases, `incomplete` the refused rows of complete tables (case, predicate, file, line,
    reason), `failed` the cases that could not be answered (case, reason, provision), `result` the
    answers of all chunks.
    """

    all_cases: str = "all_cases"
    cases: str = "cases"
    twice: str = "keys_twice"
    rejects: str = "rejects"
    refused: str = "refused"
    incomplete: str = "incomplete"
    failed: str = "failed"
    result: str = "whole_result"


@dataclass(frozen=True, slots=True)
class WorkTables:
    """The tables of case numbers that are filled for each question anew.

    The question holds for certain in the cases of `yes`, possibly in those of `maybe`, and with
    findings left open in those of `granted`. `candidates` wait for findings alone; `settled` are
    those of them that hold once all findings are made, or all refused, and `waiting` the others so
    far. `cases_now` are the rows of `waiting`, with which findings are open.
    """

    yes: str = "_yes"
    maybe: str = "_maybe"
    granted: str = "_granted"
    candidates: str = "_candidates"
    settled: str = "_settled"
    waiting: str = "_waiting"
    cases_now: str = "_cases_now"


@dataclass(frozen=True, slots=True)
class SetTables:
    """The tables of what is decided of one question for all cases together.

    `found` has for each case the answer so far and whether it is left open. `other` has the answers
    to another question, `against` those to the denials of the first; `seen` says of open answers
    whether some completion says yes, and whether one says no. `shaken` are the cases in which
    something may take a presumption back by cases, `failed` those in which something could not be
    worked out, with the reason.
    """

    found: str = "set_found"
    other: str = "set_other"
    against: str = "set_against"
    seen: str = "set_seen"
    shaken: str = "set_shaken"
    failed: str = "set_failed"


@dataclass(frozen=True, slots=True)
class FactTable:
    """What a mapping's sentence, counted from 0, states of a predicate, or denies of it."""

    place: Place
    number: int

    @property
    def name(self) -> str:
        """The name of the table.

        >>> FactTable("stated", 3).name
        'stated_3'
        """
        return f"{self.place}_{self.number}"


@dataclass(frozen=True, slots=True)
class AnswerTables:
    """The answers to a question, counted from 0: by each law, and explained by the case engine."""

    number: int

    def by_law(self, place: int) -> str:
        """Return the name of the table of the answers by a law: 0, or 1 to compare with."""
        return f"main.by_law_{self.number}_{place}"

    @property
    def by_case(self) -> str:
        """The name of the table of the answers by the case engine."""
        return f"main.by_case_{self.number}"


RUN = RunTables()
WORK = WorkTables()
SETS = SetTables()


def now(table: str) -> str:
    """Return the name of the table with the rows of another for the chunk at hand.

    >>> now("stated_3")
    'now_stated_3'
    """
    return f"now_{table}"


def known_table(number: int) -> str:
    """Return the name of the table with what is known of the predicate with a number, from 0.

    >>> known_table(0)
    'known_0'
    """
    return f"known_{number}"


def opened(table: str) -> str:
    """Return the name of the table with the rows of another for the cases that are still open.

    >>> opened("cases")
    'open_cases'
    """
    return f"open_{table}"
