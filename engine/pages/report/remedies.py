"""Remedies: what the laws say of them, or that the sources are silent."""

from collections.abc import Sequence

from engine.answers.reply import Answer
from engine.answers.summing import summary
from engine.pages.remedies import laws_asked_of, speaking
from engine.pages.report.document import Block, Note, Point, Points
from engine.pages.report.origin import Origins
from engine.pages.report.references import References
from engine.pages.report.sentences import law
from kb.base import KnowledgeBase
from parser.resolved.vocabulary import Provision


def on_remedies(kb: KnowledgeBase, answer: Answer) -> tuple[Provision, ...]:
    """Return the provisions on remedies of the laws that conclude what is asked."""
    cited = summary(answer, kb.predicates).cited
    if not cited:
        return ()
    asked = answer.question.sentence.predicate
    return tuple(speaking(laws_asked_of(kb, asked, cited[0].law)))


def remedies(
    answer: Answer,
    cited: Sequence[Provision],
    known: Sequence[Provision],
    references: References,
    origins: Origins,
) -> tuple[Block, ...]:
    """Return what provisions say of a remedy, or that the sources say nothing of one.

    `known` are those of the laws that speak of it. Nothing is said of a *yes*, nor of what no
    provision decides.
    """
    if answer.verdict not in ("no", "depends", "unknown") or not cited:
        return ()
    points = []
    for provision in known:
        said = references.said(provision)
        node = origins.of_provision(provision)
        points.append(Point(references.provision(provision, node), node, (law(said.says),)))
    return (Points(tuple(points)),) if points else (Note(references.words("front.no_remedy")),)
