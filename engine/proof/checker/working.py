"""Expressions as the checker works them out, every range by its ends."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import product

from engine.proof.checker.exact import exact
from engine.proof.checker.ordering import Undefined, ends, signs
from parser.datalog.tree import Apply, Const, Expr, Function, Today, Var
from parser.values import (
    UNKNOWN,
    Amount,
    Duration,
    Exact,
    Number,
    Range,
    Share,
    Value,
    name_of,
    number,
)

_UP, _DOWN = 1, -1
_WAYS: dict[Function, tuple[int, ...]] = {
    "+": (_UP, _UP),
    "-": (_UP, _DOWN),
    "neg": (_DOWN,),
    "whole": (_UP,),
    "days": (_DOWN, _UP),
    "months": (_DOWN, _UP),
    "years": (_DOWN, _UP),
    "earlier": (_UP, _UP),
    "later": (_UP, _UP),
    "rounded": (_UP, _UP),
    "rounded_up": (_UP, _UP),
    "rounded_down": (_UP, _UP),
    "year": (_UP,),
    "first_of_month": (_UP,),
    "last_of_month": (_UP,),
    "first_of_quarter": (_UP,),
    "last_of_quarter": (_UP,),
    "first_of_year": (_UP,),
    "last_of_year": (_UP,),
    "date": (_UP, _UP, _UP),
    "working_days": (_UP, _DOWN, _UP),
    "working_after": (_UP, _UP, _UP),
}
"""Which way a function goes as each argument grows."""


def evaluate(expr: Expr, bindings: Mapping[str, Value], lenient: bool) -> Value | None:
    """Return the value that an expression must have, or with `lenient` could have, or None.

    >>> evaluate(Apply("/", (Const(10), Var("X"))), {"X": Range(0, 2)}, lenient=False) is None
    True
    """
    match expr:
        case Const(value):
            return value
        case Var(name):
            return bindings.get(name)
        case Today():
            raise Undefined("the evaluation date is not known")
        case Apply(function, args):
            values = [evaluate(arg, bindings, lenient) for arg in args]
            known = tuple(value for value in values if value is not None)
            return applied(function, known, lenient) if len(known) == len(values) else None


def applied(function: Function, args: tuple[Value, ...], lenient: bool) -> Value | None:
    """Return a function of values, as `evaluate` does."""
    known = tuple(arg for arg in args if not isinstance(arg, Range))
    if len(known) == len(args):
        return exact(function, known)
    found = _of_ranges(function, args, lenient)
    name = name_of(function, args)
    return replace(found, of=name) if name and isinstance(found, Range) else found


def _of_ranges(function: Function, args: tuple[Value, ...], lenient: bool) -> Value | None:
    if function in ("month", "weekday"):
        return _part_of_calendar(function, args[0])
    if function in ("rounded", "rounded_up", "rounded_down") and isinstance(args[1], Range):
        return UNKNOWN if lenient else None
    ways = _WAYS.get(function)
    if ways is not None:
        sides = [
            ends(arg) if way == _UP else ends(arg)[::-1]
            for arg, way in zip(args, ways, strict=True)
        ]
        least = _end(function, tuple(side[0] for side in sides), "later")
        if least is None and function in ("days", "working_days"):
            least = 0  # where a period ends before it begins, no day is counted
        found = _between(least, _end(function, tuple(side[1] for side in sides), "earlier"))
        if function in ("+", "-", "neg") and isinstance(found, Range):
            return _open_at(found, args, ways)
        return found
    if function == "*":
        times = _times(args)
        return _corners(function, args) if times is None else times
    if args[-1] in (0, Share(Decimal(0))) or _is_no_money(args[-1]):
        return None
    if 0 in signs(args[-1], 0):
        return UNKNOWN if lenient else None
    if function == "/":
        parts = _parted(args)
        parts = _share_of(args) if parts is None else parts
        return _corners(function, args) if parts is None else parts
    return _left_over(args) if function == "%" else UNKNOWN


def _left_over(args: tuple[Value, ...]) -> Value:
    """Return the limits of a remainder: towards zero from the number, and within the divisor.

    The divisor itself is never left over, nor its opposite.
    """
    whole, divisor = args
    known = [end for one in args for end in ends(one) if end is not None]
    if not known or not all(isinstance(end, Number) for end in known):
        return UNKNOWN
    sizes = [abs(Fraction(end)) for end in ends(divisor) if isinstance(end, Number)]
    limit = max(sizes) if len(sizes) == 2 else None
    outer = whole if isinstance(whole, Range) else Range(whole, whole)
    most, below = _up_to(outer.high, outer.below, limit)
    least, above = _up_to(_opposite(outer.low), outer.above, limit)
    low = None if least is None else number(-least)
    found = _between(low, None if most is None else number(most))
    return replace(found, above=above, below=below) if isinstance(found, Range) else found


def _opposite(end: Exact | None) -> Exact | None:
    return number(-Fraction(end)) if isinstance(end, Number) else None


def _up_to(
    end: Exact | None, is_without: bool, limit: Fraction | None
) -> tuple[Fraction | None, bool]:
    """Return how far above zero a remainder goes, and whether it stays below that.

    `end` is how far the number does; one that does not go above zero leaves nothing above.
    """
    if isinstance(end, Number) and end <= 0:
        return Fraction(0), False
    if isinstance(end, Number) and (limit is None or Fraction(end) < limit):
        return Fraction(end), is_without
    return limit, limit is not None


def _share_of(args: tuple[Value, ...]) -> Value | None:
    """Return a number divided by a range that zero bounds or lies outside of.

    The nearer the divisor comes to zero, the further from it the quotient is.
    """
    whole, divisor = args
    if not isinstance(whole, Number) or not isinstance(divisor, Range):
        return None
    if not all(end is None or isinstance(end, Number) for end in ends(divisor)):
        return None
    if whole == 0:
        return 0
    by = divisor
    if 1 not in signs(divisor, 0):  # both turned round, the quotient is the same
        by = Range(_opposite(by.high), _opposite(by.low), by.below, by.above)
        whole = number(-Fraction(whole))
    least: Exact | None = 0
    if by.high is not None:
        least = _quotient(whole, by.high)
    most = None if by.low == 0 else _quotient(whole, by.low)
    first, last = by.high is None or by.below, most is not None and by.above
    if whole > 0:
        return Range(least, most, first, last)
    return Range(most, least, last, first)


def _quotient(whole: Number, divisor: Exact | None) -> Exact | None:
    if divisor is None:
        return None
    found = exact("/", (whole, divisor))
    return None if isinstance(found, Range) else found


def _open_at(found: Range, args: tuple[Value, ...], ways: Sequence[int]) -> Range:
    """Return a sum or difference without the ends that one of its parts is without.

    A day moved by months may stay where another one does, so that of days all ends are kept.
    """
    if any(isinstance(end, date | Duration) for arg in args for end in ends(arg)):
        return found
    outer = [
        (arg.above, arg.below) if way == _UP else (arg.below, arg.above)
        for arg, way in zip(args, ways, strict=True)
        if isinstance(arg, Range)
    ]
    first = found.low is not None and any(low for low, _ in outer)
    last = found.high is not None and any(high for _, high in outer)
    return Range(found.low, found.high, first, last)


def _part_of_calendar(function: Function, day: Value) -> Value:
    low, high = ends(day)
    if function == "weekday":
        return UNKNOWN
    if isinstance(low, date) and isinstance(high, date) and low.year == high.year:
        return _between(low.month, high.month)
    return Range(1, 12)


def _is_no_money(value: Value) -> bool:
    return isinstance(value, Amount) and value.value == 0


def _between(low: Exact | None, high: Exact | None) -> Value:
    same = low is not None and type(low) is type(high) and low == high
    return low if same and low is not None else Range(low, high)


def _end(function: Function, args: tuple[Exact | None, ...], choice: Function) -> Exact | None:
    known = tuple(arg for arg in args if arg is not None)
    if len(known) == 1 < len(args) and function == choice:
        return known[0]  # the later of two is no less than either, the earlier no more
    try:
        found = exact(function, known) if len(known) == len(args) else None
    except Undefined:
        if function in ("date", "working_days", "working_after"):
            return None
        raise
    return None if isinstance(found, Range) else found


def _times(args: tuple[Value, ...]) -> Value | None:
    """Return a range times what is known and not zero, turned round if that is negative."""
    left, right = args
    if isinstance(left, Range):
        left, right = right, left
    if not isinstance(right, Range) or isinstance(left, Range):
        return None
    size = left.percent if isinstance(left, Share) else left
    size = size.value if isinstance(size, Amount) else size
    if not isinstance(size, Number) or size == 0:
        return None
    found: list[Exact | None] = []
    for end in ends(right) if size > 0 else ends(right)[::-1]:
        value = None if end is None else exact("*", (left, end))
        if isinstance(value, Range):
            return None
        found.append(value)
    known = ends(right)
    if any(isinstance(end, Amount) for end in known):
        is_exact = not isinstance(left, Fraction)
    elif isinstance(left, Amount):
        is_exact = any(isinstance(end, Share) for end in known)
    else:
        is_exact = not any(isinstance(end, Duration) for end in known)
    return _as_open(right, size < 0, _between(found[0], found[1]), is_exact)


def _as_open(whole: Range, is_turned: bool, found: Value, is_exact: bool) -> Value:
    """Return what a range becomes without the ends that it is without, if nothing was rounded."""
    if not isinstance(found, Range) or not is_exact:
        return found
    first, last = (whole.below, whole.above) if is_turned else (whole.above, whole.below)
    return replace(
        found, above=first and found.low is not None, below=last and found.high is not None
    )


def _parted(args: tuple[Value, ...]) -> Value | None:
    """Return a range in so many known parts; a divisor below zero turns it round."""
    whole, divisor = args
    if isinstance(divisor, Range) or not isinstance(whole, Range):
        return None
    is_turned = -1 in signs(divisor, 0)
    low, high = ends(whole)[:: -1 if is_turned else 1]
    found = [None if end is None else exact("/", (end, divisor)) for end in (low, high)]
    least, most = (None if isinstance(end, Range) else end for end in found)
    to_cents = any(isinstance(end, Amount) for end in (low, high)) and isinstance(divisor, Number)
    return _as_open(whole, is_turned, _between(least, most), not to_cents)


def _corners(function: Function, args: tuple[Value, ...]) -> Value:
    found: list[Exact] = []
    for corner in product(*map(ends, args)):
        known = tuple(end for end in corner if end is not None)
        value = exact(function, known) if len(known) == len(corner) else None
        if value is None or isinstance(value, Range):
            return UNKNOWN
        found.append(value)
    least = [one for one in found if all(1 not in signs(one, other) for other in found)]
    most = [one for one in found if all(-1 not in signs(one, other) for other in found)]
    return _between(least[0], most[0]) if least and most else UNKNOWN
