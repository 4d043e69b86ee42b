"""While a question is answered the collector works seldom, and as before once it is answered."""

import gc
from datetime import date

import pytest

from engine.answers.ask import ask
from engine.answers.from_world import answer
from engine.answers.reply import Reply
from engine.answers.world import World
from kb.garbage import SELDOM, seldom_collected
from parser.resolved.tree import Question
from tests.laws import shipped


def test_a_question_is_answered_with_the_collector_slowed_down(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = gc.get_threshold()
    seen: list[int] = []

    def noted(world: World, question: Question, every_route: bool, suggest: bool) -> Reply:
        seen.append(gc.get_threshold()[0])
        return answer(world, question, every_route, suggest)

    monkeypatch.setattr("engine.answers.ask.answer", noted)
    asked = "can Ana obtain citizenship by admittance through marriage"
    ask(shipped(), asked, as_of=date(2026, 11, 23))
    assert len(seen) == 1
    assert seen[0] >= SELDOM[0]
    assert gc.get_threshold() == before


def test_an_error_and_one_within_the_other_leave_it_as_it_was() -> None:
    before = gc.get_threshold()
    with pytest.raises(ZeroDivisionError), seldom_collected():
        with seldom_collected():
            pass
        assert gc.get_threshold()[0] >= SELDOM[0]
        _ = 1 / 0
    assert gc.get_threshold() == before
