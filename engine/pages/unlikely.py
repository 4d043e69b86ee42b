"""What is not asked next, since what is stated makes it as good as impossible.

No law says from which age somebody may have entered into a bond with another before it mattered
here; but nobody who has been married for six years is asked whether they are seventeen. What a law
calls these is told by what it declares of them.
"""

from dataclasses import replace
from datetime import date

from engine.answers.reasons import nodes, roots_of
from engine.answers.reply import Answer, Need
from engine.answers.summary import Asks
from engine.pages.assumed import has_a_value_anyway
from engine.proof.node import Stated
from parser.resolved.vocabulary import GroundAtom
from parser.words.sentence import Predicates

_YOUNGEST = 15
"""Before which age nobody is taken to have entered into a bond with another."""


def without_unlikely(group: Asks, answer: Answer, predicates: Predicates) -> Asks:
    """Return what is asked, without what would be asked next of a child bound to another."""
    if group.next is None:
        return group
    bonds = [
        node.atom
        for node in nodes(roots_of(answer))
        if isinstance(node, Stated) and _is_a_bond(node.atom, predicates)
    ]
    for ask in group.next.each:
        if any(_is_before_youth(ask.need, one, predicates) for one in bonds):
            return replace(group, next=None)
    return group


def _is_a_bond(atom: GroundAtom, predicates: Predicates) -> bool:
    """Tell whether a sentence says from when somebody has the one other that one has at a time.

    So a law declares a marriage `single, irreflexive`; of adoptions there may be several.
    """
    predicate = predicates.get(atom.pred)
    return predicate is not None and predicate.irreflexive and predicate.single is not None


def _is_before_youth(need: Need, bond: GroundAtom, predicates: Predicates) -> bool:
    """Tell whether a day that everybody has, as of birth, would have to be too late for a bond."""
    if need.negative or not has_a_value_anyway(need.atom, predicates):
        return False
    earliest = [one.low for one in need.limits if isinstance(one.low, date)]
    days = [arg for arg in bond.args if isinstance(arg, date)]
    same = need.atom.args[0] in bond.args
    return bool(same and earliest and days) and days[0].year - earliest[0].year < _YOUNGEST
