"""Facts of which each case has one row at most: columns of the table of cases."""

from collections.abc import Mapping, Sequence

from sqlglot import exp

from engine.backends.sql.layouts import Layout
from engine.backends.sql.rowwise import ALWAYS, NEVER, Way, conjunction
from engine.backends.sql.typed import Sql, Typed, text
from engine.rails.rail import POSSIBLE
from engine.registers.rules.by_case import CASES
from engine.registers.rules.magic_sets import SUBJECTS, Asked
from engine.registers.tables.register import Given, Register, layouts_of
from parser.resolved.vocabulary import Predicate, entity_slots


def given_ways(
    asked: Asked, layouts: Sequence[Layout], predicates: Mapping[str, Predicate], register: Register
) -> Sequence[Way] | None:
    """Return the ways in which rows that nobody concludes are there, as columns of the cases.

    None stands for rows that have tables of their own, of which a case may have many.
    """
    if asked.pred == CASES:
        return (Way(ALWAYS),)
    if asked.pred == SUBJECTS:
        return (Way(ALWAYS, (Typed(layouts[1], (exp.column("a1"),)),)),)
    form, _, rest = asked.pred.partition(":")
    if form == "kind":
        kind = text(rest.removesuffix(f"@{POSSIBLE}"))
        same = exp.EQ(this=exp.column("kind"), expression=kind)
        return (Way(conjunction([same])),) if asked.subjects else None
    if form == "stated" and rest in predicates:
        places = tuple(range(len(predicates[rest].slots)))
        return _ways(asked, rest, register, register.stated, places, predicates)
    if form in ("shut", "denied"):
        pred, _, listed = rest.rpartition("/")
        mask = tuple(int(place) for place in listed.split(".") if place)
        predicate = predicates[pred]
        if form == "denied":
            mask = tuple(sorted((*entity_slots(predicate), *mask)))
        found = _ways(asked, pred, register, register.denied, mask, predicates)
        if form == "denied" or found is None:
            return found
        if pred in register.closed and not mask:
            found = (*found, Way(ALWAYS))
        only = tuple(i for i in entity_slots(predicate) if i != predicate.single)
        if predicate.single is None or mask != only:
            return found
        more = _ways(asked, pred, register, register.stated, mask, predicates)
        return None if more is None else (*found, *more)
    return None


def _ways(
    asked: Asked,
    pred: str,
    register: Register,
    said: Mapping[str, str],
    kept: tuple[int, ...],
    predicates: Mapping[str, Predicate],
) -> Sequence[Way] | None:
    """Return the ways of what is stated or denied; `kept` are the places that are asked for.

    Of what is denied the places that are not kept have to be left open.
    """
    if pred not in said:
        return ()
    if said[pred] not in register.columns:
        return None
    if any((pred, kept[place - 1] + 1) not in register.own for place in asked.subjects):
        return None
    predicate = predicates[pred]
    layouts = layouts_of(predicate)[1:]
    slots = range(len(predicate.slots))
    denied = said is register.denied
    found: list[Way] = []
    for given in register.columns[said[pred]]:
        conditions: list[Sql] = [exp.column(given.holds)]
        if denied:
            blank = [slot for slot in slots if slot not in kept]
            conditions += [_empty(given, slot) for slot in blank]
            conditions += [_filled(given, slot) for slot in kept]
        values = tuple(
            Typed(layouts[slot], tuple(map(exp.column, given.places[slot])))
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
    blank = [exp.Is(this=exp.column(one), expression=exp.null()) for one in given.places[slot]]
    return exp.and_(*dict.fromkeys(blank), copy=False)


def _filled(given: Given, slot: int) -> Sql:
    if given.places[slot] == ("a1",):
        return ALWAYS
    blank = exp.Is(this=exp.column(given.places[slot][0]), expression=exp.null())
    return exp.Not(this=blank)
