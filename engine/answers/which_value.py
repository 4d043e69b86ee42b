"""Which value something has, where that it has one at all settles nothing.

Whether a passport was issued on some day is no question that leads anywhere if the answer is that
it was. On which day it was issued is one, if the days that do are told from those that do not.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import replace

from engine.answers.cuts import Cuts, cuts_of
from engine.answers.missing import agreed, each_otherwise
from engine.answers.reply import Missing, Need, Verdict
from engine.answers.resting import Resting, Slot
from engine.answers.settling import Change, statement_of
from engine.answers.world import Goal, World
from engine.arithmetic.errors import EvaluationError
from engine.proof.leaves import Leaf, Symbol
from engine.proof.node import Limit
from engine.proof.smallest import Key
from engine.proof.witness import Scale, scale_of, widest
from engine.rails.rail import CERTAIN, POSSIBLE
from engine.rails.said import Said
from engine.rails.supposing import row_of
from parser.datalog.tree import Row
from parser.resolved.vocabulary import VALUE_KINDS, GroundAtom, value_slots
from parser.text.diagnostic import SourceError
from parser.values import UNKNOWN, Amount, Exact, Range, Value


def which_value(world: World, goal: Goal, missing: Missing) -> Missing:
    """Return what is missing, the only thing with which values settle the question.

    It is as it was where something else settles it if there is such a value, or where no value
    does. What follows from the others, and if there is none, is asked as of anything missing.
    """
    found = _blank(world, missing)
    if found is None:
        return missing
    need, place = found
    sides = _Sides(world, goal, need.atom.pred, need.atom.args, place)
    limits = sides.limits("no" if missing.if_so == "yes" else "yes")
    if limits is None:
        return missing
    change = sides.change(need.atom, limits, missing.if_so)
    each = each_otherwise(world, goal, (change,))
    return Missing((change.need,), "no" if missing.if_so == "yes" else "yes", agreed(each), each)


def first_with_a_value(
    world: World, goal: Goal, rests: Resting, rows: Iterable[Key]
) -> Change | None:
    """Return the first of some sentences that nobody stated which with some value makes it *yes*.

    So it is where an exception limits a value: no derivation shows within which limits.
    """
    cuts = cuts_of(world, rests) if rests.slots else {}
    for pred, row in rows:
        values = value_slots(world.railed.base.predicates[pred])
        slot = Slot(pred, values[0]) if len(values) == 1 else None
        if slot in cuts:
            change = _with_some_value(world, goal, GroundAtom(pred, row), slot.place, cuts[slot])
            if change is not None:
                return change
    return None


def _with_some_value(
    world: World, goal: Goal, atom: GroundAtom, place: int, cuts: Cuts
) -> Change | None:
    """Return that a sentence is so with some value which makes it *yes*, None if none does."""
    args = (*atom.args[:place], None, *atom.args[place + 1 :])
    sides = _Sides(world, goal, atom.pred, args, place)
    parts = cuts.parts(UNKNOWN)
    fitting = next((part for part in parts if sides.verdict(part) == "yes"), None)
    limits = None if fitting is None else sides.around(fitting, "yes")
    return None if limits is None else sides.change(replace(atom, args=args), limits, None)


def _blank(world: World, missing: Missing) -> tuple[Need, int] | None:
    """Return the only need, that something has no value, and the place of that; None for others."""
    if len(missing.needs) != 1 or missing.if_not != "unknown" or missing.if_so not in ("yes", "no"):
        return None
    (need,) = missing.needs
    predicate = world.railed.base.predicates[need.atom.pred]
    blanks = [place for place, arg in enumerate(need.atom.args) if arg is None]
    if not need.negative or need.closing or need.examples or len(blanks) != 1:
        return None
    (place,) = blanks
    return (need, place) if predicate.slots[place].kind in VALUE_KINDS else None


TRIES = 90
"""How many ranges of values are tried before it is given up that any of them settles it."""


class _Sides:
    """The values at one place of a sentence, and what the answer is with each."""

    def __init__(
        self, world: World, goal: Goal, pred: str, args: tuple[Value | None, ...], place: int
    ) -> None:
        self.world = world
        self.goal = goal
        self.pred = pred
        self.place = place
        self.row: Row = tuple(UNKNOWN if arg is None else arg for arg in args)
        self.kind = world.railed.base.predicates[pred].slots[place].kind

    def change(self, atom: GroundAtom, limits: Range, if_none: Verdict | None) -> Change:
        """Return that a sentence is so with a value within limits; `if_none` is as in a need."""
        args = tuple(
            Symbol(0, "", self.kind) if at == self.place else arg for at, arg in enumerate(self.row)
        )
        wanted = () if limits == UNKNOWN else (Limit(self.place, limits.low, limits.high),)
        asked = Need(atom, wanted, if_none=if_none if wanted else None)
        whole = self.said(limits)
        authority = self.world.railed.base.predicates[self.pred].authority
        return Change(asked, whole, whole, Leaf(self.pred, args, self.row), authority)

    def said(self, value: Value) -> Said:
        row = (*self.row[: self.place], value, *self.row[self.place + 1 :])
        return statement_of("states", self.pred, row)

    def verdict(self, value: Value) -> Verdict:
        """Return what is certain with a value, or with every one between two ends."""
        try:
            there = self.world.having((self.said(value),))
            if there.keys(self.goal, CERTAIN):
                return "yes"
            return "unknown" if there.keys(self.goal, POSSIBLE) else "no"
        except (SourceError, EvaluationError):
            return "unknown"

    def limits(self, wanted: Verdict) -> Range | None:
        """Return the widest range of values with which the answer is certain, None if none is."""
        scale = scale_of(self.kind, self.world.as_of, self._currency())
        if scale is None:
            return None
        value = self._example(scale, wanted)
        if value is None:
            return None
        return widest(scale, value, lambda limits: self.verdict(limits) == wanted)

    def around(self, part: Range, wanted: Verdict) -> Range | None:
        """Return the widest range around a part of the values with which the answer is certain.

        Where that holds neither of its ends, an example is looked for as where none is known.
        """
        scale = scale_of(self.kind, self.world.as_of, self._currency())
        ends = (end for end in (part.low, part.high) if end is not None)
        value = next((end for end in ends if self.verdict(end) == wanted), None)
        if scale is None or value is None:
            return self.limits(wanted)
        return widest(scale, value, lambda limits: self.verdict(limits) == wanted)

    def _currency(self) -> str:
        """Return the only currency of the sums that are stated, or nothing."""
        said = (row_of(one).args for one in self.world.said if one.statement.kind == "states")
        found = {arg.currency for args in said for arg in args if isinstance(arg, Amount)}
        return found.pop() if len(found) == 1 else ""

    def _example(self, scale: Scale, wanted: Verdict) -> Exact | None:
        """Return a value with which the answer is certain, looked for where it is not yet settled.

        All values are halved, and again where several answers are possible: where a law draws a
        line, a few steps lead to each side of it.
        """
        at, size, start = scale
        parts = deque(((0, start), (start + 1, size)))
        for _ in range(TRIES):
            if not parts:
                break
            first, last = parts.popleft()
            found = self.verdict(Range(at(first), at(last)) if first < last else at(first))
            middle = (first + last) // 2
            if found == wanted:
                return at(middle)
            if found == "unknown" and first < last:
                parts += ((first, middle), (middle + 1, last))
        return None
