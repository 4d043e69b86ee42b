"""The order of two exact values, which for months against days is only known within bounds."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from engine.arithmetic.errors import EvaluationError
from parser.values import Amount, Duration, Entity, Exact, Number, Share

Signs = tuple[int, int]
"""The least and the greatest sign that `left - right` could have."""


def order(left: Exact, right: Exact) -> Signs:
    """Return how `left` stands to `right`: -1 before, 0 equal, 1 after, as bounds.

    Texts come after numbers, as in answer-set programming. Raises EvaluationError for values
    without an order.

    >>> order(1, 2), order(Duration(months=1), Duration(days=30))
    ((-1, -1), (-1, 1))
    """
    match alike(left, right):
        case (int() | Decimal() | Fraction() as first, int() | Decimal() | Fraction() as second):
            return _signs(first, second)
        case (str() as first, str() as second):
            sign = _sign(first > second, first < second)
            return sign, sign
        case (date() as first, date() as second):
            sign = _sign(first > second, first < second)
            return sign, sign
        case (int() | Decimal() | Fraction(), str()):
            return (-1, -1)
        case (str(), int() | Decimal() | Fraction()):
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
            raise EvaluationError(f"{words(left)} and {words(right)} cannot be compared")


def alike(left: Exact, right: Exact) -> tuple[Exact, Exact]:
    """Return both values, a bare zero as the zero of the other's kind.

    The sum over nothing is a bare zero, whatever it would have added up.

    >>> alike(0, Amount(Decimal(5), "EUR"))[0]
    Amount(value=Decimal('0'), currency='EUR')
    """
    if type(left) is int and left == 0:
        return _zero(right), right
    if type(right) is int and right == 0:
        return left, _zero(left)
    return left, right


def _zero(of: Exact) -> Exact:
    match of:
        case Amount(currency=currency):
            return Amount(Decimal(0), currency)
        case Share():
            return Share(Decimal(0))
        case Duration():
            return Duration()
        case _:
            return 0


def words(value: Exact) -> str:
    """Return a value as an error message shows it, never long."""
    match value:
        case Entity(_, name):
            shown = name or "someone"
        case int() if value.bit_length() > 200:
            return "a very large number"
        case _:
            shown = str(value)
    return shown if len(shown) <= 60 else f"{shown[:60]}..."


def _signs(left: Number, right: Number) -> Signs:
    sign = _sign(left > right, left < right)
    return sign, sign


def _sign(after: bool, before: bool) -> int:
    return 1 if after else -1 if before else 0


def _durations(months: int, days: int) -> Signs:
    """Return the signs of a difference of `months` and `days`, whatever the calendar."""
    shortest, longest = month_bounds(abs(months))
    low, high = (shortest, longest) if months >= 0 else (-longest, -shortest)
    return (_sign(low + days > 0, low + days < 0), _sign(high + days > 0, high + days < 0))


_CYCLE = 400 * 12
_DAYS_IN_CYCLE = 146_097


@lru_cache(maxsize=1)
def _starts() -> tuple[int, ...]:
    """Return the days before each month of two cycles of the calendar (400 years each)."""
    first = date(1, 1, 1).toordinal()
    once = [date(1 + i // 12, i % 12 + 1, 1).toordinal() - first for i in range(_CYCLE)]
    return (*once, *(_DAYS_IN_CYCLE + day for day in once))


@lru_cache(maxsize=4096)
def month_bounds(months: int) -> tuple[int, int]:
    """Return the fewest and the most days that so many calendar months can have.

    Clamping to the end of a month makes no difference: it gives at least the days of the
    months after the first one, and at most those of the months before the last.

    >>> month_bounds(1), month_bounds(12), month_bounds(6)
    ((28, 31), (365, 366), (181, 184))
    """
    cycles, rest = divmod(months, _CYCLE)
    starts = _starts()
    lengths = [starts[i + rest] - starts[i] for i in range(_CYCLE)]
    return cycles * _DAYS_IN_CYCLE + min(lengths), cycles * _DAYS_IN_CYCLE + max(lengths)
