"""What would decide an *unknown*, with the answer each way, asked of everything on each side."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from engine.answers.reply import Missing, Verdict
from engine.answers.settling import Change, apply, ruled_out, settling, statement_of
from engine.answers.sides import alike, verdict_if
from engine.answers.so_anyway import is_so_anyway
from engine.answers.world import Goal, World, is_anonymous
from engine.arithmetic.compare import lies_within
from engine.arithmetic.errors import EvaluationError
from engine.proof.leaves import Leaf, Symbol
from engine.proof.node import Limit
from engine.proof.witness import scale_of, widest
from engine.rails.rail import CERTAIN, POSSIBLE
from engine.rails.said import Said
from engine.rails.supposing import row_of
from parser.datalog.atoms import atoms
from parser.datalog.tree import Aggregate, Row
from parser.resolved.tree import Constant
from parser.values import UNKNOWN, Amount, Duration, Entity, Exact, Range, Share, Value

PEOPLE = 12
"""Of how many people with names it is asked what follows if something is so of one of them."""


def missing_facts(world: World, goal: Goal) -> tuple[Missing, ...]:
    """Return what would decide an *unknown*, with the answer each way (or nothing)."""
    changes = settling(world, goal, POSSIBLE)
    if not changes:
        return ()
    facts = [change for change in changes if not change.authority]
    if not facts:
        return ()
    whole, if_so = facts, verdict_if(with_all(world, facts), goal)
    if if_so == "unknown" != verdict_if(apply(world, facts), goal):
        whole = whole_of(world, goal, facts)
        if_so = verdict_if(with_all(world, whole), goal)
    asked = [change for change in whole if not is_so_anyway(world, change)] or whole
    needs = tuple(change.need for change in asked)
    each = each_otherwise(world, goal, asked)
    return (Missing(needs, if_so, agreed(each), each),)


def whole_of(world: World, goal: Goal, changes: list[Change]) -> list[Change]:
    """Return changes after which `goal` certainly holds, whichever values they allow are taken.

    It holds with the examples. Where it does not with all that the needs allow, fewer values are
    allowed, at the least the examples themselves.
    """

    def does(there: World) -> bool:
        try:
            return bool(there.keys(goal, CERTAIN))
        except EvaluationError:  # values so wide that a calculation leaves the calendar
            return False

    return changes if does(with_all(world, changes)) else widened(world, changes, does)


def with_all(world: World, changes: Sequence[Change]) -> World:
    """Return the world in which all changes are made, each with every value that it allows."""
    replaced = [change.replaces for change in changes if change.replaces is not None]
    return world.having((change.whole for change in changes), replaced)


def widened(world: World, changes: Sequence[Change], does: Callable[[World], bool]) -> list[Change]:
    """Return changes that allow all values around their examples with which the world `does`.

    Here the whole world is asked of ranges, since exceptions and aggregates limit a value too.
    One value after the other is widened, as `engine.proof.witness` does it.
    """
    kept = [_allowing(change, change.said) for change in changes]
    if not does(with_all(world, kept)):
        return kept
    for which, change in enumerate(changes):
        for place, arg in enumerate(change.need.atom.args):
            if arg is None and not change.need.negative:
                kept = _widened_at(world, kept, which, place, does)
    return kept


def _widened_at(
    world: World, changes: list[Change], which: int, place: int, does: Callable[[World], bool]
) -> list[Change]:
    """Return changes of which one allows the widest range of values at one place."""
    change = changes[which]
    sentence = change.whole.statement.sentence
    term = sentence.args[place]
    value = term.value if isinstance(term, Constant) else UNKNOWN
    slot = world.railed.base.predicates[sentence.predicate].slots[place]
    currency = value.currency if isinstance(value, Amount) else ""
    scale = scale_of(slot.kind, world.as_of, currency)
    if scale is None or isinstance(value, Range):
        return changes
    stated = UNKNOWN if change.replaces is None else row_of(change.replaces).args[place]

    def within(limits: Value) -> list[Change]:
        args = (*sentence.args[:place], Constant(limits), *sentence.args[place + 1 :])
        statement = replace(change.whole.statement, sentence=replace(sentence, args=args))
        wider = _allowing(change, replace(change.whole, statement=statement))
        return [*changes[:which], wider, *changes[which + 1 :]]

    def does_within(limits: Value) -> bool:
        if isinstance(stated, Range) and stated != UNKNOWN and not lies_within(limits, stated):
            return False
        return does(with_all(world, within(limits)))

    limits = widest(scale, value, does_within)
    return changes if limits is None else within(limits)


def _allowing(change: Change, whole: Said) -> Change:
    """Return a change that allows all that `whole` says, and no more."""
    if change.need.negative:
        return change
    said = whole.statement.sentence.args
    ends = [
        (place, term.value if isinstance(term.value, Range) else Range(term.value, term.value))
        for place, (arg, term) in enumerate(zip(change.need.atom.args, said, strict=True))
        if arg is None and isinstance(term, Constant)
    ]
    limits = tuple(Limit(place, one.low, one.high) for place, one in ends if one != UNKNOWN)
    return replace(change, need=replace(change.need, limits=limits), whole=whole)


def each_otherwise(world: World, goal: Goal, changes: Sequence[Change]) -> tuple[Verdict, ...]:
    """Return for each need the verdict where it alone is not met, *unknown* if there are several.

    All that can be so instead of it is asked, with the other needs left open. Where there is only
    one need, both its sides are said, and so the other one is asked by cases too.
    """
    alone = len(changes) == 1
    return tuple(
        "unknown"
        if any(_is_met_within(change, other) for other in changes if other is not change)
        else _otherwise(world, goal, change, alone)
        for change in changes
    )


def _is_met_within(change: Change, other: Change) -> bool:
    """Tell whether another need is met by facts that are not there where one is not met.

    Nobody lends to themselves: that is said of all loans, since no pattern says of whom it is that
    it is one and the same person. A loan to Mia would be none then either.
    """
    one, its = change.leaf, other.leaf
    if one is None or its is None or change.need.negative or one.stated or one.pred != its.pred:
        return False
    return one is not its and all(
        isinstance(arg, Symbol) or isinstance(value, Symbol) or arg == value
        for arg, value in zip(one.args, its.args, strict=True)
    )


def agreed(each: Sequence[Verdict]) -> Verdict:
    """Return the verdict where at least one need is not met, *unknown* if there are several.

    >>> agreed(("no", "no")), agreed(("no", "depends"))
    ('no', 'unknown')
    """
    found = set(each)
    return found.pop() if len(found) == 1 else "unknown"


def _otherwise(world: World, goal: Goal, change: Change, alone: bool) -> Verdict:
    replaced = [] if change.replaces is None else [change.replaces]
    sides = (world.having(said, replaced) for said in unmet(world, change))
    return alike(sides, goal, thoroughly=alone)


def unmet(world: World, change: Change) -> Iterator[tuple[Said, ...]]:
    """Yield all that can be so where a need is not met; nothing if that cannot be told.

    If the need is that nothing of the kind is so, something is. A stated fact has a value beyond
    the limits. One that nobody stated is not there, or is there with a value beyond the limits.
    There may be several such facts, unless the value is `single`. Where they are counted or added
    up it matters how many there are: then nothing is told.
    """
    leaf, need = change.leaf, change.need
    if leaf is None:
        if change.replaces is not None and need.limits:
            stated = row_of(change.replaces)
            row = tuple(UNKNOWN if value is None else value for value in stated.args)
            yield from ((one,) for one in _outside_of(change, stated.pred, row))
        return
    if need.negative:
        row = tuple(
            UNKNOWN if arg is None and not isinstance(value, Entity) else value
            for arg, value in zip(need.atom.args, leaf.row, strict=True)
        )
        for each in _about_anybody(world, leaf.pred, row):
            yield (statement_of("states", leaf.pred, each),)
        return
    beyond = list(_beyond(change, leaf))
    if leaf.stated:
        yield from ((one,) for one in beyond)
        return
    exact = tuple(None if isinstance(arg, Symbol) else arg for arg in leaf.args)
    none = ruled_out(leaf.pred, exact)
    symbols = [place for place, arg in enumerate(leaf.args) if isinstance(arg, Symbol)]
    alone = symbols == [world.railed.base.predicates[leaf.pred].single]
    if need.limits and not alone and leaf.pred in _counted(world):
        return
    yield (none,)
    yield from ((one,) if alone else (one, none) for one in beyond)
    if not alone and len(beyond) > 1:
        yield (*beyond, none)


def _about_anybody(world: World, pred: str, row: Row) -> tuple[Row, ...]:
    """Return a row about somebody whom nobody names, and the same about each who has a name.

    Nothing if that are too many, or if two people in it have no name.
    """
    unnamed = [place for place, value in enumerate(row) if is_anonymous(value)]
    if not unnamed:
        return (row,)
    (place, *more) = unnamed
    kind = world.railed.base.predicates[pred].slots[place].kind
    named = [
        (*row[:place], one, *row[place + 1 :])
        for one in world.facts.domain.get(kind, ())
        if not is_anonymous(one)
    ]
    possible = [each for each in named if world.keys(Goal(pred, each), POSSIBLE)]
    return () if more or len(possible) > PEOPLE else (row, *possible)


def _beyond(change: Change, leaf: Leaf) -> Iterator[Said]:
    """Yield statements of the fact with values beyond the limits, at one place after the other."""
    terms = change.said.statement.sentence.args
    values = [term.value if isinstance(term, Constant) else UNKNOWN for term in terms]
    args = tuple(
        UNKNOWN if isinstance(arg, Symbol) and not isinstance(value, Entity) else value
        for arg, value in zip(leaf.args, values, strict=True)
    )
    yield from _outside_of(change, leaf.pred, args)


def _outside_of(change: Change, pred: str, args: Row) -> Iterator[Said]:
    """Yield a row with a value beyond the limits, one after the other, within what is stated."""
    stated = None if change.replaces is None else row_of(change.replaces).args
    for limit in change.need.limits:
        for outside in beyond(limit):
            known = None if stated is None else stated[limit.place]
            value = common(outside, known) if isinstance(known, Range) else outside
            if value is not None:
                row = (*args[: limit.place], value, *args[limit.place + 1 :])
                yield statement_of("states", pred, row)


def common(one: Range, other: Range) -> Value | None:
    """Return what two ranges of days have in common: None if nothing; of other kinds it is `one`.

    >>> june = Range(date(2008, 6, 1), date(2008, 6, 30))
    >>> common(Range(date(2008, 6, 15), None), june).high
    datetime.date(2008, 6, 30)
    >>> common(Range(date(2009, 1, 1), None), june) is None
    True
    """
    lows = [end for end in (one.low, other.low) if isinstance(end, date)]
    highs = [end for end in (one.high, other.high) if isinstance(end, date)]
    if not lows and not highs:
        return one
    low, high = max(lows, default=None), min(highs, default=None)
    if low is not None and high is not None and low >= high:
        return low if low == high else None
    return Range(low, high)


def _counted(world: World) -> frozenset[str]:
    """Return the predicates on which what is counted or added up rests, in any rule."""
    rules = world.railed.base.rules
    found = {
        atom.pred
        for rule in rules
        for literal in rule.body
        if isinstance(literal, Aggregate)
        for atom in atoms(literal.body)
    }
    while True:
        more = {atom.pred for rule in rules if rule.head.pred in found for atom in atoms(rule.body)}
        if more <= found:
            return frozenset(found)
        found |= more


_LITTLE = Decimal("1e-9")


def beyond(limit: Limit) -> Iterator[Range]:
    """Yield the values below a limit and those above it."""
    if limit.low is not None:
        yield Range(None, _beside(limit.low, -1))
    if limit.high is not None:
        yield Range(_beside(limit.high, 1), None)


def _beside(value: Exact, step: int) -> Exact | None:
    """Return the next value before or after one; None if all of them are beyond it.

    Between two numbers there are always others: the next is as near as a case would say it.
    """
    match value:
        case date():
            return value + timedelta(days=step)
        case int() | Decimal():
            return value + step * _LITTLE
        case Share(percent):
            return Share(percent + step * _LITTLE)
        case Amount(size, currency):
            return Amount(size + step * _LITTLE, currency)
        case Duration(months, days):
            return Duration(months, days + step)
        case _:
            return None
