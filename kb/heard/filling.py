"""What was said in a clause -> the slots of a sentence, as far as its values fit into them."""

from collections.abc import Mapping, Sequence
from datetime import date

from kb.heard.known import Named
from kb.heard.pieces import Clause
from kb.heard.said import Said
from kb.heard.stems import WAS, stem, words_of
from parser.resolved.vocabulary import VALUE_KINDS, Predicate

_FITS = 0.5
"""What it is worth that all values of a clause find their slots."""

_NAMES_ROLE = 0.6
"""What it is worth that a day is said with the word that its slot is called by: `entered on`."""

_FROM_WORDS = "from since od of starting began"
_FROM = frozenset(_FROM_WORDS.split())
_UNTIL_WORDS = "until till to do through by"
_UNTIL = frozenset(_UNTIL_WORDS.split())
_IS_WORDS = "am is are have has i'm sam je su smo si ima imam imaju imamo"
_IS = frozenset(_IS_WORDS.split())
_WITHIN = frozenset(("in", "to", "u"))


def filled(
    said: Said,
    clause: Clause,
    person: str,
    meant: Mapping[str, Mapping[str, float]],
    today: date,
) -> tuple[tuple[str, ...], float]:
    """Return what fills the slots of a sentence, and what it is worth that the values fit.

    `person` is who is spoken of where nobody is named, `meant` has the roots that each word of the
    clause may stand for, and `today` is the day up to which something is that is still so.
    """
    predicate = said.predicate
    found = [""] * len(predicate.slots)
    people = [place for place, slot in enumerate(predicate.slots) if slot.kind == "person"]
    _fill_people(said, clause, person, meant, people, found)
    placed, worth = 0, 0.0
    words = frozenset().union(*said.forms)
    before = _words_before(predicate)
    for one in clause.values:
        if one.text in found or words & {one.beside, *one.roots}:
            placed += 1
            if one.text in found:
                continue
        near = {**meant.get(one.nearby, {}), **meant.get(one.near, {})}
        free = _free(said, found, one, near, words, before)
        if free:
            placed += 1
            found[free[0]] = one.text
            if one.kind == "date" and any(word in said.roles[free[0]] for word in near):
                worth += _NAMES_ROLE
    for one in clause.maybe:
        for place, slot in enumerate(predicate.slots):
            if slot.kind == one.kind and not found[place]:
                found[place] = one.text
                placed += 1
    if person and people and not any(found[place] for place in people):
        found[people[0]] = person
    if _is_still_so(clause):
        _fill_last_day(predicate, before, today, found)
    beside = sum(one.kind == "country" and one.before in _WITHIN for one in clause.values)
    count = max(len(clause.values) - beside, placed)  # where it was is often left unsaid by laws
    return tuple(found), worth + (_FITS * min(placed / count, 1.0) if count else 0.0)


def _is_still_so(clause: Clause) -> bool:
    """Tell whether a clause tells what somebody is or has now."""
    words = frozenset(words_of(clause.text))
    return not clause.denied and bool(words & _IS) and not words & WAS


def _fill_last_day(
    predicate: Predicate, before: Mapping[int, str], today: date, found: list[str]
) -> None:
    """Put in the day up to which somebody is of a country, who was not said to be it no more.

    Left blank it is not known, and with it whether it is so today.
    """
    of_country = any(
        slot.kind == "country" and found[at] for at, slot in enumerate(predicate.slots)
    )
    for place, slot in enumerate(predicate.slots):
        if of_country and slot.kind == "date" and not found[place] and before[place] in _UNTIL:
            found[place] = today.isoformat()


def _fill_people(
    said: Said,
    clause: Clause,
    person: str,
    meant: Mapping[str, Mapping[str, float]],
    people: Sequence[int],
    found: list[str],
) -> None:
    """Put in who is spoken of, and their kin where the sentence has a slot for it."""
    kin = clause.kin
    if kin is not None and kin.root and kin.name != person and len(people) > 1:
        near = meant.get(kin.root, {kin.root: 1.0})
        place = next((one for one in people if any(word in said.roles[one] for word in near)), -1)
        if place >= 0:
            found[place] = kin.name
            found[next(one for one in people if one != place)] = person
            return
    if kin is not None and not kin.root and kin.of:
        words = meant_by(kin.word, meant)
        person = kin.of if any(words & form for form in said.forms) else person
    if clause.passive and len(people) > 1:
        named = (one.text for one in clause.values if one.kind in ("person", "name"))
        found[people[1]] = next(named, person) if clause.begins else person
    elif person and people and not clause.begins:
        found[people[0]] = person


def meant_by(word: str, meant: Mapping[str, Mapping[str, float]]) -> frozenset[str]:
    """Return the roots that a word may stand for."""
    return frozenset(
        one for root in map(stem, words_of(word)) for one in meant.get(root, {root: 1})
    )


def _free(
    said: Said,
    found: Sequence[str],
    one: Named,
    near: Mapping[str, float],
    words: frozenset[str],
    before: Mapping[int, str],
) -> list[int]:
    """Return the slots that a value may fill, the likeliest first."""
    predicate = said.predicate
    free = [
        place
        for place, text in enumerate(found)
        if not text and one.text not in found and _takes(predicate, place, one)
    ]
    if one.kind == "date" and near:
        free = [
            place
            for place in free
            if any(word in words or word in said.roles[place] for word in near)
        ]  # a day of something else is none of this
        free.sort(key=lambda place: not any(word in said.roles[place] for word in near))
    sides = [side for side in (_FROM, _UNTIL) if one.before in side]
    if sides:
        others = _UNTIL if sides[0] is _FROM else _FROM
        free = [place for place in free if before.get(place) not in others]
        free.sort(key=lambda place: before.get(place) not in sides[0])
    return free


def _takes(predicate: Predicate, place: int, one: Named) -> bool:
    kind = predicate.slots[place].kind
    if one.kind == kind:
        return True
    if one.kind == "name":
        people = any(slot.kind == "person" for slot in predicate.slots)
        return kind == "person" or (not people and kind not in (*VALUE_KINDS, "country"))
    return one.kind == "number" and kind == "number"


def _words_before(predicate: Predicate) -> dict[int, str]:
    """Return the word before each slot of a sentence."""
    found: dict[int, str] = {}
    last = ""
    for part in predicate.parts:
        if isinstance(part, int):
            found[part] = last
        else:
            last = part.split()[-1].casefold() if part.split() else last
    return found
