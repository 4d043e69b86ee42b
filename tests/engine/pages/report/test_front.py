"""The pages one signs: short, in order, true by themselves; the proof is an annex."""

import io
import re
from functools import cache
from pathlib import Path

import pypdf
import pytest

from engine.answers.ask import ask
from engine.pages.language import spoken
from engine.pages.report import html, markdown, pdf, text, word
from engine.pages.report.compose import Reported, compose
from engine.pages.report.document import Report, Table, plain, walk
from engine.pages.report.reported import reported
from kb.from_files import load_cases
from tests.engine.commands.running import zakonik
from tests.engine.pages.report.test_pages import SIX
from tests.engine.pages.report.test_report import EXAMPLES, FILES, LAW, QUESTION
from tests.laws import FILES as LAW_FILES
from tests.laws import laws_of, shipped

CLARA = EXAMPLES / "citizenship" / "clara.case"
LINES_OF_A_PAGE = 50
"""How many lines of text a printed page has, which has more characters in a line."""

POLICE = EXAMPLES / "situations" / "04-silent-police.case"


@cache
def report(path: Path, language: str, question: str = "") -> Report:
    laws = shipped()
    case = load_cases(path, laws)[0]
    asked = question or (case.expectations[0].question if case.expectations else QUESTION)
    reply = ask(laws, asked, case)
    return compose([Reported(case, reply)], spoken(laws, language), laws.version, language)


def front(path: Path, language: str = "en", question: str = "") -> str:
    """Return the text of the pages in front of the annex, its lines joined."""
    written = text.render(report(path, language, question)).decode()
    before, _, _ = written.partition("ANNEX: " if language == "en" else "PRILOG: ")
    return " ".join(before.split())


@pytest.mark.parametrize(("path", "language"), SIX, ids=lambda one: getattr(one, "stem", one))
def test_two_pages_stand_before_the_annex(path: Path, language: str) -> None:
    read = pypdf.PdfReader(io.BytesIO(pdf.render(report(path, language))))
    annex = {"en": "Annex: the complete proof", "me": "Prilog: potpun tok zaključivanja"}[language]
    pages = [page.extract_text() for page in read.pages]
    first = next(number for number, page in enumerate(pages) if annex in page)
    assert first <= 2
    assert {"en": "Signature", "me": "Potpis"}[language] in pages[first - 1]


def test_a_no_says_what_it_falls_with_and_the_ways_nearest_first() -> None:
    said = front(CLARA)
    assert "No. Clara cannot obtain citizenship by admittance: every way" in said
    assert "The nearest way, “Admittance through marriage” [1], stands or falls with this:" in said
    assert "3 months and 6 days short; met from 1 March 2027 if only time passes." in said
    ways = said.partition("THE WAYS, NEAREST FIRST")[2].partition("DAYS WORKED OUT")[0]
    places = [ways.index(one) for one in ("marriage”", "conditions”", "interest”", "children”")]
    assert places == sorted(places)
    assert "Admission of Clara is not of special interest for Montenegro. Denied: fact" in ways
    assert "say nothing of a remedy" in said
    assert "Question as of: 23 November 2026 " in said
    assert "Law read on: 23 November 2026 " in said


def test_another_body_of_law_that_answers_otherwise_is_named(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = ("can Clara obtain citizenship by admittance", "--case", str(CLARA), "-o", "-")
    said = zakonik(capsys, "report", *asked).out.partition("READ OTHERWISE")[2]
    told = " ".join(said.partition("DAYS WORKED")[0].split())
    followed = "If the statute is followed: no as well, until 1 April 2029 (STAT-11, Article 11,"
    assert followed in told


def test_what_the_law_says_of_a_remedy_is_said() -> None:
    laws = shipped()
    cases = load_cases(LAW / "illegal-stay.case", laws)
    (case,) = (one for one in cases if one.title == "Neither visa nor permit")
    reply = ask(laws, "must Ana leave Montenegro", case)
    made = reported(laws, case, reply, "pydatalog")
    said = text.render(compose([made], laws.predicates, "")).decode()
    said = " ".join(said.partition("REMEDIES")[2].partition("HOW THE")[0].split())
    assert "goes to the Ministry within three days of its delivery." in said


def test_an_unknown_says_what_to_ask() -> None:
    said = front(POLICE, question="may permanent residence be granted on Z1")
    question = "On which day did National Security Agency receive the request for its opinion"
    assert f"To ask: {question} on Z1?" in said


@pytest.mark.parametrize(("path", "language"), SIX, ids=lambda one: getattr(one, "stem", one))
def test_every_fact_stands_in_one_table(path: Path, language: str) -> None:
    rows = [
        row
        for section in walk(report(path, language).sections)
        for block in section.blocks
        if isinstance(block, Table) and len(block.head) == 3 and section.key in ("relied", "facts")
        for row in block.rows
    ]
    numbers = [int(plain(row.cells[0])) for row in rows]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len({row.anchor for row in rows}) == len(rows)


@pytest.mark.parametrize("path", FILES[::5], ids=lambda path: path.stem)
def test_english_is_plain(path: Path) -> None:
    laws = shipped()
    for case in load_cases(path, laws)[::20]:
        for expectation in case.expectations[:1]:
            if not expectation.question.sentence.predicate:
                continue
            reply = ask(laws, expectation.question, case)
            made = compose([Reported(case, reply)], laws.predicates, "")
            said = " ".join(text.render(made).decode().split())
            assert "It is not so that" not in said
            assert not re.search(r"is false that \S+ can ", said)
            assert not re.search(r"is married to \S+ from ", said)


def test_there_is_a_place_to_sign_in_every_form() -> None:
    made = report(CLARA, "en")
    assert b'<dl class="form"><dt>Name</dt><dd></dd><dt>Date</dt>' in html.render(made)
    assert "Signature: \\_" in markdown.render(made).decode()
    assert f"Signature:  {'_' * 40}" in text.render(made).decode()
    assert word.render(made)[:2] == b"PK"


def test_over_the_worked_cases_the_front_is_short() -> None:
    laws = shipped()
    lengths = []
    for path in FILES[::4]:
        for case in load_cases(path, laws)[::40]:
            asked = [one.question for one in case.expectations if one.question.sentence.predicate]
            for question in asked[:1]:
                reported = Reported(case, ask(laws, question, case))
                written = text.render(compose([reported], laws.predicates, "")).decode()
                lengths.append(written.partition("ANNEX: ")[0].count("\n"))
    assert sorted(lengths)[len(lengths) // 2] < LINES_OF_A_PAGE * 2
    assert max(lengths) < LINES_OF_A_PAGE * 3


def test_what_must_not_be_so_and_is_stands_against_it() -> None:
    """It was written as denied, as the rule asks for it: a lawyer would have read it as so."""
    garden = next(one for one in LAW_FILES if one.name == "garden.case")
    laws = laws_of(garden)
    case = next(one for one in load_cases(garden, laws) if one.title == "Boris by the river")
    reply = ask(laws, "may Boris plant a tree on P2", case)
    made = compose([Reported(case, reply)], laws.predicates, laws.version, "en")
    said = " ".join(text.render(made).decode().split())
    assert "Against it stands that P2 lies by the river. Fact 1." in said
    assert "It is false that P2 lies" not in said.partition("ANNEX")[0]


def test_a_day_that_stands_above_is_not_worked_out_again() -> None:
    assert "DAYS WORKED OUT" not in front(CLARA)
