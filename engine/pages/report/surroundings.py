"""What surrounds the reasons: how the provisions that decide were read."""

from collections.abc import Sequence

from engine.pages.report.document import Block, Point, Points, Text
from engine.pages.report.origin import Origins
from engine.pages.report.references import References
from engine.pages.report.sentences import law
from parser.resolved.vocabulary import Provision


def readings(
    references: References, decisive: Sequence[Provision], origins: Origins
) -> tuple[Block, ...]:
    """Return how each provision that leaves a choice was read, and how sure that reading is."""
    frame = references.words
    points = []
    for provision in decisive:
        identity = origins.of_provision(provision)
        doubtful = provision.confidence in ("low", "medium")
        if not provision.reads and not doubtful:
            continue
        lines: list[Text] = [law(reading) for reading in references.said(provision).reads]
        if doubtful:
            level = frame.word(f"reading.{provision.confidence}")
            lines.append(frame("reading.confidence", level=level))
        named = references.provision(provision, identity)
        points.append(Point(named, identity, tuple(lines)))
    return (Points(tuple(points)),) if points else ()
