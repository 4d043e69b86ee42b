"""Calendar arithmetic: the same day number, clamped to the month's end."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from engine.arithmetic.errors import EvaluationError
from parser.values import Duration

BOTH_DAYS_COUNT = True
"""Whether both the first and the last day of a stay count as days (the usual border practice)."""


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

PERIODS: dict[str, tuple[str, int]] = {
    f"{side}_of_{period}": (side, months)
    for side in ("first", "last")
    for period, months in (("month", 1), ("quarter", 3), ("year", 12))
}
"""The functions that give the first or last day of a period, with the months that it has."""


def end_of_period(function: str, day: date) -> date:
    """Return the first or last day of the calendar month, quarter or year that `day` lies in.

    >>> end_of_period("last_of_quarter", date(2024, 2, 10))
    datetime.date(2024, 3, 31)
    """
    side, months = PERIODS[function]
    first = (day.month - 1) // months * months + 1
    if side == "first":
        return date(day.year, first, 1)
    last = first + months - 1
    return date(day.year, last, _length(day.year, last))


def day_of_year(year: int, month: int, day: int) -> date:
    """Return a day of a year, or the last day of its month if that is shorter.

    Raises EvaluationError for a year outside the calendar, and for a month or day of no year.

    >>> day_of_year(2025, 2, 29)
    datetime.date(2025, 2, 28)
    """
    if not date.min.year <= year <= date.max.year:
        raise EvaluationError(f"the year {year} is outside the calendar")
    if not (1 <= month <= 12 and day >= 1):
        raise EvaluationError(f"no year has a day {day} of its month {month}")
    return date(year, month, min(day, _length(year, month)))


def add_months(day: date, months: int) -> date:
    """Return the day `months` later: the same day number, or the last day of that month.

    >>> add_months(date(2024, 11, 30), 3)
    datetime.date(2025, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise EvaluationError(f"{day} moved by {months} months leaves the calendar")
    return date(year, month + 1, min(day.day, _length(year, month + 1)))


def _length(year: int, month: int) -> int:
    """Return how many days a month has."""
    return 31 if month == 12 else (date(year, month + 1, 1) - date(year, month, 1)).days


@lru_cache(maxsize=4096)
def shift(day: date, duration: Duration, sign: int = 1) -> date:
    """Return `day` moved by a duration, its months first.

    >>> shift(date(2020, 2, 29), Duration(months=36))
    datetime.date(2023, 2, 28)
    """
    try:
        return add_months(day, sign * duration.months) + timedelta(days=sign * duration.days)
    except OverflowError as error:
        raise EvaluationError(f"{day} moved by {duration.days} days leaves the calendar") from error


def days_between(first: date, last: date) -> int:
    """Return the days from `first` to `last`, both counted (see `BOTH_DAYS_COUNT`).

    A period whose end lies before its beginning has no day.

    >>> days_between(date(2026, 1, 1), date(2026, 1, 1))
    1
    >>> days_between(date(2026, 5, 1), date(2026, 1, 1))
    0
    """
    return max((last - first).days + (1 if BOTH_DAYS_COUNT else 0), 0)


def days_covered(stays: Iterable[tuple[date, date]]) -> int:
    """Return the number of days in at least one of some stays (see `BOTH_DAYS_COUNT`).

    >>> days_covered([(date(2026, 1, 1), date(2026, 1, 5)), (date(2026, 1, 4), date(2026, 1, 6))])
    6
    """
    total, reached = 0, 0
    for first, last in sorted(stays):
        start = max(first.toordinal(), reached)
        end = last.toordinal() + (1 if BOTH_DAYS_COUNT else 0)
        if end > start:
            total += end - start
            reached = end
    return total


def months_between(first: date, last: date) -> int:
    """Return the whole months completed from `first` to `last` (negative before `first`).

    >>> months_between(date(2026, 1, 31), date(2026, 2, 28))
    1
    >>> months_between(date(2026, 1, 31), date(2026, 2, 27))
    0
    """
    months = (last.year - first.year) * 12 + last.month - first.month
    return months if add_months(first, months) <= last else months - 1


def years_between(first: date, last: date) -> int:
    """Return the whole years completed from `first` to `last`, such as an age.

    >>> years_between(date(2008, 2, 29), date(2026, 2, 28))
    18
    """
    years = last.year - first.year
    return years if add_months(first, 12 * years) <= last else years - 1
