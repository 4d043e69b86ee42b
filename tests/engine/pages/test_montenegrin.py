"""The table of phrases of terminal pages: every phrase of the code has its Montenegrin."""

import ast
from datetime import date
from pathlib import Path
from string import Formatter
from typing import get_args

from engine.pages import arithmetic, from_reply, remarks, sources, undecided
from engine.pages.language import spoken
from engine.pages.montenegrin import phrases
from engine.rails.said import UNLESS_STATED
from parser.provenance import OURS, Provenance
from parser.resolved.tree import Verdict
from parser.resolved.vocabulary import PRESUMED
from parser.values import Range
from parser.words.sentence import Spoken, say
from tests.laws import shipped

ENGINE = Path(__file__).parents[3] / "engine"

ELSEWHERE = {
    *get_args(Verdict),
    *vars(from_reply)["_OF_PROOF"].values(),
    *vars(from_reply)["_OF_ROUTES"].values(),
    *vars(from_reply)["_OTHERS"].values(),
    *remarks.MEASURES.values(),
    *vars(arithmetic)["_SPELLED"].values(),
    *vars(arithmetic)["_OF_QUANTITIES"].values(),
    *arithmetic.MONTHS,
    *undecided.FORMS,
    UNLESS_STATED,
    PRESUMED,
    *("high", "medium", "low"),
    *OURS.values(),
}
"""Phrases that the code keeps in tables."""


def said_in_code() -> set[str]:
    """Return the phrases that the code passes to `say`, wherever they stand in the call."""
    found: set[str] = set()
    for path in (*ENGINE.glob("pages/*.py"), *ENGINE.glob("commands/talk/*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say":
                found.update(*(literals(argument) for argument in node.args[1:2]))
    return found


def literals(node: ast.expr) -> set[str]:
    """Return the texts that an argument can be, and the pieces that it is put together from."""
    match node:
        case ast.Constant(value=str() as text):
            return {text}
        case ast.IfExp(body=first, orelse=second) | ast.BinOp(left=first, right=second):
            return literals(first) | literals(second)
        case _:
            return set()


def blanks(phrase: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(phrase) if name is not None)


def test_every_phrase_has_its_montenegrin() -> None:
    known = phrases()
    ends = {" in {where}", " by {who}"}  # of a verb: the whole phrases stand in the table
    wanted = said_in_code() | ELSEWHERE
    assert len(said_in_code()) > 60
    left = wanted - set(known) - ends
    assert not left


def test_phrases_keep_their_blanks() -> None:
    for english, montenegrin in phrases().items():
        assert blanks(english) == blanks(montenegrin), english


def test_where_a_law_was_read_is_told_in_montenegrin() -> None:
    said = Provenance("a page", retrieved=date(2026, 11, 23), ours=("title", "gazette"))
    assert list(sources.facets(said, spoken(shipped(), "me"))) == [
        ("čitano u", "a page"),
        ("preuzeto", "23.11.2026. godine"),
        ("od autora, ne iz izvora", "naslov, službeni list"),
    ]


def test_some_day_of_a_month_or_a_year_is_said_so() -> None:
    said = spoken(shipped(), "me")
    assert isinstance(said, Spoken)
    assert said.value(Range(date(2026, 9, 1), date(2026, 9, 30))) == (
        "nekog dana septembra 2026. godine"
    )
    assert said.value(Range(date(2026, 1, 1), date(2026, 12, 31))) == "nekog dana 2026. godine"
    between = said.value(Range(date(2026, 9, 2), date(2026, 9, 30)))
    assert between == "između 02.09.2026. godine i 30.09.2026. godine"


def test_numbers_go_with_the_word_behind_them() -> None:
    said = spoken(shipped(), "me")
    assert isinstance(said, Spoken)
    form = "{rows} cases where {said}"
    found = [say(said, form, rows=rows, said="Ana je tu") for rows in (2, 5, 21)]
    assert found == [
        "2 slučaja gdje važi: Ana je tu",
        "5 slučajeva gdje važi: Ana je tu",
        "21 slučaj gdje važi: Ana je tu",
    ]
