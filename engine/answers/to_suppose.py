"""What can be supposed of what nobody stated, to tell one case from another."""

from dataclasses import replace

from engine.answers.cuts import exactly
from engine.answers.world import World
from engine.rails.said import Said
from engine.rails.supposing import Supposed, row_of
from parser.resolved.tree import Constant
from parser.resolved.vocabulary import GroundAtom, Predicate, value_slots
from parser.values import Entity, Range, Value


def is_supposed(kind: str, said: GroundAtom, atom: GroundAtom) -> bool:
    """Tell whether a statement says what a sentence says, any value where that has none."""
    return (
        kind == "states"
        and said.pred == atom.pred
        and all(
            wanted is None or wanted == value
            for wanted, value in zip(atom.args, said.args, strict=True)
        )
    )


def open_atom(predicate: Predicate, row: tuple[Value, ...]) -> GroundAtom:
    """Return the sentence of a row that nobody stated, its values left open."""
    values = value_slots(predicate)
    args = (None if place in values else value for place, value in enumerate(row))
    return GroundAtom(predicate.name, tuple(args))


def nothing_more(predicate: Predicate) -> Supposed:
    """Return that a sentence holds of nothing beyond what is stated."""
    return Supposed("not", GroundAtom(predicate.name, (None,) * len(predicate.slots)))


def supposed_by(said: Said) -> Supposed:
    """Return what a statement says as something that is supposed."""
    atom = row_of(said)
    if said.statement.kind == "states":
        return Supposed("so", atom)
    args = said.statement.sentence.args
    pattern = tuple(term.value if isinstance(term, Constant) else None for term in args)
    return Supposed("not", replace(atom, args=pattern))


def is_about_somebody(one: GroundAtom, atom: GroundAtom, place: int) -> bool:
    """Tell whether a sentence says of somebody who was given a name what another leaves open."""
    found = one.args[place] if one.pred == atom.pred else None
    return isinstance(found, Entity) and one == with_arg(atom, place, found) and _is_new(found)


def _is_new(one: Entity) -> bool:
    return one.name.startswith(f"a certain {one.kind} (")


def about_somebody_new(world: World, atom: GroundAtom, place: int) -> GroundAtom:
    """Return a sentence about somebody new in the place of somebody whom nobody names."""
    somebody = atom.args[place]
    assert isinstance(somebody, Entity)
    number = 1
    while (name := f"a certain {somebody.kind} ({number})") in world.names:
        number += 1
    return with_arg(atom, place, Entity(somebody.kind, name))


def with_arg(atom: GroundAtom, place: int, value: Value) -> GroundAtom:
    """Return a sentence with another value at one place."""
    return replace(atom, args=(*atom.args[:place], value, *atom.args[place + 1 :]))


def with_value(atom: GroundAtom, place: int, part: Range) -> GroundAtom:
    """Return a sentence with a part of the values of one place, or the one value that it has."""
    return with_arg(atom, place, exactly(part))


def within(world: World, key: tuple[str, int], part: Range) -> Supposed:
    """Return that a value which nobody stated lies in a part of those there are."""
    pred, place = key
    slots = world.railed.base.predicates[pred].slots
    args = tuple(exactly(part) if i == place else None for i in range(len(slots)))
    return Supposed("within", GroundAtom(pred, args))
