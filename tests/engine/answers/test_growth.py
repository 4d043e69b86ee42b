"""Twice as many facts are about twice the work: for the answer, its proof, and the checker."""

from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest

from engine.answers import from_world
from engine.answers.ask import ask
from engine.answers.checked import check
from engine.answers.reply import Values
from engine.pages.from_reply import page
from kb.base import KnowledgeBase
from kb.from_files import load, read_cases
from parser.resolved.tree import Case
from tests.laws import shipped
from tests.work import calls

_TODAY = date(2026, 11, 23)
FEW, MANY = 40, 160

HIGHEST = MANY / FEW * 1.3
"""So many times the work for `MANY` facts; for work that grows with the square it is 16 times."""


def _case(kb: KnowledgeBase, lines: list[str]) -> Case:
    facts = "".join(f"        {line}\n" for line in lines)
    text = f'case "many"\n    as of {_TODAY}\n    given\n{facts}'
    (case,) = read_cases(text, "many.case", kb)
    return case


def _stays(kb: KnowledgeBase, number: int, closed: bool = True) -> Case:
    days = [_TODAY - timedelta(days=number - place) for place in range(number)]
    lines = [f"Ana made a short stay from {day} to {day + timedelta(days=2)}" for day in days]
    return _case(kb, [*lines, *(["all short stays of Ana are given"] if closed else [])])


def _weekly(kb: KnowledgeBase, number: int) -> Case:
    """Return one stay a week, so that many stays are many times six months."""
    days = [_TODAY - timedelta(days=7 * (number - place)) for place in range(number)]
    return _case(
        kb, [f"Ana made a short stay from {day} to {day + timedelta(days=2)}" for day in days]
    )


def _couples(kb: KnowledgeBase, number: int) -> Case:
    lines: list[str] = []
    for place in range(number):
        lines.append(f"P{place} is married to S{place} from 2015-05-01")
        lines.append(f"S{place} is a national of Montenegro from 1985-03-02 to today")
        lines.append(f"P{place} holds permanent residence from 2016-01-10")
    return _case(kb, lines)


@pytest.mark.parametrize("closed", [True, False], ids=["closed", "open"])
@pytest.mark.parametrize(
    "question",
    ["has Ana used how many days of the six months", "has Ana used 30 days of the six months"],
)
def test_work_grows_with_the_stays(question: str, closed: bool) -> None:
    kb = shipped()
    few, many = _stays(kb, FEW, closed), _stays(kb, MANY, closed)
    ask(kb, question, few)
    assert calls(lambda: ask(kb, question, many)) < HIGHEST * calls(lambda: ask(kb, question, few))


def test_work_grows_with_the_stays_of_years() -> None:
    kb = shipped()
    question = "has Ana used how many days of the six months"
    few, many = _weekly(kb, FEW), _weekly(kb, MANY)
    ask(kb, question, few)
    assert calls(lambda: ask(kb, question, many)) < HIGHEST * calls(lambda: ask(kb, question, few))


def test_work_of_the_checker_grows_with_the_stays() -> None:
    kb = shipped()
    question = "has Ana used how many days of the six months"
    few, many = _stays(kb, FEW), _stays(kb, MANY)
    short, long = ask(kb, question, few), ask(kb, question, many)
    assert isinstance(long, Values)
    assert [values for values, _ in long.rows] == [(MANY + 1,)]
    check(kb, short, few)
    assert calls(lambda: check(kb, long, many)) < HIGHEST * calls(lambda: check(kb, short, few))


def test_work_of_the_checker_grows_with_the_years_of_a_chain() -> None:
    """Each year rests on the negation of the year before."""
    kb = load(Path(__file__).parent / "circles-of-years.law")
    case = _case(kb, ["Ana paid for 2000", "Ana paid for 2004"])
    work = {}
    for years in (FEW, MANY):
        reply = ask(kb, f"is Ana a member in {2000 + years}", case)
        check(kb, reply, case)
        work[years] = calls(partial(check, kb, reply, case))
    assert work[MANY] < HIGHEST * work[FEW]


def test_work_grows_with_the_couples_of_a_case() -> None:
    kb = shipped()
    question = "can P1 obtain citizenship by admittance through marriage"
    few, many = _couples(kb, FEW // 4), _couples(kb, MANY // 4)
    ask(kb, question, few)
    assert calls(lambda: ask(kb, question, many)) < HIGHEST * calls(lambda: ask(kb, question, few))


def test_of_many_people_not_everybody_is_looked_into(monkeypatch: pytest.MonkeyPatch) -> None:
    kb = shipped()
    case = _couples(kb, 3)
    question = "who can obtain citizenship by admittance through marriage"
    whole = ask(kb, question, case)
    assert isinstance(whole, Values)
    verdicts = {values: answer.verdict for values, answer in whole.rows}
    assert "depends" in verdicts.values()
    monkeypatch.setattr(from_world, "LOOKED_INTO", 1)
    bounded = ask(kb, question, case)
    assert isinstance(bounded, Values)
    (_, first), *others = bounded.rows
    assert first.verdict == verdicts[bounded.rows[0][0]]
    assert {(answer.verdict, answer.decided) for _, answer in others} == {("unknown", False)}
    assert verdicts.keys() <= {values for values, _ in bounded.rows}
    entries = [
        one.text for part in page(others[0][1], kb.predicates).sections for one in part.entries
    ]
    assert any("ask about this one by itself" in said for said in entries)
