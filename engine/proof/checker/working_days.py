"""Working days as the checker counts them: a row of all working days of a calendar, by number."""

from bisect import bisect_left, bisect_right
from datetime import date
from functools import lru_cache

from engine.proof.checker.ordering import Undefined


@lru_cache(maxsize=16)
def _days(calendar: str) -> tuple[int, int, tuple[int, ...]]:
    """Return the first and the last day that a calendar knows, and its working days, by ordinal."""
    _, begins, ends, weekend, listed = calendar.split(";")
    first, last = (date.fromisoformat(one).toordinal() for one in (begins, ends))
    free = {
        date.fromisoformat(f"{block[:4]}-{day[:2]}-{day[2:]}").toordinal()
        for block in listed.split()
        for day in block[5:].split(".")
    }
    off = {(int(one) + 1) % 7 for one in weekend}  # seven divides the ordinals of Sundays
    every = range(first, last + 1)
    return first, last, tuple(one for one in every if one % 7 not in off and one not in free)


def counted(calendar: str, begins: date, ends: date) -> int:
    """Return how many working days lie from one day to another, both counted.

    Raises Undefined for a day that the calendar does not know.
    """
    first, last, working = _days(calendar)
    low, high = begins.toordinal(), ends.toordinal()
    if not (first <= low <= last and first <= high <= last):
        raise Undefined(f"the calendar does not know the days from {begins} to {ends}")
    return max(bisect_right(working, high) - bisect_left(working, low), 0)


def reached(calendar: str, day: date, count: int) -> date:
    """Return the day that is so many working days after a day (before it, below zero).

    Raises Undefined where the calendar ends.
    """
    first, last, working = _days(calendar)
    start = day.toordinal()
    if not first <= start <= last:
        raise Undefined(f"the calendar does not know {day}")
    if count == 0:
        return day
    at = (
        bisect_right(working, start) + count - 1
        if count > 0
        else bisect_left(working, start) + count
    )
    if not 0 <= at < len(working):
        raise Undefined(f"the calendar ends before {count} working days from {day}")
    return date.fromordinal(working[at])
