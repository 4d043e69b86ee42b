"""What is suggested, as a statement that a case can make."""

from collections.abc import Mapping

from engine.answers.reply import Need
from parser.resolved.tree import Constant, Sentence, Statement, Term, Variable
from parser.resolved.vocabulary import Predicate
from parser.values import Range, Value


def suggested(need: Need, predicates: Mapping[str, Predicate]) -> Statement:
    """Return the statement that meets a need, all that it allows left open.

    >>> from parser.resolved.vocabulary import GroundAtom, Slot
    >>> from parser.values import Entity
    >>> banned = Predicate("banned", (Slot("person", "person"),), parts=(0, "is", "banned"))
    >>> nobody = Need(GroundAtom("banned", (None,)), negative=True)
    >>> suggested(nobody, {"banned": banned}).kind
    'denies'
    """
    limits = {one.place: one for one in need.limits}
    slots = predicates[need.atom.pred].slots
    terms: list[Term] = []
    for place, (arg, slot) in enumerate(zip(need.atom.args, slots, strict=True)):
        if arg is not None:
            terms.append(Constant(arg))
        elif place in limits:
            terms.append(Constant(_value(limits[place].low, limits[place].high)))
        else:
            terms.append(Variable(slot.role, slot.kind))
    sentence = Sentence(need.atom.pred, tuple(terms))
    if need.closing:
        return Statement("closes", sentence)
    return Statement("denies" if need.negative else "states", sentence)


def _value(low: "Value | None", high: "Value | None") -> Value:
    if low is not None and low == high:
        return low
    assert not isinstance(low, Range) and not isinstance(high, Range), "an end is exact"
    return Range(low, high)
