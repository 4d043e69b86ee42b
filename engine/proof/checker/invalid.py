"""What the checker says of a node that does not follow."""

from engine.proof.node import Node
from parser.datalog.tree import Row
from parser.resolved.vocabulary import GroundAtom


class InvalidProof(Exception):
    """A node that does not follow from its premises, the rules and the facts."""

    def __init__(self, node: Node, reason: str) -> None:
        super().__init__(f"{reason}: {node!r}"[:2000])
        self.node = node
        self.reason = reason


def require(node: Node, condition: bool, reason: str) -> None:
    """Raise InvalidProof with a reason unless a condition is met."""
    if not condition:
        raise InvalidProof(node, reason)


def full(node: Node, atom: GroundAtom) -> Row:
    """Return the values of an atom; raises InvalidProof if one of them is missing."""
    if any(value is None for value in atom.args):
        raise InvalidProof(node, "a value is missing")
    return tuple(value for value in atom.args if value is not None)
