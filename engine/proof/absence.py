"""Why a sentence does not hold: denied, closed, not listed, or no rule concludes it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from engine.arithmetic.compare import lies_within
from engine.proof.grounds import Grounds, Pattern, status
from engine.proof.instances import Bindings, negated_rows, pattern, same
from engine.proof.node import (
    Absent,
    Derived,
    Exception_,
    Finding,
    ListedRow,
    Node,
    Reason,
    Stated,
    Status,
)
from engine.proof.smallest import Key
from engine.proof.taken_back import taken_back
from engine.rails.facts import matches
from engine.rails.impossible import Excluded, Held
from engine.rails.names import Denied, Shown, Taken, read
from engine.rails.said import UNLESS_STATED, Source
from engine.rails.ways_to_rule_out import key_of
from parser.datalog.tree import Atom, Const, Negation, Row, Rule
from parser.resolved.vocabulary import GroundAtom, Predicate, Provision, entity_slots
from parser.values import Range, Value, nameless

Prove = Callable[[Grounds, Key], Node | None]


def negated(
    grounds: Grounds,
    negation: Negation,
    bindings: Bindings,
    prove: Prove,
    depth: int,
    shows: Callable[[Key], bool] = lambda key: True,
) -> Node:
    """Return the node for a negated condition: it holds, is open, or fails, and why.

    Of the rows that make it fail it is the first that `shows`.
    """
    model = grounds.search.model
    known = read(negation.atom.pred)
    if isinstance(known, Shown):  # what is known in one case of several is proved as it is there
        negation = replace(negation, atom=replace(negation.atom, pred=known.name))
    pred, _ = grounds.meaning(negation.atom.pred)
    wanted = pattern(negation.atom, bindings)
    rows = negated_rows(negation, bindings, model)
    if rows:
        first = next((row for row in rows if shows((negation.atom.pred, row))), rows[0])
        route = prove(grounds, (negation.atom.pred, first))
        certain = grounds.search.railed.naming.name(pred, "certain")
        sure = certain == negation.atom.pred or bool(model.rows(certain, first))
        if route is not None:
            found: Status = "fails" if sure else _openness(grounds, pred, wanted)
            return Exception_(_provision(grounds, negation), route, found)
    if grounds.search.could_hold(negation, bindings):
        name = grounds.search.railed.naming.name(pred, "possible")
        wider = Negation(replace(negation.atom, pred=name), lenient=True)
        row = negated_rows(wider, bindings, model)[0]
        route = prove(grounds, (name, row))
        if route is not None:
            return Exception_(
                _provision(grounds, negation), route, _openness(grounds, pred, wanted)
            )
    node = absence(grounds, pred, wanted, depth, "holds")
    provision = _provision(grounds, negation)
    if provision is None:
        return node
    return Exception_(provision, node, "defeated" if _is_defeated(node) else "holds")


def _openness(grounds: Grounds, pred: str, wanted: Pattern) -> Status:
    """Return `open` if only findings could make the sentence true, else `unknown`."""
    refused = grounds.search.railed.naming.name(pred, "refused")
    return "unknown" if grounds.search.model.rows(refused, wanted) else "open"


def _provision(grounds: Grounds, negation: Negation) -> Provision | None:
    rules = grounds.search.rules.get(negation.atom.pred, [])
    hidden = [rule for rule in rules if rule.role == "applies"]
    return hidden[0].provision if hidden else None


def _is_defeated(node: Node) -> bool:
    """Tell whether an exception fails only because another rule overrides it."""
    routes = node.routes if isinstance(node, Absent) else ()
    return any(
        isinstance(route, Derived)
        and any(isinstance(p, Exception_) and p.status == "fails" for p in route.premises)
        and all(status(p) != "fails" or isinstance(p, Exception_) for p in route.premises)
        for route in routes
    )


def absence(
    grounds: Grounds, pred: str, wanted: Pattern, depth: int, found: Status = "fails"
) -> Absent:
    """Return why no sentence of `pred` that agrees with `wanted` can hold.

    `found` is the status of the node: `holds` where the absence is what a rule asks for.
    """
    key = (pred, tuple([(type(value), value) for value in wanted]), depth, found)
    if key not in grounds.absences:
        grounds.absences[key] = _absence(grounds, pred, wanted, depth, found)
    return grounds.absences[key]


def _absence(grounds: Grounds, pred: str, wanted: Pattern, depth: int, found: Status) -> Absent:
    predicate = grounds.search.railed.base.predicates.get(pred)
    atom = GroundAtom(pred, wanted)
    if predicate is None or predicate.origin == "derived":
        for known, source in grounds.facts.denied.get(pred, ()):
            if covers(known, wanted):
                return Absent(atom, "denied", source, (), found)
        if depth <= 0:
            reason: Reason = "not shown" if _may_conclude(grounds, pred, wanted) else "no route"
            return Absent(atom, reason, None, taken_back(grounds, pred, wanted, ()), found)
        routes = grounds.routes(grounds, pred, wanted, depth - 1)
        routes = (*routes, *taken_back(grounds, pred, wanted, routes))
        return Absent(atom, "no route", None, routes, found)
    routes = grounds.routes(grounds, pred, wanted, depth - 1) if depth > 0 else ()
    if predicate.origin == "listed":
        listed = _listed_instead(grounds, predicate, wanted)
        return Absent(atom, "not listed", _table(grounds, pred), (*listed, *routes), found)
    for known, source in grounds.facts.denied.get(pred, ()):
        if covers(known, wanted):
            return Absent(atom, "denied", source, routes, found)
    for known, source in grounds.facts.closed.get(pred, ()):
        if covers(known, wanted):
            if found == "fails" and source.who == UNLESS_STATED:
                atom = GroundAtom(pred, _of_any_value(grounds, predicate, known, wanted))
            return Absent(atom, "closed", source, routes, found)
    for one in grounds.facts.impossible.get(pred, ()):
        if covers(one.pattern, wanted):
            return _impossible(grounds, atom, one, found)
    settled = _settled(grounds, predicate, wanted)
    if settled is not None:
        return Absent(atom, "settled", settled.source, (settled, *routes), found)
    if predicate.irreflexive and _relates_to_itself(predicate, wanted):
        return Absent(atom, "itself", None, routes, found)
    return Absent(atom, "nobody", _partial_source(grounds, pred, wanted), routes, found)


def _may_conclude(grounds: Grounds, pred: str, wanted: Pattern) -> bool:
    """Tell whether some rule speaks of what is looked for, so that there is more to show."""
    name = grounds.search.railed.naming.name(pred, "possible")
    return any(
        rule.role not in ("bridge", "context", "asked") and _speaks_of(rule, wanted)
        for rule in grounds.search.rules.get(name, ())
    )


def _speaks_of(rule: Rule, wanted: Pattern) -> bool:
    return all(
        value is None or not isinstance(term, Const) or same(term.value, value)
        for term, value in zip(rule.head.args, wanted, strict=True)
    )


def _table(grounds: Grounds, pred: str) -> Source | None:
    """Return the table in which a row is looked for: its name, and how many rows it has.

    The name is the first part that the citations of all its rows have, or else that of its file.
    """
    railed = grounds.search.railed
    stored = railed.naming.stored(pred)
    rows = [row for (name, _), row in railed.cited.items() if name == stored]
    if not rows:
        return None
    parts = [re.split(r"[:;] ", row.cites) for row in rows]
    shared = [part for part in parts[0] if part and all(part in other for other in parts)]
    first = rows[0].span
    name = next(iter(shared), "") or first.file.replace("\\", "/").rsplit("/", 1)[-1]
    return Source(name, first, str(len(rows)))


def _listed_instead(grounds: Grounds, predicate: Predicate, wanted: Pattern) -> tuple[Node, ...]:
    """Return the row of a table with another value of what has only one, if there is one."""
    place = predicate.single
    if place is None or wanted[place] is None or None in (key := _key(predicate, wanted)):
        return ()
    stored = grounds.search.railed.naming.stored(predicate.name)
    rows = (row for name, row in grounds.search.railed.cited if name == stored)
    return tuple(
        _fact(grounds, (predicate.name, row)) for row in rows if _key(predicate, row) == key
    )[:1]


def _key(predicate: Predicate, row: Sequence[Value | None]) -> tuple[Value | None, ...]:
    """Return a row without the one value of which it has only one."""
    return tuple(value for place, value in enumerate(row) if place != predicate.single)


def _impossible(grounds: Grounds, atom: GroundAtom, one: Excluded, found: Status) -> Absent:
    """Return why a sentence cannot be: the constraint, and the facts beside which it is not so."""
    provision = one.constraint.provision
    source = Source(provision.rule, one.constraint.span, provision.title)
    return Absent(
        atom, "impossible", source, tuple(_fact(grounds, held) for held in one.held), found
    )


def _fact(grounds: Grounds, held: Held) -> Stated | Finding | ListedRow:
    railed = grounds.search.railed
    predicate, atom = railed.base.predicates[held[0]], GroundAtom(*held)
    if predicate.origin == "listed":
        listed = railed.cited[railed.naming.stored(held[0]), held[1]]
        return ListedRow(atom, listed.cites, listed.span)
    row, source = _as_stated(grounds, held)
    atom = GroundAtom(held[0], row)
    if predicate.origin == "decided":
        return Finding(atom, predicate.authority, source, "holds")
    return Stated(atom, source)


def _as_stated(grounds: Grounds, held: Held) -> tuple[Row, Source]:
    """Return a row as it is stated in this case of several, with the statement it comes from.

    What was ruled out beside it was so before the value had a name, or a narrower range.
    """
    stated = grounds.facts.stated
    if held in stated:
        return held[1], stated[held]
    alike = [
        (row, source)
        for (pred, row), source in stated.items()
        if pred == held[0]
        and all(
            same(nameless(wanted), nameless(value)) or _is_within(value, wanted)
            for value, wanted in zip(row, held[1], strict=True)
        )
    ]
    return next(iter(alike), (held[1], Source()))


def denied_sentence(
    grounds: Grounds, atom: Atom, bindings: Bindings, rule: Rule
) -> tuple[str, Pattern]:
    """Return the sentence that a look at what is ruled out for some values is about.

    Where one value of a single place is taken, it is the condition of `rule` that would need
    another there.
    """
    name = read(atom.pred)
    assert isinstance(name, Denied | Taken)
    pred = name.pred
    predicate = grounds.search.railed.base.predicates[pred]
    if isinstance(name, Taken):
        places = [*name.key]
    else:
        places = sorted((*entity_slots(predicate), *name.values))
    found = dict(zip(places, pattern(atom, bindings), strict=False))
    if isinstance(name, Taken) and predicate.single is not None:
        for other in rule.body:
            if (
                isinstance(other, Atom)
                and grounds.meaning(other.pred)[0] == pred
                and atom.args[-1] in other.args
            ):
                found[predicate.single] = pattern(other, bindings)[predicate.single]
    return pred, tuple(found.get(place) for place in range(len(predicate.slots)))


def _of_any_value(
    grounds: Grounds, predicate: Predicate, known: Pattern, wanted: Pattern
) -> Pattern:
    """Return a sentence that is not so unless stated, of any value if nobody states one.

    With which value it would have been needed, such as a death on the very day of the question, is
    often only what a search happened to try.
    """
    people = entity_slots(predicate)
    wide = tuple(value if place in people else None for place, value in enumerate(wanted))
    is_stated = any(
        name == predicate.name and matches(wide, row) for name, row in grounds.facts.stated
    )
    return wanted if is_stated or not covers(known, wide) else wide


def covers(known: Pattern, wanted: Pattern) -> bool:
    """Tell whether everything that `wanted` speaks of is denied or closed by `known`."""
    return all(
        value is None or (asked is not None and (same(value, asked) or _is_within(asked, value)))
        for value, asked in zip(known, wanted, strict=True)
    )


def _is_within(asked: Value, value: Value) -> bool:
    return isinstance(value, Range) and lies_within(asked, value)


def _settled(grounds: Grounds, predicate: Predicate, wanted: Pattern) -> Stated | None:
    """Return the statement whose one value leaves no room for another."""
    if predicate.single is None:
        return None
    key = tuple(None if i == predicate.single else value for i, value in enumerate(wanted))
    if any(key[place] is None for place in key_of(predicate)):
        return None
    for (name, row), source in grounds.facts.stated.items():
        if name == predicate.name and matches(key, row):
            return Stated(GroundAtom(name, row), source)
    return None


def _relates_to_itself(predicate: Predicate, wanted: Pattern) -> bool:
    people = [
        value
        for value, slot in zip(wanted, predicate.slots, strict=True)
        if value is not None and slot.kind in {s.kind for s in predicate.slots}
    ]
    return len(people) != len(set(people))


def _partial_source(grounds: Grounds, pred: str, wanted: Pattern) -> Source | None:
    """Return a denial or closure that covers part of what was looked for."""
    for said in (grounds.facts.denied, grounds.facts.closed):
        for known, source in said.get(pred, ()):
            if all(
                a is None or b is None or same(a, b) or _is_within(b, a)
                for a, b in zip(known, wanted, strict=True)
            ):
                return source
    return None
