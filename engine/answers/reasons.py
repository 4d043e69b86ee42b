"""The proof nodes of a reply, each once."""

from collections.abc import Callable, Iterable, Iterator

from engine.answers.reply import Answer, Reply
from engine.proof.identity import premises
from engine.proof.node import Absent, Derived, Node


def answers_of(reply: Reply) -> tuple[Answer, ...]:
    """Return the answers that a reply consists of: itself, or those of its rows."""
    return (reply,) if isinstance(reply, Answer) else tuple(one for _, one in reply.rows)


def roots_of(answer: Answer) -> tuple[Node, ...]:
    """Return the proof of an answer, its routes, and both sides of each conflict."""
    both = tuple(node for one in answer.conflicts for node in (one.left, one.right))
    return tuple(node for node in (answer.proof, *answer.routes, *both) if node is not None)


def nodes(
    roots: Iterable[Node], leaves_out: Callable[[Node], bool] = lambda _: False
) -> Iterator[Node]:
    """Yield the nodes of proofs, each object once, from the last root to the first.

    A node for which `leaves_out` is true is passed over, with what it alone rests on. Nodes are
    told apart by their addresses: the roots hold them all, so that none passes on its address.
    """
    pending, seen = list(roots), set[int]()
    while pending:
        node = pending.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if not leaves_out(node):
            yield node
            pending.extend(premises(node))


def steps_above(roots: Iterable[Node]) -> dict[int, Derived]:
    """Return the step above each step of some proofs, by the address of the one below.

    That is the step of which it is a condition, or one of the ways to what one asks for. It holds
    the one below, so that no other gets its address.
    """
    found: dict[int, Derived] = {}
    for one in nodes(roots):
        if isinstance(one, Derived):
            for part in one.premises:
                for route in part.routes if isinstance(part, Absent) else (part,):
                    if isinstance(route, Derived):
                        found.setdefault(id(route), one)
    return found
