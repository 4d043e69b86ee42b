"""What surrounds the reasons: how provisions were read, and dates, deadlines and remedies."""

import re

from engine.pages.report.comparisons import comparison, reached
from engine.pages.report.document import Block, Point, Points, Run, Text
from engine.pages.report.origin import Origins
from engine.pages.report.references import References
from engine.pages.report.sentences import law, sentence, sentence_words
from engine.proof.node import Compared, Derived
from parser.words.sentence import is_hidden

_SPEAKS = re.compile(
    r"\b(appeal\w*|deadline\w*|time limit|complain\w*|administrative dispute|remed(?:y|ies)"
    r"|within \w+ (?:days?|weeks?|months?|years?)|no later than|at the latest|not later than"
    r"|(?:days|weeks|months) before|last day|renew\w*|expir\w*)\b",
    re.IGNORECASE,
)
_STATES = re.compile(
    r"\b(deadline|last day|at the latest|appeal|no later than|must (?:apply|leave|report|file)"
    r"|days left|until)\b",
    re.IGNORECASE,
)


def readings(references: References, origins: Origins) -> tuple[Block, ...]:
    """Return how each provision that leaves a choice was read, and how sure that reading is."""
    frame = references.words
    points = []
    for identity, provision in origins.provisions():
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


def deadlines(references: References, origins: Origins) -> tuple[Block, ...]:
    """Return the dates that the proof works out or waits for, and provisions that set limits."""
    points: dict[Text, Point] = {}
    for identity, node in origins.each():
        text: Text = ()
        if isinstance(node, Compared):
            text = _awaited(node, references)
        elif isinstance(node, Derived) and node.status == "holds":
            text = _limit(node, references)
        if text:
            points.setdefault(text, Point(text, identity))
    for identity, provision in origins.provisions():
        said = references.said(provision)
        pairs = zip((provision.says, *provision.reads), (said.says, *said.reads), strict=True)
        spoken = [other for one, other in pairs if _SPEAKS.search(one)]
        if spoken:
            named = references.provision(provision, identity)
            points.setdefault(named, Point(named, identity, tuple(law(one) for one in spoken)))
    return (Points(tuple(points.values())),) if points else ()


def _awaited(node: Compared, references: References) -> Text:
    frame, day = references.words, reached(node)
    if day is None:
        return ()
    condition = (*comparison(node, frame), Run("."))
    return frame("deadline.reached", condition=condition, day=frame.day(day))


def _limit(node: Derived, references: References) -> Text:
    """Return a conclusion that says until when something lasts or is to be done."""
    if is_hidden(node.atom, references.predicates):
        return ()
    law_words = dict(references.predicates)
    if not _STATES.search(sentence_words(node.atom, law_words)):
        return ()
    return (*sentence(node.atom, references.predicates), Run("."))
