"""The written form of a literal -> its value, exact and checked."""

import re
from calendar import monthrange
from datetime import date
from decimal import Decimal

from parser.syntax.lexed import error
from parser.text.diagnostic import SourceError
from parser.text.span import Span
from parser.values import Duration, Range

LONGEST_DURATION = 1_000_000_000
"""Too many years, months, weeks or days for a duration."""

SIGNS = {"£": "GBP", "€": "EUR", "$": "USD"}
"""The currencies whose signs may stand before an amount; `$` is the dollar of the United States."""

_YEAR_FIRST = re.compile(r"([0-9]{4})[-./]([0-9]{1,2})[-./]([0-9]{1,2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[-./]([0-9]{1,2})[-./]([0-9]{4})")


def decimal(text: str) -> Decimal:
    """Return the number that `text` writes, with or without commas between thousands.

    >>> decimal("1,234.50")
    Decimal('1234.50')
    """
    return Decimal(text.replace(",", ""))


def duration(count: int, unit: str, span: Span) -> Duration:
    """Return so many years, months, weeks or days; raise SourceError for too many.

    >>> from parser.text.span import NOWHERE
    >>> duration(3, "years", NOWHERE), duration(2, "week", NOWHERE)
    (Duration(months=36, days=0), Duration(months=0, days=14))
    """
    if count >= LONGEST_DURATION:
        message = f"no duration is longer than {LONGEST_DURATION:,} {unit}"
        raise error("odd-duration", message, span, "write a shorter one")
    match unit.casefold().rstrip("s"):
        case "year":
            return Duration(months=12 * count)
        case "month":
            return Duration(months=count)
        case "week":
            return Duration(days=7 * count)
        case _:
            return Duration(days=count)


def day(text: str, span: Span) -> date:
    """Return the day `2026-11-23`; raise SourceError if there is none."""
    year, of_year, of_month = int(text[:4]), int(text[5:7]), int(text[8:])
    try:
        return date(year, of_year, of_month)
    except ValueError:
        advice = "write a day that exists"
        if year and 1 <= of_year <= 12:
            advice = f"that month has {monthrange(year, of_year)[1]} days"
        raise error("impossible-date", f"there is no day `{text}`", span, advice) from None


def month(text: str, span: Span) -> Range:
    """Return some day of the month `2008-06`; raise SourceError if there is none."""
    year, of_year = int(text[:4]), int(text[5:])
    if not (1 <= of_year <= 12 and year >= 1):
        advice = f'write a month from 01 to 12; a name of this form needs quotes: `"{text}"`'
        raise error("impossible-date", f"there is no month `{text}`", span, advice)
    last = monthrange(year, of_year)[1]
    return Range(date(year, of_year, 1), date(year, of_year, last))


def no_date(text: str, span: Span) -> SourceError:
    """Return the error that a date is written as people write it elsewhere."""
    year_first, day_first = _YEAR_FIRST.fullmatch(text), _DAY_FIRST.fullmatch(text)
    parts = year_first.groups() if year_first else day_first.groups()[::-1] if day_first else ()
    advice = "write year-month-day, such as `2026-11-23`"
    if parts:
        year, of_year, of_month = (int(part) for part in parts)
        if 1 <= of_year <= 12 and 1 <= of_month <= 31:
            advice = f"write `{year:04}-{of_year:02}-{of_month:02}`, the year first"
    return error("date-form", f"`{text}` is not written as a date is here", span, advice)
