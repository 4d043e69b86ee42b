"""A reply -> the number of its reasons that hold for the independent checker."""

from engine.answers.ask import world
from engine.answers.reply import Answer, Reply
from engine.proof.checker.verify import verify
from engine.proof.node import Node
from kb.base import KnowledgeBase
from parser.resolved.tree import Case


def check(kb: KnowledgeBase, reply: Reply, case: Case | None = None) -> int:
    """Check every reason of a reply by the independent checker; return how many there are.

    `case` is the one that was asked about. Raises InvalidProof at the first false node.
    """
    answers = (reply,) if isinstance(reply, Answer) else tuple(one for _, one in reply.rows)
    count = 0
    for answer in answers:
        reasons = _reasons(answer)
        if not reasons:
            continue
        where = world(kb, answer.question, case or Case(""), answer.as_of, "pydatalog")
        for node in reasons:
            verify(node, where.railed, where.facts)
        count += len(reasons)
    return count


def _reasons(answer: Answer) -> tuple[Node, ...]:
    both = tuple(node for one in answer.conflicts for node in (one.left, one.right))
    return tuple(node for node in (answer.proof, *answer.routes, *both) if node is not None)
