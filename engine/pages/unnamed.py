"""Sentences about somebody without a name, or with a value that is not known: `some day`."""

import re
from collections.abc import Iterator
from itertools import pairwise

from parser.resolved.verbs import AUXILIARIES
from parser.resolved.vocabulary import VALUE_KINDS, GroundAtom, Predicate, Slot
from parser.values import SOMEONE, UNKNOWN, Entity, Value
from parser.words.negated import negated
from parser.words.sentence import Predicates, Spoken, denial, phrase, sentence, words
from parser.words.values import value_words

_VALUES = {
    "date": "some day",
    "number": "some number of",
    "amount": "some sum",
    "share": "some share",
    "duration": "some time",
    "text": "some text",
}
_THAT = {
    "date": "that day",
    "number": "that number",
    "amount": "that sum",
    "share": "that share",
    "duration": "that time",
    "text": "that text",
}


def blank(atom: GroundAtom) -> GroundAtom:
    """Return an atom without the individuals and values of which nothing is known."""
    return GroundAtom(atom.pred, tuple(None if is_unknown(arg) else arg for arg in atom.args))


def is_unknown(value: Value | None) -> bool:
    """Tell whether a value stands for any other, or for one of which nothing is known."""
    return value == UNKNOWN or (isinstance(value, Entity) and value.name == SOMEONE)


def is_of_nothing(atom: GroundAtom) -> bool:
    """Tell whether a sentence names nobody and nothing, as that a journey begins on some day.

    Where Ana made no journey that is why, and that none begins on any day says nothing of her.
    """
    args = blank(atom).args
    return bool(args) and not any(arg is not None for arg in args)


def said_words(atom: GroundAtom, predicates: Predicates) -> str:
    """Write an atom with what is not known by what it is.

    >>> slots = (Slot("person", "person"), Slot("birthday", "date"))
    >>> born = Predicate("born", slots, parts=(0, "was", "born", "on", 1))
    >>> said_words(GroundAtom("born", (Entity("person", "Ana"), UNKNOWN)), {"born": born})
    'Ana was born on some day'
    """
    atom = blank(atom)
    predicate = predicates.get(atom.pred)
    if isinstance(predicates, Spoken) or predicate is None:
        return sentence(atom, predicates, some=True)
    if predicate.denies:
        return denied_words(GroundAtom(predicate.denies, atom.args), predicates)
    if not predicate.parts:
        return sentence(atom, predicates, some=True)
    return phrase(predicate, tuple(named_slots(atom, predicate)))


def named_slots(atom: GroundAtom, predicate: Predicate) -> Iterator[str]:
    """Yield the arguments of an atom in words, those that it has not by what they are."""
    for place, (slot, arg) in enumerate(zip(predicate.slots, atom.args, strict=True)):
        if arg is not None:
            yield value_words(arg, slot.kind)
        elif slot.kind in VALUE_KINDS:
            yield _some(slot, predicate, place)
        else:
            yield f"{'an' if slot.role[:1] in 'aeiou' else 'a'} {slot.role}"


def _some(slot: Slot, predicate: Predicate, place: int) -> str:
    """Name a value by its kind; `a number` goes before what is counted with `of`."""
    where = predicate.parts.index(place) if place in predicate.parts else -1
    after = predicate.parts[where + 1 : where + 2]
    counted = bool(after) and isinstance(after[0], str) and after[0].endswith("s")
    said = _VALUES[slot.kind]
    return said if counted else said.removesuffix(" of")


def denied_words(atom: GroundAtom, predicates: Predicates) -> str:
    """Write that a sentence is not so: of somebody without a name, that it is so of nobody.

    Only a sentence whose verb is not known keeps `it is false that`.

    >>> slots = (Slot("person", "person"), Slot("start", "date"), Slot("end", "date"))
    >>> holds = Predicate("holds", slots, parts=(0, "holds", "a", "permit", "from", 1, "to", 2))
    >>> held = Predicate("held", slots, parts=(0, "held", "a", "permit", "from", 1, "to", 2))
    >>> ana = (Entity("person", "Ana"), None, None)
    >>> denied_words(GroundAtom("holds", ana), {"holds": holds})
    'Ana does not hold a permit'
    >>> denied_words(GroundAtom("held", ana), {"held": held})
    'Ana did not hold a permit at any time'
    """
    atom = blank(atom)
    predicate = predicates.get(atom.pred)
    if isinstance(predicates, Spoken) or predicate is None:
        return _OF_ANY_LENGTH.sub("", denial(atom, predicates))
    if predicate.denies:
        return said_words(GroundAtom(predicate.denies, atom.args), predicates)
    if not predicate.parts:
        return denial(atom, predicates)
    said = negated(predicate, tuple(words(atom, predicate, some=False)))
    if said is None:
        text = _ANY_DAY.sub("", denial(atom, predicates))
        return text.replace(_FALSE, _BOTH, 1) if _says_two_things(predicate) else text
    return _at_any_time(said)


_FALSE, _BOTH = "it is false that ", "it is false that both are so: "


def _says_two_things(predicate: Predicate) -> bool:
    """Tell whether a sentence joins two verbs, of which a denial would seem to reach the first."""
    parts = predicate.parts
    return any(one == "and" and after in AUXILIARIES for one, after in pairwise(parts))


_OF_ANY_LENGTH = re.compile(r" u trajanju: bilo koje trajanje$")
"""What a denial in Montenegrin ends with of what did not last any time."""
_ANY_TIME = re.compile(r" (from|since) any date((?: (to|until) any date)?)$")
_ANY_DAY = re.compile(r" (on|by|no later than) any date$")
_NO_SUCH = re.compile(r"^no (\w+) is an? \1(?= )")
"""What a denial begins with of which the noun names the kind too: `no opinion is an opinion on`."""
_PAST = re.compile(r" (was|were|did|had) ")


def _at_any_time(said: str) -> str:
    """Leave out the day of what is so on none: of what lasted it is said that it never did."""
    ends = " at any time" if _PAST.search(said) else ""
    return _NO_SUCH.sub(r"there is no \1", _ANY_DAY.sub("", _ANY_TIME.sub(ends, said)))


def that(kind: str) -> str:
    """Refer to a value that is not known, after the sentence that speaks of it."""
    return _THAT.get(kind, "that value")
