"""What an answer still rests on: open findings, facts nobody stated, and how each would turn it."""

from collections.abc import Iterator
from dataclasses import replace

from engine.answers.reply import Answer, Missing, Need
from engine.answers.shown import telling
from engine.answers.summary import Asks
from engine.answers.summing import asks
from engine.pages.asked import asked_words
from engine.pages.asks import listed_words, next_words, told_limits
from engine.pages.from_reply import finding_need
from engine.pages.parts import parts
from engine.pages.report.document import Block, Point, Points, Row, Run, Table, Text
from engine.pages.report.origin import Origins
from engine.pages.report.references import References
from engine.pages.report.sentences import (
    begins_with_name,
    blank,
    capital,
    law,
    sentence,
    sentence_words,
    with_limits,
)
from engine.pages.room import Room
from engine.proof.node import Assumption, Finding
from parser.resolved.vocabulary import GroundAtom
from parser.words.asked import asked
from parser.words.sentence import Predicates, Spoken, law_words


def findings(answer: Answer, references: References, origins: Origins) -> tuple[Block, ...]:
    """Return the table of the findings that are open: who makes them, and what is needed."""
    frame, predicates = references.words, references.predicates
    rows: dict[str, Row] = {}
    needed: set[GroundAtom] = set()
    for finding, made in parts(answer, origins.known).needed:
        said = with_limits(finding.atom, finding.limits, predicates, negative=False)
        what = frame("needed.found" if made else "needed.refused")
        if finding_need(answer, finding, made).closing:
            what = frame("needed.no_more")
        key = f"{finding.atom}"
        needed.add(blank(finding.atom))
        node = origins.of_predicate(finding.atom.pred)
        rows[key] = Row((said, law(law_words(finding.authority, predicates)), what), node)
    for identity, one in origins.proved(answer):
        if not isinstance(one, Finding) or one.status != "open" or blank(one.atom) in needed:
            continue
        said = sentence(blank(one.atom), predicates, some=True)
        cells = (said, law(law_words(one.authority, predicates)), frame("needed.either"))
        rows.setdefault(f"{one.atom}", Row(cells, identity))
    if not rows:
        return ()
    is_for_yes = answer.verdict == "depends" and not answer.contested
    needs = "needed_yes" if is_for_yes else "needed"
    head = tuple(frame.word(f"column.{name}") for name in ("finding", "authority", needs))
    further = tuple(
        Point(text, origins.root) for group in asks(answer) for text in _next(group, references)
    )
    table = Table(head, tuple(rows.values()))
    return (table, Points(further)) if answer.verdict == "depends" and further else (table,)


def assumptions(answer: Answer, references: References, origins: Origins) -> tuple[Block, ...]:
    """Return the facts that nobody has stated and on which the best way to an answer rests."""
    points: dict[Text, Point] = {}
    for identity, node in origins.proved(answer):
        if isinstance(node, Assumption):
            said = _not_stated(blank(node.atom), references.predicates)
            points.setdefault(said, Point(said, identity))
    return (Points(tuple(points.values())),) if points else ()


def _not_stated(atom: GroundAtom, predicates: Predicates) -> Text:
    """Write what nobody stated: as a question where a translation would seem to assert it."""
    if isinstance(predicates, Spoken):
        return law(asked(atom, predicates))
    return (*sentence(atom, predicates, some=True), Run("."))


def missing(answer: Answer, references: References, origins: Origins) -> tuple[Block, ...]:
    """Return each set of facts that would decide the question, and the answer each way."""
    points = tuple(
        _way(one, group, references, origins)
        for one, group in zip(telling(answer), asks(answer), strict=answer.verdict != "depends")
    )
    return (Points(points),) if points else ()


def _next(group: Asks, references: References) -> Iterator[Text]:
    """Yield what to ask where the answers to what is asked do not settle the question."""
    for text in next_words(group, references.predicates, Room()):
        yield law(f"{text[:1].upper()}{text[1:]}.")


def _way(one: Missing, group: Asks, references: References, origins: Origins) -> Point:
    frame = references.words
    found: list[Run] = []
    for number, need in enumerate(one.needs):
        found.extend((Run("; "),) if number else ())
        said = _needed(need, references)
        found.extend(_continued(said, need, references) if number else said)
    form = "missing.one" if len(one.needs) == 1 else "missing.many"
    how = frame(
        form,
        so=frame.word(f"verdict_inside.{one.if_so}"),
        **{"not": frame.word(f"verdict_inside.{one.if_not}")},
    )
    questions = tuple(
        frame("missing.ask", question=law(_question(need, references)))
        for need in one.needs
        if _can_be_asked(need.atom.pred, references)
    )
    known = [node for ask in group.each for node in ask.known]
    stated = law(listed_words(known, references.predicates, Room())) if known else ()
    lines = (*dict.fromkeys(questions), *((stated,) if stated else ()), how)
    lines = (*lines, *_next(group, references))
    return Point((*found, Run(".")), origins.of_predicate(one.needs[0].atom.pred), lines)


def _needed(need: Need, references: References) -> Text:
    """Write what would have to be so: of a list to which nothing is to be added, that."""
    if need.closing:
        listed = law(sentence_words(blank(need.atom), references.predicates, some=True))
        return references.words("group.no_more", sentence=listed)
    return with_limits(need.atom, told_limits(need), references.predicates, need.negative)


def _continued(said: Text, need: Need, references: References) -> Text:
    """Write what follows a semicolon: only a name has a capital there."""
    atom, predicates = blank(need.atom), references.predicates
    plain = sentence_words(atom, predicates, some=True)
    named = plain[:1].isupper()
    if not isinstance(predicates, Spoken):  # a form need not begin as the template does
        named = named or begins_with_name(atom, predicates, plain)
    first, *rest = said
    if not need.closing and (named or not first.law):
        return said
    return (replace(first, text=first.text[:1].lower() + first.text[1:]), *rest)


def _question(need: Need, references: References) -> str:
    """Ask for a missing fact, of a list whether it is complete."""
    if need.closing:
        return capital(asked_words(need, references.predicates))
    return asked(blank(need.atom), references.predicates)


def _can_be_asked(pred: str, references: References) -> bool:
    """Tell whether somebody states or finds a sentence, so that it can be asked of them."""
    predicate = references.predicates.get(pred)
    return predicate is not None and predicate.origin in ("given", "decided")
