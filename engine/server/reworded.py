"""A sentence with other words -> each place where it stands, and how it reads there."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from engine.server.sentences import in_law
from engine.server.workspace import Workspace
from parser.resolved.tree import Question, Sentence, Variable
from parser.resolved.vocabulary import Predicate
from parser.text.span import Span
from parser.words.turned_round import turned_round

_SLOT = re.compile(r"\{\s*([\w-]+)\s*(?::[^}]*)?\}")


def slots_in(template: str) -> list[str]:
    """Return what the slots of a template are called.

    >>> slots_in("{person} owes {sum: amount}")
    ['person', 'sum']
    """
    return [found[1] for found in _SLOT.finditer(template)]


def reworded(
    workspace: Workspace, path: str, predicate: Predicate, new: str
) -> Iterator[tuple[Span, str]]:
    """Yield each place of a sentence with its new words: the vocabulary, rules, facts, questions.

    Where it stands in another of its wordings it is left alone.
    """
    parts = _parts(predicate, new)
    law = workspace.text_or_nothing(predicate.span.file)
    written = law[predicate.span.start : predicate.span.end]
    declared = {found[1]: found[0] for found in _SLOT.finditer(written)}
    yield predicate.span, _SLOT.sub(lambda found: declared[found[1]], new)
    for one in workspace.reading(path).laws:
        text = workspace.text_or_nothing(one.span.file)
        for sentence in in_law(one):
            yield from _plain(sentence, predicate, parts, text)
    for file, read in workspace.cases_beside(path):
        text = workspace.text_or_nothing(file)
        for case in read.cases:
            for statement in case.statements:
                yield from _plain(statement.sentence, predicate, parts, text)
            for expected in case.expectations:
                yield from _question(expected.question, predicate, parts, text)


def _parts(predicate: Predicate, new: str) -> tuple[str | int, ...]:
    """Return the parts of a predicate with another template."""
    places = {slot.role: number for number, slot in enumerate(predicate.slots)}
    found: list[str | int] = []
    at = 0
    for slot in _SLOT.finditer(new):
        found += [*new[at : slot.start()].split(), places[slot[1]]]
        at = slot.end()
    return (*found, *new[at:].split())


def _plain(
    sentence: Sentence, predicate: Predicate, parts: Sequence[str | int], text: str
) -> Iterator[tuple[Span, str]]:
    span = sentence.span
    slots = _slots(sentence, predicate, text)
    if slots is None or span.end <= span.start:
        return
    said = " ".join(text[span.start : span.end].split())
    if said.casefold() == _joined(predicate.parts, slots).casefold():
        yield span, _joined(parts, slots)


def _question(
    question: Question, predicate: Predicate, parts: Sequence[str | int], text: str
) -> Iterator[tuple[Span, str]]:
    """Yield a question turned round as it was, if it is one that turning round gives."""
    span = question.span
    slots = _slots(question.sentence, predicate, text)
    if slots is None or span.end <= span.start:
        return
    said = " ".join(text[span.start : span.end].split())
    args = enumerate(question.sentence.args)
    blanks = [at for at, arg in args if isinstance(arg, Variable) and arg.name in question.open]
    other = replace(predicate, parts=tuple(parts))
    if said.casefold() == _turned(predicate, slots, blanks).casefold():
        yield span, _turned(other, slots, blanks)
    elif said.casefold() == _joined(predicate.parts, slots).casefold():
        yield span, _joined(parts, slots)


def _turned(predicate: Predicate, slots: Sequence[str], blanks: Sequence[int]) -> str:
    said = turned_round(predicate, slots, blanks).removesuffix("?")
    return said[:1].lower() + said[1:]


def _slots(sentence: Sentence, predicate: Predicate, text: str) -> list[str] | None:
    """Return what stands in each slot; None for another sentence, or where that is not written."""
    if sentence.predicate != predicate.name:
        return None
    return [
        " ".join(text[arg.span.start : arg.span.end].split()) or f"\0{at}"
        for at, arg in enumerate(sentence.args)
    ]


def _joined(parts: Sequence[str | int], slots: Sequence[str]) -> str:
    said = " ".join(slots[part] if isinstance(part, int) else part for part in parts)
    return re.sub(r" (?=[,;')%])", "", said)
