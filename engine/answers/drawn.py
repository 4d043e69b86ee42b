"""A few completions far apart: everything that still counts is so or not, each value one value.

A search for cases may end, or find no cases that agree, without having met two completions that
differ. Where there are two, a few that have little in common mostly are one of each. Which these
are is settled by their numbers alone, so that the same question is answered in the same way.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar
from zlib import crc32

from engine.answers.case_tree import Way
from engine.answers.cuts import Cuts, currencies, cuts_of, exactly
from engine.answers.resting import Resting, Slot
from engine.answers.to_suppose import about_somebody_new, is_shut, open_atom, with_arg
from engine.answers.world import World, is_anonymous
from engine.rails.supposing import Supposed, is_like_any_other, nothing_more, row_of
from parser.resolved.vocabulary import GroundAtom, Predicate, value_slots
from parser.values import UNKNOWN, Amount, Duration, Range, Share, Value, number

DRAWS = 18
"""How many completions are looked at for one question at most."""

_SO = ((True,) * 9 + (False,), (True, False), (False,) * 4 + (True,))
"""How many of the sentences are so, in one completion after the other."""

_Option = TypeVar("_Option")


class _Picks:
    """Picks that one completion makes, each different from those of the others."""

    def __init__(self, completion: int) -> None:
        self._completion = completion
        self._made = 0

    def of(self, options: Sequence[_Option]) -> _Option:
        """Return one of some options, another with each pick."""
        self._made += 1
        return options[crc32(f"{self._completion} {self._made}".encode()) % len(options)]


def drawn(world: World, rests: Resting, completion: int) -> Way:
    """Return what is so in one completion, as far as the answer rests on it; the same each time.

    Of all else that it rests on nothing is so beyond what is stated.
    """
    picks = _Picks(completion)
    cuts = cuts_of(world, rests)
    predicates = world.railed.base.predicates
    found = [*_narrowed(world, rests, cuts, picks)]
    so = _SO[completion % len(_SO)]
    taken: set[tuple[str, tuple[Value | None, ...]]] = set()
    for pred, row in rests.sentences:
        if not picks.of(so):
            continue
        atom = _with_somebody(world, predicates[pred], row)
        if atom is None or is_shut(world, atom):
            continue
        atom = _with_values(world, predicates[pred], atom, rests, cuts, picks)
        single = predicates[pred].single
        key = pred, tuple(None if at == single else arg for at, arg in enumerate(atom.args))
        if single is None or key not in taken:
            taken.add(key)
            found.append(Supposed("so", atom))
    those = dict.fromkeys(pred for pred, _ in rests.sentences)
    found += (nothing_more(predicates[pred]) for pred in those)
    return tuple(found)


def _narrowed(
    world: World, rests: Resting, cuts: dict[Slot, Cuts], picks: _Picks
) -> Iterator[Supposed]:
    """Yield one value for each that is stated in part and on which the answer rests."""
    for one in world.said:
        stated = row_of(one)
        if one.statement.kind != "states":
            continue
        row = tuple(value for value in stated.args if value is not None)
        for place, value in enumerate(stated.args):
            slot = Slot(stated.pred, place, row)
            its, point = cuts.get(slot), value
            if isinstance(value, Range) and its is not None:
                point = _point(picks.of(its.parts(value)), picks)
            if slot in rests.slots:
                kind = world.railed.base.predicates[stated.pred].slots[place].kind
                point = _any(kind, world, rests, picks) if point == UNKNOWN else point
                if point is not None and point != value:
                    yield Supposed("narrowed", with_arg(stated, place, point), stated)
                    break  # what is narrowed once is stated no longer


def _with_somebody(world: World, predicate: Predicate, row: tuple[Value, ...]) -> GroundAtom | None:
    """Return a sentence that nobody stated, about somebody new if it is about one unnamed."""
    atom = open_atom(predicate, row)
    unnamed = [place for place, value in enumerate(row) if is_anonymous(value)]
    if not unnamed:
        return atom
    if len(unnamed) > 1:
        return None
    (place,) = unnamed
    if not is_like_any_other(world.railed, predicate.slots[place].kind):
        return None
    return about_somebody_new(world, atom, place)


def _with_values(
    world: World,
    predicate: Predicate,
    atom: GroundAtom,
    rests: Resting,
    cuts: dict[Slot, Cuts],
    picks: _Picks,
) -> GroundAtom:
    """Return a sentence with a value of each kind that is told apart, any value of the others."""
    for place in value_slots(predicate):
        slot = Slot(predicate.name, place)
        its = cuts.get(slot)
        one = UNKNOWN if its is None else _point(picks.of(its.parts(UNKNOWN)), picks)
        if one == UNKNOWN and slot in rests.slots:
            one = _any(predicate.slots[place].kind, world, rests, picks)
        atom = atom if one == UNKNOWN else with_arg(atom, place, one)
    return atom


def _any(kind: str, world: World, rests: Resting, picks: _Picks) -> Value:
    """Return some value of a kind, of which no condition says where the answer changes."""
    size = Decimal(picks.of((0, 1, 7, 60, 1_000, -1, -60)))
    match kind:
        case "date":
            return world.as_of
        case "amount":
            units = sorted(currencies(world, rests))
            return Amount(size, units[0]) if units else Range()
        case "share":
            return Share(size)
        case "number":
            return number(size)
        case "text":
            return str(size)
        case "duration":
            return Duration(months=int(size))
        case _:
            return Range()


def _point(part: Range, picks: _Picks) -> Value:
    """Return one value of a part, or the part where no value of it comes to mind.

    >>> _point(Range(5, None, above=True), _Picks(0))
    6
    >>> _point(Range(None, "late", below=True), _Picks(0))
    ''
    """
    low, high = part.low, part.high
    match low if low is not None else high:
        case date():
            return picks.of([day for day in (low, high) if day is not None])
        case str():
            return f"{low} " if isinstance(low, str) and low != high else low or ""
        case Amount(_, unit):
            return Amount(_decimal(_between(part)), unit)
        case Share():
            return Share(_decimal(_between(part)))
        case int() | Decimal() | Fraction():
            return number(_between(part))
        case _:
            return exactly(part)


def _between(part: Range) -> Fraction:
    """Return the middle of a part, or what is beyond its only end and not negative without need."""
    low, high = _size(part.low), _size(part.high)
    if low is None:
        return high / 2 if high is not None and high > 0 else (high or 0) - Fraction(1)
    return low + 1 if high is None else (low + high) / 2


def _size(end: Value | None) -> Fraction | None:
    match end:
        case Amount(size) | Share(size):
            return Fraction(size)
        case int() | Decimal() | Fraction():
            return Fraction(end)
        case _:
            return None


def _decimal(size: Fraction) -> Decimal:
    return Decimal(size.numerator) / Decimal(size.denominator)
