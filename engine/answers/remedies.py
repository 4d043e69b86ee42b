"""What the laws declare can be done against an answer: the `remedy` lines of their provisions."""

from collections.abc import Iterator

from engine.answers.reply import Answer
from kb.base import KnowledgeBase
from parser.frozen import dataclass
from parser.resolved.law_tree import Law, Note, Remedy
from parser.resolved.vocabulary import Provision

_OPEN = ("depends", "unknown")


@dataclass(frozen=True, slots=True)
class Against:
    """A remedy against an answer, and the provision that declares it.

    `unseen` is what that provision says was not seen of it in the source, or ''.
    """

    remedy: Remedy
    provision: Provision
    unseen: str = ""


def remedies_against(kb: KnowledgeBase, answer: Answer) -> tuple[Against, ...]:
    """Return the remedies that laws declare against an answer, in the order of the laws.

    One is against what some rules conclude, or against its refusal: so against a *yes* to what
    they conclude, or a *no*. While an answer is open it may yet be wanted. A rule that concludes
    that something is not so makes a *no*.
    """
    if answer.verdict not in ("yes", "no", *_OPEN):
        return ()
    asked = answer.question.sentence.predicate
    concluding = {
        rule.provision.rule: rule.negative
        for law in kb.laws
        for rule in law.rules
        if rule.head.predicate == asked
    }
    return tuple(
        declared
        for law in kb.laws
        for remedy in law.remedies
        if any(
            answer.verdict in (*_OPEN, "no" if concluding[one] != remedy.refusal else "yes")
            for one in remedy.against
            if one in concluding
        )
        for declared in _declared(law, remedy)
    )


def _declared(law: Law, remedy: Remedy) -> Iterator[Against]:
    for rule in law.rules:
        if rule.provision.rule == remedy.provision:
            yield Against(remedy, rule.provision)
    for note in law.notes:
        if note.provision == remedy.provision:
            unseen = note.reason if note.mark == "not-known" else ""
            yield Against(remedy, _provision(note, law), unseen)


def _provision(note: Note, law: Law) -> Provision:
    return Provision(
        note.provision,
        note.title,
        law.id,
        law.title,
        law.published,
        note.cites,
        note.says,
        provenance=law.provenance,
    )
