"""Whether the cases of a proof leave nothing out, and whether each is about what it proves."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from engine.proof.checker.ordering import could_equal
from engine.proof.node import Absent, ByCases, Derived, Finding, Node, Stated
from engine.rails.facts import Facts
from engine.rails.from_datalog import Railed
from engine.rails.rail import CERTAIN
from engine.rails.spans import compared_with, cover
from engine.rails.supposing import (
    Supposed,
    is_like_any_other,
    leaves_nothing_out,
    regions_in,
)
from parser.datalog.tree import Row
from parser.resolved.vocabulary import VALUE_KINDS, GroundAtom
from parser.values import SOMEONE, UNKNOWN, Entity, Range, Value


def are_exhaustive(node: ByCases, railed: Railed, facts: Facts) -> bool:
    """Tell whether one of the cases must be so, whatever the missing facts are.

    Beside what tells them apart, each may suppose the same ranges of what nobody stated, if these
    leave no value out.
    """
    every = [one for case in node.cases for one in case.supposed]
    if any(one.how == "of" for one in every):
        return all(_are_of_one(case.supposed, node, railed, facts) for case in node.cases)
    predicates = railed.base.predicates
    if not every or not all(
        one.atom.pred in predicates
        and predicates[one.atom.pred].origin in ("given", "decided")
        and len(one.atom.args) == len(predicates[one.atom.pred].slots)
        for one in every
    ):
        return False
    if all(one.how == "within" for one in every):
        return _ranges_meet(every, railed, facts)
    ranges = {tuple(one for one in case.supposed if one.how == "within") for case in node.cases}
    if ranges != {()} and (len(ranges) > 1 or not _ranges_meet([*ranges.pop()], railed, facts)):
        return False
    every = [one for one in every if one.how != "within"]
    if any(len([one for one in case.supposed if one.how != "within"]) != 1 for case in node.cases):
        return False
    if all(one.how == "narrowed" for one in every):
        return _parts_meet(every, railed, facts)
    return _are_opposite(every, railed, facts)


def _are_of_one(supposed: Sequence[Supposed], node: ByCases, railed: Railed, facts: Facts) -> bool:
    """Tell whether a case is one of those of whom the sentence that fails may be so.

    It is about named individuals; one of them may be somebody new, who stands for anybody unnamed.
    """
    if len(supposed) != 1 or supposed[0].how != "of" or node.status != "fails":
        return False
    atom = supposed[0].atom
    slots = railed.base.predicates[node.atom.pred].slots
    return atom.pred == node.atom.pred and all(
        one == wanted
        or (
            wanted is None
            and isinstance(one, Entity)
            and one.kind == slot.kind
            and (
                one in facts.domain.get(one.kind, ())
                or _is_new(one, Entity(one.kind, SOMEONE), railed, facts)
            )
        )
        for one, wanted, slot in zip(atom.args, node.atom.args, slots, strict=True)
    )


def are_all_asked(node: ByCases, rows: Iterable[Row], facts: Facts) -> bool:
    """Tell whether each row that a sentence may have is among those of whom it is asked.

    Whoever has no name is if somebody new is, beside the same others.
    """
    asked = [one.atom.args for case in node.cases for one in case.supposed]
    return all(
        any(
            all(
                one is None
                or not isinstance(value, Entity)
                or one == value
                or (_is_unnamed(value) and one not in facts.domain.get(value.kind, ()))
                for one, value in zip(args, row, strict=True)
            )
            for args in asked
        )
        for row in rows
        if could_be(node.atom, row)
    )


def _are_opposite(every: list[Supposed], railed: Railed, facts: Facts) -> bool:
    """Tell whether suppositions are a sentence and its denial.

    The sentence may be so with a value in each of several parts, which leave none out; or it is so
    with a value in some range, or with none there. What nobody unnamed is, somebody may be: whoever
    that is has a name that nobody else has.
    """
    said = [one.atom for one in every if one.how == "so"]
    denied = [one.atom for one in every if one.how == "not"]
    if len(denied) != 1 or not said or len(said) + 1 != len(every):
        return False
    (none,) = denied
    slots = railed.base.predicates[none.pred].slots
    if any(one.pred != none.pred for one in said):
        return False
    unnamed = [place for place, value in enumerate(none.args) if _is_unnamed(value)]
    if len(unnamed) > 1 or (unnamed and len(said) > 1):
        return False
    parted = set()
    for one in said:
        for place, (value, other, slot) in enumerate(zip(one.args, none.args, slots, strict=True)):
            if slot.kind not in VALUE_KINDS:
                if place in unnamed:
                    if not _is_new(value, other, railed, facts):
                        return False
                elif value != other or not isinstance(value, Entity) or _is_unnamed(value):
                    return False
            elif value != other:
                if other is not None:
                    return False
                parted.add(place)
            elif isinstance(value, Range) and value.of:
                return False
    if not parted:
        return len(said) == 1
    if len(parted) > 1:
        return False
    (place,) = parted
    parts = [_value(one.args[place]) for one in said]
    return _leave_nothing_out(parts, UNKNOWN, (none.pred, place), railed, facts)


def _is_unnamed(value: Value | None) -> bool:
    return isinstance(value, Entity) and value.name == SOMEONE


def _is_new(value: Value | None, other: Value | None, railed: Railed, facts: Facts) -> bool:
    """Tell whether somebody is of the kind of another, and one whom neither case nor law names.

    Whoever it stands for must be none of those whom a table names.
    """
    return (
        isinstance(value, Entity)
        and isinstance(other, Entity)
        and value.kind == other.kind
        and not _is_unnamed(value)
        and value not in facts.domain.get(value.kind, ())
        and value not in facts.told.also
        and is_like_any_other(railed, value.kind)
    )


def _leave_nothing_out(
    parts: list[Value], whole: Value, at: tuple[str, int], railed: Railed, facts: Facts
) -> bool:
    """Tell whether every value of `whole`, at a place of a predicate, lies in one of `parts`.

    Durations have no order of their own: see `engine.rails.spans`.
    """
    pred, place = at
    if railed.base.predicates[pred].slots[place].kind == "duration":
        return cover(parts, whole, compared_with(railed.base, facts, pred, place))
    return isinstance(whole, Range) and leaves_nothing_out(parts, whole)


def _parts_meet(every: list[Supposed], railed: Railed, facts: Facts) -> bool:
    """Tell whether the parts of a stated value that is partly known make up all of it."""
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
    if not differing:
        return True  # one case, in which the value has a name
    if len(differing) != 1:
        return False
    (place,) = differing
    whole = _value(stated.args[place])
    of = whole.of if isinstance(whole, Range) else ""
    parts = [_value(one.atom.args[place]) for one in every]
    named = all(not isinstance(part, Range) or part.of == of for part in parts)
    return named and _leave_nothing_out(parts, whole, (stated.pred, place), railed, facts)


def _ranges_meet(every: list[Supposed], railed: Railed, facts: Facts) -> bool:
    """Tell whether ranges of what nobody stated leave no value out."""
    regions = regions_in(every)
    predicates = railed.base.predicates
    return bool(regions) and all(
        predicates[pred].slots[place].kind in VALUE_KINDS
        and not any(isinstance(part, Range) and part.of for part in parts)
        and _leave_nothing_out(list(parts), UNKNOWN, (pred, place), railed, facts)
        for (pred, place), parts in regions.items()
    )


def _value(value: Value | None) -> Value:
    return UNKNOWN if value is None else value


def all_together(node: ByCases) -> tuple[Supposed, ...]:
    """Return the ranges that all cases suppose; none if they suppose something else."""
    every = tuple(one for case in node.cases for one in case.supposed)
    return every if all(one.how == "within" for one in every) else ()


def concludes(proof: Node, node: ByCases, supposed: Sequence[Supposed] = ()) -> bool:
    """Tell whether the proof of one case proves that the whole holds, or that it fails.

    One that is asked of an individual proves that it fails of whom it supposes.
    """
    if any(one.how == "of" for one in supposed):
        return concludes(proof, replace(node, atom=supposed[0].atom))
    match proof:
        case Derived(atom, status="holds" | "conflict", rail=rail):
            return node.status == "holds" and is_one_of(atom, node.atom) and rail == CERTAIN
        case Stated(atom, status="holds") | Finding(atom, status="holds"):  # it is supposed
            return node.status == "holds" and is_one_of(atom, node.atom)
        case Absent(reason="contradicted"):
            return proof.atom == node.atom  # what cannot be proves anything
        case Absent():
            return node.status == "fails" and proof.atom == node.atom
        case ByCases():
            return proof.status == node.status and proof.atom == node.atom
        case _:
            return False


def is_one_of(atom: GroundAtom, wanted: GroundAtom) -> bool:
    """Tell whether a sentence is the one that is wanted, with any value where that has none.

    A value within limits is wanted by these alone: in a case it may have got a name.
    """
    return atom.pred == wanted.pred and all(
        one is None
        or (type(one) is type(value) and one == value)
        or (isinstance(one, Range) and isinstance(value, Range) and one == replace(value, of=""))
        for one, value in zip(wanted.args, atom.args, strict=True)
    )


def could_be(atom: GroundAtom, row: Row) -> bool:
    """Tell whether a row may be what an atom says, a value that is partly known compared."""
    return all(
        wanted is None or could_equal(wanted, value)
        for wanted, value in zip(atom.args, row, strict=True)
    )
