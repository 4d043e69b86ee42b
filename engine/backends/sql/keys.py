"""Any value as a text that only equal values of one type share, for columns of mixed values."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import assert_never

from parser.values import (
    UNKNOWN,
    Amount,
    Duration,
    Entity,
    Exact,
    Number,
    Range,
    Share,
    Value,
    number,
    plain,
)

SEPARATOR = "\x1f"
"""Stands between the parts of a key; a part never has one."""


def key_of(value: Value) -> str:
    r"""Return the key of a value.

    >>> key_of(5), key_of("5"), key_of(date(2020, 5, 1))
    ('n:5', 't:5', 'd:2020-05-01')
    """
    match value:
        case int() | Decimal() | Fraction():
            return f"n:{_decimal(value)}"
        case str():
            return f"t:{escaped(value)}"
        case date():
            return f"d:{value.isoformat()}"
        case Entity(kind, name):
            return f"e:{escaped(kind)}{SEPARATOR}{escaped(name)}"
        case Amount(exact, currency):
            return f"a:{_decimal(exact)}{SEPARATOR}{escaped(currency)}"
        case Share(percent):
            return f"s:{_decimal(percent)}"
        case Duration(months, days):
            return f"u:{months}{SEPARATOR}{days}"
        case Range(low, high):
            ends = ["" if end is None else key_of(end) for end in (low, high)]
            if value.above or value.below or value.of:
                marks = ("a" if value.above else "") + ("b" if value.below else "")
                ends += [marks, escaped(value.of)]
            return "r:" + f"{SEPARATOR}{SEPARATOR}".join(ends)
        case _:
            assert_never(value)


@lru_cache(maxsize=65536)
def value_of(key: str) -> Value:
    r"""Return the value of a key.

    >>> value_of("r:d:2020-05-01\x1f\x1f")
    Range(low=datetime.date(2020, 5, 1), high=None)
    """
    mark, text = key[:2], key[2:]
    if mark == "r:":
        low, high, *more = text.split(SEPARATOR * 2)
        marks, of = more or ("", "")
        found = Range(_end(low), _end(high), "a" in marks, "b" in marks, unescaped(of))
        return UNKNOWN if found == UNKNOWN else found
    return _exact(mark, text)


def _end(key: str) -> Exact | None:
    return _exact(key[:2], key[2:]) if key else None


def _exact(mark: str, text: str) -> Exact:
    first, _, second = text.partition(SEPARATOR)
    match mark:
        case "n:":
            if "/" in text:
                return Fraction(text)
            return number(Decimal(text)) if "." in text or "E" in text else int(text)
        case "t:":
            return unescaped(text)
        case "d:":
            return date.fromisoformat(text)
        case "e:":
            return Entity(unescaped(first), unescaped(second))
        case "a:":
            return Amount(Decimal(first), unescaped(second))
        case "s:":
            return Share(Decimal(text))
        case "u:":
            return Duration(int(first), int(second))
        case _:
            raise ValueError(f"no key: {mark}{text}")


def _decimal(value: Number) -> str:
    if not isinstance(value, Decimal):
        return str(value)
    return plain(value) if value else "0"


def escaped(text: str) -> str:
    r"""Return a text that a database can hold: what is not printable is written as escapes.

    >>> escaped("Ana"), escaped("a\x00b")
    ('Ana', 'a\\x00b')
    """
    if text.isprintable() and "\\" not in text:
        return text
    return text.encode("unicode_escape").decode("ascii")


def unescaped(text: str) -> str:
    """Return what `escaped` was given."""
    return text.encode("ascii").decode("unicode_escape") if "\\" in text else text
