"""A reply as it is reported: with what other choices would answer, and what is said of remedies."""

from engine.answers.remedies import remedies_against
from engine.answers.reply import Answer, Reply
from engine.answers.under_others import under_others
from engine.pages.report.compose import Reported
from kb.base import KnowledgeBase
from parser.resolved.tree import Case


def reported(kb: KnowledgeBase, case: Case, reply: Reply, backend: str) -> Reported:
    """Return a reply about a case with all that a report says of it."""
    if not isinstance(reply, Answer):
        return Reported(case, reply)
    others = under_others(kb, case, reply, backend)
    return Reported(case, reply, others, remedies_against(kb, reply))
