"""A question asked of a whole register, a chunk at a time, taken up again where it stopped."""

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from engine.answer import Answer
from engine.asking import ask
from engine.rails.today import in_force
from engine.relevance import relevant
from engine.screening.cases import case_of
from engine.screening.mapping import RegisterMap
from engine.screening.reasons import Reasons, reasons_of
from engine.screening.register import Register
from engine.screening.verdicts import SUBJECT, Screening, prepared, verdicts
from engine.sql.running import Database, quoted
from kb.base import KnowledgeBase
from parser.resolved.tree import Constant, Question
from parser.values import Entity

VERDICTS = ("yes", "no", "depends", "unknown", "silent")


@dataclass(frozen=True, slots=True)
class Run:
    """What is asked of a register: questions on a day, under some readings.

    `chunk` is how many cases are answered at once. With `reasons` each answer is explained, by the
    case engine. With `against`, other readings and bodies of law, each question is asked under
    these too, and reasons are given where the answers differ.
    """

    questions: tuple[Question, ...]
    day: date
    under: Mapping[str, str]
    chunk: int = 200_000
    reasons: bool = False
    against: Mapping[str, str] | None = None


Note = Callable[[int, int], None]
"""Told how many of how many cases are done."""


def subject_of(question: Question, kind: str) -> Question:
    """Return a question with the individual of each case in the place of `SUBJECT`."""
    args = tuple(
        Constant(Entity(kind, SUBJECT))
        if isinstance(term, Constant)
        and isinstance(term.value, Entity)
        and term.value.name == SUBJECT
        else term
        for term in question.sentence.args
    )
    return replace(question, sentence=replace(question.sentence, args=args))


def fingerprint(run: Run, kb: KnowledgeBase, mapping: RegisterMap, folder: str) -> str:
    """Return a digest of everything that a result hangs on, but the size of its chunks."""
    digest = hashlib.sha256()
    said = [kb.version, mapping.text, run.day.isoformat(), json.dumps(dict(run.under))]
    said += [question.text for question in run.questions] + [str(run.reasons)]
    said.append(json.dumps(None if run.against is None else dict(run.against)))
    digest.update(json.dumps([*said, run.chunk]).encode())
    for file in sorted({mapping.cases.table, *(one.table for one in mapping.says if one.table)}):
        with open(os.path.join(folder, file), "rb") as opened:
            digest.update(hashlib.file_digest(opened, "sha256").digest())
    return digest.hexdigest()


def screened(
    database: Database, kb: KnowledgeBase, register: Register, run: Run, parts: str, note: Note
) -> Iterator[str]:
    """Answer for every case; yield the file of each chunk once it is whole.

    `register` is that of `engine.screening.loading`; `parts` the folder of the files, in which
    those of an earlier run are kept.
    """
    ready = _ready(kb, run, run.under)
    others = _ready(kb, run, run.against) if run.against is not None else []
    total = _number(database, "SELECT count(*) FROM all_cases")
    for number, start in enumerate(range(0, total, run.chunk)):
        file = os.path.join(parts, f"{number:06}.parquet")
        if not os.path.exists(file):
            _chunk(database, kb, register, run, (ready, others), start, file)
        note(min(start + run.chunk, total), total)
        yield file


def _ready(kb: KnowledgeBase, run: Run, under: Mapping[str, str]) -> list[Screening]:
    found: list[Screening] = []
    for one in run.questions:
        program = relevant(kb.program, one.sentence.predicate)
        found.append(prepared(in_force(program, run.day, under), one))
    return found


def _chunk(
    database: Database,
    kb: KnowledgeBase,
    register: Register,
    run: Run,
    ready: tuple[list[Screening], list[Screening]],
    start: int,
    file: str,
) -> None:
    database.execute("SET search_path = 'main'")
    database.execute(
        "CREATE OR REPLACE TABLE main.cases AS SELECT * FROM main.all_cases ORDER BY a0 "
        f"LIMIT {run.chunk} OFFSET {start}"
    )
    own = _narrowed(database, register)
    database.execute(
        "CREATE OR REPLACE TABLE main.answers (case_key VARCHAR, question VARCHAR, answer VARCHAR, "
        "provision VARCHAR, condition VARCHAR, missing VARCHAR, other_answer VARCHAR, "
        "other_provision VARCHAR)"
    )
    for number, question in enumerate(run.questions):
        table = verdicts(database, ready[0][number], own, run.day)
        text = question.text.replace("'", "''")
        database.execute(
            f"INSERT INTO main.answers SELECT a0, '{text}', verdict, NULL, NULL, NULL, NULL, NULL "
            f"FROM {table}"
        )
        if run.against is not None:
            table = verdicts(database, ready[1][number], own, run.day)
            database.execute(
                f"UPDATE main.answers SET other_answer = v.verdict FROM {table} AS v "
                f"WHERE v.a0 = case_key AND question = '{text}'"
            )
            _other_by_case_engine(database, kb, own, run, question)
        _by_case_engine(database, kb, own, run, question)
    database.execute("SET search_path = 'main'")
    if run.against is None:
        for column in ("other_answer", "other_provision"):
            database.execute(f"ALTER TABLE main.answers DROP {column}")
    whole = f"{file}.whole"
    database.execute(
        f"COPY (SELECT * FROM main.answers ORDER BY case_key, question) TO '{_text(whole)}' "
        "(FORMAT parquet)"
    )
    os.replace(whole, file)


def _narrowed(database: Database, register: Register) -> Register:
    """Return the register of the cases at hand alone."""

    def tables(found: Mapping[str, str]) -> dict[str, str]:
        for table in found.values():
            database.execute(
                f"CREATE OR REPLACE TABLE main.now_{table} AS SELECT * FROM main.{quoted(table)} "
                "WHERE a0 IN (SELECT a0 FROM main.cases)"
            )
        return {pred: f"now_{table}" for pred, table in found.items()}

    return replace(register, stated=tables(register.stated), denied=tables(register.denied))


def _by_case_engine(
    database: Database, kb: KnowledgeBase, register: Register, run: Run, question: Question
) -> None:
    """Settle what is left open by sets, and with `reasons` explain every answer."""
    text = question.text.replace("'", "''")
    differs = "" if run.against is None else "AND answer IS DISTINCT FROM other_answer"
    left = differs if run.reasons else "AND answer IS NULL"
    keys = database.execute(
        f"SELECT case_key FROM main.answers WHERE question = '{text}' {left} ORDER BY 1"
    ).fetchall()
    for (key,) in keys:
        answer, found = explained(database, kb, register, run, question, key)
        said = (answer.verdict, found.provision, found.condition, found.missing)
        written = ", ".join(f"'{_text(one)}'" for one in said)
        database.execute(
            "UPDATE main.answers SET (answer, provision, condition, missing) = "
            f"ROW({written}) WHERE case_key = '{_text(key)}' AND question = '{text}'"
        )


def _other_by_case_engine(
    database: Database, kb: KnowledgeBase, register: Register, run: Run, question: Question
) -> None:
    """Settle under the other law what sets leave open; with `reasons` say by what it differs."""
    assert run.against is not None
    text = question.text.replace("'", "''")
    left = "other_answer IS NULL"
    if run.reasons:
        left = "(other_answer IS NULL OR answer IS DISTINCT FROM other_answer)"
    keys = database.execute(
        f"SELECT case_key FROM main.answers WHERE question = '{text}' AND {left} ORDER BY 1"
    ).fetchall()
    other = replace(run, under=run.against)
    for (key,) in keys:
        answer, found = explained(database, kb, register, other, question, key)
        database.execute(
            f"UPDATE main.answers SET (other_answer, other_provision) = ROW('{answer.verdict}', "
            f"'{_text(found.provision)}') WHERE case_key = '{_text(key)}' AND question = '{text}'"
        )


def explained(
    database: Database,
    kb: KnowledgeBase,
    register: Register,
    run: Run,
    question: Question,
    key: str,
) -> tuple[Answer, Reasons]:
    """Ask the case engine about one case of a register."""
    case = replace(
        case_of(database, register, kb.predicates, key), as_of=run.day, under=dict(run.under)
    )
    name = next(iter(case.names))
    args = tuple(
        Constant(Entity(term.value.kind, name))
        if isinstance(term, Constant)
        and isinstance(term.value, Entity)
        and term.value.name == SUBJECT
        else term
        for term in question.sentence.args
    )
    own = replace(question, sentence=replace(question.sentence, args=args))
    reply = ask(kb, own, case)
    assert isinstance(reply, Answer)
    return reply, reasons_of(reply, kb.predicates)


def _number(database: Database, query: str) -> int:
    found = database.execute(query).fetchone()
    return int(found[0])


def _text(value: str) -> str:
    return value.replace("'", "''")
