"""What constraints rule out of the open sentences on which an answer would rest."""

from collections.abc import Iterator
from dataclasses import replace

from engine.answers.barred import could_break
from engine.answers.resting import resting_on
from engine.answers.world import Goal, World, is_anonymous
from engine.arithmetic.errors import EvaluationError
from engine.rails.impossible import Bindings, Breach, CannotBe, Excluded, Held, Rows, breaches
from engine.rails.in_force import TODAY_VARIABLE
from engine.rails.ruled_out_rows import Pattern
from engine.rails.supposing import Supposed
from parser.datalog.tree import Constraint, Row
from parser.resolved.vocabulary import GroundAtom, value_slots
from parser.values import UNKNOWN

EXCLUSIONS = 24
"""How many sentences are ruled out for one question at most, beyond those that need no search."""


def excluding(world: World, goal: Goal) -> World | None:
    """Return the world with an open sentence ruled out on which `goal` would rest, or None.

    A sentence is ruled out if to state it, with any values, breaks a constraint: it is so in no
    completion of the case. Asked again of the world returned, this goes on until no more is found,
    or the bound is reached.
    """
    constraints = world.railed.base.constraints
    if not constraints or len(world.excluded) >= EXCLUSIONS or not world.facts.stated:
        return None
    direct = _direct(world)
    derived = {pred for one in could_break(world.railed, world.facts) for pred in one.rests_on}
    spoken = {atom.pred for one in direct for atom in one.atoms} | derived
    if not spoken:
        return None
    found: list[Excluded] = []
    seen: set[tuple[str, Pattern]] = set()
    for pred, rests_on in sorted(resting_on(world, goal).sentences, key=repr):
        if pred not in spoken or any(map(is_anonymous, rests_on)):
            continue
        values = value_slots(world.railed.base.predicates[pred])
        pattern = tuple(None if place in values else one for place, one in enumerate(rests_on))
        if (pred, pattern) in seen:
            continue
        seen.add((pred, pattern))
        breach = next(_broken_by(world, GroundAtom(pred, pattern), direct, pred in derived), None)
        if breach is not None:
            row = tuple(UNKNOWN if value is None else value for value in pattern)
            held = tuple(one for one in breach.held if one != (pred, row))
            found.append(Excluded(breach.constraint, pred, pattern, held))
    if not found:
        return None
    return replace(world, excluded=(*world.excluded, *found), near=world.nearest)


def _direct(world: World) -> list[Constraint]:
    """Return the constraints over facts that one more fact could break."""
    there = {pred for pred, _ in world.facts.stated}
    there |= {row.pred for row in world.railed.base.listed}
    return [
        one
        for one in world.railed.base.constraints
        if len({atom.pred for atom in one.atoms} - there) <= 1
    ]


def _broken_by(
    world: World, atom: GroundAtom, direct: list[Constraint], derived: bool
) -> Iterator[Breach]:
    """Yield what to state a sentence, whatever its values are, breaks."""
    row: Row = tuple(UNKNOWN if value is None else value for value in atom.args)
    added: Held = (atom.pred, row)
    concerned = [one for one in direct if any(each.pred == atom.pred for each in one.atoms)]
    if concerned:
        rows: dict[str, list[Row]] = {}
        spoken = {each.pred for one in concerned for each in one.atoms}
        listed = ((one.pred, one.row) for one in world.railed.base.listed)
        for pred, known in (*world.facts.stated, *listed, added):
            if pred in spoken:
                rows.setdefault(pred, []).append(known)
        today: Bindings = {TODAY_VARIABLE.name: world.facts.as_of}
        yield from (one for one in breaches(concerned, Rows(rows, today)) if added in one.held)
    if derived:
        try:
            _ = world.supposing((Supposed("so", atom),)).model
        except CannotBe as error:
            yield from (one for one in error.breaches if added in one.held)
        except EvaluationError:  # what cannot be worked out breaks nothing
            return
