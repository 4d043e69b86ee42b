"""Which rules a sentence rests on, and the laws with those rules alone."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from engine.rails.relevant_rules import relevant
from kb.base import KnowledgeBase
from parser.datalog.check import check
from parser.datalog.from_resolved import lower
from parser.datalog.tree import Program
from parser.resolved.law_tree import Law


@dataclass(frozen=True, slots=True)
class Part:
    """What a sentence rests on: the program, the ids of its rules, and a hash of what it says."""

    program: Program = field(repr=False)
    rules: frozenset[str]
    seal: str


def part_of(kb: KnowledgeBase, pred: str) -> Part:
    """Return what a sentence rests on in some laws."""
    program = relevant(kb.program, pred)
    said = repr((program.rules, program.listed, program.constraints, program.switches))
    return Part(program, _ids(program), hashlib.sha256(said.encode()).hexdigest())


def _ids(program: Program) -> frozenset[str]:
    return frozenset(one.provision.rule for one in program.rules if one.provision is not None)


def with_law(kb: KnowledgeBase, changed: Law, part: Part) -> KnowledgeBase:
    """Return laws, one of them changed, with the rules of a part alone.

    A question about the sentence of the part gets the answer that all the laws would give, and
    lowering takes milliseconds. Raises SourceError if the changed law cannot be evaluated.
    """
    laws = tuple(
        replace(
            law,
            rules=tuple(rule for rule in law.rules if rule.provision.rule in part.rules),
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
