"""Facts of which each case has one row at most: columns of the table of cases."""

from collections.abc import Mapping, Sequence

from engine.backends.sql.conditions import all_null, column, is_exact, is_there, says
from engine.backends.sql.layouts import Layout
from engine.backends.sql.rowwise import ALWAYS, NEVER, Way, conjunction
from engine.backends.sql.typed import Sql, Typed, constant
from engine.rails.names import Denied, Kind, Shut, Stated, Taken, read
from engine.rails.ways_to_rule_out import RulesOut, ways_to_rule_out
from engine.registers.rules.magic_sets import Adornment
from engine.registers.rules.names import CASES, SUBJECTS
from engine.registers.tables.register import Given, Register, layouts_of
from parser.resolved.vocabulary import Predicate
from parser.values import UNKNOWN


def given_ways(
    asked: Adornment,
    layouts: Sequence[Layout],
    predicates: Mapping[str, Predicate],
    register: Register,
    constrained: frozenset[str] = frozenset(),
) -> Sequence[Way] | None:
    """Return how the columns of the table of cases give the rows of a predicate no rule concludes.

    None if these rows have tables of their own, since a case may have many of them; that is so of
    what is ruled out of the predicates `constrained`, which constraints speak of.
    """
    if asked.pred == CASES:
        return (Way(ALWAYS),)
    if asked.pred == SUBJECTS:
        return (Way(ALWAYS, (Typed(layouts[1], (column("a1"),)),)),)
    known = read(asked.pred)
    if isinstance(known, Kind):
        return (Way(conjunction([says("kind", known.kind)])),) if asked.subjects else None
    if isinstance(known, Stated) and known.pred in predicates:
        predicate = predicates[known.pred]
        places = tuple(range(len(predicate.slots)))
        return _ways(asked, predicate, register, register.stated, places)
    if isinstance(known, Shut | Denied | Taken):
        predicate = predicates[known.pred]
        if known.pred in constrained:
            return None  # what is stated of others rules it out
        found: list[Way] = []
        for one in ways_to_rule_out(predicate):
            if one.name == known:
                ways = _ruled_out(one, asked, predicate, register)
                if ways is None:
                    return None
                found += ways
        return found
    return None


def _ruled_out(
    one: RulesOut, asked: Adornment, predicate: Predicate, register: Register
) -> Sequence[Way] | None:
    """Return the ways in which statements of one form rule out rows.

    They say what the queries of `engine.registers.tables.queries` say of rows in tables.
    """
    match one.by:
        case "denial":
            return _ways(asked, predicate, register, register.denied, one.places)
        case "closure":
            if predicate.name in register.partly and not one.places:
                return None
            closes = predicate.name in register.closed and not one.places
            return (Way(ALWAYS),) if closes else ()
        case "single":
            if one.filled:
                return ()
            ways = _ways(asked, predicate, register, register.stated, one.places)
            return _marked(ways, one, predicate) if ways and one.marks else ways


def _marked(ways: Sequence[Way], one: RulesOut, predicate: Predicate) -> Sequence[Way]:
    """Return ways that end with the value which stands for *unknown* in rows that nobody stated.

    They hold only where all values before it are known exactly.
    """
    layouts = layouts_of(predicate)[1:]
    ends = tuple(constant(UNKNOWN, layouts[place]) for place in one.marks)
    found: list[Way] = []
    for way in ways:
        known = [is_exact(value) for value in way.values if value.layout.is_open]
        found.append(Way(conjunction([way.holds, *known]), (*way.values, *ends)))
    return found


def _ways(
    asked: Adornment,
    predicate: Predicate,
    register: Register,
    said: Mapping[str, str],
    kept: tuple[int, ...],
) -> Sequence[Way] | None:
    """Return the ways in which cases state or deny a predicate, by the tables in `said`.

    `kept` are the places (from 0) that are asked for; a denial must leave the other places open.
    """
    pred = predicate.name
    if pred not in said:
        return ()
    if said[pred] not in register.columns:
        return None
    if any((pred, kept[place - 1] + 1) not in register.own for place in asked.subjects):
        return None
    layouts = layouts_of(predicate)[1:]
    slots = range(len(predicate.slots))
    denied = said is register.denied
    found: list[Way] = []
    for given in register.columns[said[pred]]:
        conditions: list[Sql] = [column(given.holds)]
        if denied:
            blank = [slot for slot in slots if slot not in kept]
            conditions += [_empty(given, slot) for slot in blank]
            conditions += [_filled(given, slot) for slot in kept]
        values = tuple(
            Typed(layouts[slot], tuple(map(column, given.places[slot])))
            for number, slot in enumerate(kept, 1)
            if number not in asked.subjects
        )
        holds = conjunction(conditions)
        if holds != NEVER:
            found.append(Way(holds, values))
    return found


def _empty(given: Given, slot: int) -> Sql:
    if given.places[slot] == ("a1",):
        return NEVER
    return all_null(given.places[slot])


def _filled(given: Given, slot: int) -> Sql:
    if given.places[slot] == ("a1",):
        return ALWAYS
    return is_there(given.places[slot][0])
