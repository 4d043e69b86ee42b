"""The sentences of generated laws, and the values that stand in them. Data, and how it is said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from parser.resolved.vocabulary import VALUE_KINDS

Slots = tuple[tuple[str, str], ...]
"""The role and the kind of each slot."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence of the vocabulary; `construct` is what it is there to try out."""

    construct: str
    words: str
    slots: Slots
    attributes: str = ""

    def say(self, terms: Sequence[str]) -> str:
        """Return the sentence about some terms.

        >>> BASE["told"].say(("Ana", "2020-01-01"))
        'Ana was told on 2020-01-01'
        """
        text = self.words
        for term in terms:
            text = text.replace("_", term, 1)
        return text

    @property
    def template(self) -> str:
        """The line of the vocabulary that declares the sentence."""
        slots = [role if role == kind else f"{role}: {kind}" for role, kind in self.slots]
        said = self.say([f"{{{slot}}}" for slot in slots])
        return f"{said}    ({self.attributes})" if self.attributes else said

    @property
    def anything(self) -> str:
        """The sentence about anybody and any value, each named after its slot."""
        return self.say([f"a {role}" for role, _ in self.slots])

    @property
    def values(self) -> int:
        """The number of its slots for values."""
        return sum(kind in VALUE_KINDS for _, kind in self.slots)


PERSON = ("person", "person")


def _phrase(
    construct: str, words: str, *slots: tuple[str, str], attributes: str = "given"
) -> Phrase:
    return Phrase(construct, words, slots, attributes)


BASE: Mapping[str, Phrase] = {
    "lives": _phrase("plain", "_ lives here", PERSON),
    "works": _phrase("plain", "_ works here", PERSON),
    "fit": _phrase("finding", "_ is fit", PERSON, attributes='decided by "Office"'),
    "knows": _phrase("individual", "_ knows _", PERSON, ("friend", "person")),
    "likes": _phrase(
        "irreflexive", "_ likes _", PERSON, ("fellow", "person"), attributes="given, irreflexive"
    ),
    "mother": _phrase(
        "single individual",
        "_ has mother _",
        PERSON,
        ("mother", "person"),
        attributes="given, single",
    ),
    "trusted": _phrase(
        "finding individual",
        "_ is trusted by _",
        PERSON,
        ("guardian", "person"),
        attributes='decided by "Office"',
    ),
    "born": _phrase(
        "single date", "_ was born on _", PERSON, ("birthday", "date"), attributes="given, single"
    ),
    "told": _phrase("date", "_ was told on _", PERSON, ("day", "date")),
    "excused": _phrase(
        "finding date",
        "_ is excused on _",
        PERSON,
        ("pardon", "date"),
        attributes='decided by "Office"',
    ),
    "stay": _phrase(
        "two dates", "_ stayed from _ to _", PERSON, ("entry", "date"), ("exit", "date")
    ),
    "books": _phrase(
        "single number", "_ has _ books", PERSON, ("stock", "number"), attributes="given, single"
    ),
    "owes": _phrase("number", "_ owes _ coins", PERSON, ("debt", "number")),
    "lent": _phrase(
        "individual and number",
        "_ lent _ to _",
        PERSON,
        ("loan", "number"),
        ("debtor", "person"),
    ),
    "paid": _phrase("amount", "_ paid _", PERSON, ("fee", "amount")),
    "won": _phrase(
        "single amount", "_ won _", PERSON, ("prize", "amount"), attributes="given, single"
    ),
    "holds": _phrase(
        "single share", "_ holds _ of it", PERSON, ("part", "share"), attributes="given, single"
    ),
    "serves": _phrase("duration", "_ serves _", PERSON, ("term", "duration")),
    "mark": _phrase("text", "_ has mark _", PERSON, ("mark", "text")),
    "scored": _phrase(
        "single beside a value",
        "_ scored _ in year _",
        PERSON,
        ("points", "number"),
        ("season", "number"),
        attributes="given, single points",
    ),
    "comes": _phrase("closed kind", "_ comes from _", PERSON, ("country", "country")),
    "safe": _phrase("closed kind alone", "_ is safe", ("country", "country")),
    "listed": _phrase(
        "table",
        "_ is listed for _ days",
        ("country", "country"),
        ("limit", "number"),
        attributes="listed",
    ),
}

DERIVED: Mapping[str, Phrase] = {
    "alfa": _phrase("concluded", "_ is alfa", PERSON, attributes=""),
    "bravo": _phrase("concluded", "_ is bravo", PERSON, attributes=""),
    "charlie": _phrase("concluded", "_ is charlie", PERSON, attributes=""),
    "outranks": _phrase("recursion", "_ outranks _", PERSON, ("junior", "person"), attributes=""),
    "due": _phrase("concluded date", "_ is due on _", PERSON, ("deadline", "date"), attributes=""),
    "rated": _phrase(
        "concluded number", "_ is rated _", PERSON, ("level", "number"), attributes=""
    ),
    "charged": _phrase(
        "concluded amount", "_ is charged _", PERSON, ("toll", "amount"), attributes=""
    ),
    "ranks": _phrase(
        "concluded single",
        "_ ranks _",
        PERSON,
        ("rank", "number"),
        attributes="single",
    ),
    "rich": _phrase(
        "asked amount", "_ is rich at _", PERSON, ("sum", "amount"), attributes="asked sum"
    ),
    "open": _phrase(
        "asked number",
        "_ is open to _ coins",
        ("country", "country"),
        ("coins", "number"),
        attributes="asked coins",
    ),
    "active": _phrase(
        "asked date", "_ is active on _", PERSON, ("moment", "date"), attributes="asked moment"
    ),
}

PEOPLE = ("Ana", "Mia")
COUNTRIES = ("Serbia", "Malta")
TODAY = "2026-11-23"

CONSTANTS: Mapping[str, tuple[str, ...]] = {
    "person": PEOPLE,
    "country": COUNTRIES,
    "date": ("2020-01-01", "2023-11-23", TODAY),
    "number": ("0", "1", "2", "0.5"),
    "amount": ("100 EUR", "50.50 EUR", "0 EUR"),
    "share": ("50%", "51%", "0%"),
    "duration": ("6 months", "12 months", "3 years", "0 months"),
    "text": ('"fraud"', '"late"'),
}

FOREIGN = "20 USD"
"""An amount in another currency, which is not more or less than any of the others."""

PARTIAL = ("2020-01", "2023-11", "2020")
"""Dates of which only the month or the year is known."""
