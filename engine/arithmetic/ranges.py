"""What functions make of ranges: by their ends, by corners, or by limits of their own."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import product

from engine.arithmetic.calendar import PERIODS, shift
from engine.arithmetic.compare import ends
from engine.arithmetic.errors import EvaluationError
from engine.arithmetic.exact import exact
from engine.arithmetic.order import order
from parser.datalog.tree import Function
from parser.values import (
    UNKNOWN,
    Amount,
    Duration,
    Exact,
    Number,
    Range,
    Share,
    Value,
    number,
)

_DIRECTIONS: dict[str, tuple[int, ...]] = {
    "+": (1, 1),
    "-": (1, -1),
    "neg": (-1,),
    "whole": (1,),
    "days": (-1, 1),
    "months": (-1, 1),
    "years": (-1, 1),
    "earlier": (1, 1),
    "later": (1, 1),
    "rounded": (1, 1),
    "rounded_up": (1, 1),
    "rounded_down": (1, 1),
    "year": (1,),
    "date": (1, 1, 1),
    "working_days": (1, -1, 1),
    "working_after": (1, 1, 1),
    **dict.fromkeys(PERIODS, (1,)),
}
"""In which direction a function moves with each argument, whatever the others are.

What is rounded moves so as long as the unit is the same; a unit that is a range is none.
"""


def of_ranges(function: Function, args: tuple[Value, ...], lenient: bool) -> Value | None:
    """Return what a function gives of arguments some of which are ranges, or None.

    With `lenient` it is the value that it could have, else the one that it must have.
    Raises EvaluationError for what no value of the ranges can be given.
    """
    limits = [ends(arg) for arg in args]
    if function in ("month", "weekday"):
        return _of_calendar(function, args[0])
    if function in _ROUNDING and isinstance(args[1], Range):
        return UNKNOWN if lenient else None
    directions = _DIRECTIONS.get(function)
    if directions is not None:
        low = [end[0] if way > 0 else end[1] for end, way in zip(limits, directions, strict=True)]
        high = [end[1] if way > 0 else end[0] for end, way in zip(limits, directions, strict=True)]
        first, last = _end(function, low, -1), _end(function, high, 1)
        if first is None and function in _COUNTING:
            first = 0
        return _without_ends(function, args, directions, _range(first, last))
    if function == "*":
        return _scaled(args) or _by_corners(function, limits)
    if _is_zero(args[-1]) or not (lenient or _is_apart_from_zero(args[-1])):
        return None
    if not _is_apart_from_zero(args[-1]):
        return UNKNOWN
    match function:
        case "/":
            return _quotient(args, limits)
        case "%":
            return _remainder(*args)
        case _:
            return UNKNOWN


_COUNTING = frozenset({"days", "working_days"})
"""Functions that count days: none where the last of them comes before the first."""

_ROUNDING = frozenset({"rounded", "rounded_up", "rounded_down"})

_STRICT = frozenset({"+", "-", "neg"})
"""Functions that move with each argument: what is less than an end stays less than its value."""


def _without_ends(
    function: Function, args: tuple[Value, ...], directions: tuple[int, ...], found: Value
) -> Value:
    """Return what is found without the ends that a range among the arguments does not have.

    Of days and durations both ends are kept: two days may come to one when months are added.
    """
    if function not in _STRICT or not isinstance(found, Range):
        return found
    above = below = False
    for arg, way in zip(args, directions, strict=True):
        if any(isinstance(end, date | Duration) for end in ends(arg)):
            return found
        if isinstance(arg, Range):
            above = above or (arg.above if way > 0 else arg.below)
            below = below or (arg.below if way > 0 else arg.above)
    return replace(
        found, above=above and found.low is not None, below=below and found.high is not None
    )


def _of_calendar(function: Function, days: Value) -> Value:
    """Return the month or weekday of a day that is known within limits.

    The months of one year are in order; of two years any month can be, and of two days any
    weekday.
    """
    match days:
        case Range(date() as low, date() as high) if function == "month" and low.year == high.year:
            return _range(low.month, high.month)
        case Range() if function == "month":
            return Range(1, 12)
        case _:
            return UNKNOWN


def _remainder(whole: Value, divisor: Value) -> Value:
    """Return the limits of what is left of a number after a division.

    It has the sign of the number, is no further from zero than that, and nearer than the divisor.
    """
    known = [end for one in (whole, divisor) for end in ends(one) if end is not None]
    if not known or not all(isinstance(end, Number) for end in known):
        return UNKNOWN
    sizes = [abs(Fraction(end)) for end in ends(divisor) if isinstance(end, Number)]
    most = number(max(sizes)) if len(sizes) == 2 else None
    low, high = ends(whole)
    below: tuple[Number | None, bool]
    above: tuple[Number | None, bool]
    if isinstance(low, Number) and low >= 0:
        below = 0, False
    else:
        below = _nearer(low, isinstance(whole, Range) and whole.above, most and -most)
    if isinstance(high, Number) and high <= 0:
        above = 0, False
    else:
        above = _nearer(high, isinstance(whole, Range) and whole.below, most)
    found = _range(below[0], above[0])
    return replace(found, above=below[1], below=above[1]) if isinstance(found, Range) else found


def _nearer(end: Exact | None, is_open: bool, limit: Number | None) -> tuple[Number | None, bool]:
    """Return the one of an end and a limit beyond which nothing lies that is nearer to zero."""
    if not isinstance(end, Number):
        return limit, limit is not None
    if limit is None or abs(Fraction(end)) < abs(Fraction(limit)):
        return end, is_open
    return limit, True


def _scaled(args: tuple[Value, ...]) -> Value | None:
    """Return a range times what is known and not zero: its ends, open ones staying open.

    None for any other product.
    """
    for scale, whole in (args, args[::-1]):
        if isinstance(whole, Range) and not isinstance(scale, Range) and (way := _sign(scale)):
            turned = whole if way > 0 else _turned(whole)
            found = [None if end is None else exact("*", (scale, end)) for end in ends(turned)]
            if not any(isinstance(end, Range) for end in found):
                first, last = (None if isinstance(end, Range) else end for end in found)
                rounds = isinstance(scale, Amount) or (
                    isinstance(scale, Fraction) and _is_money(whole)
                )
                return _with_ends(turned, _range(first, last), rounds and not _is_share(whole))
    return None


def _quotient(args: tuple[Value, ...], limits: list[tuple[Exact | None, Exact | None]]) -> Value:
    for found in (_divided(args), _inverse(*args)):
        if found is not None:
            return found
    return _by_corners("/", limits)


def _divided(args: tuple[Value, ...]) -> Value | None:
    """Return a range divided by what is known and not zero, open ends staying open.

    None where the divisor is a range.
    """
    whole, divisor = args
    if not isinstance(whole, Range) or isinstance(divisor, Range):
        return None
    turned = whole if order(divisor, 0)[0] > 0 else _turned(whole)
    found = _range(*(None if end is None else _end("/", [end, divisor], 0) for end in ends(turned)))
    return _with_ends(turned, found, _is_money(whole) and not isinstance(divisor, Amount))


def _inverse(whole: Value, divisor: Value) -> Value | None:
    """Return a number divided by a range of numbers on one side of zero, which it may come up to.

    None for anything else.
    """
    if not isinstance(whole, Number) or not isinstance(divisor, Range):
        return None
    low, high = divisor.low, divisor.high
    if not all(end is None or isinstance(end, Number) for end in (low, high)):
        return None
    if whole == 0:
        return 0
    is_above = low is not None and _sign(low) >= 0
    near, far = (low, high) if is_above else (high, low)
    is_near_open, is_far_open = (
        (divisor.above, divisor.below) if is_above else (divisor.below, divisor.above)
    )
    small = 0 if far is None else _end("/", [whole, far], 0)
    large = None if near is None or _is_zero(near) else _end("/", [whole, near], 0)
    is_small_open, is_large_open = far is None or is_far_open, large is not None and is_near_open
    if is_above == (whole > 0):
        return Range(small, large, is_small_open, is_large_open)
    return Range(large, small, is_large_open, is_small_open)


def _turned(whole: Range) -> Range:
    return Range(whole.high, whole.low, whole.below, whole.above)


def _with_ends(whole: Range, found: Value, rounds: bool) -> Value:
    """Return a range without the ends that another one is without, unless it was rounded.

    Of durations both ends are kept.
    """
    if rounds or not isinstance(found, Range):
        return found
    if any(isinstance(end, Duration) for end in (found.low, found.high)):
        return found
    return replace(
        found,
        above=whole.above and found.low is not None,
        below=whole.below and found.high is not None,
    )


def _is_money(value: Range) -> bool:
    return any(isinstance(end, Amount) for end in (value.low, value.high))


def _is_share(value: Range) -> bool:
    return any(isinstance(end, Share) for end in (value.low, value.high))


def _of_days(function: Function, left: Value, right: Value) -> Value | None:
    """Return the earlier or later of two days, or of one and a range without a name.

    It is asked very often. None for anything else.
    """
    if type(left) is date and type(right) is date:
        return min(left, right) if function == "earlier" else max(left, right)
    day, between = (left, right) if type(left) is date else (right, left)
    if type(day) is not date or not isinstance(between, Range) or between.of:
        return None
    low, high = between.low, between.high
    if not (low is None or type(low) is date) or not (high is None or type(high) is date):
        return None
    if function == "later":
        return _range(day if low is None else max(low, day), high and max(high, day))
    return _range(low and min(low, day), day if high is None else min(high, day))


def _moved(function: Function, days: Value, by: Value) -> Value | None:
    """Return days without a name moved by a duration. None for anything else."""
    if type(by) is not Duration or type(days) is not Range or days.of:
        return None
    low, high = days.low, days.high
    if not (low is None or type(low) is date) or not (high is None or type(high) is date):
        return None
    way = 1 if function == "+" else -1
    return _range(low and shift(low, by, way), high and shift(high, by, way))


QUICKLY: dict[str, Callable[[Function, Value, Value], Value | None]] = {
    "earlier": _of_days,
    "later": _of_days,
    "+": _moved,
    "-": _moved,
}
"""What is asked very often, of two arguments of some kinds."""


def _end(function: Function, values: list[Exact | None], side: int) -> Exact | None:
    known = tuple([value for value in values if value is not None])
    if len(known) < len(values):
        # `earlier` is at most, and `later` at least, whichever argument is known
        if known and (function, side) in (("earlier", 1), ("later", -1)):
            return known[0]
        return None
    try:
        found = exact(function, known)
    except EvaluationError:
        if function in ("date", "working_days", "working_after"):
            return None  # outside the calendar nobody knows an end
        raise
    return None if isinstance(found, Range) else found


def _is_zero(value: Value) -> bool:
    match value:
        case int() | Decimal() | Fraction():
            return value == 0
        case Amount(number) | Share(number):
            return number == 0
        case _:
            return False


def _sign(value: Exact) -> int:
    """Return whether a number, amount or share is above (1) or below zero (-1); else 0."""
    match value:
        case int() | Decimal() | Fraction():
            size: Number = value
        case Amount(number) | Share(number):
            size = number
        case _:
            return 0
    return (size > 0) - (size < 0)


def _is_apart_from_zero(value: Value) -> bool:
    """Tell whether a value is above zero or below; a range may be so without its end."""
    low, high = ends(value)
    above, below = (value.above, value.below) if isinstance(value, Range) else (False, False)
    first = order(low, 0)[0] if low is not None else -1
    last = order(high, 0)[1] if high is not None else 1
    return first > 0 or last < 0 or (first == 0 and above) or (last == 0 and below)


def _by_corners(function: Function, limits: list[tuple[Exact | None, Exact | None]]) -> Value:
    corners: list[Exact] = []
    for corner in product(*limits):
        known = tuple(value for value in corner if value is not None)
        found = exact(function, known) if len(known) == len(corner) else UNKNOWN
        if found is None or isinstance(found, Range):
            return UNKNOWN
        corners.append(found)
    low = high = corners[0]
    for value in corners[1:]:
        if _is_before(value, low):
            low = value
        if _is_before(high, value):
            high = value
    if any(
        _is_before(value, low, surely=False) or _is_before(high, value, surely=False)
        for value in corners
    ):
        return UNKNOWN  # months against days: no corner is the least or the greatest for sure
    return _range(low, high)


def _is_before(left: Exact, right: Exact, surely: bool = True) -> bool:
    return order(left, right)[1 if surely else 0] < 0


def _range(low: Exact | None, high: Exact | None) -> Value:
    if low is not None and low == high and type(low) is type(high):
        return low
    return Range(low, high)
