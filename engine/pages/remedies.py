"""What the law says of a remedy against a decision, or that it says nothing of one."""

import re

from engine.answers.reply import Answer
from engine.answers.summing import summary
from kb.base import KnowledgeBase
from parser.resolved.vocabulary import Provision
from parser.words.sentence import Predicates, Spoken, say

_SPEAKS = re.compile(
    r"\b(appeal\w*|complain\w*|objections?|administrative dispute|remed(y|ies))\b", re.IGNORECASE
)
"""How provisions call a remedy, in the words in which rule files say them."""


def remedy_words(kb: KnowledgeBase, answer: Answer, predicates: Predicates) -> str:
    """Return the provisions on remedies of the laws that decide an answer, or that there are none.

    Nothing is said of a *yes*, of an answer in which no authority has a say, and of one without
    a provision of any law.
    """
    if answer.verdict not in ("no", "depends", "unknown"):
        return ""
    found = summary(answer, kb.predicates)
    if not found.decides or not found.cited:
        return ""
    laws = {one.law for one in found.cited[:1]}
    speaking: dict[str, Provision] = {}
    for rule in kb.program.rules:
        provision = rule.provision
        if provision is None or provision.law not in laws:
            continue
        if _SPEAKS.search(f"{provision.title} {provision.says}"):
            speaking.setdefault(provision.rule, provision)
    if not speaking:
        return say(predicates, "the provisions of this law say nothing of one")
    return "; ".join(_said(one, predicates) for one in speaking.values())


def _said(provision: Provision, predicates: Predicates) -> str:
    said = predicates.provision(provision) if isinstance(predicates, Spoken) else provision
    return f"{' '.join((said.says, *said.reads))} ({provision.rule})"
