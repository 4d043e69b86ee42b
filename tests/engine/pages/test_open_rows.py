"""Rows of which none is certain are told once, with what to ask and what it is then."""

import pytest

from engine.answers.ask import ask
from engine.answers.reply import Values
from engine.pages.language import spoken
from engine.pages.text import short
from kb.from_files import read_cases
from tests.laws import shipped

STAYS = """\
        P0 is a national of Serbia from 2000-01-01 to today
        P0 made a short stay from 2026-03-01 to 2026-03-12
        P0 made a short stay from 2025-06-01 to 2025-06-12
"""
QUESTION = "has P0 used how many days of the six months"


def replied(further: str) -> Values:
    text = f'case "x"\n    as of 2026-05-10\n    given\n{STAYS}{further}'
    (case,) = read_cases(text, "x.case", shipped())
    reply = ask(shipped(), QUESTION, case)
    assert isinstance(reply, Values)
    return reply


@pytest.mark.parametrize(
    ("language", "asked", "then"),
    [
        ("en", "are all short stays of P0 stated here?", "if it is so: 12 days; if it is not, "),
        ("me", "kraći boravci osobe P0?", "ako je tako: 12 dana; ako nije, "),
    ],
)
def test_what_is_asked_of_every_row_is_asked_once(language: str, asked: str, then: str) -> None:
    page = " ".join(short(replied(""), spoken(shipped(), language)).split())
    assert page.count(asked) == 1
    assert then in page
    assert "12 or more:" not in page and "12 ili više:" not in page


def test_what_it_is_then_is_what_is_answered_then() -> None:
    closed = replied("        all short stays of P0 are given\n")
    assert [(row, one.verdict) for row, one in closed.rows] == [((12,), "yes")]


def test_an_end_that_is_not_known_is_no_number_of_days() -> None:
    open_ = replied("        P0 made a short stay from 2026-04-20 to an exit\n")
    page = " ".join(short(open_, shipped().predicates).split())
    assert "if it is so: 12 days" not in page and "if it is so: 24 days" not in page
