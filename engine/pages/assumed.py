"""What is taken as not so since nobody said otherwise, and what rests on nothing but that."""

from engine.proof.grounds import status
from engine.proof.node import Absent, Derived, Exception_, Node
from engine.rails.said import UNLESS_STATED

ASSUMED = "assumed, since nobody said otherwise"
_DEEP = 40


def is_unless_stated(node: Node) -> bool:
    """Tell whether a sentence is not so only since nobody stated it, as the law has it."""
    return isinstance(node, Absent) and node.source is not None and node.source.who == UNLESS_STATED


def is_assumed(node: Node, depth: int = _DEEP) -> bool:
    """Tell whether a sentence is not so only as long as nobody states something else.

    So is one that a rule would conclude whose missing conditions are all taken as not so.
    """
    if depth <= 0:
        return False
    match node:
        case Absent(reason="no route", routes=routes):
            return any(is_assumed(route, depth - 1) for route in routes)
        case Absent():
            return is_unless_stated(node)
        case Derived(premises=premises) if node.status == "fails":
            failing = [one for one in premises if status(one) == "fails"]
            return bool(failing) and all(is_assumed(one, depth - 1) for one in failing)
        case Exception_(status="holds", route=route):
            return is_assumed(route, depth - 1)
        case _:
            return False
