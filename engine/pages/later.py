"""Days to come that an answer names and that do not bring what they seem to promise."""

from collections.abc import Sequence

from engine.answers.by_then import ByThen
from engine.answers.summing import summary
from engine.pages.page import Entry, Section
from engine.pages.room import Room, cut, titled
from engine.pages.turns import turn_words
from parser.words.question_words import question_words
from parser.words.sentence import Predicates, say, shown


def later_section(later: Sequence[ByThen], predicates: Predicates, room: Room) -> Section:
    """Return the section of what is answered on such days, each with what that turns on."""
    entries = [Entry(cut(_later_words(one, predicates), room)) for one in later]
    return titled("But on these facts", entries, predicates)


def _later_words(one: ByThen, predicates: Predicates) -> str:
    told = say(
        predicates,
        "as of {day}, {question}: {verdict}",
        day=shown(one.day, predicates),
        question=question_words(one.answer.question, predicates),
        verdict=say(predicates, one.answer.verdict),
    )
    turns = summary(one.answer, predicates).turns[:1]
    return "; ".join((told, *(turn_words(turn, predicates) for turn in turns)))
