"""Whether anybody at all is such, asked of each individual of whom it may be true.

What cannot be so of anybody named, nor of whoever has no name, is so of nobody: each may be out of
the question for a reason of its own, so that no one way to tell cases apart decides it of all.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from engine.answers.by_cases import Found
from engine.answers.reply import Answer
from engine.answers.to_suppose import somebody_new
from engine.answers.world import Goal, World, is_anonymous
from engine.proof.node import Absent, ByCases, Node, OneCase
from engine.rails.rail import POSSIBLE
from engine.rails.supposing import Supposed, is_like_any_other
from parser.resolved.vocabulary import GroundAtom, entity_slots
from parser.text.diagnostic import SourceError

ROWS = 6
"""Of how many individuals, or pairs of them, it is asked whether it is so of one of them."""


def by_rows(world: World, goal: Goal, ask: Callable[[World, Goal], Answer]) -> Found | None:
    """Return that a goal holds for one of its rows, or for none; None if that is not known.

    Only a goal that leaves an individual open has several. `ask` answers a goal in a world.
    """
    predicate = world.railed.base.predicates[goal.pred]
    left = [place for place in entity_slots(predicate) if goal.args[place] is None]
    atoms = dict.fromkeys(_rows(world, goal, left)) if left else {}
    if not 0 < len(atoms) <= ROWS or None in atoms:
        return None
    known = {one for each in world.facts.domain.values() for one in each}
    cases: list[OneCase] = []
    is_open = False
    for atom in atoms:
        assert atom is not None, "some row is about several people without names"
        supposed = (Supposed("of", atom),)
        is_named = all(atom.args[place] in known for place in left)
        there = world if is_named else world.supposing(supposed)
        try:
            found = ask(there, Goal(atom.pred, atom.args))
        except SourceError:
            return None
        if found.verdict == "yes" and is_named and found.proof is not None:
            return Found("yes", found.proof)
        if found.verdict == "no":
            cases.append(OneCase(supposed, _absent(atom, found.routes)))
        is_open = is_open or found.verdict != "no"
    if is_open:
        return None
    atom = GroundAtom(goal.pred, goal.args)
    return Found("no", ByCases(atom, tuple(cases), "fails"))


def _absent(atom: GroundAtom, routes: tuple[Node, ...]) -> Node:
    """Return the proof that a sentence is not so, from the reasons of its answer."""
    if len(routes) == 1 and isinstance(routes[0], ByCases | Absent) and routes[0].atom == atom:
        return routes[0]
    return Absent(atom, "no route", None, routes, "fails")


def _rows(world: World, goal: Goal, left: list[int]) -> Iterator[GroundAtom | None]:
    """Yield the sentences that a goal may stand for, with a name for whoever has none.

    None stands for one about two of them, or about one whom a table or a list may know.
    """
    for _, row in world.keys(goal, POSSIBLE):
        args = list(goal.args)
        unnamed = [place for place in left if is_anonymous(row[place])]
        for place in left:
            args[place] = row[place]
        for place in unnamed:
            somebody = somebody_new(world, row[place])
            if len(unnamed) > 1 or not is_like_any_other(world.railed, somebody.kind):
                yield None
            args[place] = somebody
        yield replace(GroundAtom(goal.pred, goal.args), args=tuple(args))
