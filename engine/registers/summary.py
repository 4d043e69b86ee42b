"""How many cases there are of each answer, and by each provision: as data, text and picture."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from engine.backends.sql.dialects import string
from engine.backends.sql.store import Database
from engine.registers.left_open import AT_MOST
from parser.frozen import dataclass

WIDTH = 40
"""The length of the longest bar, in characters."""

MOST = 12
"""How many provisions are listed."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many cases have an answer, by a provision if that is said."""

    answer: str
    cases: int
    provision: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """How many cases have the answer `other` instead under the law compared with.

    `provision` is the one of that law by which it is so, or ''.
    """

    answer: str
    other: str
    cases: int
    provision: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What a file of answers comes to: for each question its answers, the most frequent first.

    `provisions` are the most frequent ones by which answers come. `changes` is None if no other law
    was asked. `undecided` is how many open answers may yet be the same in every completion of the
    facts, since the search for that ended or was not made.
    """

    questions: tuple[tuple[str, tuple[Count, ...]], ...]
    provisions: tuple[Count, ...]
    changes: tuple[Change, ...] | None
    undecided: int = 0


def summary_of(database: Database, file: str) -> Summary:
    """Return the summary of a file of answers."""
    source = f"read_parquet({string(file)})"
    if not file.endswith(".parquet"):  # every word stays a word: `yes` and `no` are no booleans
        source = f"read_csv({string(file)}, header = true, all_varchar = true, delim = ',')"
    answers = _rows(
        database,
        f"SELECT question, answer, count(*) AS n FROM {source} GROUP BY ALL "
        "ORDER BY question, n DESC, answer",
    )
    provisions = _rows(
        database,
        f"SELECT answer, provision, count(*) AS n FROM {source} "
        "WHERE coalesce(provision, '') <> '' GROUP BY ALL "
        f"ORDER BY n DESC, answer, provision LIMIT {MOST}",
    )
    columns = [row[0] for row in _rows(database, f"DESCRIBE FROM {source}")]
    changes = None
    if "other_answer" in columns:
        changes = tuple(
            Change(row[0], row[1], row[3], row[2])
            for row in _rows(
                database,
                "SELECT answer, other_answer, coalesce(other_provision, '') AS deciding, "
                f"count(*) AS n FROM {source} WHERE answer IS DISTINCT FROM other_answer "
                "GROUP BY ALL ORDER BY n DESC, answer, other_answer, deciding",
            )
        )
    open_ones = "NOT CAST(decided AS BOOLEAN)"
    ((undecided,),) = _rows(database, f"SELECT count(*) FROM {source} WHERE {open_ones}")
    return Summary(
        tuple(
            (question, tuple(Count(answer, cases) for _, answer, cases in group))
            for question, group in groupby(answers, key=lambda row: row[0])
        ),
        tuple(Count(answer, cases, provision) for answer, provision, cases in provisions),
        changes,
        undecided,
    )


def _rows(database: Database, query: str) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = database.execute(query).fetchall()
    return found


def as_text(summary: Summary) -> str:
    """Return a summary as text, with a bar for each answer."""
    return "".join(f"{line}\n" for line in _lines(summary))


def _lines(summary: Summary) -> Iterator[str]:
    most = max((one.cases for _, counts in summary.questions for one in counts), default=1)
    for question, counts in summary.questions:
        yield question
        for one in counts:
            bar = "\N{FULL BLOCK}" * max(1, round(WIDTH * one.cases / most))
            yield f"  {one.answer:<8} {one.cases:>12,}  {bar}"
    if not summary.questions:
        yield "there are no cases"
    if summary.undecided:
        yield (
            f"  not decided {summary.undecided:>9,}  the search for cases ended, or was not begun: "
            f"it is made for {AT_MOST:,} different cases of a question"
        )
    if summary.changes is not None:
        yield (
            "under the law compared with"
            if summary.changes
            else "under the law compared with every answer is the same"
        )
        for change in summary.changes:
            yield (
                f"  {change.answer:<8} -> {change.other:<8} {change.cases:>12,}  {change.provision}"
            ).rstrip()
    if summary.provisions:
        yield "by the provision that decides"
    for one in summary.provisions:
        yield f"  {one.answer:<8} {one.cases:>12,}  {one.provision}"


def as_picture(summary: Summary, title: str) -> str:
    """Return a summary as SVG: bars for each answer, and for each provision that decides."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("engine.registers"), autoescape=True, undefined=StrictUndefined
    )
    groups = [(question, counts) for question, counts in summary.questions]
    if summary.provisions:
        groups.append(("by the provision that decides", summary.provisions))
    most = max((one.cases for _, counts in groups for one in counts), default=1)
    template = environment.get_template("summary.svg.jinja")
    return template.render(title=title, groups=groups, most=most, said=_said(summary))


def _said(summary: Summary) -> str:
    """Return what a picture shows, for those who cannot see it."""
    return "; ".join(
        f"{question}: " + ", ".join(f"{one.answer} {one.cases:,}" for one in counts)
        for question, counts in summary.questions
    )
