"""Laws and cases -> the sentences in them, and which of them stands at a place."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kb.entries import sentences_in
from parser.resolved.law_tree import Law
from parser.resolved.tree import Case, Constant, Sentence
from parser.resolved.vocabulary import Predicate
from parser.text.span import Span
from parser.values import Entity


def in_law(law: Law) -> Iterator[Sentence]:
    """Yield the sentences of the rules and constraints of a law."""
    for rule in law.rules:
        yield rule.head
        yield from sentences_in(rule.body)
    for constraint in law.constraints:
        yield from sentences_in(constraint.body)


def in_case(case: Case) -> Iterator[Sentence]:
    """Yield the sentences of the facts and expectations of a case, each with its place."""
    yield from (one.sentence for one in case.statements)
    for one in case.expectations:
        yield replace(one.question.sentence, span=one.question.span)


def sentence_at(sentences: Iterable[Sentence], path: str, offset: int) -> Sentence | None:
    """Return the shortest sentence at a character of a file, or None."""
    found = [one for one in sentences if _stands(one.span, path, offset)]
    return min(found, key=lambda one: one.span.end - one.span.start, default=None)


def template_at(laws: Sequence[Law], path: str, offset: int) -> Predicate | None:
    """Return the sentence whose line of the vocabulary stands at a character of a file."""
    every = (one for law in laws for one in law.predicates.values() if one.parts)
    return next((one for one in every if _stands(one.span, path, offset)), None)


def names_in(sentence: Sentence) -> Iterator[tuple[Entity, Span]]:
    """Yield the names in a sentence, each with its place."""
    for arg in sentence.args:
        if isinstance(arg, Constant) and isinstance(arg.value, Entity):
            yield arg.value, arg.span


def name_at(sentence: Sentence, path: str, offset: int) -> Entity | None:
    """Return the name at a character of a sentence, or None."""
    every = names_in(sentence)
    return next((name for name, span in every if _stands(span, path, offset)), None)


def _stands(span: Span, path: str, offset: int) -> bool:
    return span.file == path and span.start <= offset <= span.end and span.end > span.start
