"""An atom as the sentence of its template: what the law's own words say about these values."""

from collections.abc import Iterable, Mapping

from parser.datalog.naming import is_made
from parser.resolved.vocabulary import GroundAtom, Predicate
from parser.words.values import value_words

Predicates = Mapping[str, Predicate]

DENIAL = "it is false that "


def sentence(atom: GroundAtom, predicates: Predicates, some: bool = False) -> str:
    """Write a ground atom in the words of its template.

    Where it has no value, the sentence says `any`, or with `some` names the slot: `a wedding`.
    A predicate without a template is written in atom form; one that concludes a denial reads
    "it is false that ...".

    >>> from parser.resolved.vocabulary import Slot
    >>> from parser.values import Entity
    >>> banned = Predicate("banned", (Slot("person", "person"),), parts=(0, "is", "banned"))
    >>> sentence(GroundAtom("banned", (Entity("person", "Ana"),)), {"banned": banned})
    'Ana is banned'
    """
    predicate = predicates.get(atom.pred)
    if predicate is not None and predicate.denies:
        return DENIAL + sentence(GroundAtom(predicate.denies, atom.args), predicates, some)
    if predicate is None or not predicate.parts:
        return f"{atom.pred}({', '.join(value_words(arg) for arg in atom.args)})"
    return phrase(predicate, tuple(words(atom, predicate, some)))


def denied(text: str) -> str:
    """Turn a sentence into its denial and back.

    >>> denied("Ana is banned"), denied(denied("Ana is banned"))
    ('it is false that Ana is banned', 'Ana is banned')
    """
    return text.removeprefix(DENIAL) if text.startswith(DENIAL) else DENIAL + text


def words(atom: GroundAtom, predicate: Predicate, some: bool) -> Iterable[str]:
    """Yield the arguments of an atom in words, each according to the kind of its slot."""
    for slot, arg in zip(predicate.slots, atom.args, strict=False):
        if arg is None and some:
            yield f"{'an' if slot.role[:1] in 'aeiou' else 'a'} {slot.role}"
        else:
            yield value_words(arg, slot.kind)


def phrase(predicate: Predicate, slots: tuple[str, ...]) -> str:
    """Fill the slots of a template with texts, in slot order."""
    text = ""
    for part in predicate.parts:
        word = part if isinstance(part, str) else slots[part]
        glued = isinstance(part, str) and part[:1] in {",", "'", "\u2019", ";", ")", "%"}
        text += word if glued or not text else f" {word}"
    return text


def template(predicate: Predicate) -> str:
    """Write a template with its slots in braces.

    >>> from parser.resolved.vocabulary import Slot
    >>> template(Predicate("banned", (Slot("person", "person"),), parts=(0, "is", "banned")))
    '{person} is banned'
    """
    return phrase(predicate, tuple(f"{{{slot.role}}}" for slot in predicate.slots))


def is_hidden(atom: GroundAtom, predicates: Predicates) -> bool:
    """Tell whether the atom's predicate was made by a pass and has no sentence of its own."""
    predicate = predicates.get(atom.pred)
    if predicate is None:
        return is_made(atom.pred)
    return predicate.hidden
