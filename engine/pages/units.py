"""Of what a number is one: `3 days` for the number that a question asks for."""

from parser.resolved.tree import Question, Variable
from parser.resolved.vocabulary import Predicate
from parser.values import Value
from parser.words.sentence import Predicates, Spoken


def with_unit(said: str, value: Value, question: Question, predicates: Predicates) -> str:
    """Return the words of the only value that was asked for, with the noun of a number behind it.

    >>> from parser.resolved.tree import Sentence
    >>> from parser.resolved.vocabulary import Slot
    >>> parts = ("the stay lasted", 0, "days")
    >>> lasted = {"lasted": Predicate("lasted", (Slot("length", "number"),), parts=parts)}
    >>> asked = Sentence("lasted", (Variable("length", "number"),))
    >>> with_unit("1", 1, Question(asked, ("length",), ""), lasted)
    '1 day'
    """
    if not isinstance(value, int):
        return said
    place = _place(question)
    predicate = predicates.get(question.sentence.predicate)
    if place is None or predicate is None:
        return said
    if isinstance(predicates, Spoken):
        noun = predicates.noun_after(predicate.name, place, value)
    else:
        noun = _noun(predicate, place, value)
    return f"{said} {noun}" if noun else said


def _place(question: Question) -> int | None:
    """Return at which place of its sentence the only value stands that is asked for."""
    asked = [
        place
        for place, arg in enumerate(question.sentence.args)
        if isinstance(arg, Variable) and arg.name in question.open
    ]
    return asked[0] if len(asked) == 1 else None


def _noun(predicate: Predicate, place: int, value: int) -> str:
    where = predicate.parts.index(place) if place in predicate.parts else len(predicate.parts)
    after = [one for one in predicate.parts[where + 1 : where + 3] if isinstance(one, str)]
    words = " ".join(after).split()[:2]
    ends = next((n for n, one in enumerate(words) if _is_plural(one)), None)
    if ends is None:
        return ""
    noun = " ".join(words[: ends + 1])
    return noun.removesuffix("s") if value == 1 else noun


def _is_plural(word: str) -> bool:
    return word.isalpha() and word.endswith("s") and word not in ("is", "was", "has", "does", "as")
