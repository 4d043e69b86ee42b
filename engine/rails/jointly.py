"""Values known in part that no values are, once several constraints speak of them together.

Nobody dies after today, nor before being born: then nobody who has died is born after today, though
none of the three days is known. What one constraint leaves of a value goes into the next one, until
nothing changes or one of them is broken by all that is left.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from engine.arithmetic import compare, evaluate
from engine.arithmetic.errors import EvaluationError
from engine.rails.impossible import Bindings, Held, Rows, must, together
from parser.datalog.tree import Apply, Comparison, Const, Constraint, Expr, Function, Var
from parser.datalog.variables import ANYTHING, in_expression
from parser.values import Amount, Exact, Range, Share

ROUNDS = 8
"""How often what is left of each value is looked at again at most."""

_BESIDE = 3
"""How many days beside a day that is reached by months are looked at: months differ in length."""

_Place = tuple[Held, int] | str
"""A value that is known in part: its name, or the row that has it and where it stands there."""


@dataclass(frozen=True, slots=True)
class Joint:
    """Rows that hold together although some constraints, taken together, say they never do."""

    constraints: tuple[Constraint, ...]
    held: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class _Instance:
    """A constraint about some rows; `places` say where its unknown values stand."""

    constraint: Constraint
    bindings: Bindings
    held: tuple[Held, ...]
    places: Mapping[str, _Place]


@dataclass(slots=True)
class _Left:
    """What is left of each value, with the constraints and the rows that left no more of it."""

    values: dict[_Place, Range] = field(default_factory=dict)
    reasons: dict[_Place, Joint] = field(default_factory=dict)

    def bindings(self, one: _Instance, instead: Mapping[_Place, Range]) -> Bindings:
        found = dict(one.bindings)
        for name, place in one.places.items():
            found[name] = instead.get(place) or self.values[place]
        return found

    def is_broken(self, one: _Instance, instead: Mapping[_Place, Range]) -> bool:
        """Tell whether a constraint is broken whichever of the values left are so."""
        found = self.bindings(one, instead)
        return all(must(comparison, found) for comparison in one.constraint.comparisons)

    def reason(self, one: _Instance) -> Joint:
        """Return what a constraint about some rows rests on, with what narrowed their values."""
        before = [self.reasons[each] for each in one.places.values() if each in self.reasons]
        constraints = (one.constraint, *(each for joint in before for each in joint.constraints))
        held = (*one.held, *(each for joint in before for each in joint.held))
        return Joint(tuple(dict.fromkeys(constraints)), tuple(dict.fromkeys(held)))


def broken_together(constraints: Sequence[Constraint], known: Rows) -> Joint | None:
    """Return rows whose values cannot be what several constraints leave of them, if there are any.

    Where nothing is returned there may be such rows all the same; those returned are such.
    """
    instances = [found for one in constraints for found in _instances(one, known)]
    left = _Left()
    for one in instances:
        for name, place in one.places.items():
            value = one.bindings[name]
            assert isinstance(value, Range), "places are those of values known in part"
            left.values.setdefault(place, value)
    for _ in range(ROUNDS):
        changed = False
        for one in instances:
            if left.is_broken(one, {}):
                return left.reason(one)
            for place in dict.fromkeys(one.places.values()):
                narrower = _narrower(left, one, place)
                if narrower is not None:
                    left.reasons[place] = left.reason(one)
                    left.values[place] = narrower
                    changed = True
        if not changed:
            break
    return None


def _instances(whole: Constraint, known: Rows) -> Iterator[_Instance]:
    """Yield a constraint about rows of which it compares a value that is known in part."""
    if not all(known.rows.get(atom.pred) for atom in whole.atoms):
        return
    ranged = {
        (atom.pred, place)
        for atom in whole.atoms
        for row in known.rows.get(atom.pred, ())
        for place, value in enumerate(row)
        if isinstance(value, Range)
    }
    if not ranged:
        return
    one = _compared_where_they_meet(whole, ranged)
    compared = {
        name
        for comparison in one.comparisons
        for side in (comparison.left, comparison.right)
        for name in in_expression(side)
    }
    for bindings, held in together(one.atoms, (), known) if compared else ():
        places: dict[str, _Place] = {}
        for atom, row in zip(one.atoms, held, strict=True):
            for at, (term, value) in enumerate(zip(atom.args, row[1], strict=True)):
                if not isinstance(term, Var) or term.name not in compared:
                    continue
                if isinstance(value, Range) and isinstance(bindings[term.name], Range):
                    places.setdefault(term.name, value.of or (row, at))
        if places:
            yield _Instance(one, bindings, held, places)


def _compared_where_they_meet(one: Constraint, ranged: Set[tuple[str, int]]) -> Constraint:
    """Return a constraint in which sentences do not share a value that is known in part of either.

    Instead of that the two values are compared: they may be one, and need not be.
    """
    spoken: dict[str, list[tuple[str, int]]] = {}
    for atom in one.atoms:
        for place, term in enumerate(atom.args):
            if isinstance(term, Var) and term.name != ANYTHING:
                spoken.setdefault(term.name, []).append((atom.pred, place))
    apart = {
        name for name, places in spoken.items() if len(places) > 1 and not ranged.isdisjoint(places)
    }
    if not apart:
        return one
    seen: dict[str, int] = {}
    also: list[Comparison] = []

    def renamed(term: Const | Var) -> Const | Var:
        if not isinstance(term, Var) or term.name not in apart:
            return term
        number = seen[term.name] = seen.get(term.name, -1) + 1
        if number == 0:
            return term
        other = Var(f"{term.name} {number}")
        also.append(Comparison("=", term, other))
        return other

    atoms = tuple(replace(atom, args=tuple(map(renamed, atom.args))) for atom in one.atoms)
    return replace(one, atoms=atoms, comparisons=(*one.comparisons, *also))


def _narrower(left: _Left, one: _Instance, place: _Place) -> Range | None:
    """Return what a constraint leaves of a value, if that is less than before."""
    whole = found = left.values[place]
    names = {name for name, where in one.places.items() if where == place}
    ends = dict.fromkeys(
        end
        for comparison in one.constraint.comparisons
        for end in _ends(comparison, names, left.bindings(one, {}))
    )
    for end in ends:
        for without, rest in _parts(found, end):
            if left.is_broken(one, {place: without}):
                found = rest
                break
    return None if found == whole else found


def _ends(comparison: Comparison, names: set[str], bindings: Bindings) -> Iterator[Exact]:
    """Yield the values at which a comparison may come to hold along an unknown value."""
    for side, other in (
        (comparison.left, comparison.right),
        (comparison.right, comparison.left),
    ):
        if isinstance(side, Var) and side.name in names:
            yield from _ends_of(other, bindings)
        elif isinstance(side, Apply) and side.function in _BACK:
            first, *others = side.args
            if isinstance(first, Var) and first.name in names:
                back = Apply(_BACK[side.function], (other, *others))
                for end in _ends_of(back, bindings):
                    yield end
                    if isinstance(end, date):
                        yield from _beside(end)


_BACK: dict[Function, Function] = {"+": "-", "-": "+"}


def _ends_of(expr: Expr, bindings: Bindings) -> Iterator[Exact]:
    try:
        value = evaluate(expr, bindings, lenient=True)
    except (EvaluationError, OverflowError, ValueError):
        return
    for end in (value.low, value.high) if isinstance(value, Range) else (value,):
        if isinstance(end, date | int | Decimal | Fraction | Amount | Share):
            yield end


def _beside(day: date) -> Iterator[date]:
    for days in range(1, _BESIDE + 1):
        if (date.max - day).days >= days:
            yield day + timedelta(days=days)
        if (day - date.min).days >= days:
            yield day - timedelta(days=days)


def _parts(whole: Range, end: Exact) -> Iterator[tuple[Range, Range]]:
    """Yield ways to part a value at an end of another: what would be left out, and the rest."""
    if isinstance(end, date):
        for last in (end, end - _DAY) if end > date.min else (end,):
            if last < date.max and _is_parted(whole, last):
                before = replace(whole, high=last, below=False)
                after = replace(whole, low=last + _DAY, above=False)
                yield from ((after, before), (before, after))
    elif _lies_in(end, whole):
        for belongs in (False, True):  # the end itself goes with what is after it, or before it
            before = replace(whole, high=end, below=belongs)
            after = replace(whole, low=end, above=not belongs)
            if whole.high != end or (belongs and not whole.below):
                yield after, before
            if whole.low != end or (not belongs and not whole.above):
                yield before, after


_DAY = timedelta(days=1)


def _is_parted(whole: Range, last: date) -> bool:
    """Tell whether a range of days has some up to a day, and some after it."""
    low, high = whole.low, whole.high
    begins = low is None or (isinstance(low, date) and low <= last)
    return begins and (high is None or (isinstance(high, date) and last < high))


def _lies_in(end: Exact, whole: Range) -> bool:
    try:
        return compare("=", whole, end, lenient=True)
    except EvaluationError:
        return False
