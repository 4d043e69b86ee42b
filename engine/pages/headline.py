"""The first line of a short page: the answer as it may be read alone, without the lines below it.

A value stands in its sentence; beside a verdict stands what takes it back.
"""

import re
from collections.abc import Sequence
from datetime import date

from engine.answers.by_then import ByThen
from engine.answers.reply import Answer, Reply, Values
from engine.answers.summary import Otherwise
from engine.pages.from_reply import only_name
from engine.pages.later import turns_to_yes
from engine.pages.planned import by_the_plan
from engine.pages.unnamed import said_words
from parser.resolved.tree import Constant, Variable
from parser.resolved.vocabulary import VALUE_KINDS, GroundAtom
from parser.values import Value
from parser.words.question_words import open_kinds, question_words
from parser.words.sentence import Predicates, Spoken, law_words, say, shown


def asked_or_said(reply: Reply, predicates: Predicates) -> str:
    """Write a question; of one for a value that has a single answer the sentence with that value.

    `Ana may have P2 extended until 2026-12-11` needs no reader who puts the day in its place.
    """
    atom = _answered(reply, predicates)
    if atom is None:
        return question_words(reply.question, predicates)
    said = said_words(atom, predicates)
    return said if isinstance(predicates, Spoken) else _ONE_OF_MANY.sub(r"1 \1", said)


def last_day_words(reply: Reply, predicates: Predicates) -> str:
    """Say beside the day of a question how far off a last day is that it asks for, or nothing."""
    atom = _answered(reply, predicates)
    if atom is None or atom.pred not in predicates:
        return ""
    parts, places = predicates[atom.pred].parts, _open_places(reply)
    day = atom.args[places[0]] if len(places) == 1 else None
    before = parts[parts.index(places[0]) - 1] if places and places[0] in parts else ""
    if not isinstance(day, date) or before not in _UNTIL:
        return ""
    left = (day - reply.as_of).days
    if left < 0:
        return say(predicates, "that day is past")
    form = "the last day is today" if not left else "{number} days left after today"
    form = "1 day left after today" if left == 1 else form
    return say(predicates, form, number=left)


_ONE_OF_MANY = re.compile(r"\b1 (day|week|month|year|hour)s\b")
_UNTIL = ("until", "by")


def _open_places(reply: Reply) -> list[int]:
    args = reply.question.sentence.args
    names = reply.question.open
    return [at for at, one in enumerate(args) if isinstance(one, Variable) and one.name in names]


def _answered(reply: Reply, predicates: Predicates) -> GroundAtom | None:
    """Return the sentence of the only value found; None where it is no value, or more is open."""
    if not isinstance(reply, Values) or not only_name(reply, predicates):
        return None
    sentence = reply.question.sentence
    predicate = predicates.get(sentence.predicate)
    if not VALUE_KINDS.issuperset(open_kinds(reply.question)) or predicate is None:
        return None
    ((row, _),) = reply.rows
    known = dict(zip(reply.question.open, row, strict=True))
    args: list[Value] = []
    for term in sentence.args:
        value = term.value if isinstance(term, Constant) else known.get(term.name)
        if value is None:
            return None
        args.append(value)
    return GroundAtom(sentence.predicate, tuple(args)) if predicate.parts else None


def beside_words(
    reply: Reply, others: Sequence[Otherwise], later: Sequence[ByThen], predicates: Predicates
) -> str:
    """Return what stands in one breath with a verdict: the first thing that takes it back."""
    if not isinstance(reply, Answer):
        return ""
    if told := _taken_back(reply, others, predicates):
        return told
    if (turned := turns_to_yes(later, reply)) is not None:
        day = shown(turned.day, predicates)
        return say(predicates, ", but on these facts yes as of {day}", day=day)
    return say(predicates, ", by the plan") if by_the_plan(reply) is not None else ""


def _taken_back(reply: Answer, others: Sequence[Otherwise], predicates: Predicates) -> str:
    """Say behind a verdict what it is by another body of law, where that answers otherwise."""
    if reply.verdict in ("silent", "conflict"):
        return ""
    for one in others:
        differs = one.verdict not in (reply.verdict, "silent") and not (one.meaning or one.given)
        if differs:
            form = " by the source page alone ({verdict} by the {law})"
            form = (
                " by the {law} ({verdict} by the source page alone)"
                if one.choice == "off"
                else form
            )
            verdict = say(predicates, one.verdict).upper()
            law = law_words(one.switch, predicates)
            return say(predicates, form, verdict=verdict, law=law)
    return ""
