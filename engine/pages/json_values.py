"""Values, expressions and places from their JSON."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any, cast, get_args

from parser.datalog.tree import Apply, Const, Expr, Function, Today, Var
from parser.text.span import NOWHERE, Span
from parser.values import (
    SOMEONE,
    Amount,
    Duration,
    Entity,
    Exact,
    Number,
    Range,
    Share,
    Value,
    number,
)


class Malformed(Exception):
    """JSON that is no answer of `zakonik ask --format json`."""


def value_from(found: Mapping[str, Any] | None) -> Value | None:
    """Return a value; null is any. Raises ValueError or KeyError for what is none.

    >>> value_from({"type": "share", "percent": "51"})
    Share(percent=Decimal('51'))
    """
    if found is None:
        return None
    match found["type"]:
        case "range":
            return Range(
                end_from(found["low"]),
                end_from(found["high"]),
                bool(found.get("above")),
                bool(found.get("below")),
                str(found.get("of", "")),
            )
        case "entity":
            return Entity(str(found["kind"]), str(found["name"] or SOMEONE))
        case "text":
            return str(found["value"])
        case "date":
            return date.fromisoformat(found["value"])
        case "number":
            return _number(found["value"])
        case "amount":
            return Amount(_decimal(found["value"]), str(found["currency"]))
        case "share":
            return Share(_decimal(found["percent"]))
        case "duration":
            return Duration(int(found["months"]), int(found["days"]))
        case kind:
            raise ValueError(f"unknown type of value {kind!r}")


def end_from(found: Mapping[str, Any] | None) -> Exact | None:
    """Return one end of a range or limit; null is open. Raises as `value_from` does."""
    value = value_from(found)
    if isinstance(value, Range):
        raise ValueError("a range within a range")
    return value


def _number(text: str) -> Number:
    """Return a number, perhaps a fraction such as `10/3`."""
    above, slash, below = text.partition("/")
    if not slash:
        return number(_decimal(text))
    try:
        return number(Fraction(int(above), int(below)))
    except (ValueError, ZeroDivisionError) as error:
        raise ValueError(f"{text!r} is no number") from error


def _decimal(text: str) -> Decimal:
    try:
        value = Decimal(text)
    except InvalidOperation as error:
        raise ValueError(f"{text!r} is no number") from error
    if not value.is_finite():
        raise ValueError(f"{text!r} is no number")
    return value


def expression_from(found: Mapping[str, Any]) -> Expr:
    """Return one side of a comparison.

    >>> expression_from({"apply": "neg", "to": [{"variable": "x"}]})
    Apply(function='neg', args=(Var(name='x'),))
    """
    match found:
        case {"variable": str(name)}:
            return Var(name)
        case {"constant": constant}:
            value = value_from(cast(Mapping[str, Any], constant))
            if value is None:
                raise ValueError("a constant has no value")
            return Const(value)
        case {"today": True}:
            return Today()
        case {"apply": function, "to": [*args]} if function in get_args(Function):
            return Apply(cast(Function, function), tuple(expression_from(arg) for arg in args))
        case _:
            raise ValueError("no expression")


def span_from(found: Mapping[str, Any] | None) -> Span:
    """Return a place in a file; what only the reader of that file knew, its offsets, is 0."""
    if found is None:
        return NOWHERE
    return Span(str(found["file"]), 0, 0, int(found["line"]), int(found["column"]))
