"""What rests on its own negation, explained by what was decided before it.

Every row of a circle is decided in a turn (see `engine.backends.well_founded`). That something is
certain from a turn on rests on what could no longer hold in that turn; and that something can no
longer hold, on what was certain before. A proof that keeps to this order ends, and never says of a
sentence that it is so because of itself.
"""

from engine.backends.solve import stands_against
from engine.backends.well_founded import Turns, WellFounded
from engine.proof.grounds import Grounds, Pattern
from engine.proof.instances import Bindings, negated_rows, pattern
from engine.proof.smallest import Key
from parser.datalog.tree import Atom, Const, Literal, Negation, Var
from parser.datalog.variables import ANYTHING


def turns_of(grounds: Grounds) -> Turns:
    """Return in which turns the rows of a model were decided."""
    model = grounds.search.model.model
    inner = getattr(model, "model", model)
    return inner.turns if isinstance(inner, WellFounded) else Turns()


def ended(grounds: Grounds, pred: str, wanted: Pattern) -> int | None:
    """Return the turn from which on nothing of `pred` that agrees with `wanted` may hold.

    None for what is in no circle, and for what may hold after all.
    """
    turns = turns_of(grounds)
    naming = grounds.search.railed.naming
    name = naming.name(pred, "possible")
    if name not in turns.starts:
        return None
    predicate = grounds.search.railed.base.predicates.get(pred)
    terms = tuple(Var(ANYTHING) if value is None else Const(value) for value in wanted)
    looked_for = Negation(Atom(name, terms), True, () if predicate is None else predicate.asked)
    if negated_rows(looked_for, {}, grounds.search.model):
        return None
    found = (
        turn
        for (other, row), turn in turns.ended.items()
        if other == name and stands_against(looked_for, {}, row)
    )
    return max(found, default=turns.starts[name])


def is_certain_before(grounds: Grounds, key: Key, limit: int | None) -> bool:
    """Tell whether a row was certain before a turn, `limit`, or is in no circle at all."""
    if limit is None:
        return True
    turns = turns_of(grounds)
    pred, _ = grounds.meaning(key[0])
    naming = grounds.search.railed.naming
    if naming.name(pred, "possible") not in turns.starts:
        return True
    turn = turns.certain.get((naming.name(pred, "certain"), key[1]))
    return turn is not None and turn < limit


def may_be_shown(
    grounds: Grounds, literal: Literal, met: bool, bindings: Bindings, limit: int | None
) -> bool:
    """Tell whether what became of a condition was decided early enough to explain an absence.

    `limit` is the turn from which on the absence is certain.
    """
    if limit is None:
        return True
    match literal:
        case Atom(pred) if met:
            row = tuple(value for value in pattern(literal, bindings) if value is not None)
            return is_certain_before(grounds, (pred, row), limit)
        case Atom(pred):
            turn = ended(grounds, grounds.meaning(pred)[0], pattern(literal, bindings))
            return turn is None or turn <= limit
        case Negation(atom) if met:
            if grounds.search.could_hold(literal, bindings):
                return False
            turn = ended(grounds, grounds.meaning(atom.pred)[0], pattern(atom, bindings))
            return turn is None or turn <= limit
        case Negation(atom):
            rows = negated_rows(literal, bindings, grounds.search.model)
            return any(is_certain_before(grounds, (atom.pred, row), limit) for row in rows)
        case _:
            return True


NEAR = 20
"""Through how many turns an explanation goes back at once."""


def long_before(grounds: Grounds, goal: Key) -> list[Key]:
    """Return the rows that were certain long before a row was, the first ones first.

    With their proofs at hand that of the row need not go back, step by step, through all turns.
    """
    certain = turns_of(grounds).certain
    pred, _ = grounds.meaning(goal[0])
    name = grounds.search.railed.naming.name(pred, "certain")
    turn = certain.get((name, goal[1]), 0)
    if turn <= NEAR:
        return []
    return sorted((key for key, one in certain.items() if one < turn), key=certain.__getitem__)
