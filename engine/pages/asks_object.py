"""What to ask as JSON objects (`docs/json.md`): who can say each, and what follows."""

from typing import Any

from engine.answers.summary import Ask, Asks
from engine.pages.asked import asked_words
from engine.pages.from_reply import need_words
from engine.pages.turns import node_words
from parser.words.sentence import Predicates


def asks_object(group: Asks, predicates: Predicates) -> dict[str, Any]:
    """Return things to find out; what to ask after them stands beside the answer (`after`)."""
    return {"each": [_ask(one, predicates) for one in group.each], "if_so": group.if_so}


def after_object(group: Asks, predicates: Predicates) -> dict[str, Any] | None:
    """Return what to ask after some things: what is then left to find, and what if one is not so.

    None where their answers settle the question.
    """
    if group.then is None and group.next is None:
        return None
    return {
        "then": _with_after(group.then, predicates),
        "next": _with_after(group.next, predicates),
    }


def _with_after(group: Asks | None, predicates: Predicates) -> dict[str, Any] | None:
    if group is None:
        return None
    return {**asks_object(group, predicates), "after": after_object(group, predicates)}


def _ask(one: Ask, predicates: Predicates) -> dict[str, Any]:
    return {
        "question": asked_words(one.need, predicates),
        "say": need_words(one.need, predicates),
        "authority": one.authority or None,
        "if_not": one.if_not,
        **({"stated": [node_words(node, predicates) for node in one.known]} if one.known else {}),
    }
