"""Montenegrin forms of what nobody names: `neka osoba`, `nekom osobom`, `bilo koja država`."""

from typing import Literal

from parser.resolved.translation import Noun, Place, Translation
from parser.resolved.vocabulary import Slot
from parser.values import Entity

Pronoun = Literal["some", "any", "which"]

_SOME = {
    "f": ("neka", "neke", "nekoj", "neku", "nekom"),
    "m": ("neki", "nekog", "nekom", "neki", "nekim"),
    "a": ("neki", "nekog", "nekom", "nekog", "nekim"),
    "n": ("neko", "nekog", "nekom", "neko", "nekim"),
}
_WHICH = {
    "f": ("koja", "koje", "kojoj", "koju", "kojom"),
    "m": ("koji", "kog", "kom", "koji", "kojim"),
    "a": ("koji", "kog", "kom", "kog", "kojim"),
    "n": ("koje", "kog", "kom", "koje", "kojim"),
}
_LONGER = {"kojeg": "kog", "kojega": "kog", "koga": "kog", "kojem": "kom", "kojemu": "kom"} | {
    "nekoga": "nekog",
    "nekome": "nekom",
    "nekomu": "nekom",
}
_GENITIVE = 1
_VALUES = {
    "date": Noun("m", ("dan", "dana", "danu", "dan", "danom")),
    "number": Noun("m", ("broj", "broja", "broju", "broj", "brojem")),
    "amount": Noun("m", ("iznos", "iznosa", "iznosu", "iznos", "iznosom")),
    "share": Noun("m", ("udio", "udjela", "udjelu", "udio", "udjelom")),
    "duration": Noun("n", ("trajanje", "trajanja", "trajanju", "trajanje", "trajanjem")),
    "text": Noun("m", ("tekst", "teksta", "tekstu", "tekst", "tekstom")),
}
_ALSO = {
    "date": Noun("m", ("datum", "datuma", "datumu", "datum", "datumom")),
    "amount": Noun("f", ("suma", "sume", "sumi", "sumu", "sumom")),
    "duration": Noun("n", ("vrijeme", "vremena", "vremenu", "vrijeme", "vremenom")),
}
"""Nouns that are read where the other is written: `od nekog datuma` is `od nekog dana`."""

_ANYTHING = Noun("f", ("stvar", "stvari", "stvari", "stvar", "stvari"))
SOME = frozenset(form for forms in _SOME.values() for form in forms)
WHICH = frozenset(form for forms in _WHICH.values() for form in forms) | {"kojeg", "kojem"}
WHO = frozenset({"ko", "koga", "kog", "kome", "kom", "kim", "kime"})


def noun_of(kind: str, translation: Translation) -> Noun:
    """Return the noun for a kind of individuals or values."""
    word = translation.words.get(kind, "")
    return translation.nouns.get(word) or _VALUES.get(kind) or _ANYTHING


def nouns_read(kind: str, translation: Translation) -> tuple[Noun, ...]:
    """Return the nouns under which individuals or values of a kind are understood."""
    own = noun_of(kind, translation)
    return (own, _ALSO[kind]) if kind in _ALSO else (own,)


def declined(noun: Noun, case: int, pronoun: Pronoun) -> str:
    """Return a noun with its pronoun, in one of five cases.

    >>> person = Noun("f", ("osoba", "osobe", "osobi", "osobu", "osobom"))
    >>> declined(person, 4, "some"), declined(person, 0, "any"), declined(person, 2, "which")
    ('nekom osobom', 'bilo koja osoba', 'kojoj osobi')
    """
    forms = _SOME if pronoun == "some" else _WHICH
    said = f"{forms[noun.gender][case]} {noun.cases[case]}"
    return f"bilo {said}" if pronoun == "any" else said


def declined_name(place: Place, individual: Entity, translation: Translation) -> str:
    """Return a name in the case that its place wants; '' where the noun before it has to carry it.

    So `{državi country}` becomes `Crnoj Gori`, and `država Crna Gora` stays: the words behind a
    noun in the nominative agree with it.
    """
    cases = translation.declined.get(individual.name)
    own = noun_of(individual.kind, translation).cases
    case = own.index(place.carrier) if place.carrier in own else 0
    return cases[case - 1] if cases and case else ""


def unnamed(place: Place, slot: Slot, translation: Translation, pronoun: Pronoun) -> str:
    """Return what stands in a place of a form when nobody, or no value, is named.

    A date that follows no noun stands in the genitive, as `od nekog dana` and `rođena je nekog
    dana` have it; everything else in the nominative.
    """
    if place.otherwise and pronoun == "some":
        return place.otherwise
    if place.carrier:
        for noun in (*translation.nouns.values(), *_VALUES.values()):
            if place.carrier in noun.cases:
                return declined(noun, noun.cases.index(place.carrier), pronoun)
    case = _GENITIVE if slot.kind == "date" else 0
    return declined(noun_of(slot.kind, translation), case, pronoun)


def forms_of_nouns(translation: Translation) -> frozenset[str]:
    """Return all forms of all nouns, those of the kinds of values among them."""
    nouns = (*translation.nouns.values(), *_VALUES.values(), *_ALSO.values(), _ANYTHING)
    return frozenset(form.casefold() for noun in nouns for form in noun.cases)


def pronoun_of(word: str) -> Pronoun | None:
    """Return which pronoun a word is a form of.

    >>> pronoun_of("nekom"), pronoun_of("kojoj"), pronoun_of("osoba")
    ('some', 'which', None)
    """
    word = _LONGER.get(word, word)
    return "some" if word in SOME else "which" if word in WHICH else None
