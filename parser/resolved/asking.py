"""About whom a sentence is asked for, and the question that is written for it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from parser.resolved.vocabulary import Predicate, entity_slots
from parser.text.diagnostic import Diagnostic

if TYPE_CHECKING:  # an answer asks in words without reading a law
    from parser.syntax.tree import Attribute, Template

_WORDINGS = frozenset({"asks", "help", "proved by"})

_SLOT = re.compile(r"\{([^{}]*)\}")


def anchors(predicate: Predicate) -> tuple[int, ...]:
    """Return the places that say about whom all of a relation is asked, or nothing.

    They are those of the phrase that closes it, or else the individuals that determine its one
    value; of other sentences each is asked for by itself.
    """
    if predicate.plural:
        return tuple(part for part in predicate.plural if isinstance(part, int))
    if predicate.single is not None:
        return tuple(place for place in entity_slots(predicate) if place != predicate.single)
    return ()


def asked_about(predicate: Predicate) -> tuple[int, ...]:
    """Return the places that are known when a sentence is asked for; the others are blank.

    >>> from parser.resolved.vocabulary import Slot
    >>> person, day = Slot("person", "person"), Slot("birthday", "date")
    >>> asked_about(Predicate("was_born_on", (person, day), single=1))
    (0,)
    """
    return anchors(predicate) or tuple(entity_slots(predicate))


def roles_in(question: str) -> tuple[str, ...]:
    """Return the roles of the slots that a question names, in order.

    The last word in the braces is the role; in other languages a noun with its case precedes it.

    >>> roles_in("When was {person} born in {country}?"), roles_in("S kim je {osoba person}?")
    (('person', 'country'), ('person',))
    """
    found = (inner.partition("|")[0].split() for inner in _SLOT.findall(question))
    return tuple(words[-1].casefold() if words else "" for words in found)


def with_question(
    predicate: Predicate, template: "Template", problems: list[Diagnostic]
) -> Predicate:
    """Return a predicate with the question, the help and the evidence that its template names.

    Reports those of a sentence for which nobody is asked, and a question that does not say about
    whom it is or names what it asks for.
    """
    written = {one.word: one for one in template.attributes if one.word in _WORDINGS}
    found = [
        problem
        for one in written.values()
        for problem in (
            *_of_what_is_concluded(one, predicate),
            *(_slots(one, predicate) if one.word == "asks" else ()),
        )
    ]
    if found:
        problems.extend(found)
        return predicate
    texts = {word: one.argument for word, one in written.items()}
    return replace(
        predicate,
        asks=texts.get("asks", ""),
        help=texts.get("help", ""),
        proved=texts.get("proved by", ""),
    )


def _of_what_is_concluded(written: "Attribute", predicate: Predicate) -> Iterator[Diagnostic]:
    if predicate.origin not in ("given", "decided"):
        yield Diagnostic(
            "asks-what-nobody-states",
            "an interview asks for what somebody states or finds",
            written.span,
            help="leave it out, or write `given` or `decided by` behind the sentence",
        )


def _slots(question: "Attribute", predicate: Predicate) -> Iterator[Diagnostic]:
    about = [predicate.slots[place].role for place in asked_about(predicate)]
    said = roles_in(question.argument)
    for role in about:
        if role not in said:
            yield Diagnostic(
                "question-without-slot",
                f"the question does not say about which `{{{role}}}` it is",
                question.span,
                help=f"write `{{{role}}}` where its name belongs",
            )
    known = ", ".join(f"`{{{one}}}`" for one in about) or "nobody"
    for role in said:
        if role not in about:
            yield Diagnostic(
                "question-with-slot",
                f"the question has `{{{role}}}` in it, which it does not know",
                question.span,
                help=f"it can name {known}; what it asks for has no name yet",
            )
