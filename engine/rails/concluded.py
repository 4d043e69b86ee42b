"""What rules conclude from a case that several constraints rule out together."""

from collections.abc import Callable, Iterable
from itertools import chain

from engine.rails.facts import Facts
from engine.rails.from_datalog import Railed
from engine.rails.impossible import Rows
from engine.rails.in_force import TODAY_VARIABLE
from engine.rails.jointly import Joint, broken_together
from engine.rails.rail import CERTAIN
from parser.datalog.tree import Row


def concluded_together(
    railed: Railed, facts: Facts, rows: Callable[[str], Iterable[Row]]
) -> Joint | None:
    """Return rows, stated or concluded, whose values constraints leave nothing of together.

    `rows` gives those of a predicate of the program that are certain. Nothing is looked for where
    the case knows all its values.
    """
    if not facts.is_ranged:
        return None
    constraints, predicates = railed.base.constraints, railed.base.predicates
    spoken = dict.fromkeys(atom.pred for one in constraints for atom in one.atoms)
    known: dict[str, dict[Row, None]] = {pred: {} for pred in spoken}
    listed = ((one.pred, one.row) for one in railed.base.listed)
    for pred, row in chain(facts.stated, listed):
        if pred in known:
            known[pred].setdefault(row)
    for pred in spoken:
        name = railed.naming.name(pred, CERTAIN)
        if predicates[pred].origin == "derived" and name in railed.meaning:
            known[pred].update(dict.fromkeys(rows(name)))
    of_each = {pred: tuple(found) for pred, found in known.items()}
    return broken_together(constraints, Rows(of_each, {TODAY_VARIABLE.name: facts.as_of}))
