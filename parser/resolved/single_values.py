"""What two statements about one and the same value say together."""

from datetime import date

from parser.values import Range, Value


def could_be_one(one: Value, other: Value) -> bool:
    """Tell whether two statements of the value of a single slot could both be right.

    >>> june = Range(date(2020, 6, 1), date(2020, 6, 30))
    >>> could_be_one(june, date(2020, 6, 3)), could_be_one(june, date(2020, 7, 3))
    (True, False)
    """
    if not isinstance(one, Range) and not isinstance(other, Range):
        return one == other
    return _begins(one, other) and _begins(other, one)


def narrower(one: Value, other: Value) -> bool:
    """Tell whether the first of two statements that could be one leaves less open.

    >>> narrower(date(2020, 6, 3), Range()), narrower(Range(), Range())
    (True, False)
    """
    if one == other or not isinstance(other, Range):
        return False
    return not isinstance(one, Range) or (_is_in(one, other) and not _is_in(other, one))


def _begins(one: Value, other: Value) -> bool:
    low = one.low if isinstance(one, Range) else one
    high = other.high if isinstance(other, Range) else other
    return not isinstance(low, date) or not isinstance(high, date) or low <= high


def _is_in(one: Range, other: Range) -> bool:
    """Tell whether a range of days lies in another; one without an end is as wide as can be."""
    begins = other.low is None or (
        isinstance(one.low, date) and isinstance(other.low, date) and other.low <= one.low
    )
    ends = other.high is None or (
        isinstance(one.high, date) and isinstance(other.high, date) and one.high <= other.high
    )
    return begins and ends
