"""Values as the numbers by which a solver knows them, and what is calculated from them meanwhile.

A solver that grounds a program calls the functions of `Functions`, so that a law is worked out by
the arithmetic that answers questions, and by no second one.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from engine.arithmetic import compare
from engine.arithmetic.errors import EvaluationError
from engine.arithmetic.evaluate import apply
from engine.audit.bounds import TooLarge
from parser.datalog.tree import Function, Operator
from parser.values import Amount, Duration, Range, Share, Value, number

if TYPE_CHECKING:
    from clingo import Symbol

_CENTS = 100
"""Into how many parts a unit is divided where values are summed."""

_LARGEST = 2**31 - 1
"""The largest number of the solver."""

_SUMMED = _LARGEST // 1000
"""The largest value that is summed: of a thousand of them the sum is a number too."""


class Symbols:
    """Values and their numbers, each in the order in which it was first spoken of."""

    def __init__(self) -> None:
        """Begin without any value."""
        self._values: list[Value] = []
        self._numbers: dict[tuple[type, Value], int] = {}

    def of(self, value: Value) -> int:
        """Return the number of a value; raises TooLarge for one that is known in part."""
        if isinstance(value, Range):
            raise TooLarge("a value that is known in part")
        if isinstance(value, int | Decimal | Fraction):
            value = number(value)
        key = (type(value), value)
        found = self._numbers.get(key)
        if found is None:
            found = self._numbers[key] = len(self._values)
            self._values.append(value)
        return found

    def value(self, place: int) -> Value:
        """Return the value with a number."""
        return self._values[place]


class Functions:
    """What a solver calls while it grounds; each takes and returns numbers of values.

    `cuts` are the days at which stretches of time may begin and end. What has no value returns
    nothing, so that the condition does not hold. Raises TooLarge after `most` calls.
    """

    def __init__(self, symbols: Symbols, cuts: Sequence[date], most: int) -> None:
        """Take the values that the program speaks of."""
        self._symbols = symbols
        self._left = most
        self._cuts = sorted({day.toordinal() for day in cuts})
        self._known: dict[tuple[str, tuple[int, ...]], int | None] = {}
        self.inexact = False
        """Whether something was summed or covered less exactly than the laws do."""

    def calc(self, function: "Symbol", *args: "Symbol") -> "Symbol | list[Symbol]":
        """Return what a function gives of values."""
        return self._result(f"calc {function.string}", args, self._calc)

    def cmp(self, op: "Symbol", left: "Symbol", right: "Symbol") -> "Symbol | list[Symbol]":
        """Return 1 where a comparison holds."""
        return self._result(f"cmp {op.string}", (left, right), self._cmp)

    def seen(self, *_: "Symbol") -> "Symbol":
        """Count that rows are joined."""
        from clingo import Number

        self._count()
        return Number(1)

    def whole(self, count: "Symbol") -> "Symbol | list[Symbol]":
        """Return the value that a count is."""
        return self._result("whole", (count,), lambda _, args: self._symbols.of(args[0]))

    def weight(self, value: "Symbol") -> "Symbol | list[Symbol]":
        """Return how much a value adds to a sum, in hundredths of its unit."""
        return self._result("weight", (value,), self._weight)

    def total(self, like: "Symbol", nothing: "Symbol", total: "Symbol") -> "Symbol | list[Symbol]":
        """Return the value that a sum of weights is, in the unit of one that was summed."""
        return self._result("total", (like, nothing, total), self._total)

    def pieces(self, first: "Symbol", last: "Symbol") -> "list[Symbol]":
        """Return the stretches that lie from one day to another: where each begins, its days."""
        from clingo import Function as Term
        from clingo import Number

        self._count()
        start, end = (self._symbols.value(one.number) for one in (first, last))
        if not isinstance(start, date) or not isinstance(end, date):
            return []
        begin, stop = start.toordinal(), end.toordinal() + 1
        if begin >= stop:
            return []
        inner = [cut for cut in self._cuts if begin < cut < stop]
        self.inexact |= begin not in self._cuts or stop not in self._cuts
        found = [begin, *inner, stop]
        return [Term("", [Number(left), Number(right - left)]) for left, right in pairwise(found)]

    def _count(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise TooLarge("too many calculations")

    def _result(
        self, name: str, args: "Sequence[Symbol]", work: "_Work"
    ) -> "Symbol | list[Symbol]":
        from clingo import Number

        self._count()
        numbers = tuple(one.number for one in args)
        key = name, numbers
        if key not in self._known:
            self._known[key] = work(name, numbers)
        found = self._known[key]
        return [] if found is None else Number(found)

    def _calc(self, name: str, args: tuple[int, ...]) -> int | None:
        values = tuple(self._symbols.value(one) for one in args)
        try:
            found = apply(cast(Function, name.removeprefix("calc ")), values)
        except EvaluationError:
            return None
        return None if found is None or isinstance(found, Range) else self._symbols.of(found)

    def _cmp(self, name: str, args: tuple[int, ...]) -> int | None:
        left, right = (self._symbols.value(one) for one in args)
        try:
            return 1 if compare(cast(Operator, name.removeprefix("cmp ")), left, right) else None
        except EvaluationError:
            return None

    def _weight(self, _: str, args: tuple[int, ...]) -> int | None:
        match self._symbols.value(args[0]):
            case int() | Decimal() | Fraction() as size:
                return self._cents(size)
            case Amount(size) | Share(size):
                return self._cents(size)
            case Duration(0, days):
                return self._cents(days)
            case _:
                self.inexact = True
                return None

    def _cents(self, size: int | Decimal | Fraction) -> int | None:
        cents = Fraction(size) * _CENTS
        if cents.denominator != 1 or abs(cents) > _SUMMED:
            self.inexact = True
            return None
        return int(cents)

    def _total(self, _: str, args: tuple[int, ...]) -> int | None:
        like, nothing, total = args
        if total == 0:
            return nothing
        size = number(Fraction(total, _CENTS))
        match self._symbols.value(like):
            case Amount(_, currency):
                return self._symbols.of(Amount(_decimal(size), currency))
            case Share():
                return self._symbols.of(Share(_decimal(size)))
            case Duration():
                return self._symbols.of(Duration(0, int(size)))
            case _:
                return self._symbols.of(size)


_Work = Callable[[str, tuple[int, ...]], int | None]


def _decimal(size: int | Decimal | Fraction) -> Decimal:
    return Decimal(size) if isinstance(size, int | Decimal) else Decimal(str(float(size)))


def day_after(day: date) -> date:
    """Return the next day; the last there is has none and is its own."""
    return day if day == date.max else day + timedelta(days=1)


def day_before(day: date) -> date:
    """Return the day before; the first there is has none and is its own."""
    return day if day == date.min else day - timedelta(days=1)
