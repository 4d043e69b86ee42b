"""Laws -> what they declare can be done against a decision, by the sentence that is decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from parser.frozen import dataclass
from parser.resolved.vocabulary import Provision, Remedy

if TYPE_CHECKING:
    from parser.resolved.law_tree import Law


@dataclass(frozen=True, slots=True)
class Declared:
    """A remedy against an answer, and the provision that declares it.

    It is against a *yes* or, if `against_no`, a *no*. `unseen` is what the provision says was not
    seen of it in the source, or ''.
    """

    remedy: Remedy
    provision: Provision
    against_no: bool
    unseen: str = ""


Remedies = Mapping[str, tuple[Declared, ...]]
"""What is declared, by the predicate of the sentence that is asked, in the order of the laws."""


def declared_remedies(laws: Sequence[Law]) -> dict[str, tuple[Declared, ...]]:
    """Return the remedies that laws declare against what rules conclude, or its refusal.

    A rule that concludes that something is not so makes a *no*.
    """
    rules = {rule.provision.rule: rule for law in laws for rule in law.rules}
    found: dict[str, dict[Declared, None]] = {}
    for law in laws:
        for remedy in law.remedies:
            for name in remedy.against:
                rule = rules.get(name)
                if rule is None:
                    continue
                against_no = rule.negative != remedy.refusal
                of = found.setdefault(rule.head.predicate, {})
                of.update(dict.fromkeys(_declared(law, remedy, against_no)))
    return {predicate: tuple(each) for predicate, each in found.items()}


def _declared(law: Law, remedy: Remedy, against_no: bool) -> Iterator[Declared]:
    for rule in law.rules:
        if rule.provision.rule == remedy.provision:
            yield Declared(remedy, rule.provision, against_no)
    for note in law.notes:
        if note.provision == remedy.provision:
            unseen = note.reason if note.mark == "not-known" else ""
            provision = Provision(
                note.provision,
                note.title,
                law.id,
                law.title,
                law.published,
                note.cites,
                note.says,
                provenance=law.provenance,
            )
            yield Declared(remedy, provision, against_no, unseen)
