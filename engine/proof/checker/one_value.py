"""How the checker compares two calculations from one and the same value that is not known.

Both are brought to the form `(a + b x + c x²) / (d + e x + f x²)`, or to days moved by a duration.
"""

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import isqrt

from parser.datalog.named import calculated
from parser.datalog.tree import Apply, Const, Expr, Var
from parser.values import Amount, Duration, Range

_Powers = dict[int, Fraction]
"""The factor of each power of the unknown value; those that are zero are left out."""
_EVERY = frozenset({-1, 0, 1})
_MOST = 2


class _Unread(Exception):
    """An expression that is of neither form."""


def apart(left: Range, right: Range) -> frozenset[int] | None:
    """Return every sign that the difference of two named ranges could have, if that is known.

    >>> n, more = Range(of="'n'"), Range(of="+(1, 'n' from None to None)")
    >>> apart(more, n)
    frozenset({1})
    """
    return _apart(left.of, right.of)


@lru_cache(maxsize=4096)
def _apart(left: str, right: str) -> frozenset[int] | None:
    one, other = calculated(left), calculated(right)
    if one is None or other is None or one.base != other.base:
        return None
    steps, its = _steps(one.expr), _steps(other.expr)
    if steps is not None and its is not None and (steps or its):
        return _order(steps, its)
    marks = {mark for each in (one.expr, other.expr) for mark in _marks(each)}
    currencies = {mark for mark in marks if len(mark) == 3}
    if len(currencies) > 1 or ("divides" in marks and "plain" not in marks):
        return None
    try:
        (a, b), (c, d) = _form(one.expr), _form(other.expr)
    except _Unread:
        return None
    over, under = _minus(_times(a, d), _times(c, b)), _times(b, d)
    if not over:
        return frozenset({0})
    if not under or max(over) > _MOST:
        return None
    known = [
        (low, high)
        for low, high in ((_number(each.low), _number(each.high)) for each in (one, other))
        if low is not None or high is not None
    ]
    low, high = known[0] if known else (None, None)
    found = {x * y for x in _along(over, low, high) for y in _along(under, low, high)} - {0}
    zeros = [root for root in _zeros(over) if _within(root, low, high) and _value(under, root)]
    return frozenset({*found, 0} if zeros else found)


def _steps(expr: Expr) -> tuple[Duration, ...] | None:
    """Return the durations by which a value is moved, one after the other; none is zero."""
    match expr:
        case Var():
            return ()
        case Apply("+", (one, Const(Duration() as by))) | Apply(
            "+", (Const(Duration() as by), one)
        ):
            before = _steps(one)
        case Apply("-", (one, Const(Duration() as back))):
            before, by = _steps(one), Duration(-back.months, -back.days)
        case _:
            return None
    return None if before is None else (*before, by) if by != Duration() else before


def _order(steps: tuple[Duration, ...], its: tuple[Duration, ...]) -> frozenset[int] | None:
    """Return how days moved in steps stand to each other: months before days, and months once."""
    totals: list[tuple[int, int]] = []
    for each in (steps, its):
        if any(one.months for one in each[1:]):
            return None
        totals.append((sum(one.months for one in each), sum(one.days for one in each)))
    (months, days), (others, other_days) = totals
    signs = {_sign(months - others), _sign(days - other_days)} - {0}
    if len(signs) > 1:
        return None
    return frozenset(signs or {0})


def _marks(expr: Expr) -> set[str]:
    """Return the currencies in an expression, and whether it `divides` or is of `plain` numbers.

    Amounts of money are rounded where they are divided, numbers never are.
    """
    match expr:
        case Const(Amount(_, currency)):
            return {currency}
        case Apply("+" | "-", (left, right)):
            plain = any(_is_number(one) and one != Const(0) for one in (left, right))
            return {*_marks(left), *_marks(right)} | ({"plain"} if plain else set())
        case Apply("*", (left, right)):
            by = [one for one in (left, right) if _is_number(one)]
            exactly = by and not any(
                isinstance(one, Const) and isinstance(one.value, Fraction) for one in by
            )
            return {*_marks(left), *_marks(right)} | (set() if exactly else {"divides"})
        case Apply("/", (left, right)):
            over = {"plain"} if _is_number(left) else set[str]()
            return {*_marks(left), *_marks(right), "divides"} | over
        case Apply(_, args):
            return set().union(*map(_marks, args))
        case _:
            return set()


def _is_number(expr: Expr) -> bool:
    return isinstance(expr, Const) and isinstance(expr.value, int | Decimal | Fraction)


def _form(expr: Expr) -> tuple[_Powers, _Powers]:
    one: _Powers = {0: Fraction(1)}
    match expr:
        case Var():
            return {1: Fraction(1)}, one
        case Const(value):
            size = _number(value)
            if size is None:
                raise _Unread
            return _kept({0: size}), one
        case Apply("neg", (arg,)):
            over, under = _form(arg)
            return _minus({}, over), under
        case Apply("+" | "-" | "*" | "/" as function, (left, right)):
            money = any(
                isinstance(each, Const) and isinstance(each.value, Amount) for each in expr.args
            )
            if money and function in ("*", "/"):
                raise _Unread
            (a, b), (c, d) = _form(left), _form(right)
            if function == "*":
                return _times(a, c), _times(b, d)
            if function == "/":
                return _times(a, d), _times(b, c)
            first, second = _times(a, d), _times(c, b)
            if function == "+":
                second = _minus({}, second)
            return _minus(first, second), _times(b, d)
        case _:
            raise _Unread


def _along(of: _Powers, low: Fraction | None, high: Fraction | None) -> frozenset[int]:
    """Return the signs that a polynomial may have between two ends."""
    if max(of) > _MOST:
        return _EVERY
    a, b, c = (of.get(power, Fraction(0)) for power in (2, 1, 0))
    if a and b**2 < 4 * a * c:
        return frozenset({_sign(a)})  # it is never zero
    points: list[Fraction] = [one for one in (low, high) if one is not None]
    if a and _within(-b / (2 * a), low, high):
        points.append(-b / (2 * a))
    found = {_sign(_value(of, point)) for point in points}
    if low is None:
        found.add(_sign(a) or -_sign(b) or _sign(c))
    if high is None:
        found.add(_sign(a) or _sign(b) or _sign(c))
    return frozenset(found)


def _zeros(of: _Powers) -> list[Fraction]:
    a, b, c = (of.get(power, Fraction(0)) for power in (2, 1, 0))
    if not a:
        return [-c / b] if b else []
    square = b**2 - 4 * a * c
    root = None if square < 0 else Fraction(isqrt(square.numerator), isqrt(square.denominator) or 1)
    if root is None or root**2 != square:
        return []  # it is none of the numbers that there are
    return [(root - b) / (2 * a), (-root - b) / (2 * a)]


def _value(of: _Powers, at: Fraction) -> Fraction:
    return sum((factor * at**power for power, factor in of.items()), Fraction(0))


def _within(value: Fraction, low: Fraction | None, high: Fraction | None) -> bool:
    return not ((low is not None and value < low) or (high is not None and high < value))


def _sign(value: Fraction | int) -> int:
    return 1 if value > 0 else -1 if value < 0 else 0


def _kept(of: _Powers) -> _Powers:
    return {power: factor for power, factor in of.items() if factor}


def _minus(one: _Powers, other: _Powers) -> _Powers:
    powers = {*one, *other}
    none = Fraction(0)
    return _kept({each: one.get(each, none) - other.get(each, none) for each in powers})


def _times(one: _Powers, other: _Powers) -> _Powers:
    found: _Powers = {}
    for power, factor in one.items():
        for its, by in other.items():
            found[power + its] = found.get(power + its, Fraction(0)) + factor * by
    return _kept(found)


def _number(value: object) -> Fraction | None:
    match value:
        case int() | Decimal() | Fraction():
            return Fraction(value)
        case Amount(size):
            return Fraction(size)
        case _:
            return None
