"""A reply as it is reported: with what is answered under other choices and on days to come."""

from engine.answers.asked_next import asked_next
from engine.answers.by_then import by_then
from engine.answers.remedies import remedies_against
from engine.answers.reply import Answer, Reply
from engine.answers.under_others import under_others
from engine.pages.report.compose import Reported
from kb.base import KnowledgeBase
from parser.resolved.tree import Case


def reported(
    kb: KnowledgeBase, case: Case, reply: Reply, backend: str, *, asking_on: bool = True
) -> Reported:
    """Return a reply about a case with all that a report says of it.

    Without `asking_on` it is left out what to ask next where what is asked first settles nothing,
    which takes longer than all else, for pages that ask anew after each answer.
    """
    later = by_then(kb, case, reply, backend)
    if not isinstance(reply, Answer):
        return Reported(case, reply, later=later)
    others = under_others(kb, case, reply, backend)
    remedies = remedies_against(kb, reply)
    last = asked_next(kb, case, reply, backend) if asking_on else reply
    return Reported(case, last, others, remedies, later)
