"""Of whom it is so already what a way needs of somebody or something without a name.

That Ana carries a document is stated, and a way needs one of Montenegro: what is not stated is that
she carries another. Where all her documents are given, what fails the way is that she carries no
other: that she carries none would be false.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from engine.answers.reasons import nodes
from engine.answers.summary import Turn, Way
from engine.answers.ways import Predicates
from engine.answers.world import World
from engine.proof.node import Absent, Assumption, Derived, ListedRow, Node, Stated
from parser.resolved.vocabulary import GroundAtom
from parser.values import SOMEONE, Entity, Value

_Known = Mapping[str, Sequence[GroundAtom]]


def known_rows(world: World, roots: Sequence[Node]) -> tuple[GroundAtom, ...]:
    """Return what is stated of the sentences that reasons leave open of somebody without a name.

    So is what is stated of those that they deny of such a one.
    """
    open_ = {
        one.atom.pred
        for one in nodes(roots)
        if isinstance(one, Assumption | Absent) and not all(map(_is_named, one.atom.args))
    }
    stated = world.facts.stated if open_ else ()
    return tuple(GroundAtom(pred, row) for pred, row in stated if pred in open_)


def beside_known(
    ways: Sequence[Way], roots: Sequence[Node], stated: Sequence[GroundAtom]
) -> Iterator[Way]:
    """Yield the ways; what they need of somebody without a name says of whom it is so already."""
    if not any(way.then or any(_is_of_nobody(turn.node) for turn in way.turns) for way in ways):
        yield from ways
        return
    known: dict[str, list[GroundAtom]] = {}
    for atom in stated:
        known.setdefault(atom.pred, []).append(atom)
    for node in nodes(roots):
        match node:
            case Stated(atom) | ListedRow(atom) | Derived(atom, status="holds"):
                known.setdefault(atom.pred, []).append(atom)
            case _:
                pass
    for way in ways:
        turns = tuple(_beside(one, known) if _is_of_nobody(one.node) else one for one in way.turns)
        yield replace(way, turns=turns, then=tuple(_beside(turn, known) for turn in way.then))


def of_its_own(way: Way, asked: Sequence[Entity], predicates: Predicates) -> Way:
    """Return a way without what is open of somebody or something that has no part in it.

    Of Bob, who carries no document at all, it does not matter when the one of Ana was issued. Those
    `asked` about have their part in any case.
    """
    missed = {
        predicates[turn.node.atom.pred].slots[place].kind
        for turn in way.turns
        if isinstance(turn.node, Absent) and turn.node.status == "fails" and not turn.beside
        for place, arg in enumerate(turn.node.atom.args)
        if not _is_named(arg)
    }
    then = tuple(one for one in way.then if not missed.intersection(_kinds(one, asked)))
    return replace(way, then=then) if len(then) < len(way.then) else way


def _kinds(turn: Turn, asked: Sequence[Entity]) -> set[str]:
    """Return the kinds of those with a name of whom a condition speaks, but for the `asked`."""
    atom = getattr(turn.node, "atom", None)
    args = atom.args if atom is not None else ()
    return {
        one.kind for one in args if isinstance(one, Entity) and _is_named(one) and one not in asked
    }


def _is_of_nobody(node: Node) -> bool:
    """Tell whether a condition fails of somebody or something without a name."""
    match node:
        case Absent(atom, status="fails") | Derived(atom, status="fails"):
            return not all(map(_is_named, atom.args))
        case _:
            return False


def _beside(turn: Turn, known: _Known) -> Turn:
    match turn.node:
        case Assumption(atom) | Derived(atom) | Absent(atom):
            return replace(turn, beside=tuple(dict.fromkeys(_others(atom, known))))
        case _:
            return turn


def _others(atom: GroundAtom, known: _Known) -> Iterator[Entity]:
    """Yield who stands in known sentences where an open one has nobody with a name."""
    for other in known.get(atom.pred, ()):
        pairs = [*zip(atom.args, other.args, strict=True)]
        if all(one == there for one, there in pairs if isinstance(one, Entity) and _is_named(one)):
            yield from (
                there for one, there in pairs if not _is_named(one) and isinstance(there, Entity)
            )


def _is_named(one: Value | None) -> bool:
    return one is not None and not (isinstance(one, Entity) and one.name == SOMEONE)
