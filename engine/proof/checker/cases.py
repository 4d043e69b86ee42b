"""Whether the cases of a proof leave nothing out, and whether each is about what it proves."""

from engine.proof.checker.ordering import Undefined, compare
from engine.proof.node import Absent, ByCases, Derived, Node
from engine.rails.facts import Facts
from engine.rails.from_datalog import Railed
from engine.rails.rail import CERTAIN
from engine.rails.supposing import Supposed, leaves_nothing_out, regions_in
from parser.datalog.tree import Row
from parser.resolved.vocabulary import VALUE_KINDS, GroundAtom, Predicate
from parser.values import SOMEONE, UNKNOWN, Entity, Range, Value


def are_exhaustive(node: ByCases, railed: Railed, facts: Facts) -> bool:
    """Tell whether one of the cases must be so, whatever the missing facts are."""
    every = [one for case in node.cases for one in case.supposed]
    predicates = railed.base.predicates
    if not every or not all(
        one.atom.pred in predicates
        and predicates[one.atom.pred].origin in ("given", "decided")
        and len(one.atom.args) == len(predicates[one.atom.pred].slots)
        for one in every
    ):
        return False
    if all(one.how == "within" for one in every):
        return _ranges_meet(every, predicates)
    if any(len(case.supposed) != 1 for case in node.cases):
        return False
    if all(one.how == "narrowed" for one in every):
        return _parts_meet(every, predicates, facts)
    return _are_opposite(every, predicates)


def _are_opposite(every: list[Supposed], predicates: dict[str, Predicate]) -> bool:
    """Tell whether two suppositions are a sentence about named individuals and its denial."""
    if sorted(one.how for one in every) != ["not", "so"] or every[0].atom != every[1].atom:
        return False
    atom = every[0].atom
    return all(
        value is None or not isinstance(value, Range)
        if slot.kind in VALUE_KINDS
        else isinstance(value, Entity) and value.name != SOMEONE
        for value, slot in zip(atom.args, predicates[atom.pred].slots, strict=True)
    )


def _parts_meet(every: list[Supposed], predicates: dict[str, Predicate], facts: Facts) -> bool:
    """Tell whether the parts of a stated day that is partly known make up all of it."""
    stated = every[0].stated
    if stated is None or any(one.stated != stated for one in every):
        return False
    if any(one.atom.pred != stated.pred for one in every):
        return False
    row = tuple(UNKNOWN if value is None else value for value in stated.args)
    if (stated.pred, row) not in facts.stated:
        return False
    differing = {
        place
        for one in every
        for place, (part, whole) in enumerate(zip(one.atom.args, stated.args, strict=True))
        if part != whole
    }
    if len(differing) != 1:
        return False
    (place,) = differing
    whole = stated.args[place]
    if not isinstance(whole, Range) or predicates[stated.pred].slots[place].kind != "date":
        return False
    return leaves_nothing_out([_value(one.atom.args[place]) for one in every], whole)


def _ranges_meet(every: list[Supposed], predicates: dict[str, Predicate]) -> bool:
    """Tell whether ranges of what nobody stated leave no day out."""
    regions = regions_in(every)
    return bool(regions) and all(
        predicates[pred].slots[place].kind == "date" and leaves_nothing_out(parts, UNKNOWN)
        for (pred, place), parts in regions.items()
    )


def _value(value: Value | None) -> Value:
    return UNKNOWN if value is None else value


def all_together(node: ByCases) -> tuple[Supposed, ...]:
    """Return the ranges that all cases suppose; none if they suppose something else."""
    every = tuple(one for case in node.cases for one in case.supposed)
    return every if all(one.how == "within" for one in every) else ()


def concludes(proof: Node, node: ByCases) -> bool:
    """Tell whether the proof of one case proves that the whole holds, or that it fails."""
    match proof:
        case Derived(status="holds" | "conflict", rail=rail):
            return node.status == "holds" and proof.atom == node.atom and rail == CERTAIN
        case Absent():
            return node.status == "fails" and proof.atom == node.atom
        case ByCases():
            return proof.status == node.status and proof.atom == node.atom
        case _:
            return False


def could_be(atom: GroundAtom, row: Row) -> bool:
    """Tell whether a row may be what an atom says, a value that is partly known compared."""
    return all(
        wanted is None or _could_equal(wanted, value)
        for wanted, value in zip(atom.args, row, strict=True)
    )


def _could_equal(wanted: Value, value: Value) -> bool:
    try:
        return compare("=", wanted, value, True)
    except Undefined:
        return False
