"""One chunk of a register answered: by sets, and where these do not suffice case by case."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice

from engine.answers.ask import ask
from engine.answers.reply import Answer, Reply
from engine.answers.verdicts import deciding, verdict_of
from engine.arithmetic.errors import EvaluationError
from engine.backends.sql.dialects import string
from engine.backends.sql.store import Database
from engine.rails.relevant import relevant
from engine.registers.by_sets import Answers, decide_by_sets, in_database
from engine.registers.incomplete import refused_rows
from engine.registers.left_open import Alike, Asked, likeness, speaks_of
from engine.registers.narrowed import narrowed
from engine.registers.one_case import cases_of
from engine.registers.ready import Ready
from engine.registers.reasons import reasons_of
from engine.registers.rules.subject import about
from engine.registers.tables.register import Register
from engine.registers.tables.run_tables import RUN, SETS, AnswerTables, now
from engine.registers.values import values_text
from kb.base import KnowledgeBase
from parser.resolved.tree import Case, Question
from parser.text.diagnostic import SourceError
from parser.values import Entity

AT_ONCE = 1_000
"""Of so many cases the facts are fetched together for the case engine."""

Readies = tuple[Sequence[Ready | None], Sequence[Ready | None]]
"""Questions under the law, and under another to compare; None is asked of the case engine."""


@dataclass(frozen=True, slots=True)
class Run:
    """What is asked of a register: questions on a day, under some readings.

    `chunk` is how many cases are answered at once. With `reasons` each answer is explained, by the
    case engine. With `against`, other readings and bodies of law, each question is asked under
    these too, and reasons are given where the answers differ. `answers` does what is done by sets;
    `alike` is what was asked of the case engine before, and is added to.
    """

    questions: tuple[Question, ...]
    day: date
    under: Mapping[str, str]
    chunk: int = 200_000
    reasons: bool = False
    against: Mapping[str, str] | None = None
    answers: Answers = in_database
    alike: dict[str, Alike] = field(default_factory=dict)


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
    database.execute(f"CREATE OR REPLACE TABLE main.{RUN.failed} (a0 BIGINT, reason VARCHAR)")
    own = narrowed(database, register, kb.predicates, RUN.cases, now)
    found = [
        _answered(database, kb, own, run, number, (ready[0][number], ready[1][number : number + 1]))
        for number in range(len(run.questions))
    ]
    database.execute("SET search_path = 'main'")
    without = (
        f"SELECT NULL AS file, NULL AS line, key AS case_key, min(reason) AS reason "
        f"FROM {RUN.failed} JOIN {RUN.cases} USING (a0) GROUP BY key"
    )
    rows = " UNION ALL ".join(found)
    answers = f"SELECT * FROM ({rows}) AS found ORDER BY case_key, question"
    for query, path in ((without, failed(file)), (answers, file)):
        database.execute(f"COPY ({query}) TO {string(whole(path))} (FORMAT parquet)")


def whole(file: str) -> str:
    """Return what a file is called until it can be put in its place."""
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
        _by_sets(database, kb, register, asked, (f"{number} {place}", law), tables.by_law(place))
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
        f"WHERE a0 NOT IN (SELECT a0 FROM main.{RUN.failed})"
    )


def _by_sets(
    database: Database,
    kb: KnowledgeBase,
    register: Register,
    run: Run,
    asked: tuple[str, Ready | None],
    table: str,
) -> None:
    """Fill a table with the answers of one law, and whether each is decided.

    What sets leave open is asked of the case engine, save where that explains every answer anyway.
    """
    name, ready = asked
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
    query = f"SELECT a0 FROM {SETS.found} WHERE left_open ORDER BY a0"
    numbers = [row[0] for row in database.execute(query).fetchall()]
    alike = run.alike.setdefault(name, Alike())
    for some in _in_pieces(numbers):
        rows = []
        for number, case in cases_of(database, register, kb.predicates, some).items():
            found = _asked(kb, run, ready, case, alike)
            if found is None:
                rows.append(f"({number}, NULL, FALSE, NULL)")
            else:
                reason = string(found.error) if found.error else "NULL"
                rows.append(f"({number}, {string(found.answer)}, {found.decided}, {reason})")
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
            f"INSERT INTO {RUN.failed} SELECT a0, reason FROM {SETS.other} WHERE reason IS NOT NULL"
        )


def _asked(kb: KnowledgeBase, run: Run, ready: Ready, case: Case, alike: Alike) -> Asked | None:
    """Return what the case engine says of a case, or of one like it; None beyond the bound."""
    key = likeness(case, ready)
    if key not in alike.said:
        if alike.is_full:
            return None
        try:
            reply = explained(kb, run, ready.question, case, every_route=False)
        except (EvaluationError, SourceError) as error:
            alike.said[key] = Asked("", error=str(error))
        else:
            alike.said[key] = Asked(verdict_of(reply), _is_decided(reply))
    return alike.said[key]


def _is_decided(reply: Reply) -> bool:
    return not isinstance(reply, Answer) or reply.decided


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
    """Ask what has no answer yet of the case engine, and with `reasons` explain every answer.

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
    preds = preds_of(kb, question) if run.reasons else frozenset[str]()
    for some in _in_pieces(numbers):
        refused = refused_rows(database, some, preds)
        rows: list[str] = []
        for one, case in cases_of(database, register, kb.predicates, some).items():
            try:
                rows.append(_row(kb, run, question, (one, case), refused.get(one, ())))
            except (EvaluationError, SourceError) as error:
                database.execute(f"INSERT INTO {RUN.failed} VALUES ({one}, {string(str(error))})")
        if rows:
            database.execute(f"INSERT INTO {tables.by_case} VALUES {', '.join(rows)}")


def _row(
    kb: KnowledgeBase,
    run: Run,
    question: Question,
    of: tuple[int, Case],
    refused: Sequence[str],
) -> str:
    """Return the row for a case by its number; `refused` are rows that may say more of it."""
    number, case = of
    reply = explained(kb, run, question, case)
    said: list[str | None] = [verdict_of(reply), values_text(reply), *_reasons(kb, run, reply)]
    if refused and verdict_of(reply) in ("unknown", "depends"):
        said[-1] = "; ".join([*([said[-1]] if said[-1] else []), *refused])
    decided = _is_decided(reply)
    if run.against is None:
        said += [None, None]
    else:
        other = explained(kb, replace(run, under=run.against), question, case)
        said += [verdict_of(other), _reasons(kb, run, other)[0]]
        decided = decided and _is_decided(other)
    listed = ", ".join("NULL" if one is None else string(one) for one in said)
    return f"({number}, {listed}, {decided})"


def _reasons(kb: KnowledgeBase, run: Run, reply: Reply) -> tuple[str | None, ...]:
    """Return by which provision it is, for want of which condition, and what is missing."""
    answer = deciding(reply)
    if not run.reasons or answer is None:
        return None, None, None
    why = reasons_of(answer, kb.predicates)
    return why.provision, why.condition, why.missing


def preds_of(kb: KnowledgeBase, question: Question) -> frozenset[str]:
    """Return every predicate that the answer to a question can rest on."""
    pred = question.sentence.predicate
    return speaks_of(relevant(kb.program, pred)) | {pred}


def explained(
    kb: KnowledgeBase, run: Run, question: Question, case: Case, every_route: bool = True
) -> Reply:
    """Ask the case engine about one case of a register.

    Raises EvaluationError or SourceError if the case cannot be answered.
    """
    dated = replace(case, as_of=run.day, under=dict(run.under))
    name, kind = next(iter(case.names.items()))
    return ask(kb, about(question, Entity(kind, name)), dated, every_route=every_route)
