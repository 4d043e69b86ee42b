"""Kinds, predicates and provisions: what the words of a law stand for. Data only."""

from dataclasses import field
from typing import Literal

from parser.frozen import dataclass
from parser.provenance import UNSAID, Provenance
from parser.text.span import NOWHERE, Span
from parser.values import Value, nameless

VALUE_KINDS = frozenset({"date", "number", "amount", "share", "duration", "text"})

Mask = tuple[int, ...]
"""The places of a predicate that are fixed, in order."""

PRESUMED = "presumed unless the contrary is shown"
"""How a provision says that its rule gives way to whatever says the contrary."""

Origin = Literal["given", "listed", "decided", "derived"]


@dataclass(frozen=True, slots=True)
class Slot:
    """A typed place of a predicate; `role` is what its template calls it (default: the kind)."""

    role: str
    kind: str


@dataclass(frozen=True, slots=True)
class Predicate:
    """A sentence of the vocabulary as a predicate, and how it reads.

    `parts` is the sentence: a literal word, or an index into `slots`. `single` is the slot that
    the others determine, and `together` are further ones that they determine with it: one event
    (`parser.resolved.one_event`). `asked` are value slots that a question supplies, so that no
    rule need bind them. `authority` decides a `decided` predicate. `denies` names the predicate
    whose negation this one concludes (`it is false that ...`). `plural` is the phrase that closes
    the relation ("marriages of", 0). What nobody states or finds is not so with `else_no`.
    `numbers` are the first and the last of those that a `listed` one lists without a table.
    `also` are other wordings of the sentence, with the same slots in the same order. One that is
    `apart` has a sentence that another law has too: its parts, all of them, end with the words
    that name its law, and may be said without them where nothing else could be meant.
    `hidden` predicates are made by lowering and have no sentence. `asks` is in which words an
    interview asks for it, with `{role}` where a slot stands, and `help` what it adds on request;
    `proved` is by what the law says it is proved.
    """

    name: str
    slots: tuple[Slot, ...]
    origin: Origin = "derived"
    parts: tuple[str | int, ...] = ()
    single: int | None = None
    asked: tuple[int, ...] = ()
    irreflexive: bool = False
    authority: str = ""
    plural: tuple[str | int, ...] = ()
    denies: str = ""
    hidden: bool = False
    else_no: bool = False
    law: str = ""
    together: Mask = ()
    numbers: tuple[int, int] | None = None
    also: tuple[tuple[str | int, ...], ...] = ()
    apart: bool = False
    asks: str = ""
    help: str = ""
    proved: str = ""
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Switch:
    """A text that can be read in several ways, or a body of law that can be added.

    `choices` are names with what each means, the default first. With `overlay` the switch is a
    body of law, `off` or `on`.
    """

    id: str
    title: str
    choices: tuple[tuple[str, str], ...]
    cites: str = ""
    says: str = ""
    overlay: bool = False
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)

    @property
    def default(self) -> str:
        """What holds when nothing is chosen."""
        return self.choices[0][0]


@dataclass(frozen=True, slots=True)
class Provision:
    """Where a rule comes from in the law, for people: it takes no part in evaluation.

    `rule` is the id of the authored rule, `item` the label of the enumerated item (`"(a)"`),
    `provenance` that of its law, said once for all of them and no part of what it is.
    """

    rule: str
    title: str = ""
    law: str = ""
    law_title: str = ""
    published: str = ""
    cites: str = ""
    says: str = ""
    reads: tuple[str, ...] = ()
    confidence: str = ""
    item: str = ""
    provenance: Provenance = field(default=UNSAID, compare=False)


@dataclass(frozen=True, slots=True)
class Remedy:
    """What a provision says can be done against what some rules conclude, or its `refusal`.

    `against` are the ids of these rules. Of one that is not `known` the provision says that the
    source names none; `body` is who decides it and `limit` within what time it is wanted, each ''
    where the source does not say so.
    """

    provision: str
    against: tuple[str, ...]
    refusal: bool = False
    known: bool = True
    body: str = ""
    limit: str = ""


MEANING = ("within", "the", "meaning", "of")
"""The words that go before the id of a law behind a sentence of it."""


def sentence_forms(predicate: Predicate) -> tuple[tuple[str | int, ...], ...]:
    """Return all rows of parts that spell the sentence of a predicate, the main one first.

    >>> slots = (Slot("person", "person"),)
    >>> sentence_forms(Predicate("p", slots, parts=(0, *MEANING, "tax"), apart=True))
    ((0, 'within', 'the', 'meaning', 'of', 'tax'), (0,))
    """
    return _with_bare((predicate.parts, *predicate.also), predicate) if predicate.parts else ()


def closing_forms(predicate: Predicate) -> tuple[tuple[str | int, ...], ...]:
    """Return all rows of parts that spell the phrase which closes a relation."""
    return _with_bare((predicate.plural,), predicate) if predicate.plural else ()


def _with_bare(
    forms: tuple[tuple[str | int, ...], ...], predicate: Predicate
) -> tuple[tuple[str | int, ...], ...]:
    if not predicate.apart:
        return forms
    return (*forms, *(form[: -len(MEANING) - 1] for form in forms))


def nouns_of(slot: Slot) -> frozenset[str]:
    """Return what an individual in a slot may be called: its role and its kind.

    >>> sorted(nouns_of(Slot("document", "tax.permit")))
    ['document', 'permit', 'tax.permit']
    """
    return frozenset({slot.role, slot.kind, slot.kind.rpartition(".")[2]})


def entity_slots(predicate: Predicate) -> tuple[int, ...]:
    """Return the places of a predicate that hold individuals rather than values."""
    return tuple(i for i, slot in enumerate(predicate.slots) if slot.kind not in VALUE_KINDS)


def value_slots(predicate: Predicate) -> Mask:
    """Return the places of a predicate that hold values rather than individuals."""
    return tuple(i for i, slot in enumerate(predicate.slots) if slot.kind in VALUE_KINDS)


@dataclass(frozen=True, slots=True)
class GroundAtom:
    """A predicate of the vocabulary applied to values. In a node that fails, `None` is "any"."""

    pred: str
    args: tuple[Value | None, ...]


def by_limits(atom: GroundAtom) -> GroundAtom:
    """Return an atom whose values known in part are known by their limits alone."""
    args = (None if arg is None else nameless(arg) for arg in atom.args)
    return GroundAtom(atom.pred, tuple(args))
