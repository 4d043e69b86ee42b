"""Values by one: numbers, amounts, shares and durations in the unit they are written in, days."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import assert_never

from parser.values import Amount, Duration, Entity, Range, Share, Value, number
from parser.words.case_text import value_text

_UNIT = re.compile(r"(?:day|week|month|year)s?\b")
_UNITS = {
    "day": Duration(days=1),
    "week": Duration(days=7),
    "month": Duration(months=1),
    "year": Duration(months=12),
}
_COUNTED = re.compile(r"(\d+)(\s+[a-z]+?)s?")


def one_off(value: Value, text: str) -> Iterator[tuple[Value, str]]:
    """Yield a value that a law writes as `text` one less and one more, each with its words.

    Names and texts have none, and neither has what is below zero then.

    >>> [words for _, words in one_off(Duration(months=36), "3 years")]
    ['2 years', '4 years']
    >>> [words for _, words in one_off(Share(Decimal(51)), "51%")]
    ['50%', '52%']
    >>> [words for _, words in one_off(date(2024, 3, 1), "2024-03-01")]
    ['2024-02-29', '2024-03-02']
    """
    for step in (-1, 1):
        moved = _moved(value, text, step)
        if moved is not None:
            yield moved, _words(moved, text, step)


def _moved(value: Value, text: str, step: int) -> Value | None:
    match value:
        case Entity() | str() | Range():
            return None
        case date():
            return value + timedelta(days=step)
        case int() | Decimal() | Fraction():
            return number(value + step) if value + step >= 0 else None
        case Amount(size):
            return replace(value, value=size + step) if size + step >= 0 else None
        case Share(percent):
            return Share(percent + step) if percent + step >= 0 else None
        case Duration(months, days):
            unit = _UNITS[_unit(text, value)]
            moved = Duration(months + step * unit.months, days + step * unit.days)
            return moved if moved.months >= 0 and moved.days >= 0 else None
        case _:
            assert_never(value)


def _unit(text: str, value: Duration) -> str:
    """Return the last unit in which a duration is written."""
    written = _UNIT.findall(text)
    if written:
        return str(written[-1]).removesuffix("s")
    return "day" if value.days else "month"


def _words(value: Value, text: str, step: int) -> str:
    written = _COUNTED.fullmatch(text)
    if isinstance(value, Duration) and written:
        count = int(written[1]) + step
        return f"{count}{written[2]}{'' if count == 1 else 's'}"
    return value_text(value)
