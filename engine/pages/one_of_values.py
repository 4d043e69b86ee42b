"""What has one value of few, asked for once: `Of which type is V1?`, and not of each type in turn.

Whoever is asked whether a visa is one of transit may say yes of another whose name has that word.
"""

from dataclasses import replace
from typing import NamedTuple

from engine.answers.reply import Need, Verdict
from engine.answers.summary import Asks
from parser.resolved.vocabulary import GroundAtom
from parser.values import Entity
from parser.words.asked import has_written_question
from parser.words.sentence import Predicates, figure, say


class OneOf(NamedTuple):
    """What to ask with the value left open, with which values it is so, and what any other brings.

    `last` is the question after the last of them that asks for something else, if any.
    """

    atom: GroundAtom
    values: tuple[Entity, ...]
    otherwise: Verdict
    last: Asks


def one_of_values(group: Asks, predicates: Predicates) -> OneOf | None:
    """Return the question for a value that several questions in turn are about, or None.

    They ask of the same whether its only value is this or that one, and come to the same answer;
    the law has a question of its own for the value.
    """
    atom: GroundAtom | None = None
    values: list[Entity] = []
    last = group
    otherwise: Verdict = "unknown"
    at: Asks | None = group
    while at is not None and at.then is None and at.if_so == group.if_so and len(at.each) == 1:
        (ask,) = at.each
        found = None if ask.authority else _with_its_value(ask.need, predicates)
        if found is None or (atom is not None and found[0] != atom):
            break
        atom, value = found
        values.append(value)
        last, otherwise, at = at, ask.if_not, at.next
    return None if atom is None else OneOf(atom, tuple(values), otherwise, last)


def _with_its_value(need: Need, predicates: Predicates) -> tuple[GroundAtom, Entity] | None:
    """Return the sentence of a need without its only value, and this value."""
    predicate = predicates.get(need.atom.pred)
    if predicate is None or predicate.single is None or not predicate.asks:
        return None
    if need.negative or need.closing or need.limits or need.examples or need.replaces is not None:
        return None
    value = need.atom.args[predicate.single]
    if not isinstance(value, Entity) or value.kind == "person":
        return None
    args = (None if at == predicate.single else arg for at, arg in enumerate(need.atom.args))
    atom = replace(need.atom, args=tuple(args))
    return (atom, value) if has_written_question(atom, predicate) else None


def values_words(values: tuple[Entity, ...], predicates: Predicates) -> str:
    """Name values of which any would do."""
    *before, last = (figure(one, predicates) for one in values)
    if not before:
        return last
    return say(predicates, "{values} or {last}", values=", ".join(before), last=last)
