"""One chunk of a register answered: by sets, and where these do not suffice case by case."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from engine.answers.ask import ask
from engine.answers.reply import Reply
from engine.answers.verdicts import deciding, verdict_of
from engine.backends.sql.dialects import quoted, string
from engine.backends.sql.store import Database, work_in
from engine.registers.one_case import cases_of
from engine.registers.prepared import Screening
from engine.registers.reasons import reasons_of
from engine.registers.rules.subject import about
from engine.registers.tables.register import Register, view_of
from engine.registers.tables.run_tables import RUN, AnswerTables, now
from engine.registers.values import values_text
from engine.registers.verdicts import verdicts
from kb.base import KnowledgeBase
from parser.resolved.tree import Case, Question
from parser.resolved.vocabulary import Predicate
from parser.values import Entity

AT_ONCE = 1_000
"""Of so many cases the facts are fetched together for the case engine."""


Answers = Callable[[Database, Screening, Register], str]
"""Answers a question for the cases of a register; returns the query for case and verdict."""


def in_database(database: Database, screening: Screening, register: Register) -> str:
    """Answer in the database that has the register."""
    return verdicts(work_in(database), screening, register)


@dataclass(frozen=True, slots=True)
class Run:
    """What is asked of a register: questions on a day, under some readings.

    `chunk` is how many cases are answered at once. With `reasons` each answer is explained, by the
    case engine. With `against`, other readings and bodies of law, each question is asked under
    these too, and reasons are given where the answers differ. `answers` does what is done by sets.
    """

    questions: tuple[Question, ...]
    day: date
    under: Mapping[str, str]
    chunk: int = 200_000
    reasons: bool = False
    against: Mapping[str, str] | None = None
    answers: Answers = in_database


def answer_chunk(
    database: Database,
    kb: KnowledgeBase,
    register: Register,
    run: Run,
    ready: tuple[Sequence[Screening | None], Sequence[Screening | None]],
    start: int,
    file: str,
) -> None:
    """Write the answers for the cases from `start` on to a file, which is there whole or not.

    `ready` are the questions under the law and, to compare, under the other one; None stands for
    a question that is asked of the case engine.
    """
    database.execute("SET search_path = 'main'")
    database.execute(
        f"CREATE OR REPLACE TABLE main.{RUN.cases} AS SELECT * FROM main.{RUN.all_cases} "
        f"WHERE a0 IN (SELECT a0 FROM main.{RUN.all_cases} ORDER BY a0 "
        f"LIMIT {run.chunk} OFFSET {start})"
    )
    own = _narrowed(database, register, kb.predicates)
    found = [
        _answered(database, kb, own, run, number, (ready[0][number], ready[1][number : number + 1]))
        for number in range(len(run.questions))
    ]
    database.execute("SET search_path = 'main'")
    whole = f"{file}.whole"
    rows = " UNION ALL ".join(found)
    database.execute(
        f"COPY (SELECT * FROM ({rows}) AS found ORDER BY case_key, question) TO {string(whole)} "
        "(FORMAT parquet)"
    )
    os.replace(whole, file)


def _narrowed(
    database: Database, register: Register, predicates: Mapping[str, Predicate]
) -> Register:
    """Return the register of the cases at hand alone."""
    first, last = database.execute(f"SELECT min(a0), max(a0) FROM main.{RUN.cases}").fetchone()

    def tables(found: Mapping[str, str]) -> dict[str, str]:
        for pred, table in found.items():
            if table in register.columns:
                query = view_of(register.columns[table], predicates[pred], f"main.{RUN.cases}")
                database.execute(f"CREATE OR REPLACE VIEW main.{now(table)} AS {query}")
                continue
            database.execute(
                f"CREATE OR REPLACE TABLE main.{now(table)} AS SELECT * FROM main.{quoted(table)} "
                f"WHERE a0 BETWEEN {first} AND {last} AND a0 IN (SELECT a0 FROM main.{RUN.cases})"
            )
        return {pred: now(table) for pred, table in found.items()}

    return replace(
        register,
        stated=tables(register.stated),
        denied=tables(register.denied),
        columns={now(table): ways for table, ways in register.columns.items()},
    )


def _answered(
    database: Database,
    kb: KnowledgeBase,
    register: Register,
    run: Run,
    number: int,
    ready: tuple[Screening | None, Sequence[Screening | None]],
) -> str:
    """Answer one question; return the query for the rows of the result."""
    screening, others = ready
    question = run.questions[number]
    tables = AnswerTables(number)
    by_set, by_case = tables.by_set, tables.by_case
    found = f"SELECT a0, NULL::VARCHAR AS verdict FROM main.{RUN.cases}"
    if screening is not None:
        found = run.answers(database, screening, register)
    database.execute(
        f"CREATE OR REPLACE TABLE {by_set} AS SELECT a0, verdict AS answer, "
        f"NULL::VARCHAR AS other_answer FROM ({found}) AS v"
    )
    for other in filter(None, others):
        found = run.answers(database, other, register)
        database.execute(
            f"CREATE OR REPLACE TABLE {by_set} AS SELECT a0, answer, v.verdict AS other_answer "
            f"FROM {by_set} LEFT JOIN ({found}) AS v USING (a0)"
        )
    database.execute(
        f"CREATE OR REPLACE TABLE {by_case} (a0 BIGINT, answer VARCHAR, value VARCHAR, "
        "provision VARCHAR, condition VARCHAR, missing VARCHAR, "
        "other_answer VARCHAR, other_provision VARCHAR)"
    )
    _by_case_engine(database, kb, register, run, question, tables)
    columns = ["coalesce(c.answer, s.answer) AS answer", "value"]
    columns += ["provision", "condition", "missing"]
    if others:
        columns += ["coalesce(c.other_answer, s.other_answer) AS other_answer", "other_provision"]
    return (
        f"SELECT k.key AS case_key, {string(question.text)} AS question, {', '.join(columns)} "
        f"FROM {by_set} AS s JOIN main.{RUN.cases} AS k USING (a0) "
        f"LEFT JOIN {by_case} AS c USING (a0)"
    )


def _by_case_engine(
    database: Database,
    kb: KnowledgeBase,
    register: Register,
    run: Run,
    question: Question,
    tables: AnswerTables,
) -> None:
    """Settle what is left open by sets, and with `reasons` explain every answer.

    Where two laws are compared, reasons are given for the answers that differ.
    """
    left = "answer IS NULL"
    if run.against is not None:
        left += " OR other_answer IS NULL"
    if run.reasons:
        left = "TRUE" if run.against is None else f"{left} OR answer IS DISTINCT FROM other_answer"
    query = f"SELECT a0 FROM {tables.by_set} WHERE {left} ORDER BY a0"
    found = database.execute(query).fetchall()
    numbers = iter([row[0] for row in found])
    while some := list(islice(numbers, AT_ONCE)):
        rows = [
            _row(kb, run, question, number, case)
            for number, case in cases_of(database, register, kb.predicates, some).items()
        ]
        database.execute(f"INSERT INTO {tables.by_case} VALUES {', '.join(rows)}")


def _row(kb: KnowledgeBase, run: Run, question: Question, number: int, case: Case) -> str:
    reply = explained(kb, run, question, case)
    said: list[str | None] = [verdict_of(reply), values_text(reply), *_reasons(kb, run, reply)]
    if run.against is None:
        said += [None, None]
    else:
        other = explained(kb, replace(run, under=run.against), question, case)
        said += [verdict_of(other), _reasons(kb, run, other)[0]]
    listed = ", ".join("NULL" if one is None else string(one) for one in said)
    return f"({number}, {listed})"


def _reasons(kb: KnowledgeBase, run: Run, reply: Reply) -> tuple[str | None, ...]:
    """Return by which provision it is, for want of which condition, and what is missing."""
    answer = deciding(reply)
    if not run.reasons or answer is None:
        return None, None, None
    why = reasons_of(answer, kb.predicates)
    return why.provision, why.condition, why.missing


def explained(kb: KnowledgeBase, run: Run, question: Question, case: Case) -> Reply:
    """Ask the case engine about one case of a register."""
    dated = replace(case, as_of=run.day, under=dict(run.under))
    name, kind = next(iter(case.names.items()))
    return ask(kb, about(question, Entity(kind, name)), dated)
