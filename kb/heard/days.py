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
_LAST = re.compile(r"(?<=\d{4}\.)[ \t]+(?=[A-ZČĆŽŠĐ])")
"""What stands between a year with its full stop and what is said next."""

_YEAR = r"\d{4}\b|this year\b|last year\b|ove godine\b|prošle godine\b|prosle godine\b"
_DAY_FIRST = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\.?(?:\s+of)?\s+({_NAME})\b(?:\.(?=\s*\d))?"
    rf"(?:,?\s+({_YEAR})\.?)?",
    re.I,
)
_MONTH_FIRST = re.compile(
    rf"\b({_NAME})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d)(?:,?\s+({_YEAR}))?", re.I
)
_FIGURES = re.compile(r"\b(\d{1,2})([./-]) ?(\d{1,2})\2 ?(\d{4})\b\.?")
_SHORT_FIGURES = re.compile(r"\b(\d{1,2})([./])(\d{1,2})\2(\d\d)\b(?!\.?\d)")
_AGO = re.compile(
    r"\b(?:(\d{1,6}|a|an|one|two|three|four|five|six) (day|week|month|year)s? ago"
    r"|prije (?:(\d{1,6}|jedan|jednu|dva|dvije|tri|četiri|pet|šest) )?"
    r"(dan|sedmic|nedjelj|mjesec|godin)\w*(?: dana)?)\b",
    re.I,
)
_COUNTS = dict.fromkeys(("a", "an", "one", "jedan", "jednu", ""), 1) | {
    word: number
    for number, said in enumerate(
        ("two dva dvije", "three tri", "four četiri", "five pet", "six šest"), 2
    )
    for word in said.split()
}
_MANY = {"day": "days", "dan": "days", "week": "weeks", "sedmic": "weeks", "nedjelj": "weeks"} | {
    "month": "months", "mjesec": "months", "year": "years", "godin": "years"
}  # fmt: skip
_TURNED = re.compile(r"\b(\d{4})[./](\d{1,2})[./](\d{1,2})\b")
_LONG_AGO, _FIRST_YEAR = 365_000, 1000
"""How many days lie between today and what is no day of anybody's, and the first year of days."""

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
    >>> with_days("on 3 March last year, two weeks ago, prije godinu dana", date(2026, 11, 30))
    'on 2025-03-03, 2026-11-16, 2025-11-30'
    """
    text = _PADDING.sub("", line_of(_LAST.sub("\n", text)))
    text = _FIGURES.sub(lambda at: _written(at[4], at[3], at[1], at[0]), text)
    text = _SHORT_FIGURES.sub(lambda at: _written(f"20{at[4]}", at[3], at[1], at[0]), text)
    text = _TURNED.sub(lambda at: _written(at[1], at[2], at[3], at[0]), text)
    text = _DAY_FIRST.sub(
        lambda at: _written(_year(at[3], today), _month(at[2]), at[1], at[0]), text
    )
    text = _MONTH_FIRST.sub(
        lambda at: _written(_year(at[3], today), _month(at[1]), at[2], at[0]), text
    )
    text = _AGO.sub(lambda at: _ago(at, today), text)
    for words, day in (("today|danas", today), ("yesterday|juče|juce", today - timedelta(1))):
        text = re.sub(rf"\b(?:{words})\b", day.isoformat(), text, flags=re.I)
    return _EURO.sub(lambda at: f"{at[1] or at[2]} EUR", text)


def _year(said: str | None, today: date) -> str:
    """Return the year that was said; none is that of today."""
    if said is None or not said[:4].isdigit():
        before = said is not None and said.casefold().startswith(("last", "pro"))
        return str(today.year - before)
    return said[:4]


def _ago(at: re.Match[str], today: date) -> str:
    """Return the day that lies some days, weeks, months or years before today."""
    said = (at[1] or at[3] or "").casefold()
    count = int(said) if said.isdigit() else _COUNTS[said]
    unit = _MANY[(at[2] or at[4]).casefold()]
    if unit in ("days", "weeks"):
        days = count * (7 if unit == "weeks" else 1)
        return (today - timedelta(days)).isoformat() if days < _LONG_AGO else at[0]
    months = today.year * 12 + today.month - 1 - count * (12 if unit == "years" else 1)
    if months < 12 * _FIRST_YEAR:
        return at[0]
    year, month = divmod(months, 12)
    last = (date(year + month // 11, (month + 1) % 12 + 1, 1) - timedelta(1)).day
    return date(year, month + 1, min(today.day, last)).isoformat()


def _month(name: str) -> str:
    return str(_MONTHS.get(name.casefold()[:3], 0))


def _written(year: str, month: str, day: str, otherwise: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return otherwise
