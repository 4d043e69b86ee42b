"""Whom to ask: the authority that decides, the body a sentence speaks of, or whom it concerns."""

from collections.abc import Sequence

from engine.answers.reply import Need
from engine.answers.summary import Ask
from engine.pages.asked import is_name
from parser.resolved.verbs import AUXILIARIES
from parser.resolved.vocabulary import Predicate
from parser.values import Entity
from parser.words.sentence import Predicates, Spoken, say, shown
from parser.words.turned_round import supported

_BODIES = frozenset(
    ("agency", "authority", "body", "court", "embassy", "ministry", "office", "police", "registry")
)


def whom_words(asks: Sequence[Ask], asked: Sequence[Entity], predicates: Predicates) -> str:
    """Name who can say what no authority decides: of whom it is said, else whom the question names.

    A sentence about what a body does is asked of the body. A child or somebody who died is spoken
    for by another.
    """
    needs = [one.need for one in asks if not one.authority]
    if body := _body(needs, predicates):
        return body
    for entities in (*(one.atom.args for one in needs), asked):
        for one in entities:
            if isinstance(one, Entity) and one.kind == "person" and one.name and is_name(one):
                name = shown(one, predicates)
                return say(predicates, "{name}, or who acts for {name}", name=name)
    return say(predicates, "the person concerned")


def _body(needs: Sequence[Need], predicates: Predicates) -> str:
    """Return the body that each sentence says does or was told something, where it is the same."""
    if isinstance(predicates, Spoken):
        return ""
    found = {_subject(predicates[one.atom.pred]) for one in needs if one.atom.pred in predicates}
    (only,) = found if len(found) == 1 else ("",)
    return only if _BODIES.intersection(only.casefold().split()) else ""


def _subject(predicate: Predicate) -> str:
    """Return what stands before the verb of a sentence, if it names nobody of a case."""
    said: list[str] = []
    for part in predicate.parts:
        if not isinstance(part, str):
            return ""
        if part in AUXILIARIES or (said and said[0] == "the" and _is_verb(part)):
            return " ".join(said)
        said.append(part)
    return ""


def _is_verb(word: str) -> bool:
    support = supported(word)
    return support is not None and word.islower() and word not in _BODIES
