"""The summary of an answer as a JSON object (`docs/json.md`): it refers to nodes by identity."""

from typing import Any

from engine.answers.reply import Answer
from engine.answers.summary import Turn, Way
from engine.answers.summing import summary
from engine.pages.asks_object import asks_object
from engine.pages.turns import turn_words
from engine.pages.way_names import heading
from engine.proof.identity import Known, node_id
from parser.words.sentence import Predicates


def summary_object(answer: Answer, predicates: Predicates, known: Known) -> dict[str, Any]:
    """Return what an answer turns on, what to ask, its ways, days, facts and provisions."""
    found = summary(answer, predicates)
    return {
        "asks": [asks_object(group, predicates) for group in found.asks],
        "met": [_turn(turn, predicates, known) for turn in found.met],
        "ways": [_way(way, predicates, known) for way in found.ways],
        "days": [
            {"day": one.day.isoformat(), "node": node_id(one.node, known)} for one in found.dates
        ],
        "relied": [node_id(node, known) for node in found.relied],
        "cited": [
            {"rule": one.rule, "law_title": one.law_title, "cites": one.cites}
            for one in found.cited
        ],
    }


def _way(way: Way, predicates: Predicates, known: Known) -> dict[str, Any]:
    return {
        "heading": heading(way, predicates),
        "state": way.state,
        "day": way.day.isoformat() if way.day else None,
        "node": node_id(way.node, known),
        "turns": [_turn(turn, predicates, known) for turn in way.turns],
        "then": [_turn(turn, predicates, known) for turn in way.then],
    }


def _turn(turn: Turn, predicates: Predicates, known: Known) -> dict[str, Any]:
    return {
        "text": turn_words(turn, predicates),
        "state": turn.state,
        "day": turn.day.isoformat() if turn.day else None,
        "node": node_id(turn.node, known),
        **({"beside": [one.name for one in turn.beside]} if turn.beside else {}),
    }
