"""The question with which a sentence is asked for: written for it in the law, or made from it."""

import re

from parser.resolved.asking import asked_about
from parser.resolved.vocabulary import GroundAtom, Predicate
from parser.words.sentence import Predicates, Spoken, sentence, words
from parser.words.turned_round import turned_round

_SLOT = re.compile(r"\{([^{}]*)\}")


def asked(atom: GroundAtom, predicates: Predicates) -> str:
    """Write the question for a sentence whose values that are `None` are to be filled in.

    The question that the vocabulary has for it is used where it fits: where just those are known
    of whom it speaks.

    >>> from parser.resolved.vocabulary import Slot
    >>> from parser.values import Entity
    >>> person, day = Slot("person", "person"), Slot("day", "date")
    >>> born = Predicate("born", (person, day), parts=(0, "was", "born", "on", 1), single=1)
    >>> ana = GroundAtom("born", (Entity("person", "Ana"), None))
    >>> asked(ana, {"born": born})
    'On which day was Ana born?'
    """
    predicate = predicates.get(atom.pred)
    if isinstance(predicates, Spoken):
        return predicates.asked(atom, has_written_question(atom, predicate))
    if predicate is None or not predicate.parts:
        return f"{sentence(atom, predicates, some=True)}?"
    slots = tuple(words(atom, predicate, some=True))
    if predicate.asks and has_written_question(atom, predicate):
        places = {slot.role: place for place, slot in enumerate(predicate.slots)}
        return _SLOT.sub(lambda slot: slots[places[slot[1].casefold()]], predicate.asks)
    return turned_round(predicate, slots, _blanks(atom))


def has_written_question(atom: GroundAtom, predicate: Predicate | None) -> bool:
    """Tell whether a question written for a predicate fits what is known and what is blank."""
    if predicate is None:
        return False
    known = {place for place, value in enumerate(atom.args) if value is not None}
    return known == set(asked_about(predicate))


def _blanks(atom: GroundAtom) -> tuple[int, ...]:
    return tuple(place for place, value in enumerate(atom.args) if value is None)


def help_with(pred: str, predicates: Predicates) -> str:
    """Return what the vocabulary adds for whoever does not understand the question, or nothing."""
    if isinstance(predicates, Spoken):
        return predicates.help_with(pred)
    predicate = predicates.get(pred)
    return predicate.help if predicate is not None else ""
