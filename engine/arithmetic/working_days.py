"""Working days of a calendar that a law names: neither on a weekend nor a holiday.

A calendar is a text (`parser.resolved.calendars`): its name, the first and the last day that it
knows, the weekdays of the weekend (0 is Monday), and the holidays that fall on none of these, year
by year: `Utopia;2020-01-01;2021-12-31;56;2020:0101.0501 2021:0101`.
"""

from bisect import bisect_left, bisect_right
from datetime import date, timedelta
from functools import lru_cache

from engine.arithmetic.errors import EvaluationError
from parser.frozen import dataclass


@dataclass(frozen=True, slots=True)
class _Calendar:
    name: str
    first: date
    last: date
    weekend: frozenset[int]
    holidays: tuple[date, ...]
    off: frozenset[date]


@lru_cache(maxsize=64)
def _read(text: str) -> _Calendar:
    name, first, last, weekend, listed = text.split(";")
    holidays = [
        date(int(year), int(day[:2]), int(day[2:]))
        for year, _, days in (one.partition(":") for one in listed.split())
        for day in days.split(".")
    ]
    free = frozenset(int(one) for one in weekend)
    known = (date.fromisoformat(first), date.fromisoformat(last))
    return _Calendar(name, *known, free, tuple(sorted(holidays)), frozenset(holidays))


def working_days(calendar: str, first: date, last: date) -> int:
    """Return how many working days there are from one day to another, both counted.

    A period that ends before it begins has none. Raises EvaluationError for a day that the
    calendar does not know.

    >>> utopia = "Utopia;2020-01-01;2021-12-31;56;2020:0101.0501 2021:0101"
    >>> working_days(utopia, date(2020, 4, 30), date(2020, 5, 4))  # a Thursday to a Monday
    2
    """
    known = _read(calendar)
    for day in (first, last):
        _check(known, day)
    if last < first:
        return 0
    weeks, rest = divmod((last - first).days + 1, 7)
    weekdays = weeks * (7 - len(known.weekend)) + sum(
        (first.weekday() + step) % 7 not in known.weekend for step in range(rest)
    )
    return weekdays - bisect_right(known.holidays, last) + bisect_left(known.holidays, first)


def holidays_between(calendar: str, first: date, last: date) -> tuple[date, ...]:
    """Return the holidays from one day to another, both counted, that fall on no weekend.

    >>> utopia = "Utopia;2020-01-01;2021-12-31;56;2020:0101.0501 2021:0101"
    >>> holidays_between(utopia, date(2020, 4, 30), date(2020, 5, 4))
    (datetime.date(2020, 5, 1),)
    """
    days = _read(calendar).holidays
    return days[bisect_left(days, first) : bisect_right(days, last)]


def working_day_after(calendar: str, day: date, count: int) -> date:
    """Return the working day so many working days after a day, or before it if below zero.

    Nought working days after a day is that day. Raises EvaluationError where the calendar ends.

    >>> utopia = "Utopia;2020-01-01;2021-12-31;56;2020:0101.0501 2021:0101"
    >>> working_day_after(utopia, date(2020, 4, 30), 1)
    datetime.date(2020, 5, 4)
    >>> working_day_after(utopia, date(2020, 5, 3), -1)
    datetime.date(2020, 4, 30)
    """
    known = _read(calendar)
    _check(known, day)
    step = timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left:
        day += step
        _check(known, day)
        left -= day.weekday() not in known.weekend and day not in known.off
    return day


def _check(calendar: _Calendar, day: date) -> None:
    if not calendar.first <= day <= calendar.last:
        raise EvaluationError(
            f"the calendar of {calendar.name} knows the holidays from {calendar.first} to "
            f"{calendar.last}, and not those around {day}"
        )
