"""What databases cannot do themselves: arithmetic and comparisons of any values, by their keys.

Each is the arithmetic of the other engines, so that all engines agree. A result that begins with
`!` is an error; it counts only if everything else that a rule asks for is so.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
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

Described = tuple[Callable[..., Any], list[str], str]
"""A function, with the types of what it takes and gives."""


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
def within(value: str | None, stored: str | None) -> str | None:
    """Return `1` if a value can only be the stored one, or one of those in a stored range.

    A row that has none there is left out by another condition, perhaps after this one.
    """
    if value is None or stored is None:
        return None
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


@dataclass(slots=True)
class Failures:
    """The cases of a query about many that could not be worked out, by their numbers."""

    found: dict[int, tuple[str, str]] = field(default_factory=dict)

    def fail(self, case: int | None, message: str | None, rule: str) -> str | None:
        """Note that a case failed, why and in which rule; what fails has no value: return None."""
        if case is not None and message is not None:
            self.found.setdefault(case, (message.removeprefix("!"), rule))
        return None

    def taken(self, start: int) -> str:
        """Return what was noted of the cases from `start` on as JSON, and forget everything."""
        failed = sorted(item for item in self.found.items() if item[0] >= start)
        found = json.dumps([(case, *why) for case, why in failed])
        self.found.clear()
        return found

    def functions(self) -> dict[str, Described]:
        """Return the functions of one database that have the effect of noting something."""
        return {
            "zakonik_fail": (self.fail, ["BIGINT", "VARCHAR", "VARCHAR"], "VARCHAR"),
            "zakonik_failed": (self.taken, ["BIGINT"], "VARCHAR"),
        }


FUNCTIONS: dict[str, Described] = {
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
