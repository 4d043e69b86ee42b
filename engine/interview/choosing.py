"""Which question to ask next: what can still change the answer, the most decisive first."""

from collections.abc import Iterator
from dataclasses import replace

from engine.decide import apply, candidate, verdict
from engine.facts import Said
from engine.interview.query import Query, denying, needed_by
from engine.proof.instances import negated_rows
from engine.proof.leaves import Arg, Leaf, Leaves, Symbol, leaves_of
from engine.proof.node import Source
from engine.rails.rail import CERTAIN, POSSIBLE
from engine.rails.sensitivity import entity_slots
from engine.world import Goal, World
from parser.datalog.tree import Negation
from parser.resolved.vocabulary import VALUE_KINDS, Predicate
from parser.text.diagnostic import SourceError
from parser.values import Value

Asked = tuple[object, ...]
"""What makes two queries the same: the predicate and what is fixed in it."""

_TRIALS = 8
"""How many candidates are tried out for each question."""

_ROUNDS = 40
"""How often the search looks behind what is not known."""

_DEPTH = 3
"""How many exceptions to exceptions are looked into."""


def next_queries(where: World, goal: Goal, asked: frozenset[Asked]) -> tuple[Query, ...]:
    """Return what to ask next, or nothing if nothing that was not asked can matter.

    Of the facts on the cheapest way to a *yes*, one whose denial makes the answer *no* at once
    comes first; those about individuals whom nobody has named yet come last. What else that way
    needs to know about the same individual, from the same source, is asked along with it.
    """
    named, unnamed = _open(where, goal, asked)
    fresh = named or unnamed
    if not fresh:
        return ()
    tried = [(_rank(where, goal, query, place), query) for place, query in enumerate(fresh)]
    first = min(tried, key=lambda pair: pair[0])[1]
    rest = [query for query in fresh if query != first and _belongs(where, query, first)]
    return (first, *rest)


def _belongs(where: World, query: Query, first: Query) -> bool:
    predicates = where.railed.base.predicates
    one, other = predicates[query.pred], predicates[first.pred]
    return (one.origin, one.authority, _subject(query, one)) == (
        other.origin,
        other.authority,
        _subject(first, other),
    )


def _subject(query: Query, predicate: Predicate) -> Value | None:
    """Return the individual that a query is about, if it is about one."""
    named = [query.args[place] for place in entity_slots(predicate)]
    return next((value for value in named if value is not None), None)


def key_of(query: Query) -> Asked:
    """Return what makes two queries the same."""
    return (query.pred, *query.args)


def _open(where: World, goal: Goal, asked: frozenset[Asked]) -> tuple[list[Query], list[Query]]:
    """Return queries that were not asked about individuals with a name, or else about others.

    What was asked and is not known is supposed to be so, and then not to be so: what matters
    behind it can matter all the same.
    """
    worlds = [where]
    unnamed: dict[Asked, Query] = {}
    for _ in range(_ROUNDS):
        if not worlds:
            break
        here = worlds.pop(0)
        found = {
            key_of(query): query
            for leaf in _leaves(here, goal)
            if (query := _query(here, leaf)) is not None
        }
        fresh = [query for key, query in found.items() if key not in asked]
        named = [query for query in fresh if _is_anchored(where, query)]
        if named:
            return named[:_TRIALS], []
        unnamed.update((key_of(query), query) for query in fresh)
        worlds.extend(_behind(here, goal))
    return [], list(unnamed.values())[:_TRIALS]


def _leaves(where: World, goal: Goal) -> Iterator[Leaf]:
    """Yield all that the cheapest way to a *yes* assumes, and all that could stand in its way."""
    if where.keys(goal, CERTAIN):
        return
    keys = where.keys(goal, POSSIBLE)
    if not keys:
        return
    costs = where.search
    best = min(keys, key=lambda key: costs.derive(key).costs.get(key, 1 << 62))
    yield from _under(where, leaves_of(where.grounds, best, goal.args), _DEPTH)


def _under(where: World, found: Leaves, depth: int) -> Iterator[Leaf]:
    yield from found.leaves
    if not depth:
        return
    for blocked in found.blocked:
        meaning = where.grounds.meaning(blocked.negation.atom.pred)[0]
        name = where.railed.naming.name(meaning, POSSIBLE)
        wider = Negation(replace(blocked.negation.atom, pred=name), lenient=True)
        for row in negated_rows(wider, dict(blocked.bindings), where.model)[:1]:
            yield from _under(where, leaves_of(where.grounds, (name, row)), depth - 1)


def _behind(where: World, goal: Goal) -> Iterator[World]:
    """Yield the worlds in which what is not known is not so, one after the other, and all so."""
    try:
        changes = candidate(where, goal, POSSIBLE)
        for change in changes:
            replaced = [change.replaces] if change.replaces is not None else []
            yield where.having((change.opposite,), replaced)
        if changes:
            yield apply(where, changes[:1])
    except SourceError:
        return


def _query(where: World, leaf: Leaf) -> Query | None:
    """Return what is asked to learn of a leaf: all of the kind about its subject at once."""
    predicate = where.railed.base.predicates[leaf.pred]
    args = [_named(arg) for arg in leaf.args]
    anchors = _anchors(predicate)
    if anchors and all(args[place] is not None for place in anchors):
        args = [value if place in anchors else None for place, value in enumerate(args)]
    else:
        args = [
            None if predicate.slots[place].kind in VALUE_KINDS else value
            for place, value in enumerate(args)
        ]
    return Query(leaf.pred, tuple(args), needed_by(where.railed.base, leaf.pred))


def _anchors(predicate: Predicate) -> tuple[int, ...]:
    """Return the places that say about whom a relation is asked: all but those it determines."""
    if predicate.plural:
        return tuple(part for part in predicate.plural if isinstance(part, int))
    if predicate.single is not None:
        return tuple(place for place in entity_slots(predicate) if place != predicate.single)
    return ()


def _named(arg: Arg) -> Value | None:
    return None if isinstance(arg, Symbol) else arg


def _is_anchored(where: World, query: Query) -> bool:
    """Tell whether the first individual of a query has a name."""
    places = entity_slots(where.railed.base.predicates[query.pred])
    anchors = _anchors(where.railed.base.predicates[query.pred]) or places[:1]
    return all(query.args[place] is not None for place in anchors)


def _rank(where: World, goal: Goal, query: Query, place: int) -> tuple[int, int, int]:
    predicate = where.railed.base.predicates[query.pred]
    finding = 1 if predicate.origin == "decided" else 0
    return (finding, 0 if _is_decisive(where, goal, query) else 1, place)


def _is_decisive(where: World, goal: Goal, query: Query) -> bool:
    """Tell whether the answer is *no* when nothing of the kind is so."""
    said = Said(denying(query), Source(who="supposed"))
    stated = [one for one in where.said if query.covers(one.statement)]
    try:
        return verdict(where.having((said,), stated), goal) == "no"
    except SourceError:
        return False
