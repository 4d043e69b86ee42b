"""Cases inside cases, each with what the rails decide there, and the proof of them all."""

from typing import Literal

from engine.answers.world import Goal, World
from engine.proof.explain import prove
from engine.proof.node import Absent, ByCases, Node, OneCase
from engine.proof.why_not import routes
from engine.rails.rail import CERTAIN, POSSIBLE
from engine.rails.supposing import Supposed
from parser.frozen import dataclass
from parser.resolved.vocabulary import GroundAtom
from parser.values import Value, nameless

Settled = Literal["yes", "no"]
Way = tuple[Supposed, ...]
"""What is supposed in one case."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A world in which the rails decide."""

    world: World
    verdict: Settled


@dataclass(frozen=True, slots=True)
class Never:
    """A case that contradicts what is stated."""


@dataclass(frozen=True, slots=True)
class Split:
    """Cases, each with what came of it."""

    cases: tuple[tuple[Way, "Tree"], ...]


Tree = Leaf | Never | Split


def settled(world: World, goal: Goal) -> Settled | None:
    """Return what the rails say of a goal, or None where they leave it open."""
    if world.keys(goal, CERTAIN):
        return "yes"
    return None if world.keys(goal, POSSIBLE) else "no"


def outcome_of(tree: Tree) -> Settled | None:
    """Return the verdict of all cases of a tree; None where none of them can be."""
    match tree:
        case Leaf(_, verdict):
            return verdict
        case Never():
            return None
        case Split(cases):
            return next((found for _, each in cases if (found := outcome_of(each))), None)


def proof_of(tree: Tree, goal: Goal, verdict: Settled | None = None) -> Node | None:
    """Return the proof of a tree whose worlds all come out the same; None if one has none.

    Where none of the worlds can be it proves the `verdict` of the cases beside it.
    """
    atom = GroundAtom(goal.pred, goal.args)
    verdict = outcome_of(tree) or verdict
    match tree:
        case Never():
            return Absent(atom, "contradicted")
        case Leaf(world, "no"):
            return Absent(
                atom, "no route", None, routes(world.grounds, goal.pred, goal.args), "fails"
            )
        case Leaf(world, _):
            keys = [key for key in world.keys(goal, CERTAIN) if _is_among(key[1], goal)]
            return prove(world.grounds, world.cheapest(keys)) if keys else None
        case Split(cases):
            made: list[OneCase] = []
            for supposed, each in cases:
                node = proof_of(each, goal, verdict)
                if node is None:
                    return None
                made.append(OneCase(supposed, node))
            return ByCases(atom, tuple(made), "holds" if verdict == "yes" else "fails")


def _is_among(row: tuple[Value, ...], goal: Goal) -> bool:
    """Tell whether a row is what is asked, any value where the goal has none.

    A value with limits may have got a name in some case; it is asked for by its limits.
    """
    return all(
        wanted is None or wanted == one or nameless(one) == wanted
        for wanted, one in zip(goal.args, row, strict=True)
    )
