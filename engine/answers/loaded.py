"""A knowledge base and a question -> the rules it can rest on, on rails and loaded."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from engine.answers.recent import Recent
from engine.backends import load
from engine.backends.protocol import Loaded
from engine.rails.from_datalog import Railed, to_rails
from engine.rails.in_force import in_force, places_in_force
from engine.rails.presumed import reading_known
from engine.rails.relevant_rules import relevant
from engine.rails.told import with_told
from kb import cache
from kb.base import KnowledgeBase
from parser.datalog.naming import Told
from parser.datalog.tree import Program
from parser.resolved.vocabulary import Switch

CAPACITY = 256
"""How many programs on rails are kept, and how many parts of knowledge bases.

Each is what one predicate of one knowledge base rests on, on days and under readings with the same
rules in force: 0.1 to 0.3 MB for the laws of Montenegro, so that all of them stay below 100 MB and
a conversation, or a run of all worked cases, makes none of them twice.
"""

WRITTEN = 8
"""How many programs on rails one process writes to disk: as many as a command needs for a question
and for what other readings answer. A run of all worked cases would put out what commands need."""

_RAILS = cache.FORMS | {
    "engine.rails.from_datalog",
    "engine.rails.individuals",
    "engine.rails.naming",
    "engine.rails.rail",
}
"""The modules whose dataclasses a program on rails is made of."""

_Key = tuple[object, str, str, tuple[int, ...], frozenset[Told]]
programs: Recent[_Key, tuple[Railed, Loaded]] = Recent(CAPACITY)
parts: Recent[tuple[object, str], Program] = Recent(CAPACITY)
in_cases: Recent[tuple[int, str], tuple[Railed, Railed, Loaded]] = Recent(CAPACITY)


def loaded(
    kb: KnowledgeBase,
    pred: str,
    day: date,
    under: Mapping[str, str],
    backend: str,
    told: frozenset[Told] = frozenset(),
) -> tuple[Railed, Loaded]:
    """Return the rules that `pred` can rest on, on rails and loaded; kept between questions.

    `told` is what a case says of sentences that rules conclude (see `engine.rails.told`).
    """
    part = _kept_part(kb, pred)

    def made() -> tuple[Railed, Loaded]:
        program = with_told(in_force(part, day, under), told)
        name = cache.key("rails", kb.digest, pred, repr(places)) if kb.digest and not told else ""
        railed = _kept_rails(name, program) if name else None
        if railed is None:
            railed = to_rails(program, (pred,))
            if name and len(programs) < WRITTEN:
                _keep_rails(name, railed)
        return railed, load(backend, railed.program)

    places = places_in_force(part, day, under)
    return programs.get((kb.identity, pred, backend, places, told), made)


def _kept_rails(name: str, program: Program) -> Railed | None:
    """Return the rails of a program kept on disk, which has the vocabulary of the laws again."""
    found: Railed | None = cache.fetch(name, _RAILS)
    if found is None:
        return None
    base = replace(found.base, predicates=program.predicates)
    naming = replace(found.naming, predicates=program.predicates)
    return replace(found, base=base, naming=naming)


def _keep_rails(name: str, railed: Railed) -> None:
    base = replace(railed.base, predicates={})
    naming = replace(railed.naming, predicates={}, known={})
    cache.store(name, replace(railed, base=base, naming=naming))


def for_cases(railed: Railed, backend: str) -> tuple[Railed, Loaded]:
    """Return the program that is run for one case of several, kept between questions.

    In it presumptions read what is known, which is among the facts of such a case.
    """

    def made() -> tuple[Railed, Railed, Loaded]:
        found = reading_known(railed)
        return railed, found, load(backend, found.program)

    # as long as the value is kept, nothing else has the identity of the program it has
    _, found, ready = in_cases.get((id(railed), backend), made)
    return found, ready


def switches(kb: KnowledgeBase, pred: str) -> Mapping[str, Switch]:
    """Return the readings and bodies of law of a knowledge base by their ids.

    They are taken from what `pred` rests on, for which the whole program need not be read.
    """
    return {one.id: one for one in _kept_part(kb, pred).switches}


def _kept_part(kb: KnowledgeBase, pred: str) -> Program:
    return parts.get((kb.identity, pred), lambda: _part(kb, pred))


def _part(kb: KnowledgeBase, pred: str) -> Program:
    """Return what `pred` can rest on, kept on disk between commands if the laws have a digest."""
    name = cache.key("part", kb.digest, pred)
    part: Program | None = cache.fetch(name) if kb.digest else None
    if part is None:
        part = replace(relevant(kb.program, pred), predicates={})
        if kb.digest:
            cache.store(name, part)
    return replace(part, predicates=dict(kb.predicates))
