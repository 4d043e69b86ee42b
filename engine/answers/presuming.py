"""What is contrary to a presumption and certain only by cases."""

from engine.answers.by_cases import by_cases
from engine.answers.world import Goal, World, is_anonymous
from engine.proof.node import Node
from engine.proof.smallest import Key
from engine.rails.presumed import contraries, shaking
from engine.rails.rail import POSSIBLE
from parser.values import Range


def shown_by_cases(world: World) -> dict[Key, Node]:
    """Return the rows that take a presumption back and are certain only by cases, with proofs.

    In `world` presumptions give way to what is certain on the rails alone.
    """
    railed, model = world.railed, world.model
    found: dict[Key, Node] = {}
    shaken = shaking(railed.base)
    for name, presumed in sorted(contraries(railed).items()):
        pred, _ = railed.meaning[name]
        possible = railed.naming.name(pred, POSSIBLE)
        free = (None,) * len(railed.base.predicates[pred].slots)
        if possible == name or pred not in shaken:
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
