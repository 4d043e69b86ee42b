"""A question in words: as it was typed, or else in the words of its template."""

from parser.resolved.tree import Constant, Question, Variable
from parser.words.sentence import Predicates, Spoken, phrase
from parser.words.values import value_words


def question_words(question: Question, predicates: Predicates) -> str:
    """Write a question as it was asked.

    One that was not typed is written as its sentence, with `which` for an open slot and
    `some` for an existential one.
    """
    language = predicates.language if isinstance(predicates, Spoken) else ""
    if isinstance(predicates, Spoken) and question.language != language:
        return predicates.question(question)
    if question.text and (question.language == language or not question.sentence.predicate):
        return " ".join(question.text.split())
    slots = tuple(
        value_words(arg.value)
        if isinstance(arg, Constant)
        else f"{'which' if arg.name in question.open else 'some'} {arg.kind}"
        for arg in question.sentence.args
    )
    predicate = predicates.get(question.sentence.predicate)
    if predicate is None or not predicate.parts:
        return f"{question.sentence.predicate}({', '.join(slots)})"
    return phrase(predicate, slots)


def open_kinds(question: Question) -> tuple[str, ...]:
    """Return the kinds of the open slots, in the order in which their values are listed."""
    kinds = {arg.name: arg.kind for arg in question.sentence.args if isinstance(arg, Variable)}
    return tuple(kinds.get(name, "") for name in question.open)
