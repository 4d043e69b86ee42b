"""Two calculations from one value that is not known, compared: no birthday is its third return.

By their ends alone two such values may always be one. What they differ by is a duration that was
added, or a quotient of two polynomials, of which the signs are known along all rational numbers.
"""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import isqrt

from parser.datalog.named import Calculated, calculated
from parser.datalog.tree import Apply, Const, Expr, Var
from parser.values import Amount, Duration, Exact, Range, Value

_Polynomial = tuple[Fraction, ...]
"""Its coefficients, the constant first; none of zeros alone at the end."""

_DEGREE = 2
"""The highest power of what is looked at."""


def signs_apart(left: Value, right: Value) -> frozenset[int] | None:
    """Return every sign that `left - right` could have where both come from one unknown value.

    None where they do not, or where it is not known. There may be fewer signs in fact.

    >>> birthday = Range(of="'the birthday'")
    >>> later = Range(of="+('the birthday' from None to None, Duration(months=36, days=0))")
    >>> signs_apart(later, birthday)
    frozenset({1})
    >>> inverse = Range(of="/(6, 'n' from None to None)")
    >>> sorted(signs_apart(inverse, Range(of="'n'")))
    [-1, 1]
    """
    if not isinstance(left, Range) or not isinstance(right, Range) or not (left.of and right.of):
        return None
    return _signs_apart(left.of, right.of)


@lru_cache(maxsize=4096)
def _signs_apart(left: str, right: str) -> frozenset[int] | None:
    one, other = calculated(left), calculated(right)
    if one is None or other is None or one.base != other.base:
        return None
    moved, by = _moved(one.expr), _moved(other.expr)
    if moved is not None and by is not None and (moved, by) != (_STILL, _STILL):
        return _later(moved.months - by.months, moved.days - by.days)
    first, second = _Ratio.of(one.expr), _Ratio.of(other.expr)
    if first is None or second is None:
        return None
    if (first.needs_numbers or second.needs_numbers) and not (first.numbers or second.numbers):
        return None
    if len({*_currencies(one.expr), *_currencies(other.expr)}) > 1:
        return None
    is_open = one.low is None and one.high is None
    return _between(first, second, other if is_open else one)


def _currencies(expr: Expr) -> Iterator[str]:
    match expr:
        case Const(Amount(_, currency)):
            yield currency
        case Apply(_, args):
            for one in args:
                yield from _currencies(one)
        case _:
            pass


_STILL = Duration()


def _moved(expr: Expr) -> Duration | None:
    """Return what is added to an unknown value: durations, of which only the last has days."""
    match expr:
        case Var():
            return _STILL
        case Apply("+" | "-" as function, (one, Const(Duration() as by))):
            before = _moved(one)
            if before is None or (before.days and by.months):
                return None
            if before.months and by.months:
                return None  # the day of a month may be another one after each step
            sign = 1 if function == "+" else -1
            return Duration(before.months + sign * by.months, before.days + sign * by.days)
        case Apply("+", (Const(Duration()) as by, one)):
            return _moved(Apply("+", (one, by)))
        case _:
            return None


def _later(months: int, days: int) -> frozenset[int] | None:
    """Return the signs of a difference of months and days that both go one way."""
    if months == 0 or days == 0 or (months > 0) == (days > 0):
        total = months or days
        return frozenset({(total > 0) - (total < 0)})
    return None


class _Ratio:
    """A quotient of two polynomials in the unknown value.

    It `needs_numbers` where amounts of money would be rounded; `numbers` says that what is not
    known is a number.
    """

    def __init__(self, over: _Polynomial, under: _Polynomial = (Fraction(1),)) -> None:
        self.over, self.under = over, under
        self.needs_numbers = self.numbers = False

    @staticmethod
    def of(expr: Expr) -> "_Ratio | None":
        """Return an expression as such a quotient, if it is one of small degree."""
        match expr:
            case Var():
                return _Ratio((Fraction(0), Fraction(1)))
            case Const(int() | Decimal() | Fraction() as value):
                return _Ratio(_trimmed((Fraction(value),)))
            case Const(Amount(value)):
                return _Ratio(_trimmed((Fraction(value),)))
            case Apply("neg", (one,)):
                zero: Expr = Const(0)
                return _Ratio.of(Apply("-", (zero, one)))
            case Apply("+" | "-" | "*" | "/" as function, (left, right)):
                first, second = _Ratio.of(left), _Ratio.of(right)
                if first is None or second is None:
                    return None
                return first._with(function, second, left, right)
            case _:
                return None

    def _with(self, function: str, other: "_Ratio", left: Expr, right: Expr) -> "_Ratio | None":
        if function in ("*", "/") and any(_is_money(one) for one in (left, right)):
            return None
        plain = [isinstance(one, Const) and not _is_money(one) for one in (left, right)]
        whole = all(
            isinstance(one.value, int | Decimal) for one in (left, right) if isinstance(one, Const)
        )
        match function:
            case "+" | "-":
                sign = 1 if function == "+" else -1
                found = _Ratio(
                    _sum(
                        _product(self.over, other.under),
                        _product(other.over, self.under),
                        sign,
                    ),
                    _product(self.under, other.under),
                )
                found.numbers = any(
                    isinstance(one, Const) and not _is_money(one) and one.value != 0
                    for one in (left, right)
                )
            case "*":
                found = _Ratio(_product(self.over, other.over), _product(self.under, other.under))
                found.needs_numbers = not (any(plain) and whole)
            case _:
                if not other.over:
                    return None
                found = _Ratio(_product(self.over, other.under), _product(self.under, other.over))
                found.needs_numbers = True
                found.numbers = plain[0]
        found.numbers = found.numbers or self.numbers or other.numbers
        found.needs_numbers = found.needs_numbers or self.needs_numbers or other.needs_numbers
        return found


def _is_money(expr: Expr) -> bool:
    return isinstance(expr, Const) and isinstance(expr.value, Amount)


def _between(first: _Ratio, second: _Ratio, where: Calculated) -> frozenset[int] | None:
    """Return the signs that the difference of two quotients may have between two ends."""
    low, high = _size(where.low), _size(where.high)
    over = _sum(_product(first.over, second.under), _product(second.over, first.under), -1)
    under = _product(first.under, second.under)
    if len(over) > _DEGREE + 1:
        return None
    if not over:
        return frozenset({0})
    above, below = _signs(over, low, high), _signs(under, low, high)
    found = {one * other for one in above for other in below}
    if any(_at(under, root) for root in _roots(over) if _lies(root, low, high)):
        found.add(0)
    return frozenset(found)


def _signs(of: _Polynomial, low: Fraction | None, high: Fraction | None) -> set[int]:
    """Return the signs but zero that a polynomial takes between two ends."""
    if len(of) > _DEGREE + 1:
        return {-1, 1}
    lead = _sign(of[-1])
    found = {
        lead * (-1) ** (len(of) - 1) if low is None else _sign(_at(of, low)),
        lead if high is None else _sign(_at(of, high)),
    }
    if len(of) == _DEGREE + 1:
        turn = -of[1] / (2 * of[2])
        if _lies(turn, low, high):
            found.add(_sign(_at(of, turn)))
    return found - {0}


def _roots(of: _Polynomial) -> tuple[Fraction, ...]:
    """Return the rational numbers at which a polynomial is zero."""
    if len(of) < _DEGREE:
        return ()
    if len(of) == _DEGREE:
        return (-of[0] / of[1],)
    constant, linear, square = of
    inside = linear**2 - 4 * square * constant
    if inside < 0:
        return ()
    over, under = isqrt(inside.numerator), isqrt(inside.denominator)
    if over**2 != inside.numerator or under**2 != inside.denominator:
        return ()
    return tuple((-linear + sign * Fraction(over, under)) / (2 * square) for sign in (1, -1))


def _lies(value: Fraction, low: Fraction | None, high: Fraction | None) -> bool:
    return (low is None or low <= value) and (high is None or value <= high)


def _at(of: _Polynomial, value: Fraction) -> Fraction:
    found = Fraction(0)
    for one in reversed(of):
        found = found * value + one
    return found


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)


def _sum(one: _Polynomial, other: _Polynomial, sign: int) -> _Polynomial:
    longer = max(len(one), len(other))
    first, second = ((*each, *[Fraction(0)] * (longer - len(each))) for each in (one, other))
    return _trimmed(tuple(a + sign * b for a, b in zip(first, second, strict=True)))


def _product(one: _Polynomial, other: _Polynomial) -> _Polynomial:
    found = [Fraction(0)] * max(0, len(one) + len(other) - 1)
    for place, value in enumerate(one):
        for power, factor in enumerate(other):
            found[place + power] += value * factor
    return _trimmed(tuple(found))


def _trimmed(of: _Polynomial) -> _Polynomial:
    last = len(of)
    while last and of[last - 1] == 0:
        last -= 1
    return of[:last]


def _size(end: Exact | None) -> Fraction | None:
    """Return an end as a number; what is none is no end."""
    match end:
        case int() | Decimal() | Fraction():
            return Fraction(end)
        case Amount(value):
            return Fraction(value)
        case _:
            return None
