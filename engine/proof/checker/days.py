"""The calendar of the checker: days counted one by one from what a month and a year are."""

from datetime import date, timedelta
from functools import lru_cache

from engine.proof.checker.ordering import Undefined
from parser.datalog.tree import Function
from parser.values import Duration

_NAMES = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
"""The weekdays, beginning with that of the days whose ordinal seven divides."""


def moved(day: date, duration: Duration, sign: int) -> date:
    """Return a day moved by a duration: its months first, clamped to the month's end.

    Raises Undefined outside the calendar.

    >>> moved(date(2024, 1, 31), Duration(1, 1), 1)
    datetime.date(2024, 3, 1)
    """
    try:
        return later(day, sign * duration.months) + timedelta(days=sign * duration.days)
    except (ValueError, OverflowError) as error:
        raise Undefined(f"{day} moved by {duration} leaves the calendar"[:200]) from error


def later(day: date, months: int) -> date:
    """Return the same day so many months later, or the last day of that month.

    Raises ValueError or OverflowError outside the calendar.
    """
    years, month = divmod(day.month - 1 + months, 12)
    number = day.day
    while True:
        try:
            return date(day.year + years, month + 1, number)
        except ValueError:
            if number <= 28:
                raise
            number -= 1


def numbered(year: int, month: int, day: int) -> date:
    """Return a day of a year, or the last one that its month has.

    Raises Undefined for a year outside the calendar.

    >>> numbered(2023, 2, 29)
    datetime.date(2023, 2, 28)
    """
    for number in range(day, 27, -1):
        try:
            return date(year, month, number)
        except (ValueError, OverflowError):
            continue
    try:
        return date(year, month, min(day, 28))
    except (ValueError, OverflowError) as error:
        raise Undefined(f"there is no year {year}"[:200]) from error


def days(first: date, last: date) -> int:
    """Return how many days a period has, both ends counted: none if it ends before it begins."""
    return len(range(first.toordinal(), last.toordinal() + 1))


def completed(first: date, last: date, size: int) -> int:
    """Return how often `size` months have been completed from one day to another.

    Before the first day it is less than zero.

    >>> completed(date(2008, 2, 29), date(2026, 2, 28), 12)
    18
    """
    apart = (last.year - first.year) * 12 + last.month - first.month
    count = apart // size if size == 1 else last.year - first.year
    return count if _reaches(first, count * size, last) else count - 1


def _reaches(first: date, months: int, last: date) -> bool:
    try:
        return later(first, months) <= last
    except (ValueError, OverflowError) as error:
        raise Undefined(f"{first} moved by {months} months leaves the calendar") from error


def part_of_date(function: Function, day: date) -> int | str:
    """Return the year or the month of a day as a number, or the English name of its weekday."""
    if function == "weekday":
        return _NAMES[day.toordinal() % 7]
    return day.year if function == "year" else day.month


@lru_cache(maxsize=1024)
def edge(function: Function, day: date) -> date:
    """Return the first or last day of the month, quarter or year around a day, going day by day.

    >>> edge("last_of_quarter", date(2024, 2, 10))
    datetime.date(2024, 3, 31)
    """
    side, _, period = function.partition("_of_")
    step = timedelta(days=-1 if side == "first" else 1)
    found = day
    try:
        while _period(period, found + step) == _period(period, day):
            found += step
    except OverflowError:
        pass  # the calendar ends with a period
    return found


def _period(period: str, day: date) -> tuple[int, int]:
    return day.year, {"month": day.month, "quarter": (day.month + 2) // 3}.get(period, 0)
