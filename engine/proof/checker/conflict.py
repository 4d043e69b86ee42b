"""Both sides of a contradiction, checked: two proofs, or one and what a case denies of it."""

from engine.proof.checker.invalid import InvalidProof
from engine.proof.checker.verify import verify
from engine.proof.node import Absent, Node
from engine.rails.facts import Facts
from engine.rails.from_datalog import Railed
from engine.rails.presumed import undenied


def verify_conflict(left: Node, right: Node, railed: Railed, facts: Facts) -> None:
    """Check both sides of a contradiction; raise InvalidProof at the first false node.

    Where the case denies what rules conclude (`right`), they are looked at without the denial.
    """
    if isinstance(right, Absent) and right.reason == "denied":
        about = getattr(left, "atom", None)
        if about != right.atom:
            raise InvalidProof(right, "what is denied is not what is concluded")
        verify(left, undenied(railed, right.atom.pred), facts)
    else:
        verify(left, railed, facts)
    verify(right, railed, facts)
