"""What a case denies although the rules conclude it: shown with both, as any contradiction."""

from collections.abc import Iterator
from dataclasses import replace

from engine.answers.reply import Conflict
from engine.answers.world import Goal, World
from engine.backends import load
from engine.proof.absence import covers
from engine.proof.explain import prove
from engine.proof.grounds import Pattern
from engine.proof.node import Absent
from engine.rails.presumed import undenied
from engine.rails.rail import CERTAIN
from parser.resolved.vocabulary import GroundAtom


def is_denied(world: World, goal: Goal) -> bool:
    """Tell whether the case denies a sentence, or everything of the kind."""
    return any(covers(known, goal.args) for known, _ in world.facts.denied.get(goal.pred, ()))


def refuted(world: World, pred: str, row: Pattern) -> Iterator[Conflict]:
    """Yield the contradictions between a denial of the case and what rules conclude without it."""
    denied = world.facts.denied.get(pred, ())
    if not denied or world.railed.base.predicates[pred].origin != "derived":
        return
    without = _without(world, pred)
    name = world.railed.naming.name(pred, CERTAIN)
    for found in sorted(without.model.rows(name, row), key=repr):
        source = next((source for known, source in denied if covers(known, found)), None)
        left = prove(without.grounds, (name, found))
        if source is not None and left is not None:
            yield Conflict(left, Absent(GroundAtom(pred, found), "denied", source))


def _without(world: World, pred: str) -> World:
    """Return the world in which rules conclude a sentence although it is denied; kept by `world`.

    Each row of an answer asks for it.
    """
    found = world.undenied.get(pred)
    if found is None:
        railed = undenied(world.railed, pred)
        found = replace(world, railed=railed, loaded=load(world.backend, railed.program))
        world.undenied[pred] = found
    return found
