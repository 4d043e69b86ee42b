"""Every proof of the worked cases passes the independent checker; changed proofs do not."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from engine.answers.ask import world
from engine.answers.reply import Answer
from engine.answers.world import World
from engine.proof.checker.verify import InvalidProof, verify
from engine.proof.node import Derived, Node, Stated
from parser.resolved.vocabulary import GroundAtom
from parser.values import Entity
from tests.laws import CASES, shipped, told

NAMES = ("origin", "birth", "marriage", "emigrants", "stay")
FILES = [file for name in NAMES for file in CASES if file.stem == name]
STRANGER = Entity("person", "A stranger")


def explained(file: Path) -> Iterator[tuple[World, tuple[Node, ...]]]:
    """Yield the proofs of the answers to the cases of a file that are told, each with its world."""
    for case, results in told(file):
        for one in results:
            question, reply = one.expectation.question, one.reply
            if question.sentence.predicate and not question.open:
                assert isinstance(reply, Answer), question.text
                assert case.as_of is not None
                where = world(shipped(), question, case, case.as_of, "pydatalog")
                found = (reply.proof, *reply.routes)
                yield where, tuple(node for node in found if node is not None)


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_every_explanation_is_valid(file: Path) -> None:
    for where, nodes in explained(file):
        assert nodes or not where.railed.naming.concluded
        for node in nodes:
            verify(node, where.railed, where.facts)


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_a_changed_proof_is_refused(file: Path) -> None:
    refused = 0
    for where, nodes in explained(file):
        for node in nodes[:1]:
            if not isinstance(node, Derived) or node.status != "holds":
                continue
            for changed in mutations(node):
                refused += 1
                with pytest.raises(InvalidProof):
                    verify(changed, where.railed, where.facts)
    assert refused >= 10


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
