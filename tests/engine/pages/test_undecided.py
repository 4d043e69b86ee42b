"""A page says of an open answer whether it was shown that the facts leave it open."""

from dataclasses import replace
from functools import cache

import pytest

from engine.answers.ask import ask
from engine.answers.reply import Answer, Missing, Need, Reply, Values
from engine.commands.answered import short_answer
from engine.pages import as_json, markdown
from engine.pages.language import spoken
from engine.pages.report.compose import Reported, compose
from engine.pages.report.markdown import render as report_text
from engine.pages.short import short_page, way_page
from engine.pages.text import SHORT, Medium, laid_out, render, short
from engine.rails.supposing import Supposed
from kb.base import KnowledgeBase
from kb.from_files import load_cases
from parser.resolved.tree import Case
from parser.resolved.vocabulary import GroundAtom
from parser.words.sentence import Predicates
from tests.engine.pages.samples import ANA, DEPENDS, PREDICATES, UNKNOWN
from tests.laws import FILES, laws_of

OPEN = (
    ("visas-short-stay", "A stay that goes on past the six months, an"),
    ("absence", "Not known whether a temporary"),
    ("work-categories", "Item 3: not known whether it is"),
    ("edges-citizenship", "Assurance before release, and nothing"),
)
"""Worked cases with answers that are open, of few words and of many."""


@cache
def open_answers(file: str, title: str) -> tuple[tuple[KnowledgeBase, Case, Answer], ...]:
    """Return the *unknown* answers about a worked case."""
    (path,) = (one for one in FILES if one.stem == file)
    laws = laws_of(path)
    (case,) = (one for one in load_cases(path, laws) if one.title.startswith(title))
    replies = [ask(laws, one.question, case) for one in case.expectations]
    found = [one for one in replies if isinstance(one, Answer) and one.verdict == "unknown"]
    assert found, title
    return tuple((laws, case, one) for one in found)


def report(reply: Reply, case: Case, predicates: Predicates, language: str) -> str:
    made = compose([Reported(case, reply)], predicates, "", language)
    return " ".join(report_text(made).decode().split())


SAID = {
    "en": (
        "Not decided: whether the facts settle it (not every possibility was tried)",
        "**Not decided**. ",
        "it was not found out whether the facts stated settle it",
    ),
    "me": (
        "Nije odlučeno: da li činjenice to razjašnjavaju (nijesu ispitane sve mogućnosti)",
        "**Nije odlučeno**. ",
        "nije utvrđeno da li je navedene činjenice razjašnjavaju",
    ),
}


@pytest.mark.parametrize("language", ["en", "me"])
@pytest.mark.parametrize(("file", "title"), OPEN)
def test_every_page_says_of_an_unknown_that_it_was_not_decided(
    file: str, title: str, language: str
) -> None:
    line, verdict, report_line = SAID[language]
    for laws, case, decided in open_answers(file, title):
        answer = replace(decided, decided=False, looked_at=0)
        words = spoken(laws, language)
        pages = {
            "short": short_answer(laws, case, answer, words, "pydatalog", Medium()),
            "all": render(answer, words),
            "markdown": markdown.render(answer, words).replace("**", ""),
        }
        if (way := way_page(answer, words, 1)) is not None:
            pages["why"] = laid_out(way)
        assert len(pages["short"].splitlines()) <= SHORT
        for name, text in pages.items():
            assert " ".join(text.split()).count(line) == 1, (name, text)
        written = report(answer, case, words, language)
        assert verdict in written
        assert report_line in written
        assert as_json.reply_object(answer, words)["decided"] is False
        for text in (short(decided, words), render(decided, words)):
            assert (line in " ".join(text.split())) == (not decided.decided)


def test_an_answer_that_was_decided_does_not_say_that_it_was_not() -> None:
    for text in (short(UNKNOWN, PREDICATES), render(UNKNOWN, PREDICATES)):
        assert "ot decided" not in text
    assert "ot decided" not in report(UNKNOWN, Case(""), PREDICATES, "en")


def test_where_the_search_ended_is_said_in_the_same_line() -> None:
    answer = replace(UNKNOWN, decided=False, looked_at=300)
    line = "Not decided: whether the facts settle it (only 300 possibilities were tried)"
    assert line in short(answer, PREDICATES).splitlines()
    assert line in render(answer, PREDICATES).splitlines()


def test_of_several_rows_each_that_was_not_decided_says_so() -> None:
    rows = (
        ((ANA,), replace(UNKNOWN, decided=False)),
        ((ANA,), UNKNOWN),
        ((ANA,), replace(UNKNOWN, verdict="yes")),
    )
    question = replace(UNKNOWN.question, open=("person",))
    values = Values(question, UNKNOWN.as_of, rows, "no")
    for text in (laid_out(short_page(values, PREDICATES)), render(values, PREDICATES)):
        rows_of = text.split("Answers:")[1]
        assert rows_of.count("Ana: unknown (not decided)") == 1, text
        assert rows_of.count("Ana: unknown") == 2


ALIKE = [("no", "no"), ("yes", "yes")]


@pytest.mark.parametrize(("so", "otherwise"), ALIKE)
def test_what_decides_alike_on_both_sides_is_never_asked(so: str, otherwise: str) -> None:
    (one,) = UNKNOWN.missing
    alike = Missing(one.needs, so, otherwise, (otherwise,))  # type: ignore[arg-type]
    answer = replace(UNKNOWN, missing=(alike,))
    for text in (short(answer, PREDICATES), render(answer, PREDICATES)):
        assert "Not decided: whether the facts settle it" in text
        assert f": {so};" not in text
        assert "No fact was found that could be added" not in text
    written = report(answer, Case(""), PREDICATES, "en")
    assert "Not decided" in written
    assert "If it is so" not in written
    made = as_json.reply_object(answer, PREDICATES)
    assert made["decided"] is False
    assert made["missing"] == made["summary"]["asks"] == []


def test_what_would_be_so_without_the_only_finding_is_not_said_to_depend_on_it() -> None:
    need = Need(GroundAtom("admission", (ANA,)))
    answer = replace(DEPENDS, rests_on=(need,), otherwise=("yes",))
    text = short(answer, PREDICATES)
    assert "Not decided: whether the facts settle it" in text
    assert "if it decides so: yes; if it decides that it is not so: not settled by that" in text
    assert "if it decides so: yes; if it decides that it is not so: no" in short(
        replace(answer, otherwise=("no",)), PREDICATES
    )


def test_why_shows_the_two_ways_in_which_an_unknown_can_turn_out() -> None:
    atom = GroundAtom("banned", (ANA,))
    yes, no = Supposed("not", atom), Supposed("so", atom)
    answer = replace(UNKNOWN, ways=(("yes", (yes,)), ("no", (no,))))
    made = way_page(answer, PREDICATES, 1)
    assert made is not None
    said = (
        "Two ways in which it can turn out:\n"
        "  - if it is false that Ana is banned: yes\n"
        "  - if Ana is banned: no\n"
    )
    text = laid_out(made)
    assert said in text
    assert "Way 1, " in text
    assert said in render(answer, PREDICATES, proofs=1)
    alone = way_page(replace(answer, routes=()), PREDICATES, 1)
    assert alone is not None
    assert said in laid_out(alone)
    assert way_page(replace(answer, routes=()), PREDICATES, 2) is None
    undecided = way_page(replace(answer, decided=False), PREDICATES, 1)
    assert undecided is not None
    assert "Two ways" not in laid_out(undecided)
