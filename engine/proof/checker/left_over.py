"""Whether constraints leave any values to what is known in part.

What one constraint rules out from one end of a range is found by halving, from the calendar or
among the ends that are spoken of, and is left out for the others. The search turns sums round to
find the same; nothing of it is used here.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import product

from engine.proof.checker.exact import exact
from engine.proof.checker.giving import names
from engine.proof.checker.ordering import Undefined, ends, signs
from engine.proof.checker.solving import must
from engine.proof.checker.working import evaluate
from parser.datalog.tree import Apply, Comparison, Expr, Function
from parser.frozen import dataclass
from parser.values import Amount, Exact, Range, Share, Value

ROUNDS = 12
"""How often each constraint is looked at again, with what the others left; the search does less."""

Left = dict[str, Range]
"""What is left of each value that is known in part, by its name."""


@dataclass(frozen=True, slots=True)
class Instance:
    """The comparisons of a constraint about some rows: never do all of them hold.

    `kinds` says of what kind a value known in part is, by its name.
    """

    comparisons: tuple[Comparison, ...]
    bindings: Mapping[str, Value]
    kinds: Mapping[str, str]

    @property
    def values(self) -> tuple[Range, ...]:
        """The values known in part that it compares, each once."""
        compared = frozenset[str]().union(
            *(names(side) for one in self.comparisons for side in (one.left, one.right))
        )
        found = (value for name, value in self.bindings.items() if name in compared)
        return tuple(dict.fromkeys(value for value in found if isinstance(value, Range)))

    def there(self, left: Left) -> Mapping[str, Value]:
        """Return the bindings with what is left of each value that is known in part."""
        return {
            name: left.get(value.of, value) if isinstance(value, Range) else value
            for name, value in self.bindings.items()
        }

    def holds(self, left: Left) -> bool:
        """Tell whether all comparisons hold whatever the values are of those that are left."""
        there = self.there(left)
        return all(must(one, there) for one in self.comparisons)


def is_any_left(instances: Sequence[Instance]) -> bool:
    """Tell whether no constraint is broken by what the others leave of each value.

    Where it is not told that there are none, there may be none all the same.

    >>> from parser.datalog.tree import Const, Var
    >>> values = {"Born": Range(of="born"), "Died": Range(of="died")}
    >>> kinds = {"born": "date", "died": "date"}
    >>> never = [
    ...     Instance((one,), values, kinds)
    ...     for one in (
    ...         Comparison(">", Var("Born"), Var("Died")),
    ...         Comparison("<=", Var("Born"), Const(date(2020, 1, 1))),
    ...         Comparison(">=", Var("Died"), Const(date(2020, 1, 1))),
    ...     )
    ... ]
    >>> is_any_left(never), is_any_left(never[:2])
    (False, True)
    """
    left: Left = {}
    for _ in range(ROUNDS):
        before = dict(left)
        for one in instances:
            if one.holds(left):
                return False
            for value in one.values:
                left[value.of] = _without(one, left, left.get(value.of, value))
        if left == before:
            break
    return True


def _without(one: Instance, left: Left, whole: Range) -> Range:
    """Return a range without what an instance rules out from either end of it."""

    def is_out(part: Range) -> bool:
        return one.holds({**left, whole.of: part})

    if one.kinds.get(whole.of) == "date":
        return _of_days(whole, is_out)
    return _of_sizes(whole, _spoken_of(one, left), is_out)


def _of_days(whole: Range, is_out: Callable[[Range], bool]) -> Range:
    """Return a range of days without the days at either end that are out.

    What is out from an end up to a day is out up to each day before it, so that it is found by
    halving.
    """
    first = whole.low if isinstance(whole.low, date) else date.min
    last = whole.high if isinstance(whole.high, date) else date.max
    days = range(first.toordinal(), last.toordinal())  # each but the last

    def is_in_until(number: int) -> bool:
        return not is_out(replace(whole, high=date.fromordinal(number), below=False))

    gone = bisect_left(days, True, key=is_in_until)
    if gone:
        whole = replace(whole, low=date.fromordinal(days[0] + gone), above=False)
    days = days[gone:]

    def is_out_after(number: int) -> bool:
        return is_out(replace(whole, low=date.fromordinal(number + 1), above=False))

    kept = bisect_left(days, True, key=is_out_after)
    return whole if kept == len(days) else replace(whole, high=date.fromordinal(days[kept]))


def _of_sizes(whole: Range, spoken_of: Iterable[Exact], is_out: Callable[[Range], bool]) -> Range:
    """Return a range of numbers, amounts or shares without what is out up to, or from, an end."""
    for end in spoken_of:
        for belongs in (True, False):
            up_to = replace(whole, high=end, below=not belongs)
            if _is_some_of(up_to, whole) and is_out(up_to):
                whole = replace(whole, low=end, above=belongs)
            on = replace(whole, low=end, above=not belongs)
            if _is_some_of(on, whole) and is_out(on):
                whole = replace(whole, high=end, below=belongs)
    return whole


def _is_some_of(part: Range, whole: Range) -> bool:
    """Tell whether a part that begins or ends within a range has values, and not all of them."""
    try:
        if part.low is not None and part.high is not None:
            sign = signs(part.low, part.high)
            if sign != {-1} and (sign != {0} or part.above or part.below):
                return False
        inner, outer = ends(part), ends(whole)
        return (
            all(
                other is None or (one is not None and signs(one, other) <= within)
                for one, other, within in zip(inner, outer, ({0, 1}, {-1, 0}), strict=True)
            )
            and part != whole
        )
    except Undefined:
        return False


def _spoken_of(one: Instance, left: Left) -> list[Exact]:
    """Return the ends that an instance speaks of, and how far apart they are, in no order."""
    there = one.there(left)
    found: dict[Exact, None] = {}
    for comparison in one.comparisons:
        for side in (comparison.left, comparison.right):
            for part in _parts(side):
                try:
                    value = evaluate(part, there, True)
                except Undefined:
                    continue
                known = () if value is None else ends(value)
                found.update((end, None) for end in known if isinstance(end, _SIZES))
    for left_end, right_end in product(tuple(found), repeat=2):
        for function in _TURNED:
            try:
                value = exact(function, (left_end, right_end))
            except Undefined:
                continue
            if isinstance(value, _SIZES):
                found.setdefault(value)
    return list(found)


_SIZES = int | Decimal | Fraction | Amount | Share

_TURNED: tuple[Function, ...] = ("+", "-")


def _parts(side: Expr) -> Iterator[Expr]:
    """Yield an expression and all of which it is made."""
    yield side
    if isinstance(side, Apply):
        for one in side.args:
            yield from _parts(one)
