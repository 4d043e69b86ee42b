"""A comparison -> a bound: something is at least, at most or exactly so far from something else."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal, TypeGuard

from parser.datalog.tree import MIRRORED
from parser.frozen import dataclass
from parser.resolved.law_tree import Calculated, Compares, Expression
from parser.resolved.tree import Constant
from parser.text.span import Span
from parser.values import Amount, Duration, Exact, Number, Share, Value

Op = Literal["=", "!=", "<", "<=", ">", ">="]

NONE = Duration()
"""The distance of what is compared without any."""


@dataclass(frozen=True, slots=True)
class Bound:
    """`thing op base + limit`, or `thing op limit` where there is no base.

    `the birthday + 18 years <= today` bounds today from below, eighteen years from the birthday.
    With a base the limit is a duration, without one it is any value.
    """

    thing: Expression
    base: Expression | None
    op: Op
    limit: Exact
    span: Span


def bounds_of(comparison: Compares) -> Iterator[Bound]:
    """Yield the bounds that a comparison sets: none if it is of another form, or several.

    A comparison of two things without a distance bounds both of them. One with a distance on each
    side says nothing simple of either: months are not of one length.
    """
    left, right, op, span = comparison.left, comparison.right, comparison.op, comparison.span
    match left, right:
        case Constant(), Constant():
            return
        case _, Constant(value):
            if _is_limit(value):
                yield Bound(left, None, op, value, span)
            return
        case Constant(value), _:
            if _is_limit(value):
                yield Bound(right, None, MIRRORED[op], value, span)
            return
        case _:
            pass
    (near, before), (far, after) = _apart(left), _apart(right)
    if before == NONE:
        yield Bound(near, far, op, after, span)
    if after == NONE:
        yield Bound(far, near, MIRRORED[op], before, span)


def _is_limit(value: Value) -> TypeGuard[Exact]:
    return isinstance(value, int | Decimal | Fraction | Amount | Share | date | Duration)


def _apart(expression: Expression) -> tuple[Expression, Duration]:
    """Return what a day is reckoned from, and how far: `X + 3 years - 1 day` is 3 years from X.

    Months come before days, as the language reckons; what is not of this form is itself.
    """
    match expression:
        case Calculated("+" | "-" as sign, (base, Constant(Duration(months, days)))):
            core, inner = _apart(base)
            factor = 1 if sign == "+" else -1
            if inner.days and months:  # days first and months after them are another day
                return expression, NONE
            return core, Duration(inner.months + factor * months, inner.days + factor * days)
        case _:
            return expression, NONE


def order(one: Exact, other: Exact) -> int | None:
    """Return -1, 0 or 1 as one limit is below, at or above another; None if nobody can say.

    Durations are told apart where months and days do not pull in two directions.

    >>> order(Duration(3), Duration(3, 1)), order(Duration(3), Duration(0, 90)), order(2, 1)
    (-1, None, 1)
    """
    match one, other:
        case date(), date():
            return _sign(one.toordinal() - other.toordinal())
        case int() | Decimal() | Fraction(), int() | Decimal() | Fraction():
            return _sign(Fraction(one) - Fraction(other))
        case Share(), Share():
            return _sign(one.percent - other.percent)
        case Amount(), Amount():
            return _sign(one.value - other.value) if one.currency == other.currency else None
        case Duration(), Duration():
            months, days = _sign(one.months - other.months), _sign(one.days - other.days)
            return months or days if months * days >= 0 else None
        case _:
            return None


def _sign(number: Number) -> int:
    return (number > 0) - (number < 0)


UPPER: frozenset[Op] = frozenset(("<", "<="))
LOWER: frozenset[Op] = frozenset((">", ">="))
STRICT: frozenset[Op] = frozenset(("<", ">"))


def implies(one: Bound, other: Bound) -> bool:
    """Tell whether a value within one bound is within the other: both of the same thing and base.

    >>> from parser.resolved.tree import Variable
    >>> from parser.text.span import NOWHERE
    >>> def bound(op, limit): return Bound(Variable("n", "number"), None, op, limit, NOWHERE)
    >>> implies(bound("<", 18), bound("<=", 21)), implies(bound("<=", 18), bound("<", 18))
    (True, False)
    """
    at = order(one.limit, other.limit)
    if at is None or (one.thing, one.base) != (other.thing, other.base):
        return False
    if one.op == "=":
        return _holds(at, other.op)
    if one.op == other.op and at == 0:
        return True
    if one.op in UPPER and other.op in UPPER:
        return at < 0 or (at == 0 and (one.op == "<" or other.op == "<="))
    if one.op in LOWER and other.op in LOWER:
        return at > 0 or (at == 0 and (one.op == ">" or other.op == ">="))
    if other.op == "!=":
        return excludes(one, Bound(other.thing, other.base, "=", other.limit, other.span))
    return False


def excludes(one: Bound, other: Bound) -> bool:
    """Tell whether no value is within both bounds: both of the same thing and base."""
    at = order(one.limit, other.limit)
    if at is None or (one.thing, one.base) != (other.thing, other.base):
        return False
    if one.op == "=":
        return not _holds(at, other.op)
    if other.op == "=":
        return not _holds(-at, one.op)
    if one.op in UPPER and other.op in LOWER:
        return at < 0 or (at == 0 and bool({one.op, other.op} & STRICT))
    if one.op in LOWER and other.op in UPPER:
        return at > 0 or (at == 0 and bool({one.op, other.op} & STRICT))
    return False


def _holds(at: int, op: Op) -> bool:
    """Tell whether a value that lies so beside a limit is within it."""
    match op:
        case "=":
            return at == 0
        case "!=":
            return at != 0
        case "<":
            return at < 0
        case "<=":
            return at <= 0
        case ">":
            return at > 0
        case ">=":
            return at >= 0
