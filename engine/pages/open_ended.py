"""A day in a year that nobody means, such as 2999-12-31: it stands for an end that is not given."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from engine.pages.page import Section
from parser.words.sentence import Predicates, figure, say, shown

_NO_END = (date(2999, 12, 31), date(9999, 12, 31))
"""The days that stand in cases and registers for no end."""


def open_ended(sections: Iterable[Section], predicates: Predicates) -> Iterator[Section]:
    """Yield sections in which what has no end does not end on a day that no one will see.

    `from 2000-05-05 to 2999-12-31` is `from 2000-05-05, with no end given`.
    """
    instead = [*_instead(predicates)]
    for section in sections:
        entries = (
            replace(
                one,
                text=_changed(one.text, instead),
                lines=tuple(_changed(line, instead) for line in one.lines),
            )
            for one in section.entries
        )
        yield replace(section, entries=tuple(entries)) if section.entries else section


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


def _changed(text: str, instead: Iterable[tuple[str, str]]) -> str:
    for said, other in instead:
        text = text.replace(said, other)
    return text
