"""What is not so unless stated: where a proof says that it comes from, and what is asked for."""

from datetime import date
from pathlib import Path

import pytest

from engine.answers.ask import ask
from engine.answers.changed_case import suppose
from engine.answers.reasons import nodes
from engine.answers.reply import Answer
from engine.answers.situations import describe
from engine.pages import as_json, text
from engine.proof.node import Absent
from engine.rails.said import UNLESS_STATED
from kb import load
from kb.base import KnowledgeBase
from kb.from_files import read_cases
from parser.text.diagnostic import SourceError

DAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def kb() -> KnowledgeBase:
    return load(Path(__file__).with_name("else-no.law"))


def answer(kb: KnowledgeBase, question: str, *facts: str) -> Answer:
    found = ask(kb, question, describe(kb, *facts, as_of=DAY))
    assert isinstance(found, Answer)
    return found


def test_a_proof_names_the_line_of_the_vocabulary(kb: KnowledgeBase) -> None:
    found = answer(kb, "is Ana alone")
    assert found.proof is not None
    said = " ".join(text.render(found, kb.predicates).replace("│", " ").split())
    assert "not so unless stated (else-no.law:5)" in said
    absent = [one for one in nodes([found.proof]) if isinstance(one, Absent)]
    assert {one.reason for one in absent} == {"closed"}
    assert {one.source.who for one in absent if one.source} == {UNLESS_STATED}
    assert UNLESS_STATED in as_json.render([("one", found)], kb.predicates)


def test_a_total_names_the_line_of_the_vocabulary(kb: KnowledgeBase) -> None:
    found = answer(kb, "is Ana short of days", "Ana stayed from 2026-01-01 to 2026-01-02")
    said = " ".join(text.render(found, kb.predicates).replace("│", " ").split())
    assert "no other case where" in said
    assert "not so unless stated (else-no.law:7)" in said


def test_a_case_that_gives_all_facts_is_where_it_says_so(kb: KnowledgeBase) -> None:
    lines = 'case "one"\n    given\n        all facts are given\n'
    (case,) = read_cases(lines, "one.case", kb)
    found = ask(kb, "does Ana have a house", case, as_of=DAY)
    assert isinstance(found, Answer)
    assert found.verdict == "no"
    said = text.render(found, kb.predicates)
    assert "not among those given, and all are (one.case:3)" in said


def test_nothing_is_missing_that_is_closed(kb: KnowledgeBase) -> None:
    found = answer(kb, "is Ana settled")
    assert found.verdict == "unknown"
    assert {need.atom.pred for missing in found.missing for need in missing.needs} == {
        "has_a_house"
    }
    opened = answer(kb, "is Ana settled", "it is not known whether Ana is banned until a day")
    assert {need.atom.pred for missing in opened.missing for need in missing.needs} == {
        "has_a_house",
        "is_banned_until",
    }


def test_what_is_closed_by_default_can_be_stated_after_all(kb: KnowledgeBase) -> None:
    before = describe(kb, "it is not known whether Ana is banned until a day", as_of=DAY)
    more = describe(kb, "Ana is banned until 2027-01-01").statements
    changed = suppose(before, more, kb.predicates)
    found = ask(kb, "may Ana enter", changed.case)
    assert isinstance(found, Answer)
    assert found.verdict == "no"


@pytest.mark.parametrize(
    "second",
    [
        "Ana is banned until a day",
        "it is false that Ana is banned until a day",
        "all cases where a person is banned until a day are given",
    ],
)
def test_what_is_not_known_is_not_said(kb: KnowledgeBase, second: str) -> None:
    lines = (
        'case "one"\n    given\n        it is not known whether Ana is banned until a day\n'
        f"        {second}\n"
    )
    with pytest.raises(SourceError) as refused:
        read_cases(lines, "one.case", kb)
    (problem,) = refused.value.diagnostics
    assert (problem.code, problem.at.line) == ("known-and-not-known", 3)


def test_what_rules_conclude_is_not_closed_by_default(tmp_path: Path) -> None:
    law = tmp_path / "bad.law"
    law.write_text('law bad "Bad"\n\nvocabulary\n    {person} is fit (else no)\n')
    with pytest.raises(SourceError) as refused:
        load(law)
    (problem,) = refused.value.diagnostics
    assert problem.code == "else-no-without-given"
