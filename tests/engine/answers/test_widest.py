"""A value of which only the ends are known is told once, with what it would be."""

from datetime import date

from engine.answers.ask import ask
from engine.answers.reply import Answer, Values
from engine.answers.widest import widest
from kb.from_files import read_cases
from parser.values import Range, Value
from tests.laws import shipped

_STAYS = """case "stays"
    as of 2026-11-23
    given
        P made a short stay from 2026-10-26 to 2026-10-28
        P made a short stay from 2026-11-02 to 2026-11-04
"""


def test_days_used_are_told_once_and_what_they_are_if_all_stays_are_given() -> None:
    """Three days and three, if they are all; the windows of others may have begun before them."""
    (case,) = read_cases(_STAYS, "stays.case", shipped())
    reply = ask(shipped(), "has P used how many days of the six months", case)
    assert isinstance(reply, Values)
    (((value,), answer),) = reply.rows
    assert (value, answer.verdict) == (Range(0, None), "unknown")
    (missing,) = answer.missing
    assert [(one.closing, one.atom.pred) for one in missing.needs] == [
        (True, "made_a_short_stay_from_to")
    ]
    assert missing.found[-1] == 6


def test_what_is_certain_is_told_beside_wider_limits() -> None:
    (case,) = read_cases(_STAYS, "stays.case", shipped())
    reply = ask(shipped(), "has P used how many days of the six months", case)
    assert isinstance(reply, Values)
    ((_, open_),) = reply.rows
    certain = Answer(open_.question, date(2026, 11, 23), "yes")
    rows: list[tuple[tuple[Value, ...], Answer]] = [
        ((Range(0, None),), open_),
        ((Range(4, 9),), open_),
        ((7,), certain),
        ((3,), open_),
    ]
    assert widest(rows) == [rows[0], rows[2]]
    assert widest(rows[1:]) == [rows[1], rows[2], rows[3]]
