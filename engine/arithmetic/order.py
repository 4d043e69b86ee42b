"""The order of two exact values, which for months against days is only known within bounds."""

from datetime import date
from decimal import Decimal
from functools import lru_cache

from engine.backends.protocol import EvaluationError
from parser.values import Amount, Duration, Entity, Exact, Share

Signs = tuple[int, int]
"""The least and the greatest sign that `left - right` could have."""


def order(left: Exact, right: Exact) -> Signs:
    """Return how `left` stands to `right`: -1 before, 0 equal, 1 after, as bounds.

    Texts come after numbers, as in answer-set programming. Raises EvaluationError for values
    without an order.

    >>> order(1, 2), order(Duration(months=1), Duration(days=30))
    ((-1, -1), (-1, 1))
    """
    match left, right:
        case (int() | Decimal(), int() | Decimal()):
            return _signs(left, right)
        case (str(), str()):
            return (_sign(left > right, left < right),) * 2
        case (date(), date()):
            return (_sign(left > right, left < right),) * 2
        case (int() | Decimal(), str()):
            return (-1, -1)
        case (str(), int() | Decimal()):
            return (1, 1)
        case (Share(p1), Share(p2)):
            return _signs(p1, p2)
        case (Amount(v1, c1), Amount(v2, c2)):
            if c1 != c2:
                raise EvaluationError(f"amounts in {c1} and {c2} cannot be compared")
            return _signs(v1, v2)
        case (Duration(m1, d1), Duration(m2, d2)):
            return _durations(m1 - m2, d1 - d2)
        case _:
            shown = " and ".join(v.name if isinstance(v, Entity) else str(v) for v in (left, right))
            raise EvaluationError(f"{shown} cannot be compared")


def _signs(left: int | Decimal, right: int | Decimal) -> Signs:
    sign = _sign(left > right, left < right)
    return (sign, sign)


def _sign(after: bool, before: bool) -> int:
    return 1 if after else -1 if before else 0


def _durations(months: int, days: int) -> Signs:
    """Return the signs of a difference of `months` and `days`, whatever the calendar."""
    shortest, longest = month_bounds(abs(months))
    low, high = (shortest, longest) if months >= 0 else (-longest, -shortest)
    return (_sign(low + days > 0, low + days < 0), _sign(high + days > 0, high + days < 0))


@lru_cache(maxsize=1024)
def month_bounds(months: int) -> tuple[int, int]:
    """Return the fewest and the most days that so many calendar months can have.

    Every month of the thirteen years around 1900 is tried as the first: they hold leap years
    in both the usual and the longest distance.

    >>> month_bounds(1), month_bounds(12), month_bounds(6)
    ((28, 31), (365, 366), (181, 184))
    """
    if months > 12_000:
        return 28 * months, 31 * months
    lengths = [
        date(1896 + (first + months) // 12, (first + months) % 12 + 1, 1).toordinal()
        - date(1896 + first // 12, first % 12 + 1, 1).toordinal()
        for first in range(13 * 12)
    ]
    return min(lengths), max(lengths)
