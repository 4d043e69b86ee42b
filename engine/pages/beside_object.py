"""What stands beside an answer as a JSON object: other readings, bodies of law, remedies, days."""

from collections.abc import Sequence
from typing import Any

from engine.answers.asked_next import asked_next
from engine.answers.by_then import ByThen, by_then
from engine.answers.remedies import remedies_against
from engine.answers.reply import Answer, Reply
from engine.answers.summary import Otherwise
from engine.answers.summing import asks, summary
from engine.answers.under_others import under_others
from engine.pages.asks_object import after_object, asks_object
from engine.pages.turns import turn_words
from kb.base import KnowledgeBase
from kb.remedies import Declared
from parser.resolved.tree import Case
from parser.words.question_words import question_words
from parser.words.sentence import Predicates


def beside_object(kb: KnowledgeBase, case: Case, reply: Reply, backend: str) -> dict[str, Any]:
    """Return what other choices answer, what to ask next, what can be done against it, and days.

    Of an open question, of which each row is an answer of its own, only the days.
    """
    later = by_then(kb, case, reply, backend)
    if not isinstance(reply, Answer):
        return beside_of(reply, kb.predicates, later)
    others = under_others(kb, case, reply, backend)
    remedies = remedies_against(kb, reply)
    further = asked_next(kb, case, reply, backend)
    return beside_of(further, kb.predicates, later, others, remedies)


def beside_of(
    reply: Reply,
    predicates: Predicates,
    later: Sequence[ByThen],
    others: Sequence[Otherwise] = (),
    remedies: Sequence[Declared] = (),
) -> dict[str, Any]:
    """Return what was found of days to come, and of an answer of what else is told of it."""
    days = {"later": [_later(one, predicates) for one in later]}
    if not isinstance(reply, Answer):
        return days
    after = [after_object(group, predicates) for group in asks(reply)]
    return {
        "otherwise": [_other(one, predicates) for one in others if not one.given],
        "promised": [
            {**_other(one, predicates), "given": one.given} for one in others if one.given
        ],
        "after": next((one for one in after if one is not None), None),
        "remedies": [_remedy(one) for one in remedies],
        **days,
    }


def _later(one: ByThen, predicates: Predicates) -> dict[str, Any]:
    return {
        "day": one.day.isoformat(),
        "question": question_words(one.answer.question, predicates),
        "verdict": one.answer.verdict,
        "turns": [turn_words(turn, predicates) for turn in summary(one.answer, predicates).turns],
    }


def _other(one: Otherwise, predicates: Predicates) -> dict[str, Any]:
    return {
        "switch": one.switch,
        "choice": one.choice,
        "meaning": one.meaning or None,
        "verdict": one.verdict,
        "day": None if one.day is None else one.day.isoformat(),
        "rule": one.rule or None,
        "waits": None if one.waits is None else turn_words(one.waits, predicates),
        "asks": None if one.asks is None else asks_object(one.asks, predicates),
        "same_way": one.same_way,
    }


def _remedy(one: Declared) -> dict[str, Any]:
    """Return a remedy, with nulls for what its source does not say."""
    remedy, provision = one.remedy, one.provision
    return {
        "rule": provision.rule,
        "law_title": provision.law_title,
        "cites": provision.cites,
        "says": provision.says,
        "known": remedy.known,
        "body": remedy.body or None,
        "limit": remedy.limit or None,
        "unseen": one.unseen or None,
    }
