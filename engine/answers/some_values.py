"""Some values of what is known in part, those that are more likely than others to be possible."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from engine.arithmetic import compare
from engine.arithmetic.errors import EvaluationError
from parser.values import Amount, Duration, Exact, Range, Share, number

COMPARED = date | int | Decimal | Fraction | Amount | Share | Duration | str
"""The values that have an order with others of their kind."""

_VALUES = 24
"""How many values are returned at most."""


def some_values(whole: Range, kind: str, spoken: Sequence[Exact]) -> list[Exact]:
    """Return some values of a range: its ends, those that are spoken of, and those next to them.

    >>> some_values(Range(4, 5, above=True), "number", ())
    [5, Decimal('4.5')]
    >>> [day.day for day in some_values(Range(date(2026, 3, 1), date(2026, 3, 3)), "date", ())]
    [1, 3, 2]
    """
    ends = [one for one in (whole.low, whole.high) if one is not None]
    found = dict.fromkeys(ends)
    found.update(dict.fromkeys(_inside(whole)))
    for one in (*ends, *spoken, *_PLAIN.get(kind, ())):
        found.update(dict.fromkeys((one, *_next_to(one))))
    fitting = [one for one in found if _is_of(one, kind) and _lies_in(one, whole)]
    return fitting[:_VALUES]


_PLAIN: dict[str, tuple[Exact, ...]] = {
    "number": (0,),
    "share": (Share(Decimal(0)),),
    "text": ("",),
    "duration": (Duration(), Duration(months=1)),
}
"""Values of each kind of which something always is a value, whatever is spoken of."""

_KINDS = {
    "date": date,
    "number": int | Decimal | Fraction,
    "amount": Amount,
    "share": Share,
    "text": str,
    "duration": Duration,
}


def _is_of(value: Exact, kind: str) -> bool:
    return isinstance(value, _KINDS.get(kind, ()))


def _lies_in(value: Exact, whole: Range) -> bool:
    try:
        return compare("=", whole, value, lenient=True)
    except EvaluationError:
        return False


def _inside(whole: Range) -> Iterator[Exact]:
    """Yield all days between two ends that are near each other, or what lies in the middle."""
    match whole.low, whole.high:
        case date() as low, date() as high:
            days = (high - low).days
            step = max(1, days // _VALUES)
            yield from (low + timedelta(days=number) for number in range(step, days, step))
        case ((int() | Decimal() | Fraction() as low), (int() | Decimal() | Fraction() as high)):
            yield number((Fraction(low) + Fraction(high)) / 2)
        case Amount(low, unit), Amount(high, _):
            yield Amount((low + high) / 2, unit)
        case Share(low), Share(high):
            yield Share((low + high) / 2)
        case _:
            pass


def _next_to(value: Exact) -> Iterator[Exact]:
    for one in (-1, 1):
        match value:
            case date():
                if date.min < value < date.max:
                    yield value + timedelta(days=one)
            case int() | Decimal() | Fraction():
                yield number(Fraction(value) + one)
            case Amount(size, unit):
                yield Amount(size + one, unit)
            case Share(size):
                yield Share(size + one)
            case Duration():
                yield Duration(months=value.months + one, days=value.days)
            case str() if one == 1:
                yield f"{value} "
            case _:
                pass
