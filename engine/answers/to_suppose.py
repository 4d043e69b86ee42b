"""What can be supposed of what nobody stated, to tell one case from another."""

from dataclasses import replace

from engine.answers.cuts import exactly
from engine.answers.world import World
from engine.arithmetic.compare import lies_within
from engine.rails.names import Open, write
from engine.rails.said import Said
from engine.rails.supposing import Supposed, row_of
from parser.resolved.tree import Constant
from parser.resolved.vocabulary import GroundAtom, Predicate, entity_slots, value_slots
from parser.values import SOMEONE, Entity, Range, Value


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


def is_shut(world: World, atom: GroundAtom) -> bool:
    """Tell whether nothing that nobody stated is as a sentence says: the case has said it all.

    If the sentence is so then, it is one of what is stated in part.
    """
    predicate = world.railed.base.predicates[atom.pred]
    people = tuple(
        Entity(value.kind, SOMEONE)  # who got a name for this case may be anybody unnamed
        if isinstance(value := atom.args[place], Entity) and value.name not in world.names
        else value
        for place in entity_slots(predicate)
    )
    if not world.model.rows(write(Open(atom.pred)), people):
        return True
    return any(
        all(
            said is None or (wanted is not None and (said == wanted or lies_within(wanted, said)))
            for said, wanted in zip(pattern, atom.args, strict=True)
        )
        for pattern, _ in world.facts.closed.get(atom.pred, ())
    )


def is_the_one(world: World, atom: GroundAtom) -> bool:
    """Tell whether a sentence is so only if it is the one that the case states in part."""
    people = entity_slots(world.railed.base.predicates[atom.pred])
    alike = [
        row
        for pred, row in world.facts.stated
        if pred == atom.pred
        and any(isinstance(value, Range) for value in row)
        and all(row[place] == atom.args[place] for place in people)
    ]
    return len(alike) == 1 and is_shut(world, atom)


def open_atom(predicate: Predicate, row: tuple[Value, ...]) -> GroundAtom:
    """Return the sentence of a row that nobody stated, its values left open."""
    values = value_slots(predicate)
    args = (None if place in values else value for place, value in enumerate(row))
    return GroundAtom(predicate.name, tuple(args))


def open_within(predicate: Predicate, row: tuple[Value, ...]) -> GroundAtom:
    """Return the sentence of a row that nobody stated, its values within the limits they have."""
    values = value_slots(predicate)
    args = (_limits(value) if place in values else value for place, value in enumerate(row))
    return GroundAtom(predicate.name, tuple(args))


def _limits(value: Value) -> Value | None:
    if not isinstance(value, Range):
        return value
    return None if value.of or (value.low is None and value.high is None) else value


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
    return with_arg(atom, place, somebody_new(world, atom.args[place]))


def somebody_new(world: World, somebody: Value | None) -> Entity:
    """Return an individual of the kind of another, with a name that nobody has yet."""
    assert isinstance(somebody, Entity)
    number = 1
    while (name := f"a certain {somebody.kind} ({number})") in world.names:
        number += 1
    return Entity(somebody.kind, name)


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
