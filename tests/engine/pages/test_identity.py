"""The identity of proof nodes."""

from dataclasses import replace

from engine.proof.identity import node_id
from parser.text.span import Span
from parser.values import Entity
from tests.engine.pages.samples import ANA, MARRIED, PROOF, atom, derived, stated


def test_equal_nodes_share_an_identity_and_different_ones_do_not() -> None:
    again = derived(atom("obtains", ANA), *PROOF.premises, status="open")
    assert node_id(again) == node_id(PROOF)
    assert node_id(replace(again, status="holds")) != node_id(PROOF)
    assert node_id(replace(again, premises=again.premises[1:])) != node_id(PROOF)


def test_kinds_of_values_are_told_apart() -> None:
    found = {node_id(stated("p", value)) for value in (1, "1", Entity("person", "1"), None)}
    assert len(found) == 4


def test_the_folder_of_a_file_does_not_matter() -> None:
    moved = Span("elsewhere/ana.case", 0, 1, 4, 9)
    assert node_id(replace(MARRIED, source=replace(MARRIED.source, span=moved))) == node_id(MARRIED)
