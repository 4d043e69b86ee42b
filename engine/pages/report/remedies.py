"""Remedies: what the law that decides says of them, or that it is silent."""

import re
from collections.abc import Sequence

from engine.answers.reply import Answer
from engine.answers.summing import summary
from engine.pages.report.document import Block, Note, Point, Points
from engine.pages.report.origin import Origins
from engine.pages.report.references import References
from engine.pages.report.sentences import law
from kb.base import KnowledgeBase
from parser.resolved.vocabulary import Provision

_SPEAKS = re.compile(
    r"\b(?:appeal\w*|complain\w*|objections?|administrative dispute|remed(?:y|ies))\b",
    re.IGNORECASE,
)
"""How provisions call a remedy, in the words in which rule files say them."""


def on_remedies(kb: KnowledgeBase, answer: Answer) -> tuple[Provision, ...]:
    """Return the provisions on remedies of the law whose rule decides an answer."""
    cited = summary(answer, kb.predicates).cited
    if not cited:
        return ()
    provisions = (rule.provision for rule in kb.program.rules)
    found = (one for one in provisions if one is not None and one.law == cited[0].law)
    return tuple(dict.fromkeys(one for one in found if _SPEAKS.search(f"{one.title} {one.says}")))


def remedies(
    answer: Answer,
    cited: Sequence[Provision],
    known: Sequence[Provision],
    references: References,
    origins: Origins,
) -> tuple[Block, ...]:
    """Return what provisions say of a remedy, or that those that decide say nothing of one.

    `known` are those of the law that speak of it. Nothing is said of a *yes*, nor of what no
    provision decides.
    """
    if answer.verdict not in ("no", "depends", "unknown") or not cited:
        return ()
    spoken = (one for one in cited if _SPEAKS.search(f"{one.title} {one.says}"))
    points = []
    for provision in dict.fromkeys((*known, *spoken)):
        said = references.said(provision)
        node = origins.of_provision(provision)
        points.append(Point(references.provision(provision, node), node, (law(said.says),)))
    return (Points(tuple(points)),) if points else (Note(references.words("front.no_remedy")),)
