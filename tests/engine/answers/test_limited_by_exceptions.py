"""What a page asks of a value that an exception limits, of what nobody stated."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from engine.answers.ask import ask
from engine.answers.reply import Answer, Missing, Need
from engine.proof.node import Limit
from kb import load
from parser.values import Exact

LAW = load(Path(__file__).parent / "limited-by-exceptions.law")
LAST = date(2023, 11, 22)
"""Three years and a day before the day of the question."""


def answered(question: str) -> Answer:
    reply = ask(LAW, question, as_of=date(2026, 11, 23))
    assert isinstance(reply, Answer)
    return reply


@pytest.mark.parametrize(
    ("question", "low", "high"),
    [("is Ana reliable", None, LAST), ("is Ana solvent", Decimal("0.01"), 5)],
)
def test_the_value_is_asked_for_with_its_limits(
    question: str, low: Exact | None, high: Exact
) -> None:
    reply = answered(question)
    assert reply.verdict == "unknown"
    match reply.missing:
        case (Missing((Need(limits=(Limit(1, least, most),), if_none="no"),), "yes", _),):
            assert least is low is None or (isinstance(least, Decimal | int) and 0 < least <= 1)
            assert most == high
        case _:
            pytest.fail(f"{reply.missing}")


def test_a_finding_with_such_a_value_is_what_it_depends_on() -> None:
    reply = answered("is Ana active")
    assert reply.verdict == "depends"
    (need,) = reply.rests_on
    assert need.limits == (Limit(1, None, LAST),)
    assert [one.authority for one in reply.findings] == ["Office"]
    assert reply.otherwise == ("no",)
