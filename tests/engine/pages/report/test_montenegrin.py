"""Reports in Montenegrin: as they are, and without a word of English."""

import re
from functools import cache
from pathlib import Path

import pytest

from engine.answers.ask import ask
from engine.pages.language import spoken
from engine.pages.report.compose import Reported, compose
from engine.pages.report.text import render
from engine.pages.report.words import words as frame_words
from kb.base import KnowledgeBase
from kb.from_files import load, load_cases
from parser.resolved.translation import Counted

HERE = Path(__file__).parent / "montenegrin"
LANG = Path(__file__).parents[4] / "engine" / "pages" / "report" / "lang"

QUESTIONS = {
    "brak": "može li Ana steći državljanstvo prijemom",
    "prijem": "може ли Борис стећи држављанство пријемом",
    "odbijanje": "može li Klara steći državljanstvo prijemom?",
    "bez-vize": "na koliko dana može Jovan doći bez vize najviše",
    "stalni-boravak": "može li se stalni boravak odobriti po zahtjevu Z1",
    "putevi": "po kom osnovu osoba Luka može steći crnogorsko državljanstvo",
}
NAMES = {"case"}
"""English words that may stand in a report: the endings of files."""

_BLANK = re.compile(r"\{[^}]*\}")
_WORD = re.compile(r"[^\W\d_]+")
_ID = re.compile(r"\b[A-Z]+(?:-[A-Z0-9][\w-]*)+\b")


@cache
def laws() -> KnowledgeBase:
    return load()


def report(name: str) -> str:
    kb = laws()
    (case,) = load_cases(HERE / f"{name}.case", kb)
    reply = ask(kb, QUESTIONS[name], case)
    assert reply.question.language == "me"
    made = compose([Reported(case, reply)], spoken(kb, "me"), "", "me")
    return render(made).decode()


def words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(_ID.sub("", text))}


@cache
def english() -> frozenset[str]:
    """Return the words of the laws and of English reports that Montenegrin has not."""
    kb, said = laws(), laws().translation
    folder = Path(kb.laws[0].span.file).parent
    found = words((LANG / "en.toml").read_text(encoding="utf-8"))
    for path in folder.glob("*.law"):
        found |= words(path.read_text(encoding="utf-8"))
    own = set(said.names.values()) | set(said.phrases.values()) | set(said.words.values())
    for of in said.texts.values():
        own |= {of.title, of.says, of.cites, of.reason, *of.reads, *(m for _, m in of.choices)}
    for title, published in said.laws.values():
        own |= {title, published}
    for noun in said.nouns.values():
        own |= set(noun.cases)
    for parts in (*said.forms.values(), *said.closings.values()):
        for part in parts:
            own |= {part} if isinstance(part, str) else set()
            own |= set(part.forms) if isinstance(part, Counted) else set()
    own |= {_BLANK.sub("", phrase) for phrase in frame_words("me").phrases.values()}
    return frozenset(found - words(" ".join(own)))


@pytest.mark.parametrize("name", QUESTIONS)
def test_reports_in_montenegrin_stay_as_they_are(name: str) -> None:
    golden = HERE / f"{name}.txt"
    assert report(name) == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", QUESTIONS)
def test_reports_in_montenegrin_have_no_english_word(name: str) -> None:
    (case,) = load_cases(HERE / f"{name}.case", laws())
    theirs = words(" ".join(case.names)) | words(case.title) | NAMES
    said = re.sub(r"[\w-]+\.law:\d+", "", report(name))  # a file has the name that it has
    left = words(said) & english() - theirs
    assert not left


def test_the_test_knows_english() -> None:
    assert {"the", "married", "provision", "reading", "shall", "unless"} <= english()


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_cases_come_out_as_they_expect(name: str) -> None:
    kb = laws()
    (case,) = load_cases(HERE / f"{name}.case", kb)
    for one in case.expectations:
        reply = ask(kb, one.question, case)
        rows = getattr(reply, "rows", None)
        if rows is None:
            assert getattr(reply, "verdict", "") == one.verdict, one.question.text
        else:
            sure = {row for row, answer in rows if answer.verdict == "yes"}
            assert sure == set(one.values or ()), one.question.text
