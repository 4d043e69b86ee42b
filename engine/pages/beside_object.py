"""What stands beside an answer as a JSON object: other readings and bodies of law, and remedies."""

from collections.abc import Sequence
from typing import Any

from engine.answers.remedies import remedies_against
from engine.answers.reply import Answer, Reply
from engine.answers.summary import Otherwise
from engine.answers.under_others import under_others
from kb.base import KnowledgeBase
from kb.remedies import Declared
from parser.resolved.tree import Case


def beside_object(
    kb: KnowledgeBase, case: Case, reply: Reply, backend: str
) -> dict[str, Any] | None:
    """Return what other choices answer and what can be done against an answer.

    None for an open question, of which each row is an answer of its own.
    """
    if not isinstance(reply, Answer):
        return None
    return beside_of(under_others(kb, case, reply, backend), remedies_against(kb, reply))


def beside_of(others: Sequence[Otherwise], remedies: Sequence[Declared]) -> dict[str, Any]:
    """Return what was found of other choices and of remedies."""
    return {"otherwise": _others(others), "remedies": [_remedy(one) for one in remedies]}


def _others(found: Sequence[Otherwise]) -> list[dict[str, Any]]:
    return [
        {
            "switch": one.switch,
            "choice": one.choice,
            "meaning": one.meaning or None,
            "verdict": one.verdict,
            "day": None if one.day is None else one.day.isoformat(),
        }
        for one in found
    ]


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
