"""One chunk of a register answered: all cases together, and what that leaves open case by case."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from engine.arithmetic.errors import EvaluationError
from engine.backends.sql.dialects import string
from engine.backends.sql.store import Database
from engine.registers.asking import asked_of, may_rest_on, provision_of, reason_of, row_of
from engine.registers.by_sets import decide_by_sets
from engine.registers.incomplete import refused_rows
from engine.registers.left_open import Alike, Asked
from engine.registers.narrowed import narrowed
from engine.registers.one_case import cases_of
from engine.registers.ready import Ready
from engine.registers.run import Run
from engine.registers.tables.register import Register
from engine.registers.tables.run_tables import RUN, SETS, AnswerTables, now
from kb.base import KnowledgeBase
from parser.text.diagnostic import SourceError

AT_ONCE = 1_000
"""For how many cases the facts are fetched together for the case engine."""

Readies = tuple[Sequence[Ready | None], Sequence[Ready | None]]
"""The questions under the law, and under another to compare with; None asks the case engine."""


def answer_chunk(
    database: Database,
    kb: KnowledgeBase,
    register: Register,
    run: Run,
    ready: Readies,
    start: int,
    file: str,
) -> None:
    """Write the answers for the cases from `start` on to `whole(file)`.

    Cases that cannot be answered are in a file beside it, `whole(failed(file))`, with reasons.
    """
    database.execute("SET search_path = 'main'")
    database.execute(
        f"CREATE OR REPLACE TABLE main.{RUN.cases} AS SELECT * FROM main.{RUN.all_cases} "
        f"WHERE a0 IN (SELECT a0 FROM main.{RUN.all_cases} ORDER BY a0 "
        f"LIMIT {run.chunk} OFFSET {start})"
    )
    database.execute(
        f"CREATE OR REPLACE TABLE main.{RUN.failed} "
        "(a0 BIGINT, question BIGINT, reason VARCHAR, provision VARCHAR)"
    )
    own = narrowed(database, register, kb.predicates, RUN.cases, now)
    found = [
        _answered(database, kb, own, run, number, (ready[0][number], ready[1][number : number + 1]))
        for number in range(len(run.questions))
    ]
    database.execute("SET search_path = 'main'")
    without = (
        f"SELECT DISTINCT ON (key) file, line, key AS case_key, reason, provision "
        f"FROM {RUN.failed} JOIN {RUN.cases} USING (a0) ORDER BY key, provision, reason"
    )
    rows = " UNION ALL ".join(found)
    answers = f"SELECT * FROM ({rows}) AS found ORDER BY case_key, question"
    for query, path in ((without, failed(file)), (answers, file)):
        database.execute(f"COPY ({query}) TO {string(whole(path))} (FORMAT parquet)")


def whole(file: str) -> str:
    """Return what a file is called until all of it is written."""
    return f"{file}.whole"


def failed(file: str) -> str:
    """Return the file with the cases of a chunk that cannot be answered."""
    return f"{file}.failed"


def _answered(
    database: Database,
    kb: KnowledgeBase,
    register: Register,
    run: Run,
    number: int,
    ready: tuple[Ready | None, Sequence[Ready | None]],
) -> str:
    """Answer one question; return the query for the rows of the result."""
    tables = AnswerTables(number)
    by_case = tables.by_case
    database.execute(
        f"CREATE OR REPLACE TABLE {by_case} (a0 BIGINT, answer VARCHAR, value VARCHAR, "
        "provision VARCHAR, condition VARCHAR, missing VARCHAR, "
        "other_answer VARCHAR, other_provision VARCHAR, decided BOOLEAN)"
    )
    laws = (ready[0], *(one for one in ready[1] if one is not None))
    others = len(laws) > 1
    for place, law in enumerate(laws):
        under = run.under if place == 0 else run.against
        assert under is not None, "another law is asked only to compare"
        asked = replace(run, under=under)
        _by_sets(database, kb, register, asked, (number, place, law))
    _explain(database, kb, register, run, number, others)
    answer = "coalesce(c.answer, s.answer)"
    decided = "coalesce(c.decided, s.decided)"
    columns = [f"{answer} AS answer", "value", "provision", "condition", "missing"]
    joined = ""
    if others:
        columns += ["coalesce(c.other_answer, o.answer) AS other_answer", "other_provision"]
        decided = "coalesce(c.decided, s.decided AND o.decided)"
        joined = f"JOIN {tables.by_law(1)} AS o USING (a0) "
    columns.append(f"{decided} AS decided")
    return (
        f"SELECT k.key AS case_key, {string(run.questions[number].text)} AS question, "
        f"{', '.join(columns)} FROM {tables.by_law(0)} AS s {joined}"
        f"JOIN main.{RUN.cases} AS k USING (a0) LEFT JOIN {by_case} AS c USING (a0) "
        f"WHERE a0 NOT IN (SELECT a0 FROM main.{RUN.failed} WHERE question = {number})"
    )


def _by_sets(
    database: Database,
    kb: KnowledgeBase,
    register: Register,
    run: Run,
    asked: tuple[int, int, Ready | None],
) -> None:
    """Fill a table with the answers of one law, and whether each is decided.

    `asked` are the number of the question, the place of the law (0, or 1 to compare with) and the
    question ready for the register. What is left open is asked of the case engine. Answers are null
    where that will explain every case anyway.
    """
    number, place, ready = asked
    table = AnswerTables(number).by_law(place)
    everything = run.reasons and run.against is None
    if ready is None or everything:
        database.execute(
            f"CREATE OR REPLACE TABLE {table} AS SELECT a0, NULL::VARCHAR AS answer, "
            f"NULL::BOOLEAN AS decided FROM main.{RUN.cases}"
        )
        return
    decide_by_sets(database, ready, register, kb.predicates, run.answers)
    database.execute("SET search_path = 'main'")
    database.execute(
        f"CREATE OR REPLACE TABLE {table} AS SELECT a0, answer, TRUE AS decided FROM {SETS.found}"
    )
    query = f"SELECT a0, reason FROM {SETS.found} LEFT JOIN {SETS.failed} USING (a0) "
    left = dict(database.execute(f"{query} WHERE left_open ORDER BY a0").fetchall())
    alike = run.alike.setdefault(f"{number} {place}", Alike())
    for some in _in_pieces(list(left)):
        rows = []
        for one, case in cases_of(database, register, kb.predicates, some).items():
            found = asked_of(kb, run, ready, case, alike)
            if found is None and left[one]:
                found = Asked("", error=left[one])
            if found is None:
                rows.append(f"({one}, NULL, FALSE, NULL)")
            else:
                reason = string(found.error) if found.error else "NULL"
                rows.append(f"({one}, {string(found.answer)}, {found.decided}, {reason})")
        database.execute(
            f"CREATE OR REPLACE TABLE {SETS.other} AS FROM (VALUES {', '.join(rows)}) "
            "AS v(a0, answer, decided, reason)"
        )
        database.execute(
            f"UPDATE {table} AS t SET decided = o.decided, "
            "answer = coalesce(o.answer, CASE t.answer WHEN 'depends' THEN 'depends' "
            f"ELSE 'unknown' END) FROM {SETS.other} AS o WHERE o.a0 = t.a0"
        )
        database.execute(
            f"INSERT INTO {RUN.failed} SELECT a0, {number}, o.reason, coalesce(f.provision, '') "
            f"FROM {SETS.other} AS o LEFT JOIN {SETS.failed} AS f USING (a0) "
            "WHERE o.reason IS NOT NULL"
        )


def _in_pieces(numbers: Sequence[int]) -> Iterator[list[int]]:
    left = iter(numbers)
    while some := list(islice(left, AT_ONCE)):
        yield some


def _explain(
    database: Database,
    kb: KnowledgeBase,
    register: Register,
    run: Run,
    number: int,
    others: bool,
) -> None:
    """Ask the case engine what has no answer yet, and with `run.reasons` explain every answer.

    Where two laws are compared, reasons are given for the answers that differ.
    """
    tables = AnswerTables(number)
    left = "s.answer IS NULL"
    joined = ""
    if others:
        joined = f"JOIN {tables.by_law(1)} AS o USING (a0) "
        if run.reasons:
            left += " OR s.answer IS DISTINCT FROM o.answer"
    query = f"SELECT a0 FROM {tables.by_law(0)} AS s {joined}WHERE {left} ORDER BY a0"
    numbers = [row[0] for row in database.execute(query).fetchall()]
    question = run.questions[number]
    preds = may_rest_on(kb, question) if run.reasons else frozenset[str]()
    for some in _in_pieces(numbers):
        refused = refused_rows(database, some, preds)
        rows: list[str] = []
        for one, case in cases_of(database, register, kb.predicates, some).items():
            try:
                rows.append(row_of(kb, run, question, (one, case), refused.get(one, ())))
            except (EvaluationError, SourceError) as error:
                why, rule = string(reason_of(error)), string(provision_of(error))
                database.execute(
                    f"INSERT INTO {RUN.failed} VALUES ({one}, {number}, {why}, {rule})"
                )
        if rows:
            database.execute(f"INSERT INTO {tables.by_case} VALUES {', '.join(rows)}")
