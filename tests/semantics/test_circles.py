"""Rules that rest on each other's negations: engines, the judge and clingo say the same."""

from random import Random

import pytest

from engine.answers.ask import ask
from engine.answers.checked import check
from engine.answers.reply import Answer
from kb.base import KnowledgeBase
from parser.resolved.tree import Case, Constant, Question
from parser.text.diagnostic import SourceError
from parser.values import Entity
from tests.semantics.asp import Asp, consequences
from tests.semantics.circles import text
from tests.semantics.counting import laws_on
from tests.semantics.engines import ENGINES, read, trial
from tests.semantics.judged import Judge, judge
from tests.semantics.test_judge import UNDECIDED_YET

MOST = 120


def goes_round(kb: KnowledgeBase) -> bool:
    return bool(kb.program.circular)


@pytest.mark.parametrize("start", range(0, 60, 20))
def test_engines_say_what_completions_say(start: int) -> None:
    asked = 0
    for seed in range(start, start + 20):
        made = text(seed)
        try:
            kb, _, _ = read(made)
        except SourceError:
            continue  # a rule that concludes something only where it is not so
        if not goes_round(kb):
            continue
        found = trial(made, MOST, ENGINES if seed % 5 == 0 else ENGINES[:1], borne=UNDECIDED_YET)
        asked += found.asked if found.whole else 0
        wrong = [fault for fault in found.faults if fault.kind not in UNDECIDED_YET]
        assert not wrong, f"{seed} {wrong[0]}\n{made.law}\n{made.case}"
    assert asked > 20


@pytest.mark.parametrize("start", range(0, 40, 20))
def test_every_reason_holds_for_the_checker(start: int) -> None:
    checked = 0
    for seed in range(start, start + 20):
        try:
            kb, case, questions = read(text(seed))
        except SourceError:
            continue
        for question in questions if goes_round(kb) else ():
            reply = ask(kb, question, case)
            checked += check(kb, reply, case) if isinstance(reply, Answer) else 0
    assert checked > 20


@pytest.mark.parametrize("start", range(0, 80, 40))
def test_clingo_agrees_where_nothing_is_undecided(start: int) -> None:
    """Then what is well-founded is the only stable model of each completion."""
    compared = 0
    for seed in range(start, start + 40):
        try:
            kb, case, questions = read(text(seed))
        except SourceError:
            continue
        judged = judge(kb, case, questions, MOST, Random(0))
        if not goes_round(kb) or not judged.whole or not is_total(judged):
            continue
        for question, found in zip(questions, stable(kb, case, judged, questions), strict=True):
            said = judged.verdict(question)
            if said != "silent":
                assert found == (said if said in ("yes", "no") else "open"), f"{seed} {question}"
                compared += 1
    assert compared > 20


def is_total(judged: Judge) -> bool:
    """Tell whether no completion is there twice."""
    each = [id(completion) for completion, _ in judged.looked_at]
    return len(each) == len(set(each))


def stable(kb: KnowledgeBase, case: Case, judged: Judge, questions: list[Question]) -> list[str]:
    """Return `yes`, `no` or `open` for each question: what the stable models say."""
    assert case.as_of is not None
    wanted = [
        (
            one.sentence.predicate,
            [
                term.value
                for term in one.sentence.args
                if isinstance(term, Constant) and isinstance(term.value, Entity)
            ],
        )
        for one in questions
    ]
    peoples = {tuple(one.everybody.items()): one.everybody for one, _ in judged.looked_at}
    programs = [
        Asp(laws_on(case.as_of, kb.laws, case.under), everybody).whole(case)
        for everybody in peoples.values()
    ]
    always = [consequences(one, "cautious", wanted) for one in programs]
    ever = [consequences(one, "brave", wanted) for one in programs]
    return [
        "yes"
        if all(each is not None and each[place] for each in always)
        else "open"
        if any(each is not None and each[place] for each in ever)
        else "no"
        for place in range(len(questions))
    ]
