"""Names in quotes that read like nouns: each is somebody new, which may not be what was meant."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import NamedTuple

from parser.resolved.tree import Case, Constant
from parser.resolved.vocabulary import nouns_of
from parser.values import Entity
from parser.words.sentence import Declaring, Predicates, say

_NOUN = re.compile(r"(?:an?|another|the) +(.+)")


class Stranger(NamedTuple):
    """An individual called like a noun, and whom or what it may be meant to be."""

    name: str
    meant: str = ""
    is_noun: bool = False


def strangers(case: Case, predicates: Predicates) -> Iterator[Stranger]:
    """Yield whom a case speaks of under a name such as `"a supporter"`, which no law declares.

    >>> from parser.resolved.tree import Sentence, Statement
    >>> from parser.resolved.vocabulary import Predicate, Slot
    >>> liked = Predicate("liked", (Slot("person", "person"),), parts=(0, "is", "liked"))
    >>> said = Sentence("liked", (Constant(Entity("person", "a person")),))
    >>> list(strangers(Case("", statements=(Statement("states", said),)), {"liked": liked}))
    [Stranger(name='a person', meant='person', is_noun=True)]
    """
    declared = predicates.names if isinstance(predicates, Declaring) else frozenset[str]()
    for one in case.statements:
        if one.kind == "closes all":
            continue
        slots = predicates[one.sentence.predicate].slots
        for term, slot in zip(one.sentence.args, slots, strict=True):
            value = term.value if isinstance(term, Constant) else None
            if not isinstance(value, Entity) or value.name in declared:
                continue
            if (noun := _NOUN.fullmatch(value.name)) is None:
                continue
            people = [*declared, *(name for name, kind in case.names.items() if kind == slot.kind)]
            named = {name.casefold(): name for name in people if name != value.name}
            if near := get_close_matches(noun[1].casefold(), named, 1, 0.8):
                yield Stranger(value.name, named[near[0]])
            else:
                same = next((each for each in nouns_of(slot) if each == noun[1]), "")
                yield Stranger(value.name, same, bool(same))


def stranger_words(one: Stranger, predicates: Predicates) -> str:
    """Write the note on a name, in the language of the predicates.

    >>> stranger_words(Stranger("a supporter", "Supporter"), {})
    'note: "a supporter" is somebody the case has not named before; did you mean `Supporter`?'
    """
    said = 'note: "{name}" is somebody the case has not named before'
    note = say(predicates, said, name=one.name)
    if one.is_noun:
        return note + say(
            predicates, ": in quotes it is a name, not just any {noun}", noun=one.meant
        )
    return note + (say(predicates, "; did you mean `{meant}`?", meant=one.meant) * bool(one.meant))
