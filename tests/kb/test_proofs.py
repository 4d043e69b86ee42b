"""Every proof of the worked cases passes the independent checker; changed proofs do not."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import kb
from engine.answers.ask import world
from engine.answers.from_world import answer
from engine.answers.reply import Answer
from engine.answers.world import World
from engine.proof.checker.verify import InvalidProof, verify
from engine.proof.node import Derived, Node, Stated
from parser.resolved.tree import Case, Question
from parser.resolved.vocabulary import GroundAtom
from parser.values import Entity
from tests.laws import shipped

FOLDER = Path(kb.__file__).parent / "montenegro"
FILES = ("origin.case", "birth.case", "marriage.case", "emigrants.case", "stay.case")
STRANGER = Entity("person", "A stranger")


def asked() -> Iterator[tuple[Case, Question]]:
    base = shipped()
    for file in FILES:
        for case in kb.load_cases(str(FOLDER / file), base)[::4]:
            for expectation in case.expectations:
                question = expectation.question
                if question.sentence.predicate and not question.open:
                    yield case, question


def explained(case: Case, question: Question) -> tuple[World, tuple[Node, ...]]:
    assert case.as_of is not None
    where = world(shipped(), question, case, case.as_of, "pydatalog")
    reply = answer(where, question)
    assert isinstance(reply, Answer)
    return where, tuple(node for node in (reply.proof, *reply.routes) if node is not None)


@pytest.mark.parametrize("case, question", list(asked()), ids=lambda one: getattr(one, "title", ""))
def test_every_explanation_is_valid(case: Case, question: Question) -> None:
    where, nodes = explained(case, question)
    assert nodes or not where.railed.naming.concluded
    for node in nodes:
        verify(node, where.railed, where.facts)


def test_a_changed_proof_is_refused() -> None:
    refused = 0
    for case, question in list(asked())[:40]:
        where, nodes = explained(case, question)
        for node in nodes[:1]:
            if not isinstance(node, Derived) or node.status != "holds":
                continue
            for changed in mutations(node):
                refused += 1
                with pytest.raises(InvalidProof):
                    verify(changed, where.railed, where.facts)
    assert refused > 10


def mutations(proof: Derived) -> Iterator[Node]:
    """Yield proofs that say more than they show."""
    atom = proof.atom
    others = tuple(STRANGER if isinstance(arg, Entity) else arg for arg in atom.args)
    yield replace(proof, atom=GroundAtom(atom.pred, others))
    yield replace(proof, rail="possible" if proof.rail == "certain" else "certain")
    for at, premise in enumerate(proof.premises):
        if isinstance(premise, Stated):
            invented = replace(premise, atom=GroundAtom(premise.atom.pred, (STRANGER,)))
            yield replace(
                proof, premises=(*proof.premises[:at], invented, *proof.premises[at + 1 :])
            )
        if isinstance(premise, Stated | Derived):
            yield replace(proof, premises=(*proof.premises[:at], *proof.premises[at + 1 :]))
