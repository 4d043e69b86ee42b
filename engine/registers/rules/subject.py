"""The name in a question that stands for the individual whom a case is about."""

from dataclasses import replace

from parser.resolved.tree import Constant, Question
from parser.values import Entity

SUBJECT = "\N{BULLET}"
"""The name that stands in a question for the individual whom a case is about."""


def subject(term: object) -> Entity | None:
    """Return the individual in a term of a question if it stands for that of each case, else None.

    >>> subject(Constant(Entity("person", SUBJECT))) == Entity("person", SUBJECT)
    True
    >>> subject(Constant(Entity("person", "Ana")))
    """
    match term:
        case Constant(Entity(name=name) as individual) if name == SUBJECT:
            return individual
        case _:
            return None


def about(question: Question, individual: Entity) -> Question:
    """Return a question about each case with `individual` in the place of that of the case."""
    args = tuple(Constant(individual) if subject(term) else term for term in question.sentence.args)
    return replace(question, sentence=replace(question.sentence, args=args))
