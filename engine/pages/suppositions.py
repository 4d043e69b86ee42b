"""What a case supposes, in words."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, assert_never

from engine.answers.reply import Need
from engine.answers.suggested import suggested
from engine.pages.measures import limits_words
from engine.proof.node import Limit
from parser.resolved.vocabulary import Slot
from parser.values import Entity, Range, Value
from parser.words.case_text import shortest_line
from parser.words.sentence import Predicates, denial, role_words, say, sentence, shown

if TYPE_CHECKING:
    from engine.rails.supposing import Supposed


def suppositions_words(supposed: "Sequence[Supposed]", predicates: Predicates) -> str:
    """Say what a case supposes, as the beginning of a sentence.

    >>> from datetime import date
    >>> from engine.rails.supposing import Supposed
    >>> from parser.resolved.vocabulary import GroundAtom, Predicate, Slot
    >>> applied = Predicate("applied", (Slot("person", "person"), Slot("filing", "date")))
    >>> late = Supposed("within", GroundAtom("applied", (None, Range(date(2026, 11, 24), None))))
    >>> suppositions_words([late], {"applied": applied})
    'if the filing is on or after 2026-11-24'
    """
    both = say(predicates, " and ")
    said = both.join(dict.fromkeys(_words(one, predicates) for one in telling(supposed)))
    return say(predicates, "if {said}", said=said)


def telling(supposed: "Sequence[Supposed]") -> "Sequence[Supposed]":
    """Return what tells a case from others: ranges beside something else are those of each."""
    return [one for one in supposed if one.how != "within"] or supposed


def _words(one: "Supposed", predicates: Predicates) -> str:
    match one.how:
        case "so":
            return sentence(one.atom, predicates, some=True)
        case "not" if one.stated is not None:
            closed = Need(one.atom, negative=True, closing=True)
            return shortest_line(suggested(closed, predicates), predicates)
        case "not":
            return denial(one.atom, predicates)
        case "narrowed" | "within":
            if one.atom == one.stated:
                said = sentence(one.atom, predicates)
                return say(predicates, "{said}, whatever that is", said=said)
            return say(predicates, " and ").join(
                say(
                    predicates,
                    "{role} is {limits}",
                    role=role_words(slot.role, predicates),
                    limits=_range_words(value, predicates),
                )
                for slot, value in ranges_of(one, predicates)
            )
        case "of":
            whom = [shown(arg, predicates) for arg in one.atom.args if isinstance(arg, Entity)]
            return say(predicates, "it is about {whom}", whom=say(predicates, " and ").join(whom))
        case _:
            assert_never(one.how)


def _range_words(value: Value, predicates: Predicates) -> str:
    if isinstance(value, Range) and (value.above or value.below):
        return shown(value, predicates)
    return limits_words((limit_of(value),), predicates)


def limit_of(value: Value) -> Limit:
    """Return the ends of a value that is supposed."""
    return Limit(0, value.low, value.high) if isinstance(value, Range) else Limit(0, value, value)


def ranges_of(one: "Supposed", predicates: Predicates) -> list[tuple[Slot, Value]]:
    """Return which values are supposed, each with the place that it stands at."""
    stated = one.stated.args if one.stated is not None else (None,) * len(one.atom.args)
    return [
        (slot, value)
        for value, before, slot in zip(
            one.atom.args, stated, predicates[one.atom.pred].slots, strict=True
        )
        if value is not None and value != before and not isinstance(value, Entity)
    ]
