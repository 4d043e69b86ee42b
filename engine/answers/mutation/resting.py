"""Which rules a sentence rests on, and the laws with those rules alone."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from engine.rails.relevant_rules import relevant
from kb.base import KnowledgeBase
from parser.datalog.atoms import atoms
from parser.datalog.check import check
from parser.datalog.from_resolved import lower
from parser.datalog.naming import Broken, write
from parser.datalog.tree import Program
from parser.resolved.law_tree import Law


@dataclass(frozen=True, slots=True)
class Part:
    """What a sentence rests on, and a hash of all that it says.

    `rules` are the ids of the rules that its answer rests on, `program` has those as well on which
    constraints rest, which may refuse a case.
    """

    program: Program = field(repr=False)
    rules: frozenset[str]
    seal: str


@dataclass(frozen=True, slots=True)
class Barrier:
    """A constraint over what rules conclude: the ids of the rules, and what it speaks of."""

    rules: frozenset[str]
    predicates: frozenset[str]


def part_of(kb: KnowledgeBase, pred: str) -> Part:
    """Return what a sentence rests on in some laws."""
    program = relevant(kb.program, pred)
    rules = _ids(relevant(replace(kb.program, constraints=()), pred))
    said = repr((program.rules, program.listed, program.constraints, program.switches))
    return Part(program, rules, hashlib.sha256(said.encode()).hexdigest())


def barriers_of(kb: KnowledgeBase) -> tuple[Barrier, ...]:
    """Return what each constraint over conclusions rests on: it may refuse any case."""
    bare = replace(kb.program, constraints=())
    found: list[Barrier] = []
    for one in kb.program.constraints:
        program = relevant(bare, write(Broken(one.provision.rule)))
        spoken = {atom.pred for rule in program.rules for atom in atoms(rule.body)}
        found.append(Barrier(_ids(program), frozenset(spoken)))
    return tuple(found)


def _ids(program: Program) -> frozenset[str]:
    return frozenset(one.provision.rule for one in program.rules if one.provision is not None)


def with_law(kb: KnowledgeBase, changed: Law, part: Part) -> KnowledgeBase:
    """Return laws, one of them changed, with the rules of a part alone.

    A question about the sentence of the part gets the answer that all the laws would give, and
    lowering takes milliseconds. Raises SourceError if the changed law cannot be evaluated.
    """
    kept = _ids(part.program)
    laws = tuple(
        replace(
            law,
            rules=tuple(rule for rule in law.rules if rule.provision.rule in kept),
            notes=(),
        )
        for law in (changed if law.id == changed.id else law for law in kb.laws)
    )
    program = check(lower(laws))
    return KnowledgeBase(program.predicates, lambda: program, lambda: laws, lambda: "")


def counts(part: Part, rules: frozenset[str], day: date, under: Mapping[str, str]) -> bool:
    """Tell whether one of some rules counts in a part, on a day or the day before or after it."""
    chosen = {one.id: one.default for one in part.program.switches} | dict(under)
    return any(
        clause.provision is not None
        and clause.provision.rule in rules
        and (clause.starts is None or (clause.starts - day).days <= 1)
        and (clause.ends is None or (day - clause.ends).days <= 1)
        and all(chosen[switch] in choices for switch, choices in clause.under)
        for clause in part.program.rules
    )
