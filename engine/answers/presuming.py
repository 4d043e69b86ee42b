"""What is contrary to a presumption and certain only by cases."""

from engine.answers.by_cases import by_cases
from engine.answers.world import Goal, World, is_anonymous
from engine.proof.node import Node
from engine.proof.smallest import Key
from engine.rails.presumed import contraries
from engine.rails.rail import POSSIBLE
from parser.datalog.atoms import atoms
from parser.datalog.tree import Aggregate, Negation, Program
from parser.values import Range


def shown_by_cases(world: World) -> dict[Key, Node]:
    """Return the rows that take a presumption back and are certain only by cases, with proofs.

    In `world` presumptions give way to what is certain on the rails alone.
    """
    railed, model = world.railed, world.model
    found: dict[Key, Node] = {}
    known_in_part = any(isinstance(value, Range) for _, row in world.facts.stated for value in row)
    for name, presumed in sorted(contraries(railed).items()):
        pred, _ = railed.meaning[name]
        possible = railed.naming.name(pred, POSSIBLE)
        free = (None,) * len(railed.base.predicates[pred].slots)
        if possible == name or not (known_in_part or _may_be_by_cases(railed.base, pred)):
            continue
        certain = set(model.rows(name, free))
        for row in model.rows(possible, free):
            if row in certain or any(is_anonymous(one) or isinstance(one, Range) for one in row):
                continue
            if not any(model.rows(head, row) for head in presumed):
                continue  # nothing presumes it
            proof = by_cases(world, Goal(pred, row), ("yes",)).proof
            if proof is not None:
                found[name, row] = proof
    return found


def _may_be_by_cases(program: Program, pred: str) -> bool:
    """Tell whether a conclusion can rest on facts that count in two directions.

    What rests on facts being so, and on none not being so, is certain only where they are.
    """
    waiting, seen = [pred], {pred}
    while waiting:
        name = waiting.pop()
        for rule in program.rules:
            if rule.head.pred != name:
                continue
            if any(isinstance(literal, Negation | Aggregate) for literal in rule.body):
                return True
            for atom in atoms(rule.body):
                if atom.pred not in seen:
                    seen.add(atom.pred)
                    waiting.append(atom.pred)
    return False
