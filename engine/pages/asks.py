"""What to find out about an open answer, in the order in which it helps, and what follows."""

from dataclasses import replace

from engine.answers.reply import Verdict
from engine.answers.summary import Ask, Asks
from engine.pages.asked import asked_words
from engine.pages.from_reply import need_asides
from engine.pages.measures import limits_words
from engine.pages.page import Entry, Section
from engine.pages.room import Room, cut, more, titled
from parser.words.sentence import Predicates, law_words, say


def asks_section(group: Asks, contested: bool, predicates: Predicates, room: Room) -> Section:
    """Return what would decide an answer: each thing as a question, of whom, and what follows.

    Where findings would bring about a conflict, the answer is `contested`.
    """
    asked = {_question(ask, predicates): ask for ask in reversed(group.each)}  # alike ones once
    each = list(reversed(asked.items()))
    alone = len(each) == 1
    entries = []
    for number, (question, ask) in enumerate(each[: room.asks], 1):
        lines = [*need_asides(replace(ask.need, examples=()), predicates)]
        if alone:
            lines.append(_outcome(ask, group.if_so, predicates))
        elif ask.if_not != "unknown":
            lines.append(_knocked_out(ask, predicates))
        entries.append(Entry(cut(question, room), tuple(lines), "-" if alone else str(number)))
    if left := len(each) - len(entries):
        entries.append(Entry(more(left, predicates)))
    if not alone:
        so = _verdict(group.if_so, predicates)
        entries.append(Entry(say(predicates, "with all of these: {so}", so=so)))
    title = "Ask"
    if contested:
        title = "Conflict if it is so, since another rule then says the contrary; else yes"
    return titled(title, entries, predicates)


def _question(ask: Ask, predicates: Predicates) -> str:
    who = law_words(ask.authority, predicates)
    question = asked_words(ask.need, predicates)
    return f"{who}: {question}" if who else question


def _verdict(verdict: Verdict, predicates: Predicates) -> str:
    return say(predicates, "not settled by that" if verdict == "unknown" else verdict)


def _knocked_out(ask: Ask, predicates: Predicates) -> str:
    """Say what follows if one of several things is not so."""
    form = "if it is so: {verdict}" if ask.need.negative else "if it is not so: {verdict}"
    return say(predicates, form, verdict=_verdict(ask.if_not, predicates))


def _outcome(ask: Ask, if_so: Verdict, predicates: Predicates) -> str:
    """Say what follows from each answer to the only question."""
    need = ask.need
    so, otherwise = _verdict(if_so, predicates), _verdict(ask.if_not, predicates)
    if need.limits and not need.negative:
        wanted = limits_words(need.limits, predicates)
        form = "if {wanted}: {so}; else: {otherwise}"
        return say(predicates, form, wanted=wanted, so=so, otherwise=otherwise)
    if need.negative:
        so, otherwise = otherwise, so
    form = "if it is so: {so}; if it is not: {otherwise}"
    return say(predicates, form, so=so, otherwise=otherwise)
