"""`zakonik screen`: the same question asked of every case of a register."""

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from engine.commands.ask import questions
from engine.commands.options import add_choices, add_laws, chosen, count, day, knowledge
from engine.commands.outcome import BadInput

if TYPE_CHECKING:
    from datetime import date

    from engine.backends.spark import InSpark
    from engine.registers.run import Run
    from engine.registers.summary import Summary
    from engine.registers.tables.register import Register
    from kb.base import KnowledgeBase
    from parser.resolved.tree import Question
    from parser.words.sentence import Predicates

_ABOUT = """\
The folder has the tables of the register (.csv, .parquet) and a file `mapping.toml` that says
which sentence each of them states. In a question the kind in braces stands for whom a case is
about."""


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments of `zakonik screen`."""
    parser.epilog = _ABOUT
    parser.add_argument("question", nargs="+", metavar="QUESTION", help="a question, or several")
    parser.add_argument("--data", required=True, metavar="DIR", help="the folder of the register")
    parser.add_argument("--map", metavar="FILE", help="the mapping (default: DIR/mapping.toml)")
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="where the answers go: .parquet or .csv"
    )
    parser.add_argument("--as-of", type=day, metavar="DATE", help="answer as of this day")
    parser.add_argument(
        "--reasons", action="store_true", help="say why, for each answer, which takes far longer"
    )
    parser.add_argument(
        "--against",
        action="append",
        default=[],
        metavar="NAME",
        help="compare with the answers under a further body of law, or a reading ID=CHOICE",
    )
    parser.add_argument("--picture", metavar="FILE", help="draw the summary: .svg")
    parser.add_argument(
        "--explain",
        action="append",
        metavar="KEY",
        help="give the full proof for one case, or for several",
    )
    parser.add_argument(
        "--memory", type=_size, default="4GiB", metavar="SIZE", help="how much memory it may take"
    )
    parser.add_argument(
        "--chunk", type=count, default=200_000, metavar="N", help="cases answered at once"
    )
    parser.add_argument(
        "--engine", choices=("duckdb", "spark"), default="duckdb", help="what does it"
    )
    parser.add_argument(
        "--work", metavar="DIR", help="with spark: a folder that all its machines see"
    )
    add_laws(parser)
    add_choices(parser)


def _size(text: str) -> str:
    number = text.rstrip("KMGTiB")
    if not number.isdigit() or text[len(number) :] not in ("MB", "GB", "MiB", "GiB"):
        raise ArgumentTypeError(f"`{text}` is no size: write 256MiB or 4GiB")
    return text


def run(args: Namespace) -> None:
    """Answer for every case, write the answers, and print how many there are of each.

    With `--explain` print the proof for one case instead.
    """
    import duckdb

    from engine.backends.duckdb import connect

    if not args.explain and not args.output:
        raise BadInput("error: say where the answers go: -o FILE.parquet or -o FILE.csv")
    if args.output and not args.output.endswith((".parquet", ".csv")):
        raise BadInput(f"error: `{args.output}` is neither .parquet nor .csv")
    if args.picture and not args.picture.endswith(".svg"):
        raise BadInput(f"error: `{args.picture}` is no .svg")
    if args.chunk < 1:
        raise BadInput("error: a chunk has at least one case")
    try:
        database = connect(memory_limit=args.memory, preserve_insertion_order=True)
        _screen(args, database)
    except duckdb.OutOfMemoryException:
        raise BadInput(
            f"error: {args.memory} of memory are too little: give more with --memory, or fewer "
            "cases at once with --chunk"
        ) from None
    except duckdb.IOException as error:
        full = "No space left" in str(error)
        reason = "no space is left on the disk" if full else str(error).splitlines()[0]
        raise BadInput(f"error: {reason}") from None
    except (duckdb.InvalidInputException, duckdb.ConversionException) as error:
        raise BadInput(f"error: a table cannot be read: {str(error).splitlines()[0]}") from None


def _screen(args: Namespace, database: Any) -> None:
    from dataclasses import replace
    from datetime import date
    from tempfile import TemporaryDirectory

    from engine.registers.on_cluster import on_cluster
    from engine.registers.run import Run

    kb = knowledge(args)
    today = args.as_of or date.today()
    under = chosen(args, kb)
    register, asked = prepared(database, kb, args.question, args.data, args.map, today, under)
    if args.against and any(one.open for one in asked):
        raise BadInput("error: `--against` compares answers of yes or no; this asks for values")
    wanted = Run(asked, today, under, args.chunk, args.reasons, _against(args, kb, under))
    if args.explain:
        for number, key in enumerate(args.explain):
            if number:
                print()
            _explain(database, kb, register, wanted, key)
    elif args.engine == "duckdb":
        _write(args, database, kb, register, wanted)
    else:
        with TemporaryDirectory(dir=args.work) as folder:
            answers = on_cluster(_spark(), folder)
            _write(args, database, kb, register, replace(wanted, answers=answers))


def prepared(
    database: Any,
    kb: "KnowledgeBase",
    texts: Sequence[str],
    data: str,
    mapping_file: str | None,
    today: "date",
    under: dict[str, str],
) -> "tuple[Register, tuple[Question, ...]]":
    """Return the register of a folder, loaded, and the questions that are asked of each case.

    Raises SourceError and BadInput for what is wrong with either.
    """
    from dataclasses import replace

    from engine.backends.duckdb import MANY, expect_few
    from engine.registers.conclusions import refuse_concluded
    from engine.registers.tables.constraints import refuse_impossible
    from engine.registers.tables.loading import load_register
    from engine.registers.tables.mapping import read_mapping
    from engine.registers.tables.run_tables import RUN

    path = mapping_file or os.path.join(data, "mapping.toml")
    mapping = read_mapping(path, kb.predicates, kb.vocabulary.called)
    asked = tuple(question_per_case(kb, one, mapping.cases.kind, today) for one in questions(texts))
    register = replace(load_register(database, mapping, data), today=today)
    ((cases,),) = database.execute(f"SELECT count(*) FROM {RUN.all_cases}").fetchall()
    if cases < MANY:
        expect_few(database)
    refuse_impossible(database, kb.program, register, today)
    refuse_concluded(database, kb.program, register, today, under)
    return register, asked


def write_answers(
    kb: "KnowledgeBase",
    texts: Sequence[str],
    data: str,
    mapping_file: str | None,
    today: "date",
    output: str,
) -> None:
    """Write the answers of some laws for every case of a register to a Parquet file.

    Raises SourceError and BadInput for what is wrong with the register or the questions.
    """
    from engine.backends.duckdb import connect
    from engine.registers.run import Run

    database = connect(preserve_insertion_order=True)
    register, asked = prepared(database, kb, texts, data, mapping_file, today, {})
    _answer(database, kb, register, Run(asked, today, {}), output)


def answer_register(
    kb: "KnowledgeBase",
    question: str,
    data: str,
    mapping_file: str,
    today: "date",
    against: Sequence[str],
    output: str,
    tell: Callable[[int, int], None],
) -> "tuple[Summary, int]":
    """Write the answers for all of a register; return what they come to, and how much was refused.

    `against` are readings and bodies of law to compare with, `tell` hears how many cases are done,
    of how many. Raises SourceError and BadInput for what is wrong with the register or the
    question, and what DuckDB raises for tables that it cannot read.
    """
    from engine.backends.duckdb import connect
    from engine.registers.run import Run
    from engine.registers.summary import summary_of

    database = connect(preserve_insertion_order=True)
    register, asked = prepared(database, kb, [question], data, mapping_file, today, {})
    if against and any(one.open for one in asked):
        raise BadInput("error: only answers of yes or no are compared; this asks for values")
    wanted = Run(asked, today, {}, against=_choices(kb, against) if against else None)
    refused = _answer(database, kb, register, wanted, output, tell)
    return summary_of(database, output), refused


def _answer(
    database: Any,
    kb: "KnowledgeBase",
    register: "Register",
    wanted: "Run",
    output: str,
    tell: Callable[[int, int], None] | None = None,
) -> int:
    """Write the answers for every case to a file; return how many rows were refused."""
    from engine.registers.output import prepare_parts, put_together
    from engine.registers.screen import fingerprint, screened

    parts = prepare_parts(output, fingerprint(wanted, kb, register, database))
    files = list(screened(database, kb, register, wanted, parts, tell or _progress))
    if sys.stderr.isatty():
        print(file=sys.stderr)
    return put_together(database, files, output, parts)


def _spark() -> "InSpark":
    from engine.arithmetic.errors import EvaluationError
    from engine.backends.spark import InSpark, session

    try:
        return InSpark(session())
    except EvaluationError as error:
        raise BadInput(f"error: {error}") from None


def question_per_case(kb: "KnowledgeBase", text: str, kind: str, today: "date") -> "Question":
    """Return the question in which `{KIND}` stands for the individual that each case is about.

    So does the word that a translation of the laws has for the kind, such as `{osoba}`.
    Raises BadInput if the text does not contain it, or is no sentence of the laws.
    """
    from dataclasses import replace

    from engine.answers.ask import read_question
    from engine.answers.reply import Answer
    from engine.registers.rules.subject import SUBJECT, about
    from parser.resolved.tree import Case
    from parser.values import Entity

    mark, written = f"{{{kind}}}", text
    if mark not in text and (word := kb.translation.words.get(kind)):
        text = text.replace(f"{{{word}}}", mark)
    if mark not in text:
        raise BadInput(f"error: `{text}` asks about nobody: write {mark} for whom a case is about")
    found = read_question(kb, text.replace(mark, f'"{SUBJECT}"'), Case(""), today)
    if isinstance(found, Answer):
        near = f"; did you mean `{found.nearest[0]}`?" if found.nearest else ""
        raise BadInput(f"error: no sentence of the laws answers `{text}`{near}")
    return about(replace(found, text=written), Entity(kind, SUBJECT))


def _against(args: Namespace, kb: "KnowledgeBase", under: dict[str, str]) -> dict[str, str] | None:
    """Return the readings and bodies of law to compare with, on top of those chosen."""
    if not args.against:
        return None
    return {**under, **_choices(kb, args.against)}


def _choices(kb: "KnowledgeBase", said: Sequence[str]) -> dict[str, str]:
    """Return what readings ID=CHOICE and names of bodies of law choose; raises SourceError."""
    from engine.answers.situations import choices

    readings = [one for one in said if "=" in one]
    return choices(kb, readings, [one for one in said if "=" not in one])


def _write(
    args: Namespace,
    database: Any,
    kb: "KnowledgeBase",
    register: "Register",
    wanted: "Run",
) -> None:
    from engine.pages.language import spoken
    from engine.registers.incomplete import refused_of_complete
    from engine.registers.summary import as_text, summary_of
    from parser.words.sentence import say

    refused = _answer(database, kb, register, wanted, args.output)
    found = summary_of(database, args.output)
    predicates = spoken(kb, wanted.questions[0].language)
    sys.stdout.write(as_text(found, predicates))
    if args.picture:
        _draw(args.picture, found, f"{wanted.day.isoformat()}: answers for a register")
    print(say(predicates, "written: {file}", file=args.output))
    if wanted.questions[0].language:
        _refused_in_words(predicates, args.output, refused, refused_of_complete(database))
        return
    if refused:
        rows = "row was" if refused == 1 else "rows were"
        print(f"{refused:,} {rows} refused, with reasons: {args.output}.rejects.csv")
    incomplete = refused_of_complete(database)
    if incomplete:
        rows = "of them is" if incomplete == 1 else "of them are"
        print(f"{incomplete:,} {rows} of a complete table: what they could change is unknown")


def _refused_in_words(predicates: "Predicates", output: str, refused: int, complete: int) -> None:
    """Print in the language of the questions how many rows were refused."""
    from parser.words.sentence import say

    if refused:
        form = "rows refused: {rows}, with reasons: {file}"
        print(say(predicates, form, rows=f"{refused:,}", file=f"{output}.rejects.csv"))
    if complete:
        form = "of a complete table: {rows}; what they could change is unknown"
        print(say(predicates, form, rows=f"{complete:,}"))


def _draw(path: str, found: "Summary", title: str) -> None:
    from engine.registers.summary import as_picture

    try:
        with open(path, "w", encoding="utf-8") as opened:
            opened.write(as_picture(found, title))
    except OSError as error:
        raise BadInput(f"error: cannot write `{path}`: {error.strerror}") from None


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{done:,} of {total:,} cases", end="", file=sys.stderr, flush=True)


def _explain(
    database: Any, kb: "KnowledgeBase", register: "Register", wanted: "Run", key: str
) -> None:
    from engine.arithmetic.errors import EvaluationError
    from engine.backends.sql.dialects import string
    from engine.commands.terminal import medium
    from engine.pages.language import spoken
    from engine.pages.text import render
    from engine.registers.asking import explained, may_rest_on
    from engine.registers.incomplete import refused_rows
    from engine.registers.one_case import cases_of
    from engine.registers.tables.run_tables import RUN

    text = string(key)
    database.execute(
        f"CREATE OR REPLACE TABLE {RUN.cases} AS SELECT * FROM {RUN.all_cases} WHERE key = {text}"
    )
    found = database.execute(f"SELECT a0 FROM {RUN.cases}").fetchone()
    if not found:
        why = database.execute(
            f"SELECT reason FROM {RUN.rejects} WHERE case_key = {text} LIMIT 1"
        ).fetchone()
        reason = f"was refused: {why[0]}" if why else "is not in the register"
        raise BadInput(f"error: case `{key}` {reason}")
    case = cases_of(database, register, kb.predicates, found)[found[0]]
    for question in wanted.questions:
        try:
            answer = explained(kb, wanted, question, case)
        except EvaluationError as error:
            raise BadInput(f"error: case `{key}` cannot be answered: {error}") from None
        sys.stdout.write(render(answer, spoken(kb, question.language), medium()))
        for row in refused_rows(database, found, may_rest_on(kb, question)).get(found[0], ()):
            print(f"More may be said of {key} by {row}")
