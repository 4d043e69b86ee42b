"""A question asked of a whole register, a chunk at a time, taken up again where it stopped."""

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping

from engine.backends.sql.dialects import quoted
from engine.backends.sql.store import Database
from engine.rails.in_force import in_force
from engine.rails.relevant_rules import relevant
from engine.registers.chunks import answer_chunk, failed, whole
from engine.registers.left_open import read, written
from engine.registers.ready import Ready, ready
from engine.registers.run import Run
from engine.registers.tables.register import Register
from engine.registers.tables.run_tables import RUN
from kb.base import KnowledgeBase
from parser.resolved.tree import Question
from parser.text.diagnostic import Diagnostic, SourceError

FORM = "3"
"""The version of the form of chunk files; files of another are not taken up again."""

Note = Callable[[int, int], None]
"""A function that is told how many cases are done, of how many."""


def fingerprint(run: Run, kb: KnowledgeBase, register: Register, database: Database) -> str:
    """Return a digest of everything on which the answers depend."""
    digest = hashlib.sha256()
    said = [FORM, kb.version, run.day.isoformat(), json.dumps(dict(run.under))]
    said += [question.text for question in run.questions] + [str(run.reasons)]
    said.append(json.dumps(None if run.against is None else dict(run.against)))
    digest.update(json.dumps([*said, run.chunk]).encode())
    facts = [*sorted(register.stated.items()), *sorted(register.denied.items())]
    facts = [(pred, table) for pred, table in facts if table not in register.columns]
    for pred, table in [("", RUN.all_cases), ("", RUN.rejects), ("", RUN.incomplete), *facts]:
        found = database.execute(
            f"SELECT count(*), sum(hash(t)::HUGEINT) FROM {quoted(table)} AS t"
        ).fetchone()
        digest.update(f"{pred} {found}".encode())
    known = (sorted(register.closed), sorted(register.own), sorted(register.columns.items()))
    digest.update(repr(known).encode())
    return digest.hexdigest()


def screened(
    database: Database, kb: KnowledgeBase, register: Register, run: Run, parts: str, note: Note
) -> Iterator[str]:
    """Answer for every case; yield the path of each chunk's file once all of it is written.

    `register` is what `engine.registers.tables.loading` returns; `parts` is the folder of the
    files, in which those of an earlier run are kept. `note` is told after each chunk. Raises
    SourceError for a constraint that cannot be asked of tables.
    """
    made = _ready(kb, run, run.under, register)
    others = _ready(kb, run, run.against, register) if run.against is not None else []
    asked = os.path.join(parts, "asked.json")
    if os.path.exists(asked):
        with open(asked, encoding="utf-8") as opened:
            run.alike.update(read(opened.read()))
    total = int(database.execute(f"SELECT count(*) FROM {RUN.all_cases}").fetchone()[0])
    for number, start in enumerate(range(0, total, run.chunk)):
        file = os.path.join(parts, f"{number:06}.parquet")
        if not os.path.exists(file):
            answer_chunk(database, kb, register, run, (made, others), start, file)
            _keep(asked, written(run.alike))
            for path in (failed(file), file):
                os.replace(whole(path), path)
        note(min(start + run.chunk, total), total)
        yield file


def _keep(path: str, text: str) -> None:
    with open(whole(path), "w", encoding="utf-8") as opened:
        opened.write(text)
    os.replace(whole(path), path)


def _ready(
    kb: KnowledgeBase, run: Run, under: Mapping[str, str], register: Register
) -> list[Ready | None]:
    """Return the questions ready to be asked by sets.

    One that asks for values is not, and none whose rules go round in a circle of exceptions: they
    are asked of the case engine. Raises SourceError where such a question is to be compared under
    another law, which only sets do.
    """
    found: list[Ready | None] = []
    for one in run.questions:
        if one.open:
            found.append(None)
            continue
        program = relevant(kb.program, one.sentence.predicate)
        if any(rule.head.pred in program.circular for rule in program.rules):
            if run.against is not None:
                raise SourceError((_goes_round(one),))
            found.append(None)
            continue
        found.append(ready(in_force(program, run.day, under), one, run.day, register))
    return found


def _goes_round(question: Question) -> Diagnostic:
    return Diagnostic(
        "compared-in-a-circle",
        f"`{question.text}` rests on exceptions that go round in a circle, and is not compared "
        "under two laws at once",
        question.span,
        help="screen it under each law without `--against`",
    )
