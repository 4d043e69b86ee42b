"""What constraints rule out of the open sentences on which an answer would rest."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from engine.answers.barred import that_could_break
from engine.answers.resting import resting_on
from engine.answers.suspected import suspected
from engine.answers.world import Goal, World, is_anonymous
from engine.arithmetic.errors import EvaluationError
from engine.rails.impossible import Breach, CannotBe, Excluded, Held, Rows, broken_with
from engine.rails.in_force import TODAY_VARIABLE
from engine.rails.names import Open, write
from engine.rails.supposing import Supposed
from parser.datalog.tree import Constraint, Row
from parser.resolved.vocabulary import GroundAtom, entity_slots, value_slots
from parser.values import UNKNOWN, nameless

EXCLUSIONS = 24
"""How many sentences are ruled out for one question at most, beyond those that need no search."""

FEW = 64
"""Among so many open sentences one that breaks a constraint is looked for in all of them."""


def excluding(world: World, goal: Goal) -> World | None:
    """Return the world with an open sentence ruled out on which `goal` would rest, or None.

    A sentence is ruled out if to state it, with any values, breaks a constraint: it is so in no
    completion of the case. Asked again of the world returned, this goes on until no more is found,
    or the bound is reached.
    """
    constraints = world.railed.base.constraints
    if not constraints or len(world.excluded) >= EXCLUSIONS:
        return None
    if not world.facts.stated and all(len(one.atoms) > 1 for one in constraints):
        return None
    direct = _direct(world)
    spoken = _may_rest_on(world, goal, {atom.pred for one in direct for atom in one.atoms})
    derived = _may_rest_on(world, goal, that_could_break(world.railed, world.facts))
    known = _known(world, direct)
    if not derived and (not spoken or not _could_break(world, goal, direct, known, spoken)):
        return None
    spoken |= derived
    open_ = [one for one in _open(world, goal) if one.pred in spoken]
    suspects = suspected(world, [one for one in open_ if one.pred in derived])
    found: list[Excluded] = []
    for atom in open_:
        breach = next(_broken_by(world, atom, direct, known, atom in suspects), None)
        if breach is not None:
            held = tuple(one for one in breach.held if one != _row(atom))
            found.append(Excluded(breach.constraint, atom.pred, atom.args, held))
    if not found:
        return None
    return replace(world, excluded=(*world.excluded, *found), near=world.nearest)


def _may_rest_on(world: World, goal: Goal, spoken: Iterable[str]) -> set[str]:
    """Return those of some predicates of which the program of a question has open sentences."""
    rules = world.search.rules
    return {pred for pred in spoken if pred == goal.pred or write(Open(pred)) in rules}


def _could_break(
    world: World, goal: Goal, direct: list[Constraint], known: Rows, spoken: set[str]
) -> bool:
    """Tell whether any open sentence at all breaks one of some constraints over facts.

    Where there are few, to look at all of them is less work than to find those on which an answer
    rests; where there are many, it is taken that one does.
    """
    predicates, domain = world.railed.base.predicates, world.facts.domain
    kinds = [
        [predicates[pred].slots[i].kind for i in entity_slots(predicates[pred])] for pred in spoken
    ]
    if sum(math.prod(len(domain.get(kind, ())) + 1 for kind in each) for each in kinds) > FEW:
        return True
    rows = [_row(GroundAtom(goal.pred, goal.args))] if goal.pred in spoken else []
    for pred in spoken:
        people, size = entity_slots(predicates[pred]), len(predicates[pred].slots)
        for found in world.model.rows(write(Open(pred)), (None,) * len(people)):
            named = dict(zip(people, found, strict=True))
            rows.append((pred, tuple(named.get(place, UNKNOWN) for place in range(size))))
    return any(next(broken_with(direct, known, row), None) is not None for row in rows)


def _open(world: World, goal: Goal) -> Iterator[GroundAtom]:
    """Yield the open sentences about people with names on which an answer rests, each once.

    Their values are left open, but of what is asked itself. What is excluded already is left out.
    """
    seen = {GroundAtom(one.pred, one.pattern) for one in world.excluded}
    predicates = world.railed.base.predicates
    asked: list[GroundAtom] = []
    if predicates[goal.pred].origin in ("given", "decided"):
        asked.append(GroundAtom(goal.pred, goal.args))
    for pred, rests_on in sorted(resting_on(world, goal).sentences, key=repr):
        values = value_slots(predicates[pred])
        pattern = tuple(None if place in values else one for place, one in enumerate(rests_on))
        asked.append(GroundAtom(pred, pattern))
    for atom in asked:
        if atom not in seen and not any(map(is_anonymous, atom.args)):
            seen.add(atom)
            yield atom


def _row(atom: GroundAtom) -> Held:
    return atom.pred, tuple(UNKNOWN if value is None else value for value in atom.args)


def _as_stated(world: World, held: Held) -> Held:
    """Return a row without the names that its values have only in a case of several."""
    return held if held in world.facts.stated else (held[0], tuple(map(nameless, held[1])))


def _known(world: World, direct: list[Constraint]) -> Rows:
    """Return what is stated and listed of what constraints speak of."""
    rows: dict[str, list[Row]] = {}
    spoken = {atom.pred for one in direct for atom in one.atoms}
    listed = ((one.pred, one.row) for one in world.railed.base.listed)
    for pred, row in chain(world.facts.stated, listed):
        if pred in spoken:
            rows.setdefault(pred, []).append(row)
    return Rows(rows, {TODAY_VARIABLE.name: world.facts.as_of})


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
    world: World, atom: GroundAtom, direct: list[Constraint], known: Rows, derived: bool
) -> Iterator[Breach]:
    """Yield what to state a sentence, whatever its values are, breaks."""
    added = _row(atom)
    yield from broken_with(direct, known, added)
    if derived:
        try:
            _ = world.supposing((Supposed("so", atom),)).model
        except CannotBe as error:  # where something is supposed, values have names
            for one in error.breaches:
                held = tuple(_as_stated(world, row) for row in one.held)
                if added in held:
                    yield one._replace(held=held)
        except EvaluationError:  # what cannot be worked out breaks nothing
            return
