"""Where the answer to a question can change along the values that are not known."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from engine.answers.changing import REACH, alone, changes, divisors, units, with_all
from engine.answers.resting import Condition, Resting, Slot
from engine.answers.world import World, is_anonymous
from engine.arithmetic import compare
from engine.arithmetic.errors import EvaluationError
from engine.proof.instances import holds
from engine.rails.spans import compared_with, parts
from parser.datalog.tree import Apply, Comparison, Const
from parser.datalog.variables import in_expression
from parser.datalog.with_constants import names_values
from parser.frozen import dataclass
from parser.resolved.vocabulary import entity_slots
from parser.values import Amount, Duration, Exact, Range, Share, Value

DAYS = 8
"""At how many days at most the days that are not known are parted."""

VALUES = 3
"""At how many numbers, sums of money, shares or texts at most such values are parted."""

KINDS = frozenset({"date", "number", "amount", "share", "text"})
"""The kinds of values that have one order; durations have one where all that rules do with them is
compare them with months alone, or with days alone."""


@dataclass(frozen=True, slots=True)
class Cuts:
    """Where comparisons change along a value of one kind, in order.

    Of days these are the last ones of the parts; of other kinds the values at which they change.
    The cuts `matter` only where two conditions or more speak of the value.
    """

    kind: str
    ends: tuple[Exact, ...] = ()
    matter: bool = False

    def parts(self, whole: Range) -> tuple[Range, ...]:
        """Return `whole`, a range of the kind, in parts that leave nothing out.

        >>> Cuts("date", (date(2026, 11, 23),)).parts(Range())[0].high
        datetime.date(2026, 11, 23)
        >>> Cuts("number", (5,)).parts(Range())[0]
        Range(low=None, high=5, below=True)
        """
        return tuple(replace(part, of=whole.of) for part in self._parts(whole))

    def _parts(self, whole: Range) -> Iterable[Range]:
        if self.kind == "duration":
            return parts(whole, [end for end in self.ends if isinstance(end, Duration)])
        return (_days if self.kind == "date" else _dense)(self.ends, whole)


def _days(ends: Iterable[Exact], whole: Range) -> Iterator[Range]:
    low = whole.low
    for day in ends:
        if not isinstance(day, date) or (
            (isinstance(low, date) and day < low)
            or (isinstance(whole.high, date) and day >= whole.high)
        ):
            continue
        yield Range(low, day)
        low = day + timedelta(days=1)
    yield Range(low, whole.high)


def _dense(ends: Iterable[Exact], whole: Range) -> Iterator[Range]:
    low, above = whole.low, whole.above
    for value in ends:
        if not _lies_in(value, whole):
            continue
        if value != low:
            yield Range(low, value, above, True)
        if value != low or not above:
            yield Range(value, value)
        low, above = value, True
    if low is None or low != whole.high or not (above or whole.below):
        yield Range(low, whole.high, above, whole.below)


def _lies_in(value: Exact, whole: Range) -> bool:
    try:
        return compare("=", whole, value, lenient=True)
    except EvaluationError:
        return False


def cuts_of(world: World, rests: Resting) -> dict[Slot, Cuts]:
    """Return where the answer can change along each value that it rests on."""
    found: dict[Slot, dict[Exact, None]] = {slot: {} for slot in rests.slots}
    speaking = dict.fromkeys(rests.slots, 0)
    kinds = {slot: _kind(world, slot) for slot in rests.slots}
    bounded = {
        atom.pred
        for one in world.railed.base.constraints
        if names_values(one)
        for atom in one.atoms
    }
    for slot in rests.slots:
        speaking[slot] += slot.pred in bounded  # a constraint may rule out some of the values
        speaking[slot] += slot in rests.totalled
    related: list[frozenset[Slot]] = []
    for condition in rests.conditions:
        own = frozenset().union(*condition.unknown.values())
        for slot in own:
            speaking[slot] += 1 + _leaps(condition.comparison)
        if len(set(condition.unknown.values())) > 1:
            related.append(own)
            for at_zero in _divided_by_nothing(condition):
                for slot in frozenset().union(*at_zero.unknown.values()):
                    found[slot].update(dict.fromkeys(changes(at_zero, kinds[slot], world.as_of)))
            continue
        for slot in own:
            found[slot].update(dict.fromkeys(changes(condition, kinds[slot], world.as_of)))
    for slot in rests.slots:
        ruled_out = list(_ruled_out(world, slot, rests))
        met = [*rests.exact.get(slot, ()), *ruled_out]
        speaking[slot] += len(met)
        for value in met:
            found[slot].update(dict.fromkeys(_around(value, kinds[slot])))
        if slot in rests.totalled:  # what is stated twice counts once
            beside = dict.fromkeys(_stated_beside(world, slot))
            speaking[slot] += len(beside)
            for value in beside:
                found[slot].update(dict.fromkeys(_around(value, kinds[slot])))
        if kinds[slot] == "date" and (rests.blocked or speaking[slot] > 1):
            for day in _stated(world):
                found[slot].setdefault(day)
    for own in related:
        for kind in {kinds[slot] for slot in own}:
            alike = [slot for slot in own if kinds[slot] == kind]
            every = dict.fromkeys(end for slot in alike for end in found[slot])
            for slot in alike:
                found[slot].update(every)
    if "amount" in kinds.values() and len(currencies(world, rests, found.values())) > 1:
        for slot, kind in kinds.items():
            if kind == "amount":
                found[slot] = {}  # no cuts of one currency leave out the amounts of another
    cuts = {
        slot: Cuts(kinds[slot], _sorted(ends, kinds[slot]), speaking[slot] + rests.blocked > 1)
        for slot, ends in found.items()
        if kinds[slot] in KINDS
    }
    for slot in (one for one in rests.slots if kinds[one] == "duration"):
        ends = compared_with(world.railed.base, world.facts, slot.pred, slot.place)
        if ends and not rests.exact.get(slot):
            cuts[slot] = Cuts("duration", ends, speaking[slot] + rests.blocked > 1)
    return cuts


def _divided_by_nothing(condition: Condition) -> Iterator[Condition]:
    """Yield that what a comparison divides by is zero, where that comes from one unknown value."""
    for divisor in divisors(condition):
        names = set(in_expression(divisor)) & condition.unknown.keys()
        if len({condition.unknown[name] for name in names}) == 1:
            unknown = {name: condition.unknown[name] for name in names}
            yield Condition(Comparison("=", divisor, Const(0)), unknown, condition.known)


def _leaps(comparison: Comparison) -> bool:
    """Tell whether a comparison may hold on both sides of a value that nothing comes to.

    No year ends on any other day than its last.
    """
    sides = (comparison.left, comparison.right)
    return comparison.op == "!=" and any(isinstance(side, Apply) for side in sides)


def meeting(world: World, rests: Resting, slot: Slot) -> Iterator[Value]:
    """Yield the values of a slot, or the ranges of them, with which some condition holds.

    First come single values, at which rows meet or which a comparison asks for.
    """
    kind = _kind(world, slot)
    is_duration = kind == "duration"
    found: list[Value] = [
        one
        for one in rests.exact.get(slot, ())
        if _is_of(one, kind) or (is_duration and isinstance(one, Duration))
    ]
    together: dict[str, list[Condition]] = {}
    for condition in rests.conditions:
        if any(slot not in slots for slots in condition.unknown.values()):
            continue
        if is_duration:
            found += [one for one in alone(condition) if isinstance(one, Duration)]
            continue
        found += _where((condition,), kind, world)
        together.setdefault(" ".join(sorted(condition.unknown)), []).append(condition)
    both = [one for each in together.values() if len(each) > 1 for one in _where(each, kind, world)]
    singles = [one for one in found if not isinstance(one, Range)]
    yield from dict.fromkeys((*singles, *both, *found))


def _where(conditions: Sequence[Condition], kind: str, world: World) -> Iterator[Value]:
    """Yield the parts of a value in which all conditions can hold, neighbours together."""
    found = dict.fromkeys(end for one in conditions for end in changes(one, kind, world.as_of))
    ends = _sorted(found, kind)
    together: Range | None = None
    for part in Cuts(kind, ends).parts(Range()) if ends else ():
        is_so = all(_can_hold(one, part) for one in conditions)
        if is_so and together is not None:
            together = replace(together, high=part.high, below=part.below)
        elif is_so:
            together = part
        elif together is not None:
            yield exactly(together)
            together = None
    if together is not None:
        yield exactly(together)


def _can_hold(condition: Condition, part: Range) -> bool:
    try:
        return holds(condition.comparison, with_all(condition, exactly(part)), lenient=True)
    except (EvaluationError, OverflowError, ValueError):
        return True


def exactly(part: Range) -> Value:
    """Return a part, or the one value that it has."""
    is_one = part.low is not None and part.low == part.high
    return part.low if is_one and part.low is not None else part


def currencies(world: World, rests: Resting, ends: Iterable[Iterable[Exact]] = ()) -> set[str]:
    """Return the currencies of the amounts that are stated, compared or cut at."""
    found = {unit for condition in rests.conditions for unit in units(condition)}
    values: list[Value] = [value for each in ends for value in each]
    for _, row in world.facts.stated:
        for value in row:
            low_and_high = (value.low, value.high) if isinstance(value, Range) else (value,)
            values.extend(one for one in low_and_high if one is not None)
    return found | {value.currency for value in values if isinstance(value, Amount)}


def _kind(world: World, slot: Slot) -> str:
    return world.railed.base.predicates[slot.pred].slots[slot.place].kind


def _sorted(ends: Iterable[Exact], kind: str) -> tuple[Exact, ...]:
    kept = list(ends)[: DAYS if kind == "date" else VALUES]
    units = {one.currency for one in kept if isinstance(one, Amount)}
    return () if len(units) > 1 else tuple(sorted(kept, key=_size))


def _size(value: Exact) -> tuple[int, Fraction | str]:
    match value:
        case date():
            return 0, Fraction(value.toordinal())
        case Amount(size) | Share(size):
            return 0, Fraction(size)
        case int() | Decimal() | Fraction():
            return 0, Fraction(value)
        case _:
            return 1, str(value)


def _is_of(value: Exact, kind: str) -> bool:
    match value:
        case date():
            return kind == "date"
        case Amount():
            return kind == "amount"
        case Share():
            return kind == "share"
        case str():
            return kind == "text"
        case int() | Decimal() | Fraction():
            return kind == "number"
        case _:
            return False


def _around(value: Exact, kind: str) -> Iterator[Exact]:
    """Yield the cuts that tell one value from all others."""
    if not _is_of(value, kind):
        return
    if isinstance(value, date) and value > date.min:
        yield value - timedelta(days=1)
    if value != date.max:
        yield value


def _ruled_out(world: World, slot: Slot, rests: Resting) -> Iterator[Exact]:
    """Yield the values, or the ends of them, for which nothing more can be so."""
    facts = world.facts
    rows = [row for pred, row in rests.sentences if pred == slot.pred] if slot.row is None else []
    people = entity_slots(world.railed.base.predicates[slot.pred])
    about = [[row[place] for place in people] for row in ([slot.row] if slot.row else rows)]
    patterns = [
        *(pattern for pattern, _ in facts.denied.get(slot.pred, ())),
        *(pattern for pattern, _ in facts.closed.get(slot.pred, ())),
        *(one.pattern for one in facts.impossible.get(slot.pred, ())),
    ]
    for pattern in patterns:
        whom = [pattern[place] for place in people]
        if not any(all(map(_may_be, whom, row)) for row in about):
            continue
        value = pattern[slot.place]
        if isinstance(value, Range):
            yield from (end for end in (value.low, value.high) if end is not None)
        elif value is not None:
            yield value


def _may_be(said: Value | None, whom: Value) -> bool:
    return said is None or said == whom or is_anonymous(said) or is_anonymous(whom)


def _stated_beside(world: World, slot: Slot) -> Iterator[Exact]:
    """Yield the values that are stated of the individuals of whom one is not known."""
    people = entity_slots(world.railed.base.predicates[slot.pred])
    for pred, row in world.facts.stated:
        value = row[slot.place] if pred == slot.pred else None
        if value is None or isinstance(value, Range) or slot.row is None:
            continue
        if all(row[place] == slot.row[place] for place in people):
            yield value


def _stated(world: World) -> Iterator[date]:
    """Yield the days at which what the case states begins and ends."""
    for _, row in world.facts.stated:
        for value in row:
            if isinstance(value, date) and abs((value - world.as_of).days) < REACH:
                yield value - timedelta(days=1)
                yield value
