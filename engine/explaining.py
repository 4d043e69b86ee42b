"""What one does with a reply: write it down, and have its reasons checked."""

from typing import Literal

from engine.answer import Answer, Reply
from engine.asking import world
from engine.proof.node import Node
from engine.proof.verify import verify
from kb.base import KnowledgeBase
from parser.resolved.tree import Case


def written(kb: KnowledgeBase, reply: Reply, form: Literal["text", "md", "json"] = "text") -> str:
    """Return a reply in words: plain text, Markdown, or JSON as `docs/json.md` describes it.

    >>> from engine import ask, load
    >>> laws = load()
    >>> print(written(laws, ask(laws, "is Serbia listed visa-free for 90 days")).splitlines()[0])
    YES: is Serbia listed visa-free for 90 days (as of ...)
    """
    match form:
        case "md":
            from engine.render import markdown

            return markdown.render(reply, kb.predicates)
        case "json":
            from engine.render import as_json

            return as_json.render([("", reply)], kb.predicates)
        case "text":
            from engine.render import text

            return text.render(reply, kb.predicates)


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
