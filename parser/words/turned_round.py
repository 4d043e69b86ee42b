"""A sentence with blanks turned round into an English question: a default nobody had to write."""

from collections.abc import Sequence

from parser.resolved.verbs import AUXILIARIES, PREPOSITIONS, past_forms, third_person
from parser.resolved.vocabulary import Predicate

_OPEN_SYLLABLES = ("er", "it", "en", "on", "or", "el", "ow", "ay", "oy", "ey")
"""Ends of verbs that take no `e`: entered, visited, happened, joined."""

_VOWELS = "aeiou"
_HOW = {"amount": "how much", "share": "how much", "duration": "how long"}
"""The question words for values that a sentence ends with."""


def turned_round(predicate: Predicate, slots: Sequence[str], blanks: Sequence[int]) -> str:
    """Return the question for a sentence whose slots say these texts; `blanks` are to be filled in.

    A blank that is asked for alone gets its question word where English has one for it.

    >>> from parser.resolved.vocabulary import Slot
    >>> person, day = Slot("person", "person"), Slot("day", "date")
    >>> born = Predicate("born", (person, day), parts=(0, "was", "born", "on", 1))
    >>> turned_round(born, ("Ana", "a day"), (1,)), turned_round(born, ("Ana", "2001-02-03"), ())
    ('On which day was Ana born?', 'Was Ana born on 2001-02-03?')
    >>> parts = ("the fee of", 0, "is", 1)
    >>> fee = Predicate("fee", (person, Slot("sum", "amount")), parts=parts)
    >>> turned_round(fee, ("Ana", "a sum"), (1,))
    'How much is the fee of Ana?'
    """
    parts = list(predicate.parts)
    front: list[str] = []
    if len(blanks) == 1:
        (blank,) = blanks
        slot = predicate.slots[blank]
        at = parts.index(blank)
        before = parts[at - 1] if at else ""
        is_led = isinstance(before, str) and before in PREPOSITIONS
        if at == 0:
            who = "who" if slot.kind == "person" else f"which {slot.role}"
            return _sentence([who, *_texts(parts[1:], slots)])
        if slot.kind == "date" and before in ("is", "was") and at == len(parts) - 1:
            return _sentence(["when", str(before), *_texts(parts[: at - 1], slots)])
        if slot.kind in _HOW and before in ("is", "was", "are", "were") and at == len(parts) - 1:
            how = _HOW[slot.kind]
            return _sentence([how, str(before), *_texts(parts[: at - 1], slots)])
        if slot.kind == "date" and is_led:
            front, parts[at - 1 : at + 1] = [str(before), "which", "day"], []
        elif slot.kind == "number" and at + 1 < len(parts) and isinstance(parts[at + 1], str):
            front = ["how many", str(parts[at + 1])]
            start = at - 1 if is_led else at
            front, parts[start : at + 2] = [str(before), *front] if is_led else front, []
        elif slot.kind == "country" and is_led:
            front, parts[at - 1 : at + 1] = [str(before), "which", slot.role], []
    found = _inverted(parts, slots)
    if found is None:
        said = " ".join(_texts(list(predicate.parts), slots))
        return f"Is it so that {said}?"
    return _sentence([*front, *found])


def _inverted(parts: Sequence[str | int], slots: Sequence[str]) -> list[str] | None:
    """Return a sentence with its verb in front, or None where that is not found."""
    if isinstance(parts[0], int):
        verb = parts[1] if len(parts) > 1 else ""
        if not isinstance(verb, str):
            return None
        subject, rest = _texts(parts[:1], slots), _texts(parts[2:], slots)
        if verb in AUXILIARIES:
            return [verb, *subject, *rest]
        if rest[:1] == ["and"]:
            return None
        found = supported(verb)
        return [found[0], *subject, found[1], *rest] if found else None
    at = next((n for n, part in enumerate(parts) if part in AUXILIARIES), None)
    if at is None or (str(parts[at]).startswith("ha") and isinstance(parts[at + 1], int)):
        return None
    return [str(parts[at]), *_texts(parts[:at], slots), *_texts(parts[at + 1 :], slots)]


def _texts(parts: Sequence[str | int], slots: Sequence[str]) -> list[str]:
    return [part if isinstance(part, str) else slots[part] for part in parts]


def _sentence(words: Sequence[str]) -> str:
    text = ""
    for word in words:
        text += word if word[:1] in ",;')%" or not text else f" {word}"
    return f"{text[:1].upper()}{text[1:]}?"


def supported(verb: str) -> tuple[str, str] | None:
    """Return `does` or `did` with the form of a verb that follows it.

    >>> supported("holds"), supported("resided"), supported("made"), supported("entered")
    (('does', 'hold'), ('did', 'reside'), ('did', 'make'), ('did', 'enter'))
    >>> supported("carries"), supported("crosses"), supported("comes"), supported("reached")
    (('does', 'carry'), ('does', 'cross'), ('does', 'come'), ('did', 'reach'))
    """
    endings = ("ies", "sses", "ches", "shes", "xes", "zes")
    bases = (f"{verb[:-3]}y", verb[:-2]) if verb.endswith(endings) else (verb[:-1], verb[:-2])
    for base in bases:
        if verb.endswith("s") and third_person(base) == verb:
            return "does", base
    for base in _bases(verb):
        if verb in past_forms(base):
            return "did", base
    return None


def _bases(verb: str) -> tuple[str, ...]:
    """Return of which verbs a word may be the past, the likeliest first."""
    irregular = _BY_PAST.get(verb)
    if irregular is not None:
        return (irregular,)
    if not verb.endswith("ed"):
        return ()
    if verb.endswith("ied"):
        return (f"{verb[:-3]}y", verb[:-1]) if len(verb) > 4 else (verb[:-1],)
    stem, silent = verb[:-2], verb[:-1]
    if stem[-1:] == stem[-2:-1] and stem[-1:] not in "lsz":
        return (stem[:-1],)
    ends_open = stem[-1:] not in _VOWELS and stem[-2:-1] in _VOWELS
    digraph = stem[-3:-1].isalpha() and all(one in _VOWELS for one in stem[-3:-1])
    if digraph and stem[-4:-2] != "qu" and not stem[:-2].endswith("q"):
        return (stem, silent)
    if (ends_open and not stem.endswith(_OPEN_SYLLABLES)) or stem[-1:] in "cgsuvz":
        return (silent, stem)
    return (stem, silent)


_COMMON = (
    "become begin break bring build buy cease come cut decrease draw drive fall feel find forget "
    "get give go grow increase release "
    "have hold keep know lay lead leave lend let lie lose make mean meet pay put read rise run say "
    "see seek sell send set show sit speak spend stand swear take teach tell think understand win "
    "withdraw write enter offer return visit"
)
_BY_PAST = {past_forms(verb)[0]: verb for verb in _COMMON.split()}
