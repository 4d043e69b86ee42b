"""The name of a calculated value, read back as the calculation from what is not known."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import get_args

from parser.datalog.tree import Apply, Const, Expr, Function, Var
from parser.frozen import dataclass
from parser.values import Amount, Duration, Exact

_FUNCTIONS: dict[str, Function] = {one: one for one in get_args(Function)}
_QUOTED = r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\""""
_NUMBER = r"-?\d+(?:\.\d+)?(?:E[+-]?\d+)?"
_TOKENS = re.compile(
    rf"""(?P<base>(?:{_QUOTED})(?=[ ]from[ ]))
    | (?P<call>[a-z_+*/%-]+)\(
    | datetime\.date\((?P<day>\d+,[ ]\d+,[ ]\d+)\)
    | Duration\(months=(?P<months>-?\d+),[ ]days=(?P<days>-?\d+)\)
    | Fraction\((?P<fraction>-?\d+,[ ]\d+)\)
    | (?P<amount>{_NUMBER})[ ](?P<currency>[A-Z]{{3}})
    | (?P<number>{_NUMBER})(?!%)
    | (?P<none>None)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Calculated:
    """What is calculated from one value that is not known, between two ends (None is open)."""

    expr: Expr
    base: str
    low: Exact | None
    high: Exact | None


class _Unread(Exception):
    """The name says something that is not read back."""


@lru_cache(maxsize=4096)
def calculated(name: str) -> Calculated | None:
    """Return the calculation that a name stands for, a variable being the value not known.

    None where there are several such values, or some function or value is not read back.

    >>> calculated("+('the fee' from None to None, 2)").expr
    Apply(function='+', args=(Var(name="'the fee'"), Const(value=2)))
    >>> calculated("'the fee'").base, calculated("the fee")
    ("'the fee'", None)
    """
    reader = _Reader(name)
    try:
        expr = reader.value(whole=True)
    except (_Unread, ValueError, ArithmeticError):
        return None
    if reader.at != len(name) or len(reader.bases) != 1:
        return None
    ((base, low, high),) = reader.bases
    return Calculated(expr, base, low, high)


class _Reader:
    """A name as it is read, up to a place in it, and the values that are not known so far."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.at = 0
        self.bases: dict[tuple[str, Exact | None, Exact | None], None] = {}

    def value(self, whole: bool = False) -> Expr:
        """Read a value; the one that the `whole` name stands for has its ends elsewhere."""
        if whole and re.fullmatch(_QUOTED, self.name):
            self.at = len(self.name)
            self.bases[self.name, None, None] = None
            return Var(self.name)
        found = self._token()
        if found["call"] is not None:
            function = _FUNCTIONS.get(found["call"])
            if function is None:
                raise _Unread
            made = Apply(function, tuple(self._args()))
            if not whole:
                self._ends()
            return made
        if found["base"] is not None:
            low, high = self._ends()
            self.bases[found["base"], low, high] = None
            return Var(found["base"])
        constant = _constant(found)
        if constant is None:
            raise _Unread
        return Const(constant)

    def _args(self) -> Iterator[Expr]:
        while True:
            yield self.value()
            if self.name.startswith(")", self.at):
                self.at += 1
                return
            self._skip(", ")

    def _ends(self) -> tuple[Exact | None, Exact | None]:
        self._skip(" from ")
        low = _constant(self._token())
        self._skip(" to ")
        return low, _constant(self._token())

    def _token(self) -> re.Match[str]:
        found = _TOKENS.match(self.name, self.at)
        if found is None:
            raise _Unread
        self.at = found.end()
        return found

    def _skip(self, text: str) -> None:
        if not self.name.startswith(text, self.at):
            raise _Unread
        self.at += len(text)


def _constant(found: re.Match[str]) -> Exact | None:
    """Return the constant that was read; None is no end."""
    if found["call"] is not None or found["base"] is not None:
        raise _Unread
    if found["none"] is not None:
        return None
    if found["day"] is not None:
        return date(*map(int, found["day"].split(", ")))
    if found["months"] is not None:
        return Duration(int(found["months"]), int(found["days"]))
    if found["fraction"] is not None:
        return Fraction(*map(int, found["fraction"].split(", ")))
    if found["amount"] is not None:
        return Amount(Decimal(found["amount"]), found["currency"])
    size = found["number"]
    return int(size) if re.fullmatch(r"-?\d+", size) else Decimal(size)
