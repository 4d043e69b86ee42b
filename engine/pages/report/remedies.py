"""Remedies: what the laws declare, or that the sources are silent."""

from collections.abc import Sequence

from engine.answers.summary import Summary
from engine.pages.remedies import unsaid_words
from engine.pages.report.document import Block, Note, Point, Points
from engine.pages.report.origin import Origins
from engine.pages.report.references import References
from engine.pages.report.sentences import law
from kb.remedies import Declared


def remedies(
    found: Summary,
    known: Sequence[Declared],
    references: References,
    origins: Origins,
) -> tuple[Block, ...]:
    """Return what is declared of a remedy, or that the sources say nothing of one.

    `known` are those that the laws declare against the answer. That there is none is said of a *no*
    in which an authority has a say.
    """
    points = []
    for one in known:
        said = references.said(one.provision)
        node = origins.of_provision(one.provision)
        text = f"{said.says} {unsaid_words(one, references.predicates)}".strip()
        points.append(Point(references.provision(one.provision, node), node, (law(text),)))
    if points:
        return (Points(tuple(points)),)
    if found.verdict != "no" or not found.decides:
        return ()
    return (Note(references.words("front.no_remedy")),)
