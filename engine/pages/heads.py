"""One proof node as the step that a reader sees, without what is below it."""

from typing import assert_never

from engine.pages.arithmetic import comparison_words
from engine.pages.compared import called_in
from engine.pages.measures import gap_words
from engine.pages.page import Line
from engine.pages.remarks import (
    absence_aside,
    aggregate_words,
    exception_words,
    finding_aside,
    place,
    rule_notes,
)
from engine.pages.unnamed import denied_words, said_words
from engine.proof.node import (
    Absent,
    Aggregated,
    Assumption,
    ByCases,
    Circular,
    Compared,
    Derived,
    Exception_,
    Finding,
    ListedRow,
    Node,
    Stated,
)
from parser.words.sentence import Predicates, is_hidden, law_words, say, sentence


def head(
    node: Node, predicates: Predicates, law: str = "", said: str = "", of: Derived | None = None
) -> Line:
    """Return the step of a node, whose conclusion is `of` if it is a condition of a rule.

    `law` is the title of the law whose rule stands above and need not be named again; `said` a
    sentence above that the rules below fail to conclude and need not repeat.
    """
    match node:
        case Stated(atom, source):
            return Line(
                node.status, said_words(atom, predicates), aside=place(source, "stated", predicates)
            )
        case ListedRow(atom, cites):
            return Line(
                node.status,
                said_words(atom, predicates),
                aside=law_words(cites, predicates) or say(predicates, "listed"),
            )
        case Finding(atom):
            return Line(
                node.status, said_words(atom, predicates), aside=finding_aside(node, predicates)
            )
        case Assumption(atom):
            return Line(
                node.status, said_words(atom, predicates), aside=say(predicates, "not stated")
            )
        case Circular(atom):
            aside = "the rules come back to it in a circle, and leave it undecided"
            return Line(node.status, said_words(atom, predicates), aside=say(predicates, aside))
        case Absent():
            return _absent(node, predicates)
        case Compared():
            unsettled = say(predicates, "not known") if node.status == "unknown" else ""
            aside = gap_words(node.gap, predicates) or unsettled
            called = called_in(node, of, predicates)
            return Line(node.status, comparison_words(node, predicates, called), aside=aside)
        case Aggregated():
            return Line(node.status, aggregate_words(node, predicates))
        case Derived(atom, rule):
            text = said_words(atom, predicates)
            notes = rule_notes(rule.provision, law, predicates)
            if text == said and notes:
                return Line(node.status, notes[0], notes=notes[1:])
            return Line(node.status, text, notes=notes)
        case Exception_():
            return Line(node.status, _excepted(node, predicates))
        case ByCases(atom):
            aside = say(predicates, "in each case" if node.status == "holds" else "in no case")
            return Line(node.status, said_words(atom, predicates), aside=aside)
        case _:
            assert_never(node)


def _absent(node: Absent, predicates: Predicates) -> Line:
    if is_hidden(node.atom, predicates):
        return Line(node.status, say(predicates, "none of these holds"))
    if node.reason == "contradicted":  # it is no world, and nothing is so in it or not so
        return Line(node.status, absence_aside(node, predicates))
    if node.reason == "no more":
        said = sentence(node.atom, predicates, some=True)
        return Line(
            node.status,
            say(predicates, "no other case where {said}", said=said),
            aside=absence_aside(node, predicates),
        )
    text = said_words(node.atom, predicates)
    if node.status != "fails" or node.reason == "possible":
        text = denied_words(node.atom, predicates)
    return Line(node.status, text, aside=absence_aside(node, predicates))


def _excepted(node: Exception_, predicates: Predicates) -> str:
    """Name the exception, or for a plain negative condition the sentence that is denied."""
    atom = getattr(node.route, "atom", None)
    if node.provision is None and atom and not is_hidden(atom, predicates):
        return denied_words(atom, predicates)
    return exception_words(node, predicates)
