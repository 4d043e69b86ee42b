"""What rests on its own negation, explained by what was decided before it.

Every row of a circle is decided in a turn (see `engine.backends.well_founded`). That something is
certain from a turn on rests on what could no longer hold in that turn; and that something can no
longer hold, on what was certain before. A proof that keeps to this order ends, and never says of a
sentence that it is so because of itself.
"""

from engine.backends.solve import stands_against
from engine.backends.well_founded import Turns, WellFounded
from engine.proof.instances import Bindings, negated_rows, pattern
from engine.proof.smallest import Key, Search
from engine.rails.rail import CERTAIN, POSSIBLE
from parser.datalog.tree import Atom, Const, Literal, Negation, Row, Rule, Var
from parser.datalog.variables import ANYTHING
from parser.values import Value

NEAR = 20
"""Through how many turns an explanation goes back at once."""


def turns_of(search: Search) -> Turns:
    """Return in which turns the rows of a model were decided."""
    model = search.model.model
    inner = getattr(model, "model", model)
    return inner.turns if isinstance(inner, WellFounded) else Turns()


def ended(search: Search, name: str, wanted: tuple[Value | None, ...]) -> int | None:
    """Return the turn from which on no row under `name` that agrees with `wanted` may hold.

    None for what is in no circle, and for what may hold after all.
    """
    pred, _ = search.railed.meaning.get(name, (name, POSSIBLE))
    predicate = search.railed.base.predicates.get(pred)
    terms = tuple(Var(ANYTHING) if value is None else Const(value) for value in wanted)
    looked_for = Negation(Atom(name, terms), True, () if predicate is None else predicate.asked)
    if negated_rows(looked_for, {}, search.model):
        return None
    turns = turns_of(search)
    if name not in turns.starts:
        return None
    found = (
        turn
        for (other, row), turn in turns.ended.items()
        if other == name and stands_against(looked_for, {}, row)
    )
    return max(found, default=turns.starts[name])


def is_in_turn(search: Search, key: Key, rule: Rule, bindings: Bindings) -> bool:
    """Tell whether an instance of a rule concludes a row in the turn in which it was certain.

    Its conditions were met by then. What the row itself was needed for comes too late.
    """
    search.model.rows(*key)  # turns are known of what was asked for
    turns = turns_of(search)
    turn = turns.certain.get(key)
    if turn is None:
        return True
    for literal in rule.body:
        match literal:
            case Atom(pred):
                if turns.certain.get((pred, _row(literal, bindings)), 0) > turn:
                    return False
            case Negation(atom):
                last = ended(search, atom.pred, pattern(atom, bindings))
                if last is not None and last > turn:
                    return False
            case _:
                pass
    return True


def is_certain_before(search: Search, key: Key, limit: int | None) -> bool:
    """Tell whether a row was certain before a turn, `limit`, or is in no circle at all."""
    if limit is None:
        return True
    pred, _ = search.railed.meaning.get(key[0], (key[0], CERTAIN))
    certain, possible = (search.railed.naming.name(pred, rail) for rail in (CERTAIN, POSSIBLE))
    for name in (certain, possible):
        search.model.rows(name, key[1])  # turns are known of what was asked for
    turns = turns_of(search)
    if possible not in turns.starts:
        return True
    turn = turns.certain.get((certain, key[1]))
    return turn is not None and turn < limit


def may_be_shown(
    search: Search, literal: Literal, met: bool, bindings: Bindings, limit: int | None
) -> bool:
    """Tell whether what became of a condition was decided early enough to explain an absence.

    `limit` is the turn from which on the absence is certain.
    """
    if limit is None:
        return True
    match literal:
        case Atom(pred) if met:
            return is_certain_before(search, (pred, _row(literal, bindings)), limit)
        case Atom(pred):
            turn = ended(search, pred, pattern(literal, bindings))
            return turn is None or turn <= limit
        case Negation(atom) if met:
            if search.could_hold(literal, bindings):
                return False
            pred, _ = search.railed.meaning.get(atom.pred, (atom.pred, CERTAIN))
            name = search.railed.naming.name(pred, POSSIBLE)
            turn = ended(search, name, pattern(atom, bindings))
            return turn is None or turn < limit  # of one turn, the two could explain each other
        case Negation(atom):
            rows = negated_rows(literal, bindings, search.model)
            return any(is_certain_before(search, (atom.pred, row), limit) for row in rows)
        case _:
            return True


def _row(atom: Atom, bindings: Bindings) -> Row:
    return tuple(value for value in pattern(atom, bindings) if value is not None)


def long_before(search: Search, goal: Key) -> list[Key]:
    """Return the rows that were certain long before a row was, the first ones first.

    With their proofs at hand that of the row need not go back, step by step, through all turns.
    """
    pred, _ = search.railed.meaning.get(goal[0], (goal[0], CERTAIN))
    name = search.railed.naming.name(pred, CERTAIN)
    search.model.rows(name, goal[1])  # turns are known of what was asked for
    certain = turns_of(search).certain
    turn = certain.get((name, goal[1]), 0)
    if turn <= NEAR:
        return []
    return sorted((key for key, one in certain.items() if one < turn), key=certain.__getitem__)
