"""How many cases there are of each answer, and by each provision: as data, text and picture."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from engine.backends.sql.dialects import string
from engine.backends.sql.store import Database
from engine.registers.left_open import AT_MOST
from parser.frozen import dataclass
from parser.words.sentence import ENGLISH, Predicates, say

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


def as_text(summary: Summary, predicates: Predicates = ENGLISH) -> str:
    """Return a summary as text, with a bar for each answer, in the language of some predicates."""
    return "".join(f"{line}\n" for line in _lines(summary, predicates))


def _lines(summary: Summary, predicates: Predicates) -> Iterator[str]:
    answers = {one.answer for _, counts in summary.questions for one in counts}
    changed = {word for one in summary.changes or () for word in (one.answer, one.other)}
    wide = max(8, *(len(say(predicates, one)) for one in (*answers, *changed, "yes")))

    def word(answer: str) -> str:
        return f"{say(predicates, answer):<{wide}}"

    most = max((one.cases for _, counts in summary.questions for one in counts), default=1)
    for question, counts in summary.questions:
        yield question
        for one in counts:
            bar = "\N{FULL BLOCK}" * max(1, round(WIDTH * one.cases / most))
            yield f"  {word(one.answer)} {one.cases:>12,}  {bar}"
    if not summary.questions:
        yield say(predicates, "there are no cases")
    if summary.undecided:
        not_decided = say(predicates, "not decided")
        yield (
            f"  {not_decided} {summary.undecided:>{wide + 12 - len(not_decided)},}  "
            + say(predicates, _ENDED, number=f"{AT_MOST:,}")
        )
    if summary.changes is not None:
        against = "under the law compared with"
        against += "" if summary.changes else " every answer is the same"
        yield say(predicates, against)
        for change in summary.changes:
            turn = f"  {word(change.answer)} -> {word(change.other)}"
            yield f"{turn} {change.cases:>12,}  {change.provision}".rstrip()
    if summary.provisions:
        yield say(predicates, "by the provision that decides")
    for one in summary.provisions:
        yield f"  {word(one.answer)} {one.cases:>12,}  {one.provision}"


_ENDED = (
    "the search for cases ended, or was not begun: it is made for {number} different cases of a "
    "question"
)


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
