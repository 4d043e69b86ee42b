"""What databases cannot do themselves: arithmetic and comparisons of any values, by their keys.

Each is the arithmetic of the other engines, so that all engines agree. A result that begins with
`!` is an error; it counts only if everything else that a rule asks for is so.
"""

from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Any, cast

from engine.arithmetic import aggregate, compare
from engine.arithmetic.compare import lies_within
from engine.arithmetic.errors import EvaluationError
from engine.arithmetic.evaluate import apply
from engine.backends.sql.keys import key_of, value_of
from parser.datalog.tree import AggregateKind, Function, Operator, Row
from parser.values import Amount, Duration, Range, Share, Value, number

Rows = list[list[str]] | None


@lru_cache(maxsize=65536)
def compared(operator: str, left: str, right: str, lenient: bool) -> str:
    """Return `1` if a comparison of two values holds, else `0`."""
    if left.startswith("!") or right.startswith("!"):
        return left if left.startswith("!") else right
    try:
        op = cast(Operator, operator)
        return "1" if compare(op, value_of(left), value_of(right), lenient) else "0"
    except EvaluationError as error:
        return f"!{error}"


@lru_cache(maxsize=65536)
def within(value: str, stored: str) -> str:
    """Return `1` if a value can only be the stored one, or one of those in a stored range."""
    if value.startswith("!"):
        return value
    if value == stored:
        return "1"
    return "1" if stored[:2] == "r:" and lies_within(value_of(value), value_of(stored)) else "0"


def applied(function: str, args: list[str] | None, lenient: bool) -> str | None:
    """Return the value that a function must (leniently: could) have, or None if it has none."""
    if args is None or None in args:
        return None
    failed = next((arg for arg in args if arg.startswith("!")), None)
    if failed is not None:
        return failed
    try:
        found = apply(cast(Function, function), tuple(map(value_of, args)), lenient)
    except EvaluationError as error:
        return f"!{error}"
    return None if found is None else key_of(found)


def aggregated(kind: str, certain: Rows, possible: Rows, bounds: bool, lenient: bool) -> str | None:
    """Return the value of an aggregate over rows, or None if it has none.

    With `bounds` the rows of `possible` are those that could be. `kind` is followed by the key of
    what a sum over nothing comes to, where that is not a plain zero.
    """
    name, _, nothing = kind.partition(" ")
    zero = value_of(nothing) if nothing else 0
    assert not isinstance(zero, Range), "a sum over nothing is known"
    try:
        found = aggregate(
            cast(AggregateKind, name),
            _rows(certain),
            _rows(possible) if bounds else None,
            lenient,
            zero,
        )
    except EvaluationError as error:
        return f"!{error}"
    return None if found is None else key_of(found)


def _rows(found: Rows) -> list[Row]:
    for row in found or ():
        for key in row:
            if key.startswith("!"):
                raise EvaluationError(key[1:])
    return [tuple(map(value_of, row)) for row in sorted(found or ())]


def read(kind: str, text: str | None) -> str | None:
    """Return the key of a value as a table has it, or a text that begins with `!` if it is none."""
    if text is None or not text.strip():
        return None
    try:
        return key_of(_read(kind, text.strip()))
    except (KeyError, ValueError, ArithmeticError) as error:
        return f"!{error}"


_UNITS = {"day": (0, 1), "week": (0, 7), "month": (1, 0), "year": (12, 0)}


def _read(kind: str, text: str) -> Value:
    match kind:
        case "number":
            return number(Decimal(text))
        case "share":
            return Share(Decimal(text.removesuffix("%").strip()))
        case "amount":
            amount, _, currency = text.partition(" ")
            return Amount(Decimal(amount), currency or "EUR")
        case "duration":
            count, _, unit = text.partition(" ")
            months, days = _UNITS[unit.removesuffix("s")]
            return Duration(int(count) * months, int(count) * days)
        case _:
            return text


FUNCTIONS: dict[str, tuple[Callable[..., Any], list[str], str]] = {
    "zakonik_compare": (compared, ["VARCHAR", "VARCHAR", "VARCHAR", "BOOLEAN"], "VARCHAR"),
    "zakonik_within": (within, ["VARCHAR", "VARCHAR"], "VARCHAR"),
    "zakonik_apply": (applied, ["VARCHAR", "VARCHAR[]", "BOOLEAN"], "VARCHAR"),
    "zakonik_read": (read, ["VARCHAR", "VARCHAR"], "VARCHAR"),
    "zakonik_aggregate": (
        aggregated,
        ["VARCHAR", "VARCHAR[][]", "VARCHAR[][]", "BOOLEAN", "BOOLEAN"],
        "VARCHAR",
    ),
}
"""Each function by its name in SQL, with the types of what it takes and gives."""
