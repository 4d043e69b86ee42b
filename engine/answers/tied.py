"""Who it is that a way stands or falls with: what ties them to those of whom the question is.

`may Ana be granted residence` that fails since `C1 is not a health institution` says nothing to
Ana: that she is to undergo T1, and that T1 takes place at C1, goes before it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from engine.answers.reasons import steps_above
from engine.answers.summary import Turn, Way
from engine.answers.ways import Predicates
from engine.proof.grounds import status
from engine.proof.node import Absent, Derived, Exception_, Finding, ListedRow, Node, Stated
from parser.values import SOMEONE, Entity

_MOST = 3
"""Over how many sentences one looks for a tie: a longer one explains nothing any more."""


def tied(
    ways: Sequence[Way], roots: Sequence[Node], asked: Collection[Entity], predicates: Predicates
) -> tuple[Way, ...]:
    """Return ways each of whose conditions has what ties it to those `asked` about.

    `roots` are all reasons of the answer whose ways they are.
    """
    above = steps_above(roots) if asked else {}
    return tuple(
        replace(
            way,
            turns=tuple(
                replace(turn, ties=_ties(turn, asked, above, predicates)) for turn in way.turns
            ),
        )
        for way in ways
    )


def _ties(
    turn: Turn, asked: Collection[Entity], above: Mapping[int, Derived], predicates: Predicates
) -> tuple[Node, ...]:
    """Return the sentences that lead from those asked about to whom a condition is about."""
    about = [*_about(turn)]
    wanted = [*_wanted(turn.node)]
    if turn.of is None or not asked:
        return ()
    if any(one in asked for one in about):
        about = []
    if not about and not wanted:
        return ()
    steps = [turn.of]
    while (up := above.get(id(steps[-1]))) is not None and up not in steps:
        steps.append(up)
    named = {value for step in steps for _, value in step.bindings if isinstance(value, Entity)}
    beside = [
        part
        for step in steps
        for part in step.premises
        if isinstance(part, Stated | ListedRow | Finding | Derived)
        and status(part) == "holds"
        and not predicates[part.atom.pred].hidden
    ]
    starts = [one for one in about if one in named and one.name != SOMEONE]
    found = (_path(one, asked, beside, named) for one in starts)
    first = next((path for path in found if path), ())
    others = [one for one in wanted if one in named and one not in asked and one.name != SOMEONE]
    paths = (_path(one, asked, beside, named) for one in others)
    return tuple(dict.fromkeys((*first, *(node for path in paths for node in path))))


def _wanted(node: Node) -> Iterator[Entity]:
    """Yield what something would have to be, where it is stated that it is another.

    That Ana crosses at C2, and so not at C1, says nothing until it is said who crosses at C1.
    """
    if isinstance(node, Absent) and node.reason == "settled" and node.routes:
        stated = {*_entities(node.routes[0])}
        yield from (one for one in _entities(node) if one not in stated)


def _path(
    start: Entity, asked: Collection[Entity], beside: Sequence[Node], named: Collection[Entity]
) -> tuple[Node, ...]:
    """Return the shortest way over sentences from somebody asked about to an individual."""
    reached: list[tuple[Entity, tuple[Node, ...]]] = [(start, ())]
    seen = {start}
    for one, path in reached:
        for fact in beside:
            args = [*_entities(fact)]
            if one not in args:
                continue
            if any(arg in asked for arg in args):
                return (fact, *path)
            for arg in args if len(path) + 1 < _MOST else ():
                if arg in named and arg not in seen:
                    seen.add(arg)
                    reached.append((arg, (fact, *path)))
    return ()


def _about(turn: Turn) -> Iterator[Entity]:
    """Yield the individuals that a condition is about; of a comparison, those of its values."""
    node = turn.node.route if isinstance(turn.node, Exception_) else turn.node
    for one in (node, *turn.facts):
        yield from _entities(one)


def _entities(node: Node) -> Iterator[Entity]:
    atom = getattr(node, "atom", None)
    for arg in atom.args if atom is not None else ():
        if isinstance(arg, Entity):
            yield arg
