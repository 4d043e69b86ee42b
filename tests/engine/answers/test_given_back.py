"""Whatever is suggested can be given back to the program as it is printed, and does what it says.

Asked are the worked cases of all laws and examples, a law at a time.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from engine.answers.ask import ask, world
from engine.answers.changed_case import on_a_later_day, suppose
from engine.answers.nearest_change import nearest_change
from engine.answers.reasons import nodes
from engine.answers.reply import Answer, Need, Verdict
from engine.answers.settling import verdict
from engine.answers.situations import read_facts
from engine.answers.turned_by_time import waited
from engine.answers.verdicts import verdict_of
from engine.answers.world import goal_of
from engine.pages.from_reply import need_words
from engine.proof.node import Assumption, Stated
from engine.rails.rail import CERTAIN
from kb.base import KnowledgeBase
from parser.resolved.contradictions import contradictions
from parser.resolved.tree import Case, Question, Statement
from parser.values import Range
from tests.laws import FILES, Asked, asked


def given_back(kb: KnowledgeBase, case: Case, needs: tuple[Need, ...]) -> Case:
    """Return the case with what is suggested, read from the words in which it is printed."""
    words = [need_words(need, kb.predicates) for need in needs]
    replaced = [need.replaces for need in needs if need.replaces is not None]
    replaced += [one for one in case.statements if one.kind == "opens"]  # it is known now
    facts = read_facts(kb, case, words)
    assert not contradictions((*_without(case, replaced), *facts), kb.predicates), words
    changed = suppose(case, facts, kb.predicates, replaced)
    assert set(changed.removed) <= set(replaced), words
    return changed.case


def _without(case: Case, replaced: list[Statement]) -> Iterator[Statement]:
    return (one for one in case.statements if one not in replaced)


def verdict_with(one: Asked, question: Question, case: Case) -> Verdict:
    """Return the verdict about another case; a value known in part is *yes* once it is known."""
    where = world(one.kb, question, case, one.answer.as_of, "pydatalog")
    goal = goal_of(question)
    parts = [place for place, arg in enumerate(goal.args) if isinstance(arg, Range)]
    if parts:
        args = tuple(None if place in parts else arg for place, arg in enumerate(goal.args))
        rows = [row for _, row in where.keys(goal._replace(args=args), CERTAIN)]
        known = rows and not any(isinstance(row[place], Range) for row in rows for place in parts)
        return "yes" if known else "unknown"
    found = verdict(where, goal)
    if found == "unknown":  # what is claimed may be so in each of several cases
        return verdict_of(ask(one.kb, question, case, as_of=one.answer.as_of))
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_what_would_decide_decides_it_when_it_is_given_back(file: Path) -> None:
    for one in asked(file):
        for missing in one.answer.missing:
            case = given_back(one.kb, one.case, missing.needs)
            assert verdict_with(one, one.question, case) == missing.if_so, (
                one.case.title,
                [need_words(need, one.kb.predicates) for need in missing.needs],
            )


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_what_an_answer_depends_on_makes_it_a_yes_when_it_is_given_back(file: Path) -> None:
    for one in asked(file):
        if one.answer.verdict == "depends" and not one.answer.contested:
            case = given_back(one.kb, one.case, one.answer.rests_on)
            assert verdict_with(one, one.question, case) == "yes", one.case.title


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_no_answer_is_unknown_without_what_would_decide_it(file: Path) -> None:
    for one in asked(file):
        if one.answer.verdict != "unknown" or one.answer.missing or one.answer.ways:
            continue  # what would decide it is named, or how it can turn out either way
        assert not one.answer.decided, one.case.title
        if one.answer.looked_at or any(
            isinstance(arg, Range) for arg in goal_of(one.question).args
        ):
            continue  # that the search ended is said; a value within limits is an answer itself
        assert rests_on_the_laws(one.answer), one.case.title


def rests_on_the_laws(answer: Answer) -> bool:
    """Tell whether all that is not known is a value of a table, or a comparison of exact values."""
    assert answer.proof is not None
    return not any(
        isinstance(node, Assumption) or (isinstance(node, Stated) and node.status == "unknown")
        for node in nodes((answer.proof,))
    )


def refused(file: Path) -> list[Asked]:
    return [one for one in asked(file) if one.answer.verdict == "no"]


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_what_would_turn_a_no_turns_it_when_it_is_given_back(file: Path) -> None:
    for one in refused(file):
        where = world(one.kb, one.question, one.case, one.answer.as_of, "pydatalog")
        change = nearest_change(where, goal_of(one.question), one.answer).nearest
        if change is None:
            continue
        taken = [said.statement for said in change.otherwise]
        case = suppose(one.case, (), one.kb.predicates, taken).case
        case = given_back(one.kb, case, change.needs)
        assert verdict_with(one, one.question, case) == change.verdict, one.case.title
        if change.findings:
            case = given_back(one.kb, case, change.findings)
            assert verdict_with(one, one.question, case) == "yes", one.case.title


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_time_turns_a_no_on_the_day_that_is_said_and_it_stays_so(file: Path) -> None:
    for one in refused(file):
        found = waited(one.kb, one.question, one.case, one.answer, "pydatalog")
        if found.reached is None:
            continue
        first, last = found.reached.day, found.reached.last or found.until
        eve = first - timedelta(days=1)
        drawn = Random(one.case.title)
        within = [first + timedelta(days=drawn.randint(0, (last - first).days)) for _ in range(6)]
        expected = {day: found.reached.verdict for day in (first, *within, last)}
        for day, said in {**expected, eve: "no"}.items():
            told = on_a_later_day(one.case, one.answer.as_of, day)
            there = verdict_on(one, told, day)
            assert (there in ("yes", "depends")) == (said != "no"), (one.case.title, day)
            assert there == said or said == "no", (one.case.title, day)


def verdict_on(one: Asked, case: Case, day: date) -> Verdict:
    return verdict(world(one.kb, one.question, case, day, "pydatalog"), goal_of(one.question))
