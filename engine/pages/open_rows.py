"""Rows of an open question: what decides an open one, and rows that are told together."""

from collections.abc import Sequence
from itertools import groupby

from engine.answers.reply import Answer
from engine.answers.world import open_places
from engine.pages.page import Entry
from engine.pages.room import Room
from engine.pages.units import with_unit
from parser.words.sentence import Predicates, shown


def then_found(answer: Answer, predicates: Predicates) -> str:
    """Write which value it is once the lists that an open row asks for are whole; else nothing.

    Of a row that asks for other facts as well that hangs on what these are.
    """
    places = open_places(answer.question)
    for missing in answer.missing:
        if missing.found and len(places) == 1 and all(one.closing for one in missing.needs):
            value = missing.found[places[0]]
            return with_unit(shown(value, predicates), value, answer.question, predicates)
    return ""


_MANY = 3
"""So many rows that are so for the same reason are told in one line."""


def alike(entries: Sequence[Entry], room: Room) -> list[Entry]:
    """Return rows, those after each other of which the same is said, and nothing more, as one."""
    found: list[Entry] = []
    for said, group in groupby(entries, key=lambda one: (one.text.rpartition(": ")[2], one.lines)):
        alike = [*group]
        names = ", ".join(one.text.rpartition(": ")[0] for one in alike)
        one_line = len(alike) >= _MANY and not said[1] and len(names) <= room.letters
        found += [Entry(f"{names}: {said[0]}")] if one_line else alike
    return found
