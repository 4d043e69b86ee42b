"""Which rows of a table a condition looks at.

Every individual in a table has a name. Only where another condition of a rule brings in somebody
without a name may that be the individual of any row.
"""

from collections.abc import Iterator

from engine.rails.naming import Naming
from parser.datalog.atoms import atoms
from parser.datalog.tree import Aggregate, Atom, Comparison, Literal, Negation, Program, Rule, Var
from parser.resolved.vocabulary import Predicate, entity_slots
from parser.values import Entity

FEW = 12
"""How many individuals a kind may have to be looked at one by one, if the laws name them all.

Where there are more, those whom neither rules nor case nor question name stay one unnamed
individual: otherwise every open relation would be gone through for each of them.
"""


def read_directly(rule: Rule, body: tuple[Literal, ...], naming: Naming) -> frozenset[Literal]:
    """Return the conditions of `rule` on tables whose individuals stand in no other condition.

    `body` is the body of the rule with the names of the base program.
    """
    tables: list[tuple[Atom, Predicate]] = []
    elsewhere = {term.name for term in rule.head.args if isinstance(term, Var)}
    for literal in body:
        if not isinstance(literal, Atom):
            continue
        predicate = naming.predicates.get(literal.pred)
        if predicate is not None and predicate.origin == "listed":
            tables.append((literal, predicate))
        else:
            elsewhere.update(term.name for term in literal.args if isinstance(term, Var))
    return frozenset(
        atom
        for atom, predicate in tables
        if not any(
            isinstance(term := atom.args[place], Var) and term.name in elsewhere
            for place in entity_slots(predicate)
        )
    )


def enlisted(program: Program) -> tuple[Entity, ...]:
    """Return the individuals of tables and lists of names that every case has to look at by name.

    Where a law names everybody of a kind, an individual without a name is one of these: if they are
    few, each is looked at. Where a rule asks that something is *not* so, and it might be, all those
    in the tables are looked at too: one without a name cannot stand for them, since the certain
    rail counts only individuals with names.
    """
    open_ones = _resting_on_open(program)
    kinds: set[str] = set()
    for rule in program.rules:
        for atom in _negated(rule.body):
            predicate = program.predicates.get(atom.pred)
            if atom.pred not in open_ones:
                continue
            if predicate is None or predicate.hidden:
                kinds |= {slot.kind for each in program.predicates.values() for slot in each.slots}
            else:
                kinds |= {slot.kind for slot in predicate.slots}
    found: dict[Entity, None] = {
        one: None for few in program.closed.values() if len(few) <= FEW for one in few
    }
    for row in program.listed:
        for value in row.row:
            if isinstance(value, Entity) and value.kind in kinds:
                found[value] = None
    return tuple(found)


def _negated(body: tuple[Literal, ...]) -> Iterator[Atom]:
    for literal in body:
        match literal:
            case Negation(atom):
                if any(isinstance(term, Var) and term.name != "_" for term in atom.args):
                    yield atom
            case Aggregate(body=inner):
                yield from _negated(inner)
            case Atom() | Comparison():
                pass


def _resting_on_open(program: Program) -> set[str]:
    """Return the predicates that facts nobody stated, or findings nobody made, can change."""
    users: dict[str, set[str]] = {}
    for rule in program.rules:
        for atom in atoms(rule.body):
            users.setdefault(atom.pred, set()).add(rule.head.pred)
    waiting = [
        name
        for name, predicate in program.predicates.items()
        if predicate.origin in ("given", "decided")
    ]
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(users.get(name, ()))
    return found
