"""Where the answer to a question can change along the days that are not known."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from engine.answers.world import Goal, World
from engine.arithmetic.errors import EvaluationError
from engine.proof.instances import holds, negated_rows
from engine.proof.leaves import Blocked, Constraint, Leaves, Symbol, leaves_of
from engine.rails.rail import POSSIBLE
from parser.datalog.tree import Atom, Negation, Operator, Row
from parser.resolved.vocabulary import entity_slots
from parser.values import Range

CUTS = 8
"""At how many days at most the days that are not known are parted."""

_PLACES = 3
"""How many values that nobody stated are parted at most."""

_REACH = 200 * 366
"""How many days before and after the day of the question comparisons are looked at."""

_NESTED = 3
"""Through how many exceptions to exceptions comparisons are looked for."""


@dataclass(frozen=True, slots=True)
class Cuts:
    """Days after which some comparison changes, in order.

    `places` are the values (predicate and place) that nobody has stated and that are days. The
    cuts `matter` only where two conditions or more speak of something that is not known.
    `rests_on` are the sentences nobody stated on which all these comparisons rest: a predicate and
    its individuals.
    """

    days: tuple[date, ...]
    places: tuple[tuple[str, int], ...]
    matter: bool
    rests_on: frozenset[tuple[str, Row]] = frozenset()

    def parts(self, whole: Range) -> tuple[Range, ...]:
        """Return `whole`, a range of days, in parts that leave nothing out.

        >>> Cuts((date(2026, 11, 23),), (), True).parts(Range())[0].high
        datetime.date(2026, 11, 23)
        """
        found: list[Range] = []
        low = whole.low
        for day in self.days:
            if (isinstance(low, date) and day < low) or (
                isinstance(whole.high, date) and day >= whole.high
            ):
                continue
            found.append(Range(low, day))
            low = day + timedelta(days=1)
        return (*found, Range(low, whole.high))


def cuts_of(world: World, goal: Goal) -> Cuts:
    """Return where the comparisons that the most favourable derivation of a goal rests on change.

    So do those by which something that speaks against it could hold.
    """
    keys = world.keys(goal, POSSIBLE)
    if not keys:
        return Cuts((), (), False)
    every = [leaves_of(world.grounds, world.cheapest(keys), goal.args)]
    every += _against(world, every[0], _NESTED)
    predicates = world.railed.base.predicates
    days: dict[date, None] = {}
    places: dict[tuple[str, int], None] = {}
    for leaves in every:
        for constraint in leaves.constraints:
            days.update(dict.fromkeys(_changes(constraint, world.as_of)))
        for leaf in leaves.leaves:
            for place, arg in enumerate(leaf.args):
                if (
                    not leaf.stated
                    and isinstance(arg, Symbol)
                    and predicates[leaf.pred].slots[place].kind == "date"
                ):
                    places[leaf.pred, place] = None
    conditions = sum(len(one.constraints) + len(one.blocked) for one in every)
    for day in _stated(world) if conditions > 1 else ():
        days.setdefault(day)
    kept = tuple(sorted(list(days)[:CUTS]))
    rests_on = frozenset(
        (leaf.pred, tuple(leaf.row[place] for place in entity_slots(predicates[leaf.pred])))
        for leaves in every
        for leaf in leaves.leaves
        if not leaf.stated
    )
    return Cuts(kept, tuple(places)[:_PLACES], conditions > 1, rests_on)


def _against(world: World, leaves: Leaves, depth: int) -> list[Leaves]:
    found: list[Leaves] = []
    for blocked in leaves.blocked if depth else ():
        for inner in _blocking(world, blocked):
            found += [inner, *_against(world, inner, depth - 1)]
    return found


def _blocking(world: World, blocked: Blocked) -> Iterator[Leaves]:
    """Yield what a derivation of something that is negated would assume."""
    atom = blocked.negation.atom
    name = world.railed.naming.name(world.grounds.meaning(atom.pred)[0], POSSIBLE)
    wider = Negation(Atom(name, atom.args), lenient=True, exact=blocked.negation.exact)
    for row in negated_rows(wider, dict(blocked.bindings), world.model)[:1]:
        yield leaves_of(world.grounds, (name, row))


def _stated(world: World) -> Iterator[date]:
    """Yield the days at which what the case states begins and ends."""
    for _, row in world.facts.stated:
        for value in row:
            if isinstance(value, date) and abs((value - world.as_of).days) < _REACH:
                yield value - timedelta(days=1)
                yield value


_EDGES: dict[Operator, tuple[Operator, ...]] = {
    "<": ("<",),
    ">=": ("<",),
    "<=": ("<=",),
    ">": ("<=",),
    "=": ("<", "<="),
    "!=": ("<", "<="),
}


def _changes(constraint: Constraint, as_of: date) -> Iterator[date]:
    """Yield the days after which a comparison changes, if it is about one unknown day.

    Each is found by halving, on the assumption that an inequality changes once. If it does not,
    the parts are merely badly chosen.
    """
    symbols = {arg for _, arg in constraint.bindings if isinstance(arg, Symbol)}
    if len(symbols) != 1:
        return
    for op in _EDGES[constraint.comparison.op]:
        changed = replace(constraint.comparison, op=op)

        def at(ordinal: int, comparison=changed) -> bool:  # type: ignore[no-untyped-def]
            day = date.fromordinal(ordinal)
            bindings = {
                name: day if isinstance(arg, Symbol) else arg for name, arg in constraint.bindings
            }
            return holds(comparison, bindings, lenient=False)

        low = max(1, as_of.toordinal() - _REACH)
        high = min(date.max.toordinal() - 1, as_of.toordinal() + _REACH)
        try:
            first = at(low)
            if first == at(high):
                continue
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if at(middle) == first else (low, middle)
        except (EvaluationError, OverflowError, ValueError):
            continue
        yield date.fromordinal(low)
