"""Where the laws that an answer rests on were read, as data and in words."""

from collections.abc import Iterable, Iterator
from typing import Any

from engine.proof.node import Derived, Exception_
from parser.provenance import OURS, Provenance
from parser.resolved.vocabulary import Provision
from parser.words.sentence import ENGLISH, Predicates, law_words, say, shown


def cited(nodes: Iterable[object]) -> tuple[Provision, ...]:
    """Return one provision for each law that proof nodes rest on, by the id of the law."""
    found: dict[str, Provision] = {}
    for node in nodes:
        provision = (
            node.rule.provision
            if isinstance(node, Derived)
            else node.provision
            if isinstance(node, Exception_)
            else None
        )
        if provision is not None:
            found.setdefault(provision.law, provision)
    return tuple(found[law] for law in sorted(found))


def law_object(provision: Provision) -> dict[str, Any]:
    """Return the law of a provision with its provenance, as an object."""
    return {
        "law": provision.law,
        "title": provision.law_title,
        "published": provision.published,
        **provenance_object(provision.provenance),
    }


def provenance_object(said: Provenance) -> dict[str, Any]:
    """Return where a law was read, as an object: days as text, null where none is said."""
    days = {
        "retrieved": said.retrieved,
        "published_on": said.published,
        "consolidated_to": said.consolidated,
    }
    return {
        "source": said.source or None,
        **{name: day.isoformat() if day else None for name, day in days.items()},
        "ours": list(said.ours),
    }


def facets(said: Provenance, predicates: Predicates = ENGLISH) -> Iterator[tuple[str, str]]:
    """Yield where a law was read, each part with its label; nothing that it does not say.

    Both are in the language of the predicates.

    >>> list(facets(Provenance("a page", ours=("title", "gazette"))))
    [('read in', 'a page'), ('ours, not the source', 'the title, the gazette')]
    """
    if said.source:
        yield say(predicates, "read in"), law_words(said.source, predicates)
    days = (
        (say(predicates, "retrieved"), said.retrieved),
        (say(predicates, "published on"), said.published),
        (say(predicates, "consolidated to"), said.consolidated),
    )
    yield from ((label, shown(day, predicates)) for label, day in days if day is not None)
    if said.ours:
        ours = ", ".join(say(predicates, OURS[one]) for one in said.ours)
        yield say(predicates, "ours, not the source"), ours
