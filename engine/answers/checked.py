"""A reply -> the number of its reasons that hold for the independent checker."""

from engine.answers.ask import world
from engine.answers.reasons import answers_of, roots_of
from engine.answers.reply import Reply
from engine.proof.checker.conflict import verify_conflict
from engine.proof.checker.verify import verify
from kb.base import KnowledgeBase
from parser.resolved.tree import Case


def check(kb: KnowledgeBase, reply: Reply, case: Case | None = None) -> int:
    """Check every reason of a reply by the independent checker; return how many there are.

    `case` is the one that was asked about. Raises InvalidProof at the first false node.
    """
    count = 0
    for answer in answers_of(reply):
        reasons = roots_of(answer)
        if not reasons:
            continue
        where = world(kb, answer.question, case or Case(""), answer.as_of, "pydatalog")
        for node in (answer.proof, *answer.routes):
            if node is not None:
                verify(node, where.railed, where.facts)
        for one in answer.conflicts:
            verify_conflict(one.left, one.right, where.railed, where.facts)
        count += len(reasons)
    return count
