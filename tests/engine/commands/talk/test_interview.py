"""The interview reaches the answer of the full case, and asks for little."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import kb
from engine.answers.ask import ask
from engine.answers.interview.running import interview
from engine.answers.reply import Answer
from engine.commands.talk.typed_value import value_of
from kb.base import KnowledgeBase
from kb.from_files import load_cases
from parser.resolved.tree import Case, Statement
from parser.resolved.vocabulary import Slot
from parser.text.diagnostic import SourceError
from tests.engine.commands.running import zakonik
from tests.engine.commands.talk.oracle import Oracle
from tests.engine.commands.talk.test_piped import LAW
from tests.laws import shipped

FOLDER = Path(kb.__file__).parent / "montenegro"
FILES = sorted(FOLDER.glob("*.case"))
PASSED_OVER = {
    "Ninety days on end, nothing known of visas": "the same long search is made at each step, and "
    "who knows nothing of visas is asked about each country",
}
"""Cases that the interview does not answer as it should, and why."""

EVERY = 12
"""One of how many worked cases is taken; `make bench` takes more."""


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_the_answer_is_that_of_the_full_case(file: Path) -> None:
    laws = shipped()
    for case in load_cases(file, laws)[::EVERY]:
        if case.title in PASSED_OVER:
            continue
        for expectation in case.expectations[:2]:
            question = expectation.question
            if question.open or not question.sentence.predicate:
                continue
            full = ask(laws, question, case)
            assert isinstance(full, Answer)
            # what is not so unless stated is not asked for: whoever knows better says so first
            told = tuple(one for one in case.statements if is_by_default(laws, one))
            nothing = replace(case, statements=told, expectations=())
            found = interview(laws, question, nothing, Oracle(case))
            assert found.answer.verdict == full.verdict, f"{case.title}: {question.text}"


def is_by_default(laws: KnowledgeBase, statement: Statement) -> bool:
    """Tell whether a case states or reopens what is not so unless stated."""
    predicate = laws.predicates.get(statement.sentence.predicate)
    return predicate is None or predicate.else_no or predicate.origin == "derived"


def test_less_than_half_of_the_facts_are_asked_for() -> None:
    laws = shipped()
    questions = facts = 0
    for file in FILES[::3]:
        for case in load_cases(file, laws)[::EVERY]:
            expectation = case.expectations[0]
            if expectation.question.open or not expectation.question.sentence.predicate:
                continue
            if case.title in PASSED_OVER:
                continue
            oracle = Oracle(case)
            interview(laws, expectation.question, replace(case, statements=()), oracle)
            questions += oracle.questions
            facts += len(case.statements)
    assert 0 < questions < facts / 2


def talk(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, typed: str
) -> tuple[int, str]:
    import io
    import sys

    (folder / "club.law").write_text(LAW)
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    words = ("may Ana vote", "--kb", str(folder / "club.law"), "--as-of", "2026-11-23")
    ended = zakonik(capsys, "interview", *words, "--save", str(folder / "ana.case"))
    return ended.code, ended.out


def test_an_interview_ends_with_the_answer_and_a_case(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out = talk(tmp_path, capsys, monkeypatch, "maybe\nyes\nlast year\n2020-01-01\n")
    assert code == 0
    assert "answer yes, no or ?" in out
    assert "YES: may Ana vote" in out
    assert (tmp_path / "ana.case").read_text() == (
        'case "ana"\n    as of 2026-11-23\n    given\n'
        "        Ana is a member\n        Ana joined on 2020-01-01\n"
    )


def test_one_no_is_enough(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, out = talk(tmp_path, capsys, monkeypatch, "no\n?\n")
    assert "NO: may Ana vote" in out
    assert "1 question, " in out


def test_what_is_not_asked_for_is_named_at_the_end(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    banned = LAW.replace("vocabulary\n", "vocabulary\n    {person} is banned (given, else no)\n", 1)
    banned += "    unless the person is banned\n"
    monkeypatch.setattr("tests.engine.commands.talk.test_interview.LAW", banned)
    _, out = talk(tmp_path, capsys, monkeypatch, "yes\n2020-01-01\n")
    assert "YES: may Ana vote" in out
    assert "taken as no because nobody states it:\n  - a person is banned\n" in out


def test_whoever_does_not_know_gets_an_honest_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, out = talk(tmp_path, capsys, monkeypatch, "?\n?\n")
    assert "UNKNOWN: may Ana vote" in out


def test_what_was_said_is_kept_when_the_input_ends(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out = talk(tmp_path, capsys, monkeypatch, "yes\n")
    assert code == 0
    assert "UNKNOWN: may Ana vote" in out
    assert "Ana is a member" in (tmp_path / "ana.case").read_text()


@pytest.mark.parametrize(
    "question, said",
    [("who may vote", "can be answered yes or no"), ("does Ana fly", "no sentence of the laws")],
)
def test_other_questions_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], question: str, said: str
) -> None:
    (tmp_path / "club.law").write_text(LAW)
    ended = zakonik(capsys, "interview", question, "--kb", str(tmp_path / "club.law"))
    assert ended.code == 2
    assert said in ended.err


def test_a_day_is_nobody_s_name() -> None:
    laws = shipped()
    with pytest.raises(SourceError) as caught:
        value_of("2022-01-10", Slot("spouse", "person"), laws, Case(""), date(2026, 11, 23))
    (problem,) = caught.value.diagnostics
    assert problem.message == "`2022-01-10` is not the name of a spouse"


def test_where_the_law_is_silent_the_interview_is_too() -> None:
    laws = shipped()
    title = "The law is not yet in force"
    (case,) = (one for one in load_cases(FOLDER / "origin.case", laws) if one.title == title)
    oracle = Oracle(case)
    question = case.expectations[0].question
    found = interview(laws, question, replace(case, statements=()), oracle)
    assert (found.answer.verdict, oracle.questions) == ("silent", 0)
