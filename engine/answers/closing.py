"""What decides a question whose answer is counted, added up or ruled out: that all is given.

Where no fact makes a sentence certain, since more of a kind may be so than is stated, what is
missing is the end of a list: `all short stays of Ana are given`. Values that are stated in part
are then supplied too.
"""

from collections.abc import Container, Iterable, Iterator
from datetime import date
from decimal import Decimal

from engine.answers.interview.choosing import every_leaf, query_of
from engine.answers.interview.query import closing as closure_of
from engine.answers.interview.rows_of_tables import Open
from engine.answers.missing import agreed, each_otherwise, widened, with_all
from engine.answers.reply import Missing, Need, Verdict
from engine.answers.settling import Change, as_said, statement_of
from engine.answers.sides import verdict_if
from engine.answers.world import Goal, World, is_anonymous
from engine.arithmetic.errors import EvaluationError
from engine.rails.rail import CERTAIN, POSSIBLE
from engine.rails.said import Said, Source
from engine.rails.supposing import row_of
from parser.datalog.tree import Row
from parser.resolved.vocabulary import GroundAtom
from parser.text.diagnostic import SourceError
from parser.values import Duration, Exact, Range, Share, Value

_MOST = 12
"""How many lists are said to be complete at most, and how many values are supplied."""


def closing_facts(world: World, goal: Goal) -> tuple[Missing, ...]:
    """Return which lists, if all of them are given, decide an *unknown* (or nothing)."""
    leaves = tuple(every_leaf(world, goal))
    used = frozenset(pred for pred, _ in leaves)
    closures = tuple(_closures(world, leaves))[:_MOST]
    beside = tuple(_values(world, used, beside=True))[:_MOST]
    apart = tuple(_values(world, used, beside=False))[:_MOST]
    alone = [beside, apart]
    for changes in (closures, *alone, *((*closures, *values) for values in alone if closures)):
        found = _decided(world, goal, changes)
        if found is not None:
            return (found,)
    return ()


def _decided(world: World, goal: Goal, changes: tuple[Change, ...]) -> Missing | None:
    then = _then(with_all(world, changes), goal) if changes else "unknown"
    if then not in ("yes", "no"):
        return None
    kept = list(changes)
    for change in changes:
        rest = [other for other in kept if other is not change]
        if rest and _then(with_all(world, rest), goal) == then:
            kept = rest

    def does(there: World) -> bool:
        return _is_so(there, goal, then)

    wide = as_said(world, tuple(widened(world, kept, does)))
    if _then(with_all(world, wide), goal) != then:
        return None
    needs = tuple(one.need for one in wide)
    if any(isinstance(arg, Range) for arg in goal.args):
        rows = _certain_rows(with_all(world, wide), goal)
        return Missing(needs, then, "unknown", found=rows[0] if len(rows) == 1 else ())
    each = each_otherwise(world, goal, wide)
    return Missing(needs, then, agreed(each), each)


def _then(there: World, goal: Goal) -> Verdict:
    """Return the verdict; where a value known in part is asked about, *yes* once it is known."""
    parts = [place for place, arg in enumerate(goal.args) if isinstance(arg, Range)]
    if not parts:
        return verdict_if(there, goal)
    return "yes" if _is_so(there, goal, "yes") else "unknown"


def _is_so(there: World, goal: Goal, wanted: Verdict) -> bool:
    """Tell whether a supposed world has this verdict; one that cannot be has none."""
    try:
        return _has(there, goal, wanted)
    except (SourceError, EvaluationError):  # values so wide that a calculation leaves the calendar
        return False


def _has(there: World, goal: Goal, wanted: Verdict) -> bool:
    parts = [place for place, arg in enumerate(goal.args) if isinstance(arg, Range)]
    if parts:
        rows = _certain_rows(there, goal)
        return bool(rows) and not any(
            isinstance(row[place], Range) for row in rows for place in parts
        )
    if wanted == "yes":
        return bool(there.keys(goal, CERTAIN))
    return not there.keys(goal, POSSIBLE)


def _certain_rows(there: World, goal: Goal) -> list[Row]:
    """Return the rows that are certain, whatever the values known in part are."""
    args = tuple(None if isinstance(arg, Range) else arg for arg in goal.args)
    return [row for _, row in there.keys(Goal(goal.pred, args), CERTAIN)]


def _closures(world: World, leaves: Iterable[Open]) -> Iterator[Change]:
    """Yield that nothing more is so of each relation that is open on any way to the answer."""
    predicates = world.railed.base.predicates
    seen: set[tuple[str, tuple[Value | None, ...]]] = set()
    for pred, args in leaves:
        if predicates[pred].origin != "given" or any(map(is_anonymous, args)):
            continue
        query = query_of(world, pred, args)
        if (pred, query.args) in seen:
            continue
        seen.add((pred, query.args))
        need = Need(GroundAtom(pred, query.args), negative=True, closing=None in query.args)
        kind = "closes" if need.closing else "denies"
        said = Said(closure_of(query), Source(who="assumed"))
        if kind == "denies":
            said = statement_of("denies", pred, query.args)
        yield Change(need, said, said)


def _values(world: World, used: Container[str], beside: bool) -> Iterator[Change]:
    """Yield a value for each that is stated in part of a predicate on which the answer rests.

    With `beside` it is one that the same sentence has at another place, where it has one: what
    lasts a day begins and ends on it.
    """
    predicates = world.railed.base.predicates
    for one in world.said:
        row = row_of(one)
        if one.statement.kind != "states" or row.pred not in used:
            continue
        slots = predicates[row.pred].slots
        known = next((one for one in row.args if isinstance(one, date)), world.as_of)
        day = known if beside else world.as_of
        exact = tuple(
            _example(value, slot.kind, day) if isinstance(value, Range) else value
            for value, slot in zip(row.args, slots, strict=True)
        )
        if exact == row.args or None in exact:
            continue
        shown = tuple(None if isinstance(value, Range) else value for value in row.args)
        said = statement_of("states", row.pred, exact)
        need = Need(GroundAtom(row.pred, shown), replaces=one.statement)
        yield Change(need, said, said, None, "", one)


def _example(stated: Range, kind: str, day: date) -> Exact | None:
    """Return a value that what is stated in part could have, None where none is known."""
    if isinstance(stated.low, date) and isinstance(stated.high, date):
        return min(max(day, stated.low), stated.high)
    end = stated.low if stated.low is not None else stated.high
    if end is not None:
        return end
    match kind:
        case "date":
            return day
        case "number":
            return 1
        case "share":
            return Share(Decimal(50))
        case "duration":
            return Duration(months=12)
        case _:
            return None
