"""What is needed of a value that is stated in part, and is so whichever value it has."""

from dataclasses import replace

from engine.answers.settling import Change
from engine.answers.world import World
from engine.rails.supposing import Supposed, row_of
from parser.resolved.vocabulary import GroundAtom
from parser.text.diagnostic import SourceError
from parser.values import Range


def is_so_anyway(world: World, change: Change) -> bool:
    """Tell whether what constraints leave of a stated value lies within what is needed of it.

    A nationality that ends today began today or before: nobody need be asked whether it did.
    """
    if change.replaces is None or len(change.need.limits) != 1:
        return False
    (limit,) = change.need.limits
    stated = row_of(change.replaces)
    whole = stated.args[limit.place]
    if not isinstance(whole, Range):
        return False
    beside: list[Range] = []
    if limit.low is not None:
        beside.append(replace(whole, high=limit.low, below=True))
    if limit.high is not None:
        beside.append(replace(whole, low=limit.high, above=True))
    return bool(beside) and not any(_can_be(world, stated, limit.place, part) for part in beside)


def _can_be(world: World, stated: GroundAtom, place: int, part: Range) -> bool:
    from engine.answers.to_suppose import with_value  # few values are stated in part

    narrowed = Supposed("narrowed", with_value(stated, place, part), stated)
    try:
        _ = world.supposing((narrowed,)).facts
    except SourceError:
        return False
    return True
