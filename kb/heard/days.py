"""Days in any usual form -> as the language writes them, so that all else reads only one form."""

import re
from datetime import date, timedelta

from parser.syntax.montenegrin import line_of

_ENGLISH = """
    january february march april may june july august september october november december
"""
_SOUTH = "januar februar mart april maj jun jul avgust septembar oktobar novembar decembar"
_MONTHS = {one[:3]: number for number, one in enumerate(_ENGLISH.split(), 1)} | {
    one[:3]: number for number, one in enumerate(_SOUTH.split(), 1)
}
_NAME = (
    r"(?:jan(?:uar[ay]?|uara)?|feb(?:ruar[ay]?)?|mar(?:ch|ta?)?|apr(?:ila?)?|ma[yj]a?|jun[aei]?"
    r"|jul[aiy]?|aug(?:ust)?|avg(?:usta?)?|sep(?:t(?:ember|embar|embra)?)?"
    r"|o[ck]t(?:ober|obar|obra)?|nov(?:ember|embar|embra)?|de[cc](?:ember|embar|embra)?)"
)
_DAY_FIRST = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\.?(?:\s+of)?\s+({_NAME})\b\.?,?(?:\s+(\d{{4}})\b\.?)?", re.I
)
_MONTH_FIRST = re.compile(
    rf"\b({_NAME})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d)(?:,?\s+(\d{{4}})\b)?", re.I
)
_FIGURES = re.compile(r"\b(\d{1,2})([./-]) ?(\d{1,2})\2 ?(\d{4})\b\.?")
_TURNED = re.compile(r"\b(\d{4})[./](\d{1,2})[./](\d{1,2})\b")
_PADDING = re.compile(r"(?<=\S)[ \t]+(?=[ \t,.;]|$)")
"""What reading a day in words leaves behind it, so that columns stay."""

_EURO = re.compile(r"(?:€ ?(\d[\d,.]*)|\b(\d[\d,.]*) ?(?:€|euros?\b|eura\b|evra\b))", re.I)


def with_days(text: str, today: date) -> str:
    """Return a text with its days, and sums in euros, as the language writes them.

    The day stands before the month in figures; a day without a year is of the year of `today`.

    >>> with_days("from 1st May 2026 to 3/6/2026, then May 5", date(2026, 11, 30))
    'from 2026-05-01 to 2026-06-03, then 2026-05-05'
    >>> with_days("ušao 1. maja 2026. godine, juče platio 20 eura", date(2026, 11, 30))
    'ušao 2026-05-01, 2026-11-29 platio 20 EUR'
    """
    text = _PADDING.sub("", line_of(text))
    text = _FIGURES.sub(lambda at: _written(at[4], at[3], at[1], at[0]), text)
    text = _TURNED.sub(lambda at: _written(at[1], at[2], at[3], at[0]), text)
    year = str(today.year)
    text = _DAY_FIRST.sub(lambda at: _written(at[3] or year, _month(at[2]), at[1], at[0]), text)
    text = _MONTH_FIRST.sub(lambda at: _written(at[3] or year, _month(at[1]), at[2], at[0]), text)
    for words, day in (("today|danas", today), ("yesterday|juče|juce", today - timedelta(1))):
        text = re.sub(rf"\b(?:{words})\b", day.isoformat(), text, flags=re.I)
    return _EURO.sub(lambda at: f"{at[1] or at[2]} EUR", text)


def _month(name: str) -> str:
    return str(_MONTHS.get(name.casefold()[:3], 0))


def _written(year: str, month: str, day: str, otherwise: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return otherwise
