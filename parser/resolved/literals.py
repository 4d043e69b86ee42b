"""Text -> constant: how a cell of a table or an expected value spells a value of a kind."""

import re
from datetime import date, timedelta
from decimal import Decimal

from parser.values import Amount, Duration, Range, Share, Value

_NUMBER = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,40})?")
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_AMOUNT = re.compile(r"(-?[0-9]{1,40}(?:\.[0-9]{1,40})?) ?([A-Z]{3})")
_DURATION = re.compile(r"([0-9]{1,9}) (year|month|week|day)s?", re.IGNORECASE)


def number_from_text(text: str) -> int | Decimal | None:
    """Return the number that `text` spells, or None.

    >>> number_from_text("1.50"), number_from_text("2.0"), number_from_text("x")
    (Decimal('1.50'), 2, None)
    """
    if not _NUMBER.fullmatch(text):
        return None
    value = Decimal(text)
    return int(value) if value == value.to_integral_value() else value


def year_range(year: int) -> Range | None:
    """Return some day of a year, or None when there is no such year.

    >>> year_range(2012)
    Range(low=datetime.date(2012, 1, 1), high=datetime.date(2012, 12, 31))
    """
    if not 1000 <= year <= 9999:
        return None
    return Range(date(year, 1, 1), date(year, 12, 31))


def date_from_text(text: str) -> date | Range | None:
    """Return the day, the month or the year that `text` spells, or None.

    >>> date_from_text("2008-02")
    Range(low=datetime.date(2008, 2, 1), high=datetime.date(2008, 2, 29))
    >>> date_from_text("2026-02-30") is None
    True
    """
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        if day:
            return date(year, month, day)
        if not month:
            return year_range(year)
        first = date(year, month, 1)
        following = (
            date(year + month // 12, month % 12 + 1, 1) if (year, month) < (9999, 12) else None
        )
        return Range(first, following - timedelta(days=1) if following else date(9999, 12, 31))
    except ValueError:
        return None


def value_from_text(text: str, kind: str) -> Value | None:
    """Return the value of a value kind that `text` spells, or None.

    >>> value_from_text("51%", "share"), value_from_text("3 years", "duration")
    (Share(percent=Decimal('51')), Duration(months=36, days=0))
    """
    match kind:
        case "text":
            return text
        case "date":
            return date_from_text(text)
        case "number":
            return number_from_text(text)
        case "share":
            found = number_from_text(text[:-1].rstrip()) if text.endswith("%") else None
            return None if found is None else Share(Decimal(found))
        case "amount":
            parts = _AMOUNT.fullmatch(text)
            return Amount(Decimal(parts[1]), parts[2]) if parts else None
        case "duration":
            return _duration(text)
        case _:
            return None


def _duration(text: str) -> Duration | None:
    parts = _DURATION.fullmatch(text)
    if parts is None:
        return None
    count = int(parts[1])
    match parts[2].casefold():
        case "year":
            return Duration(months=12 * count)
        case "month":
            return Duration(months=count)
        case "week":
            return Duration(days=7 * count)
        case _:
            return Duration(days=count)
