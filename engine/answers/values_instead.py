"""For a *no* about one value: of which other values the sentence is so.

Whoever asks whether nationals may come for 30 days wants to hear that they may for 90.
"""

from engine.answers.conflicts import conflicts
from engine.answers.refuted import refuted
from engine.answers.world import Goal, World, is_anonymous
from engine.proof.explain import prove
from engine.proof.node import Node
from engine.rails.rail import CERTAIN
from parser.resolved.vocabulary import value_slots
from parser.values import Range

FEW = 3
"""How many other values are told at most; a sentence that is so of more is no single value."""


def values_instead(world: World, goal: Goal) -> tuple[Node, ...]:
    """Return proofs of what is certainly concluded with other values than those asked about."""
    predicate = world.railed.base.predicates[goal.pred]
    places = [
        place
        for place in value_slots(predicate)
        if place not in predicate.asked and goal.args[place] is not None
    ]
    if predicate.origin != "derived" or not places:
        return ()
    args = tuple(None if place in places else arg for place, arg in enumerate(goal.args))
    keys = [
        key
        for key in world.keys(Goal(goal.pred, args), CERTAIN)
        if not any(isinstance(value, Range) or is_anonymous(value) for value in key[1])
    ]
    if not 1 <= len(keys) <= FEW:
        return ()
    found = [
        prove(world.grounds, key)
        for key in keys
        if not conflicts(world, goal.pred, key[1])
        and next(refuted(world, goal.pred, key[1]), None) is None
    ]
    return tuple(one for one in found if one is not None)
