"""What is not asked next, since what is stated makes it as good as impossible.

No law says from which age somebody may have been married before it mattered here; but nobody who
has been married for six years is asked whether they are seventeen.
"""

from dataclasses import replace
from datetime import date

from engine.answers.reasons import nodes, roots_of
from engine.answers.reply import Answer, Need
from engine.answers.summary import Asks
from engine.proof.node import Stated
from parser.resolved.vocabulary import GroundAtom
from parser.words.sentence import Predicates

_YOUNGEST = 15
"""Before which age nobody is taken to have been married."""


def without_unlikely(group: Asks, answer: Answer, predicates: Predicates) -> Asks:
    """Return what is asked, without what would be asked next of a child who is married."""
    if group.next is None:
        return group
    weddings = [
        node.atom
        for node in nodes(roots_of(answer))
        if isinstance(node, Stated) and "married" in _words(node.atom, predicates)
    ]
    for ask in group.next.each:
        if any(_is_before_youth(ask.need, one, predicates) for one in weddings):
            return replace(group, next=None)
    return group


def _is_before_youth(need: Need, wedding: GroundAtom, predicates: Predicates) -> bool:
    """Tell whether somebody would have to be born too late to have been married on a day."""
    if "born" not in _words(need.atom, predicates) or need.negative:
        return False
    earliest = [one.low for one in need.limits if isinstance(one.low, date)]
    days = [arg for arg in wedding.args if isinstance(arg, date)]
    same = need.atom.args[0] in wedding.args
    return bool(same and earliest and days) and days[0].year - earliest[0].year < _YOUNGEST


def _words(atom: GroundAtom, predicates: Predicates) -> tuple[str | int, ...]:
    predicate = predicates.get(atom.pred)
    return predicate.parts if predicate is not None else ()
