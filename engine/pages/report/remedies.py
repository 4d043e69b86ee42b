"""Remedies: what the provisions that decide say of them, or that they are silent."""

import re
from collections.abc import Sequence

from engine.pages.report.document import Block, Note, Point, Points
from engine.pages.report.origin import Origins
from engine.pages.report.references import References
from engine.pages.report.sentences import law
from parser.resolved.vocabulary import Provision

_SPEAKS = re.compile(
    r"\b(?:appeal\w*|complaint|administrative dispute|remed(?:y|ies)|court protection)\b",
    re.IGNORECASE,
)


def remedies(
    cited: Sequence[Provision], references: References, origins: Origins
) -> tuple[Block, ...]:
    """Return what the provisions that decide an answer say of a remedy, or that none does."""
    if not cited:
        return ()
    points = []
    for provision in cited:
        said = references.said(provision)
        pairs = zip((provision.says, *provision.reads), (said.says, *said.reads), strict=True)
        spoken = tuple(law(other) for one, other in pairs if _SPEAKS.search(one))
        if spoken:
            node = origins.of_provision(provision)
            points.append(Point(references.provision(provision, node), node, spoken))
    return (Points(tuple(points)),) if points else (Note(references.words("front.no_remedy")),)
