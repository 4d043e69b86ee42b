"""Whatever is suggested can be given back to the program as it is printed, and does what it says.

Asked are the worked cases of all laws and examples, a law at a time.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.answers.ask import world
from engine.answers.changed_case import suppose
from engine.answers.reasons import nodes
from engine.answers.reply import Answer, Need, Verdict
from engine.answers.settling import verdict
from engine.answers.situations import read_facts
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
    return verdict(where, goal)


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
        if one.answer.verdict == "unknown" and not one.answer.missing:
            assert not one.answer.decided, one.case.title
            assert rests_on_the_laws(one.answer), one.case.title


def rests_on_the_laws(answer: Answer) -> bool:
    """Tell whether all that is not known is a value of a table, or a comparison of exact values."""
    assert answer.proof is not None
    return not any(
        isinstance(node, Assumption) or (isinstance(node, Stated) and node.status == "unknown")
        for node in nodes((answer.proof,))
    )
