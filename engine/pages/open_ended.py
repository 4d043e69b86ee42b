"""A day in a year that nobody means, such as 2999-12-31: it stands for an end that is not given."""

from collections.abc import Iterable, Iterator
from datetime import date

from engine.pages.page import Section
from engine.pages.reworded import reworded
from parser.words.sentence import Predicates, figure, say, shown

_NO_END = (date(2999, 12, 31), date(9999, 12, 31))
"""The days that stand in cases and registers for no end."""


def open_ended(sections: Iterable[Section], predicates: Predicates) -> Iterator[Section]:
    """Return sections in which what has no end does not end on a day that no one will see.

    `from 2000-05-05 to 2999-12-31` is `from 2000-05-05, with no end given`.
    """
    return reworded(sections, [*_instead(predicates)])


def _instead(predicates: Predicates) -> Iterator[tuple[str, str]]:
    """Yield how such a day is written, the longest first, with what to say instead."""
    given = say(predicates, ", with no end given")
    alone = say(predicates, "the end, which is not given,")
    for day in _NO_END:
        said = shown(day, predicates)
        yield say(predicates, " to {day}", day=said), given
        yield f" {say(predicates, 'until {day}', day=said)}", given
        yield said, alone
        yield figure(day, predicates), alone
