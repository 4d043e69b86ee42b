"""Constants and names of the core as text, so that none can be taken for another."""

import json
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import assert_never

from parser.values import Amount, Duration, Entity, Range, Share, Value

_PLAIN = re.compile(r"[a-z][A-Za-z0-9_]*")


def show_name(pred: str) -> str:
    """Return the name of a predicate or a kind, quoted unless it is a plain word."""
    return pred if _PLAIN.fullmatch(pred) else _quoted(pred, "'")


def _quoted(text: str, mark: str = '"') -> str:
    """Return `text` between marks, on one line, with what could end it escaped."""
    inner = json.dumps(text, ensure_ascii=False)[1:-1]
    if mark == "'":
        inner = inner.replace('\\"', '"').replace("'", "\\'")
    return mark + "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in inner) + mark


def show_value(value: Value) -> str:
    """Return a constant so that its kind and its value can be told.

    >>> show_value(Entity("person", "Ana")), show_value("Ana"), show_value(date(2026, 1, 2))
    ('person:"Ana"', '"Ana"', '2026-01-02')
    >>> show_value(Duration(36, 2)), show_value(Share(Decimal(51))), show_value(Range())
    ('months(36)+days(2)', '51%', '[..]')
    """
    match value:
        case Entity(kind, name):
            return f"{show_name(kind)}:{_quoted(name)}"
        case str():
            return _quoted(value)
        case int() | Decimal() | Fraction():
            return str(value)
        case Amount(amount, currency):
            return f"{amount} {currency}"
        case Share(percent):
            return f"{percent}%"
        case date():
            return value.isoformat()
        case Duration(months, days):
            parts = [f"months({months})"] if months or not days else []
            return "+".join([*parts, f"days({days})"] if days else parts)
        case Range(low, high):
            return "[" + "..".join(_ends(low, high)) + "]"
        case _:
            assert_never(value)


def _ends(*ends: Value | None) -> Iterator[str]:
    for end in ends:
        yield "" if end is None else show_value(end)
