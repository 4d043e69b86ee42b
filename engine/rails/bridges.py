"""The clauses that connect a rail with the stored facts, and with what nobody has stated."""

from collections.abc import Iterator

from engine.rails.names import Anyone, Kind, Open, Shut, write
from engine.rails.naming import Naming
from engine.rails.rail import POSSIBLE, Rail
from engine.rails.ways_to_rule_out import shut_masks
from parser.datalog.tree import Atom, Comparison, Const, ListedRow, Literal, Negation, Rule, Var
from parser.resolved.vocabulary import Predicate, entity_slots
from parser.values import SOMEONE, UNKNOWN, Entity, Value


def bridges(predicate: Predicate, naming: Naming) -> Iterator[Rule]:
    """Yield the clauses between the rails of `predicate` and the rows behind it."""
    pred = predicate.name
    stored = Atom(naming.stored(pred), _variables(predicate))
    for rail in naming.rails(pred):
        name = naming.name(pred, rail)
        if name != stored.pred:
            yield _bridge(predicate, name, stored.args, stored)
        if not is_open(predicate, rail):
            continue
        if predicate.origin == "listed":
            unnamed = Atom(write(Anyone(pred)), stored.args)
            yield _bridge(predicate, name, stored.args, unnamed)
        else:
            source = Atom(write(Open(pred)), _people(predicate))
            head = tuple(v if v in source.args else Const(UNKNOWN) for v in stored.args)
            yield _bridge(predicate, name, head, source)
    if predicate.origin != "listed":
        yield _openness(predicate)


def is_open(predicate: Predicate, rail: Rail) -> bool:
    """Tell whether rows that nobody stated count on `rail`.

    A table is complete; only an individual whom nobody names may be any of its rows.
    """
    match predicate.origin:
        case "given":
            return rail in (POSSIBLE, "refused")
        case "decided":
            return rail in (POSSIBLE, "granted")
        case "listed":
            return rail in (POSSIBLE, "refused") and bool(entity_slots(predicate))
        case "derived":
            return False


def _openness(predicate: Predicate) -> Rule:
    """Say between whom a relation that is not closed may hold.

    What shuts it for everybody is looked at before anybody is, so that a closed relation is not
    gone through person by person.
    """
    people = _people(predicate)
    slots = [predicate.slots[i] for i in entity_slots(predicate)]
    known = dict(zip(entity_slots(predicate), people, strict=True))
    shut = {
        mask: Negation(Atom(write(Shut(predicate.name, mask)), tuple(known[i] for i in mask)))
        for mask in shut_masks(predicate)
    }
    body: list[Literal] = [shut[()]] if () in shut else []
    for count, (slot, variable) in enumerate(zip(slots, people, strict=True)):
        body.append(Atom(write(Kind(slot.kind, POSSIBLE)), (variable,)))
        last = entity_slots(predicate)[count]
        body.extend(negation for mask, negation in shut.items() if mask and mask[-1] == last)
    apart = [
        Comparison("!=", people[i], people[j], lenient=True)
        for i in range(len(slots))
        for j in range(i + 1, len(slots))
        if predicate.irreflexive and slots[i].kind == slots[j].kind
    ]
    head = Atom(write(Open(predicate.name)), people)
    return Rule(head, (*body, *apart), "bridge", span=predicate.span)


def _bridge(predicate: Predicate, name: str, head: tuple[Var | Const, ...], body: Atom) -> Rule:
    return Rule(Atom(name, head), (body,), "bridge", span=predicate.span)


def _variables(predicate: Predicate) -> tuple[Var, ...]:
    return tuple(Var(f"{slot.role}{i}") for i, slot in enumerate(predicate.slots))


def _people(predicate: Predicate) -> tuple[Var, ...]:
    variables = _variables(predicate)
    return tuple(variables[i] for i in entity_slots(predicate))


def anyone(listed: tuple[ListedRow, ...]) -> tuple[ListedRow, ...]:
    """Return the rows of each table with any of their individuals replaced by someone unnamed."""
    rows: dict[tuple[str, tuple[Value, ...]], ListedRow] = {}
    for row in listed:
        places = [i for i, value in enumerate(row.row) if isinstance(value, Entity)]
        for chosen in range(1, 2 ** len(places)):
            blurred = list(row.row)
            for bit, place in enumerate(places):
                value = row.row[place]
                if chosen >> bit & 1 and isinstance(value, Entity):
                    blurred[place] = Entity(value.kind, SOMEONE)
            key = (row.pred, tuple(blurred))
            anonymous = ListedRow(write(Anyone(row.pred)), key[1], row.cites, span=row.span)
            rows.setdefault(key, anonymous)
    return tuple(rows.values())
