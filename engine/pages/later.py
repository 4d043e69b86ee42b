"""Days to come that an answer names and that do not bring what they seem to promise."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from engine.answers.by_then import ByThen
from engine.answers.reply import Answer
from engine.answers.summary import Turn
from engine.answers.summing import summary
from engine.answers.ways import is_today
from engine.pages.basis import telling_facts
from engine.pages.compared import side_words
from engine.pages.page import Entry, Section
from engine.pages.room import Room, cut, titled
from engine.pages.turns import is_unspoken, node_words, turn_words
from engine.pages.unnamed import said_words
from engine.proof.node import Absent, Compared, Derived
from parser.words.question_words import question_words
from parser.words.sentence import Predicates, say, shown


def later_section(later: Sequence[ByThen], predicates: Predicates, room: Room) -> Section:
    """Return the section of what is answered on such days, each with what that turns on."""
    entries = [Entry(cut(_later_words(one, predicates), room)) for one in later]
    return titled("But on these facts", entries, predicates)


def turns_to_yes(later: Sequence[ByThen], answer: Answer) -> ByThen | None:
    """Return the day to come on which a *no* is a *yes*, if there is one among days to come."""
    if answer.verdict != "no":
        return None
    mine = (one for one in later if one.answer.question == answer.question)
    return next((one for one in mine if one.answer.verdict == "yes"), None)


def soon_over_section(one: ByThen, predicates: Predicates, room: Room) -> Section:
    """Return the line that says directly under a *yes* until when it is one, and what ends it."""
    last = shown(one.day - timedelta(days=1), predicates)
    form = "as of {day}: {verdict}"
    verdict = say(predicates, one.answer.verdict)
    told = say(predicates, form, day=shown(one.day, predicates), verdict=verdict)
    turning = cut("; ".join(_turning(one, predicates)), room)
    text = f"{told}; {turning}" if turning else told
    title = say(predicates, "On these facts only until {day}", day=last)
    return Section(title, (Entry(text),), brief=True)


def nor_later_section(one: ByThen, predicates: Predicates, room: Room) -> Section:
    """Return the line under a *no* that says that the day it waits for brings no *yes* either."""
    verdict = one.answer.verdict
    form = "Nor as of {day}, on these facts" if verdict == "no" else "As of {day}, on these facts"
    title = say(predicates, form, day=shown(one.day, predicates))
    told = [] if verdict == "no" else [say(predicates, verdict)]
    text = "; ".join((*told, *_turning(one, predicates)))
    return Section(title, (Entry(cut(text, room)),), brief=True)


def _later_words(one: ByThen, predicates: Predicates) -> str:
    told = say(
        predicates,
        "as of {day}, {question}: {verdict}",
        day=shown(one.day, predicates),
        question=question_words(one.answer.question, predicates),
        verdict=say(predicates, one.answer.verdict),
    )
    return "; ".join((told, *_turning(one, predicates)))


def _turning(one: ByThen, predicates: Predicates) -> Iterator[str]:
    """Yield what the answer on a day to come turns on."""
    found = summary(one.answer, predicates)
    head = found.ways[0].head if found.ways else None
    for turn in found.turns[:1]:
        yield from _turn_lines(turn, head, predicates)


def _turn_lines(turn: Turn, head: Derived | None, predicates: Predicates) -> Iterator[str]:
    """Yield what an answer on a day to come turns on, and what would be needed on that day.

    That is the condition of the rule of the answer, its `head`, that is not met then.
    Nothing is measured from that day: whoever reads it stands on another one.
    """
    text = _beside_that_day(turn, predicates)
    yield from text if text else [turn_words(turn, predicates)]
    for one in head.premises if text and head is not None else ():
        if not isinstance(one, Derived | Absent) or one.status != "fails":
            continue
        if not is_unspoken(one, predicates):
            said = said_words(one.atom, predicates)
            yield say(predicates, "needed on that day: {said}", said=said)
            break


def _beside_that_day(turn: Turn, predicates: Predicates) -> list[str]:
    """Write a day that lies on the wrong side of the day asked about, with the fact that gives it.

    Nothing of any other condition.
    """
    if not isinstance(turn.node, Compared) or turn.node.status != "fails":
        return []
    compared = turn.node.comparison
    left, right = (compared.left, turn.node.left), (compared.right, turn.node.right)
    for (side, value), (other, today) in ((left, right), (right, left)):
        if not is_today(other) or is_today(side) or compared.op not in ("<", "<=", ">", ">="):
            continue
        if not isinstance(value, date) or not isinstance(today, date):
            continue
        facts = [one for one in telling_facts(turn) if not is_unspoken(one, predicates)]
        form = "{day} is before that day" if value < today else "{day} is after that day"
        form = form if value != today else "{day}, that day"
        worked = side_words(side, value, dict(turn.node.bindings), predicates)
        told = (node_words(one, predicates) for one in facts[:1])
        return [*told, say(predicates, form, day=worked)]
    return []
