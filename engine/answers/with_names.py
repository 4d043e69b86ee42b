"""A question for values, asked again with each value that is not known given a name.

Two stated rows whose values are not known look like rows that nobody stated, of which there may be
any number. With names they are two and no more, so that a count over what is closed has an upper
end.
"""

from engine.answers.conflicts import conflicts, opposed
from engine.answers.reply import Conflict
from engine.answers.world import Goal, World
from engine.arithmetic.errors import EvaluationError
from engine.proof.explain import prove
from engine.proof.node import ByCases, Derived, Node, OneCase
from engine.proof.smallest import Key
from engine.proof.taken_back import taken_back
from engine.rails.rail import CERTAIN, POSSIBLE, Rail
from engine.rails.supposing import Supposed, row_of
from parser.datalog.tree import Row
from parser.resolved.vocabulary import GroundAtom
from parser.text.diagnostic import SourceError
from parser.values import Entity, Range, nameless


def rows_of(world: World, goal: Goal) -> list[tuple[Key, Node | None]]:
    """Return the rows that answer a goal, those that are certain first.

    With a row that is certain once each unknown value has a name comes the proof of that.
    """
    plain = [key for rail in (CERTAIN, POSSIBLE) for key in world.keys(goal, rail)]
    supposed = _naming(world, goal) if any(_is_ranged(row) for _, row in plain) else None
    if supposed is None:
        return [(key, None) for key in plain]
    there = world.supposing((supposed,))
    try:
        rails: tuple[Rail, ...] = (CERTAIN, POSSIBLE)
        named: list[tuple[Rail, list[Key]]] = [(rail, there.keys(goal, rail)) for rail in rails]
    except (SourceError, EvaluationError):  # one value wherever it is used may have no end
        return [(key, None) for key in plain]
    known = set(plain)
    found: list[tuple[Key, Node | None]] = []
    for rail, keys in named:
        for key in keys:
            key_here = (_name(world, goal, rail), tuple(map(nameless, key[1])))
            proof = None
            if rail == CERTAIN and key_here not in known:
                proof = prove(there.grounds, key)
            if proof is not None:
                atom = GroundAtom(goal.pred, key[1])
                gone = taken_back(world.grounds, goal.pred, key[1])
                proof = ByCases(atom, (OneCase((supposed,), proof),), "holds", gone)
            found.append((key_here, proof))
    return found


def conflicts_with_names(world: World, goal: Goal) -> tuple[Conflict, ...]:
    """Return the contradictions about a value that is not known and the same on both sides.

    Without names two such values may be two.
    """
    if not any(True for _ in opposed(world, goal.pred)):
        return ()
    supposed = _naming(world, goal)
    if supposed is None:
        return ()
    there = world.supposing((supposed,))

    def named(proof: Node) -> Node:
        assert isinstance(proof, Derived)
        return ByCases(proof.atom, (OneCase((supposed,), proof),), "holds")

    try:
        found = conflicts(there, goal.pred, goal.args)
    except (SourceError, EvaluationError):
        return ()
    return tuple(Conflict(named(one.left), named(one.right)) for one in found)


def refuse_with_names(world: World, goal: Goal) -> None:
    """Raise SourceError if what rules conclude cannot be, once each unknown value has a name.

    Without names the value that a rule concludes may be another one than that which is stated.
    """
    supposed = _naming(world, goal)
    if supposed is None:
        return
    try:
        _ = world.supposing((supposed,)).model
    except EvaluationError:  # one value wherever it is used may have no end
        return


def _naming(world: World, goal: Goal) -> Supposed | None:
    """Return that a stated row is as it is stated, which gives names to all that is not known.

    It is one about somebody of whom the question asks, if there is any.
    """
    found: Supposed | None = None
    for one in world.said:
        row = row_of(one)
        ranged = any(isinstance(value, Range) and not value.of for value in row.args)
        if one.statement.kind != "states" or not ranged:
            continue
        if (row.pred, row.args) not in world.facts.stated:
            continue  # another statement says which value it is
        if any(isinstance(value, Entity) and value in goal.args for value in row.args):
            return Supposed("narrowed", row, row)
        found = found or Supposed("narrowed", row, row)
    return found


def _name(world: World, goal: Goal, rail: Rail) -> str:
    return world.railed.naming.name(goal.pred, rail)


def _is_ranged(row: Row) -> bool:
    return any(isinstance(value, Range) for value in row)
