"""Days to come that a reply names and on which it is no *yes*, as a report tells them."""

from collections.abc import Sequence

from engine.answers.by_then import ByThen
from engine.answers.summing import summary
from engine.pages.report.document import Block, Point, Points, Text
from engine.pages.report.reasons import Reasons
from engine.pages.report.references import References
from engine.pages.report.sentences import law
from parser.words.question_words import question_words


def later(found: Sequence[ByThen], references: References, identity: str) -> tuple[Block, ...]:
    """Return what is answered on each day, with what that turns on; `identity` is the reply's.

    The facts of such a day are not those of the report: they have no number in it.
    """
    return (Points(tuple(_point(one, references, identity) for one in found)),) if found else ()


def _point(one: ByThen, references: References, identity: str) -> Point:
    frame, predicates = references.words, references.predicates
    text = frame(
        "later.one",
        day=frame.day(one.day),
        question=law(question_words(one.answer.question, predicates)),
        verdict=frame.word(f"verdict_inside.{one.answer.verdict}"),
    )
    apart = References(predicates, frame, ())
    reasons = Reasons(apart, {}, one.day)
    turns = summary(one.answer, predicates).turns[:1]
    lines = tuple(
        _without_places(reasons.said(node)) for turn in turns for node in (*turn.facts, turn.node)
    )
    return Point(text, identity, lines)


def _without_places(text: Text) -> Text:
    """Return a text without references: they would be to no place of the report."""
    kept = [run for run in text if not run.to]
    while kept and not kept[-1].text.strip(" ."):
        kept.pop()
    return tuple(kept)
