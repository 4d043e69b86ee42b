"""Values in words: the one place that decides how a constant is written for people."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import assert_never

from parser.values import SOMEONE, Amount, Duration, Entity, Number, Range, Share, Value

_UNNAMED = {"person": "someone (not named)"}
_ANY = {"person": "anyone"}


def value_words(value: Value | None, kind: str = "") -> str:
    """Write a value as a sentence shows it; `None` stands for any value of the kind.

    >>> value_words(Duration(36, 0)), value_words(date(2020, 5, 1)), value_words(None, "date")
    ('3 years', '2020-05-01', 'any date')
    """
    match value:
        case None:
            return _ANY.get(kind, f"any {kind or 'value'}")
        case Range():
            return _range_words(value, kind)
        case Entity(name=name) if name == SOMEONE:
            return _UNNAMED.get(value.kind, f"some {value.kind} (not named)")
        case Entity():
            return value.name
        case str():
            return f'"{value}"'
        case date():
            return value.isoformat()
        case int() | Decimal() | Fraction():
            return number_words(value)
        case Amount():
            return f"{_amount(value.value)} {value.currency}"
        case Share():
            return f"{number_words(value.percent)}%"
        case Duration():
            return duration_words(value)
        case _:
            assert_never(value)


def counted(number: int, noun: str) -> str:
    """Write a number with its noun.

    >>> counted(1, "error"), counted(2, "error")
    ('1 error', '2 errors')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"


def number_words(value: Number) -> str:
    """Write a number without an exponent or needless zeros.

    >>> number_words(Decimal("1.50")), number_words(-3), number_words(Fraction(10, 3))
    ('1.5', '-3', '10/3')
    """
    if not isinstance(value, Decimal):
        return str(value)
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def duration_words(value: Duration) -> str:
    """Write a duration in years, months and days.

    >>> duration_words(Duration(14, 1)), duration_words(Duration())
    ('1 year 2 months 1 day', '0 days')
    """
    sign = -1 if value.months < 0 else 1
    years, months = divmod(abs(value.months), 12)
    counted = ((sign * years, "year"), (sign * months, "month"), (value.days, "day"))
    parts = [f"{n} {unit}{'' if abs(n) == 1 else 's'}" for n, unit in counted if n]
    return " ".join(parts) or "0 days"


def _amount(value: Decimal) -> str:
    """Write a sum with no more decimals than it has, but cents in full.

    >>> _amount(Decimal("400.0100")), _amount(Decimal("1.5")), _amount(Decimal("3000"))
    ('400.01', '1.50', '3000')
    """
    whole, point, part = f"{value:f}".partition(".")
    return f"{whole}.{part.rstrip('0'):0<2}" if point else whole


def _range_words(value: Range, kind: str) -> str:
    low, high = value.low, value.high
    if value.above or value.below:
        return _beside_words(value)
    match low, high:
        case None, None:
            return f"{'an' if kind.startswith(tuple('aeiou')) else 'a'} {kind or 'value'} not known"
        case None, _:
            return f"{value_words(high)} or {'earlier' if isinstance(high, date) else 'less'}"
        case _, None:
            return f"{value_words(low)} or {'later' if isinstance(low, date) else 'more'}"
        case date(), date():
            return _days_words(low, high)
        case low, high:
            return f"between {value_words(low)} and {value_words(high)}"


def _beside_words(value: Range) -> str:
    """Write a range without one of its ends.

    >>> _beside_words(Range(2, 5, above=True)), _beside_words(Range(high="b", below=True))
    ('more than 2 and at most 5', 'before "b"')
    """
    is_text = isinstance(value.low, str) or isinstance(value.high, str)
    more, less = ("after", "before") if is_text else ("more than", "less than")
    said = []
    if value.low is not None:
        said.append(f"{more if value.above else 'at least'} {value_words(value.low)}")
    if value.high is not None:
        said.append(f"{less if value.below else 'at most'} {value_words(value.high)}")
    return " and ".join(said)


def _days_words(low: date, high: date) -> str:
    if low == high:
        return low.isoformat()
    same_month = (low.year, low.month) == (high.year, high.month)
    ends_month = high == date.max or (high + timedelta(days=1)).day == 1
    if low.day == 1 and same_month and ends_month:
        return f"some day of {low:%Y-%m}"
    ends = (low.month, low.day, high.month, high.day)
    if low.year == high.year and ends == (1, 1, 12, 31):
        return f"some day of {low.year:04}"
    return f"between {low.isoformat()} and {high.isoformat()}"
