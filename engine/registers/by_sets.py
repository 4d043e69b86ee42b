"""What queries over all cases decide of a question: what the rails say, conflicts, open answers.

The rest is left to the case engine.
"""

import json
from collections.abc import Callable, Mapping

from engine.backends.sql.dialects import quoted, string
from engine.backends.sql.store import Database, work_in
from engine.registers.completed_values import with_values
from engine.registers.completions import Completions
from engine.registers.known import with_known
from engine.registers.narrowed import narrowed
from engine.registers.prepared import Screening
from engine.registers.ready import Ready
from engine.registers.rules.completed import Supposition
from engine.registers.rules.leanings import chosen_values
from engine.registers.tables.register import Register
from engine.registers.tables.run_tables import SETS, opened
from engine.registers.verdicts import verdicts
from parser.resolved.vocabulary import Predicate

AT_ONCE = 1_000
"""How many rows one statement puts into a table."""

Answers = Callable[[Database, Screening, Register], str]
"""A function that answers a question for the cases of a register.

It returns the query for the number of each case (`a0`) and its `verdict`, as
`engine.registers.verdicts.verdicts` does.
"""


def in_database(database: Database, screening: Screening, register: Register) -> str:
    """Answer in the database that has the register."""
    return verdicts(work_in(database), screening, register)


def decide_by_sets(
    database: Database,
    ready: Ready,
    register: Register,
    predicates: Mapping[str, Predicate],
    answers: Answers,
) -> None:
    """Fill `SETS.found` with the answer of each case, and `left_open` where it may be another.

    These are left to the case engine: a contradiction about a value, an open answer that may be the
    same in every completion, what findings on both sides decide (the answer is null), a presumption
    that cases may take back, and what could not be worked out, which `SETS.failed` has with
    reasons.
    """
    database.execute(
        f"CREATE OR REPLACE TABLE main.{SETS.failed} (a0 BIGINT, reason VARCHAR, provision VARCHAR)"
    )
    found = answers(database, ready.screening, register)
    _keep(
        database,
        SETS.found,
        f"SELECT a0, verdict AS answer, verdict IS NULL AS left_open FROM ({found}) AS v",
    )
    own = with_known(database, register, ready.known) if ready.known else register
    _shaken(database, ready, own, predicates, answers)
    if ready.splits:
        _leave_unless_differing(database, ready, own, predicates, answers)
    _conflicts(database, ready, register, answers)
    _change(database, SETS.shaken, "'left'", "o.a0 IS NOT NULL")
    _leave_failures(database)


def _failures(database: Database) -> None:
    """Add to `SETS.failed` the cases in which something could not be worked out, with why."""
    ((said,),) = database.execute("SELECT zakonik_failed(0)").fetchall()
    failed = json.loads(said)
    for start in range(0, len(failed), AT_ONCE):
        some = failed[start : start + AT_ONCE]
        rows = ", ".join(f"({case}, {string(why)}, {string(rule)})" for case, why, rule in some)
        database.execute(
            f"INSERT INTO {SETS.failed} SELECT * FROM (VALUES {rows}) AS v(a0, reason, provision) "
            f"WHERE a0 NOT IN (SELECT a0 FROM {SETS.failed})"
        )


def _leave_failures(database: Database) -> None:
    """Leave the cases in which something could not be worked out to the case engine.

    It may be that no reason for the answer needs what failed.
    """
    _failures(database)
    if _some(database, SETS.failed):
        _keep(
            database,
            SETS.found,
            f"SELECT a0, answer, left_open OR a0 IN (SELECT a0 FROM {SETS.failed}) AS left_open "
            f"FROM {SETS.found}",
        )


def _conflicts(database: Database, ready: Ready, register: Register, answers: Answers) -> None:
    """Make a *yes* that the law denies too a *conflict*; one that findings would deny *depends*.

    Where the contradiction is about a value, or is only presumed, the case is left open.
    """
    found = SETS.found
    if ready.contrary and _some(database, f"{found} WHERE answer = 'yes'"):
        against = f"SELECT a0, 'no' AS against FROM {found} WHERE answer = 'yes'"
        for other in ready.contrary:
            _keep(database, SETS.against, against)
            _keep(database, SETS.other, answers(database, other, register))
            against = (
                "SELECT a0, CASE WHEN 'yes' IN (against, o.verdict) THEN 'yes' "
                "WHEN against IS NULL OR o.verdict IS NULL THEN NULL "
                "WHEN 'depends' IN (against, o.verdict) THEN 'depends' ELSE 'no' END AS against "
                f"FROM {SETS.against} JOIN {SETS.other} AS o USING (a0)"
            )
        _keep(database, SETS.against, against)
        whole = "'left'" if ready.has_values else "'conflict'"
        open_ = "'left'" if ready.is_presumed else "'depends'"
        _change(
            database,
            SETS.against,
            f"CASE o.against WHEN 'yes' THEN {whole} WHEN 'depends' THEN {open_} "
            "WHEN 'no' THEN 'yes' ELSE 'left' END",
            "o.a0 IS NOT NULL",
        )
    if ready.twice is not None:
        _keep(database, SETS.other, answers(database, ready.twice, register))
        doubtful = "o.verdict = 'yes' OR (answer = 'yes' AND o.verdict IS DISTINCT FROM 'no')"
        _change(database, SETS.other, "'left'", doubtful)


def _shaken(
    database: Database,
    ready: Ready,
    register: Register,
    predicates: Mapping[str, Predicate],
    answers: Answers,
) -> None:
    """Fill `SETS.shaken` with the cases in which cases may take a presumption back.

    What some completion of the facts does not have is certain in none.
    """
    if ready.shaken is None:
        _keep(database, SETS.shaken, f"SELECT a0 FROM {SETS.found} WHERE FALSE")
        return
    found = answers(database, ready.shaken.screening, register)
    _keep(
        database,
        SETS.shaken,
        f"SELECT a0 FROM ({found}) AS v WHERE verdict IS DISTINCT FROM 'no'",
    )
    if ready.known is None:
        return
    standing: set[str] = set()
    for supposition in ready.shaken.completions.suppositions:
        open_ones = _not_failed(database, SETS.shaken)
        if not _some(database, open_ones):
            break
        supposed = (ready.shaken.completions, supposition)
        _suppose(database, supposed, register, predicates, answers, open_ones, standing)
        _keep(
            database,
            SETS.shaken,
            f"SELECT a0 FROM {SETS.shaken} LEFT JOIN {SETS.other} AS o USING (a0) "
            "WHERE o.verdict IS DISTINCT FROM 'no'",
        )


def _leave_unless_differing(
    database: Database,
    ready: Ready,
    register: Register,
    predicates: Mapping[str, Predicate],
    answers: Answers,
) -> None:
    """Leave open answers to the case engine, unless two completions of the facts differ in theirs.

    Each supposition is tried on the cases for which those before it have not shown that. What
    could not be worked out of a case the case engine is asked anyway.
    """
    _keep(
        database,
        SETS.seen,
        f"SELECT a0, FALSE AS so, FALSE AS not_so FROM {SETS.found} "
        f"WHERE answer IN ('unknown', 'depends') AND a0 NOT IN (SELECT a0 FROM {SETS.shaken})",
    )
    standing: set[str] = set()
    completions = ready.completions
    for supposition in completions.suppositions if completions is not None else ():
        assert completions is not None
        open_ones = _not_failed(database, f"{SETS.seen} WHERE NOT (so AND not_so)")
        if not _some(database, open_ones):
            break
        supposed = (completions, supposition)
        _suppose(database, supposed, register, predicates, answers, open_ones, standing)
        _keep(
            database,
            SETS.seen,
            "SELECT a0, so OR coalesce(o.verdict = 'yes', FALSE) AS so, "
            "not_so OR coalesce(o.verdict = 'no', FALSE) AS not_so "
            f"FROM {SETS.seen} LEFT JOIN {SETS.other} AS o USING (a0)",
        )
    _change(database, SETS.seen, "'left'", "o.a0 IS NOT NULL AND NOT (so AND not_so)")


def _not_failed(database: Database, source: str) -> str:
    """Return some source of cases without those in which something could not be worked out."""
    _failures(database)
    where = "AND" if " WHERE " in source else "WHERE"
    return f"{source} {where} a0 NOT IN (SELECT a0 FROM {SETS.failed})"


def _suppose(
    database: Database,
    supposed: tuple[Completions, Supposition],
    register: Register,
    predicates: Mapping[str, Predicate],
    answers: Answers,
    open_ones: str,
    standing: set[str],
) -> None:
    """Fill `SETS.other` with what is so in a completion, where the laws do not forbid it.

    `open_ones` is the source of the cases that are looked at, `standing` as for `narrowed`.
    """
    completions, supposition = supposed
    _keep(
        database,
        opened(register.cases),
        f"SELECT * FROM main.{quoted(register.cases)} WHERE a0 IN (SELECT a0 FROM {open_ones})",
    )
    own = narrowed(database, register, predicates, opened(register.cases), opened, standing)
    if supposition.values:
        values = chosen_values(completions.railed, completions.day, supposition.values)
        own = with_values(database, own, predicates, values, opened)
    there = completions.of(supposition, own)
    verdict = f"SELECT a0, verdict FROM ({answers(database, there.screening, own)}) AS v"
    _keep(database, SETS.other, verdict)
    if there.broken is not None:
        possible = f"SELECT a0 FROM ({answers(database, there.broken, own)}) AS b "
        _keep(
            database,
            SETS.other,
            f"SELECT * FROM {SETS.other} WHERE a0 IN ({possible} WHERE verdict = 'no')",
        )


def _change(database: Database, other: str, answer: str, where: str) -> None:
    """Change the answers where a condition holds; the answer `left` leaves a case open instead."""
    changed = f"CASE WHEN {where} THEN {answer} ELSE answer END"
    _keep(
        database,
        SETS.found,
        f"SELECT f.a0, CASE WHEN {changed} = 'left' THEN answer ELSE {changed} END AS answer, "
        f"left_open OR coalesce({changed} = 'left', FALSE) AS left_open "
        f"FROM {SETS.found} AS f LEFT JOIN {other} AS o ON o.a0 = f.a0",
    )


def _keep(database: Database, table: str, query: str) -> None:
    database.execute(f"CREATE OR REPLACE TABLE main.{table} AS {query}")


def _some(database: Database, source: str) -> bool:
    return database.execute(f"SELECT 1 FROM {source} LIMIT 1").fetchone() is not None
