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
from engine.rails.from_datalog import to_rails
from engine.rails.presumed import is_presumed
from engine.rails.rail import CERTAIN
from parser.resolved.vocabulary import GroundAtom


def _without_presumptions(world: World) -> World:
    """Return the world without the rules that only presume, which a denial contradicts nowhere."""
    base = world.railed.base
    rules = tuple(rule for rule in base.rules if not is_presumed(rule))
    if len(rules) == len(base.rules):
        return world
    goals = [name for name, (pred, _) in world.railed.meaning.items() if name == pred]
    railed = to_rails(replace(base, rules=rules), {*goals, *(rule.head.pred for rule in rules)})
    return replace(world, railed=railed, loaded=load(world.backend, railed.program))


def is_denied(world: World, goal: Goal) -> bool:
    """Tell whether the case denies a sentence, or everything of the kind."""
    return any(covers(known, goal.args) for known, _ in world.facts.denied.get(goal.pred, ()))


def refuted(world: World, pred: str, row: Pattern) -> Iterator[Conflict]:
    """Yield the contradictions between a denial of the case and what rules conclude without it."""
    denied = world.facts.denied.get(pred, ())
    if not denied or world.railed.base.predicates[pred].origin != "derived":
        return
    lines = [
        one
        for one in world.said
        if one.statement.kind == "denies" and one.statement.sentence.predicate == pred
    ]
    without = _without_presumptions(world.having((), lines))
    name = world.railed.naming.name(pred, CERTAIN)
    for found in sorted(without.model.rows(name, row), key=repr):
        source = next((source for known, source in denied if covers(known, found)), None)
        left = prove(without.grounds, (name, found))
        if source is not None and left is not None:
            yield Conflict(left, Absent(GroundAtom(pred, found), "denied", source))
