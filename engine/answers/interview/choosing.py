"""Which question to ask next: what can still change the answer, the most decisive first."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import assert_never

from engine.answers.interview.excluding import excluding_facts
from engine.answers.interview.query import Query, Sought, denying, key_of, needed_by
from engine.answers.interview.rows_of_tables import Open, RowsOfTables
from engine.answers.settling import verdict
from engine.answers.world import Goal, World, is_anonymous
from engine.proof.grounds import Pattern
from engine.proof.instances import Bindings, negated_rows, pattern
from engine.proof.leaves import Leaf, Leaves, Symbol, leaves_of
from engine.proof.smallest import Key
from engine.rails.names import Open as OpenRows
from engine.rails.names import Stated, read
from engine.rails.rail import CERTAIN, POSSIBLE
from engine.rails.said import Said, Source
from parser.datalog.atoms import atoms
from parser.datalog.tree import Aggregate, Atom, Comparison, Literal, Negation
from parser.resolved import asking
from parser.resolved.vocabulary import VALUE_KINDS, Predicate, entity_slots
from parser.text.diagnostic import SourceError
from parser.values import Range, Value

_TRIALS = 8
"""How many candidates are tried out for each question."""

_MOST_ROWS = 20_000
"""How many rows are looked at for what is open."""

_DEPTH = 3
"""How many exceptions to exceptions are looked into."""


def next_queries(where: World, goal: Goal, asked: frozenset[Sought]) -> tuple[Query, ...]:
    """Return what to ask next, or nothing if nothing that was not asked can matter.

    Facts come before findings, and those on the cheapest way to a *yes* before those on others, of
    which the ones come first that most of the law rests on. One whose denial makes the answer *no*
    at once is asked at the head; about individuals whom nobody has named yet is asked last, and
    only if somebody may know of one. What else that way needs to know about the same individual,
    from the same source, is asked along with it. Last comes what would exclude a finding that is
    still open.
    """
    named, unnamed = _open(where, goal, asked)
    fresh = named or unnamed
    if not fresh:
        excluding = (query for query in _excluding(where, goal) if key_of(query) not in asked)
        return tuple(islice(excluding, 1))
    tried = [(_rank(where, goal, query, place), query) for place, query in enumerate(fresh)]
    first = min(tried, key=lambda pair: pair[0])[1]
    rest = [query for query in fresh if query != first and _belongs(where, query, first)]
    return (first, *rest)


def _excluding(where: World, goal: Goal) -> Iterator[Query]:
    predicates = where.railed.base.predicates
    for pred, args in every_leaf(where, goal):
        if predicates[pred].origin == "decided":
            yield from excluding_facts(where, pred, args)


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


def _open(where: World, goal: Goal, asked: frozenset[Sought]) -> tuple[list[Query], list[Query]]:
    """Return queries that were not asked about individuals with a name, and about others.

    Those on the cheapest way come before those on any way, but facts before findings.
    """
    unnamed: dict[Sought, Query] = {}
    findings: dict[Sought, Query] = {}
    odd: dict[Sought, Query] = {}
    rows = RowsOfTables(where, goal.args, lambda: every_leaf(where, goal))
    for leaves in (_leaves(where, goal), _by_weight(where, every_leaf(where, goal))):
        about = dict.fromkeys(rows.about(*leaf) for leaf in leaves)
        found = {key_of(query): query for query in (query_of(where, *one) for one in about)}
        fresh = [query for key, query in found.items() if key not in asked]
        named = [query for query in fresh if _is_anchored(where, query)]
        facts = [query for query in named if not _is_finding(where, query)]
        plain = _plain(where, goal, facts)
        if plain:
            return plain[:_TRIALS], []
        odd.update((key_of(query), query) for query in facts)
        findings.update((key_of(query), query) for query in named)
        unnamed.update((key_of(query), query) for query in fresh)
    if odd:
        return [*odd.values()][:_TRIALS], []
    adrift = rows.of_nobody(tuple(unnamed.values()), asked)
    kept = [query for query in unnamed.values() if query not in adrift]
    kept += [query for query in adrift[:_TRIALS] if _is_none_enough(where, goal, query)]
    return [*findings.values()][:_TRIALS], kept[:_TRIALS]


def _plain(where: World, goal: Goal, facts: list[Query]) -> list[Query]:
    """Return facts without those for which the law has no question, unless they decide.

    What the law thinks to be asked has one; other rules, which may let something be, have none.
    """
    predicates = where.railed.base.predicates
    plain = [query for query in facts if predicates[query.pred].asks]
    if plain:
        return plain
    return facts if any(_is_decisive(where, goal, one) for one in facts[:_TRIALS]) else []


def _by_weight(where: World, leaves: Iterator[Open]) -> list[Open]:
    """Return what is open, that first on which most of the law rests.

    So birth and parents are asked for before a treaty of which one rule speaks.
    """
    found = dict.fromkeys(leaves)
    above: defaultdict[str, set[str]] = defaultdict(set)
    spoken: Counter[str] = Counter()
    for rule in where.railed.base.rules:
        for pred in {atom.pred for atom in atoms(rule.body)}:
            above[pred].add(rule.head.pred)
            spoken[pred] += 1
    weights = {pred: spoken[pred] * len(_reached(pred, above)) for pred, _ in found}
    return sorted(found, key=lambda leaf: -weights[leaf[0]])


def _reached(pred: str, above: Mapping[str, set[str]]) -> set[str]:
    """Return all sentences that rest on one, through any number of rules."""
    seen: set[str] = set()
    waiting = [pred]
    while waiting:
        fresh = above.get(waiting.pop(), set()) - seen
        seen |= fresh
        waiting.extend(fresh)
    return seen


def still_open(where: World, goal: Goal) -> frozenset[Sought]:
    """Return what makes the queries that could matter as things stand, rows of tables as one."""
    leaves = list(every_leaf(where, goal))
    rows = RowsOfTables(where, goal.args, lambda: leaves)
    about = {rows.about(*leaf) for leaf in leaves}
    return frozenset(key_of(query_of(where, *one)) for one in about)


def _leaves(where: World, goal: Goal) -> Iterator[Open]:
    """Yield all that the cheapest way to a *yes* assumes, and all that could stand in its way."""
    keys = where.keys(goal, POSSIBLE)
    if not keys or where.keys(goal, CERTAIN):
        return
    best = where.cheapest(keys)
    found = list(_under(where, leaves_of(where.grounds, best, goal.args), _DEPTH))
    for leaf in reversed(found):  # they come from the last condition to the first
        yield leaf.pred, tuple(None if isinstance(arg, Symbol) else arg for arg in leaf.args)


def _under(where: World, found: Leaves, depth: int) -> Iterator[Leaf]:
    yield from found.leaves
    if not depth:
        return
    for blocked in found.blocked:
        for key in _blocking(where, blocked.negation, dict(blocked.bindings))[:1]:
            yield from _under(where, leaves_of(where.grounds, key), depth - 1)


def _blocking(where: World, negation: Negation, bindings: Bindings) -> list[Key]:
    """Return the rows that could make a negated condition false."""
    meaning = where.grounds.meaning(negation.atom.pred)[0]
    name = where.railed.naming.name(meaning, POSSIBLE)
    wider = Negation(replace(negation.atom, pred=name), lenient=True)
    return [(name, row) for row in negated_rows(wider, bindings, where.model)]


def every_leaf(where: World, goal: Goal) -> Iterator[Open]:
    """Yield everything open on any way to a *yes*, or in its way."""
    waiting: list[Key] = where.keys(goal, POSSIBLE)
    seen: set[Key] = set()
    counted: set[tuple[str, Pattern]] = set()
    while waiting and len(seen) < _MOST_ROWS:
        key = waiting.pop()
        if key in seen:
            continue
        seen.add(key)
        leaf = _open_row(where, key)
        if leaf is not None:
            yield leaf
        for step in where.search.steps_of(key):
            waiting.extend(step.premises)
            for literal in step.rule.body if step.rule is not None else ():
                waiting.extend(_behind(where, literal, step.bindings, counted))


def _behind(
    where: World, literal: Literal, bindings: Bindings, counted: set[tuple[str, Pattern]]
) -> Iterator[Key]:
    """Yield the rows that a condition rests on beside its premises.

    Of rows that are `counted` already, as several totals may be over the same, none again.
    """
    match literal:
        case Negation():
            if where.search.could_hold(literal, bindings):
                yield from _blocking(where, literal, bindings)
        case Aggregate(body=body, possible=possible):
            for part in possible or body:
                if not isinstance(part, Atom):
                    continue
                asked = part.pred, pattern(part, bindings)
                if asked not in counted:
                    counted.add(asked)
                    for row in where.model.rows(*asked):
                        yield (part.pred, row)
        case Atom() | Comparison():
            return
        case _:
            assert_never(literal)


def _open_row(where: World, key: Key) -> Open | None:
    """Return what is open in a row: one that nobody stated, or stated without its values."""
    text, row = key
    name = read(text)
    if not isinstance(name, OpenRows | Stated) or name.pred not in where.railed.base.predicates:
        return None
    pred = name.pred
    predicate = where.railed.base.predicates[pred]
    if isinstance(name, Stated):
        known = tuple(None if isinstance(value, Range) else value for value in row)
        return (pred, known) if None in known else None
    people = dict(zip(entity_slots(predicate), row, strict=True))
    found = (people.get(place) for place in range(len(predicate.slots)))
    return pred, tuple(None if is_anonymous(value) else value for value in found)


def query_of(where: World, pred: str, args: Pattern) -> Query:
    """Return what is asked to learn of a sentence: all of the kind about its subject at once."""
    predicate = where.railed.base.predicates[pred]
    anchors = asking.anchors(predicate)
    whole = bool(anchors) and all(args[place] is not None for place in anchors)
    asked = tuple(
        None
        if (place not in anchors if whole else predicate.slots[place].kind in VALUE_KINDS)
        else value
        for place, value in enumerate(args)
    )
    return Query(pred, asked, needed_by(where.railed.base, pred))


def _is_anchored(where: World, query: Query) -> bool:
    """Tell whether the first individual of a query has a name."""
    places = entity_slots(where.railed.base.predicates[query.pred])
    anchors = asking.anchors(where.railed.base.predicates[query.pred]) or places[:1]
    return all(query.args[place] is not None for place in anchors)


def _rank(where: World, goal: Goal, query: Query, place: int) -> tuple[int, int]:
    return (0 if _is_decisive(where, goal, query) else 1, place)


def _is_finding(where: World, query: Query) -> bool:
    return where.railed.base.predicates[query.pred].origin == "decided"


def _is_none_enough(where: World, goal: Goal, query: Query) -> bool:
    """Tell whether it can be asked of all at once: whether anybody is so, where *nobody* decides.

    What joins an unknown document to an unknown country can be asked of nobody.
    """
    is_of_one = len(where.railed.base.predicates[query.pred].slots) == 1
    return is_of_one and _is_decisive(where, goal, query)


def _is_decisive(where: World, goal: Goal, query: Query) -> bool:
    """Tell whether the answer is *no* when nothing of the kind is so."""
    said = Said(denying(query), Source(who="supposed"))
    stated = [one for one in where.said if query.covers(one.statement)]
    try:
        return verdict(where.having((said,), stated), goal) == "no"
    except SourceError:
        return False
