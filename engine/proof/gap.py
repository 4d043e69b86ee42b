"""By how much a comparison holds or fails, and from when it will hold if only time passes."""

from collections.abc import Mapping
from datetime import date, timedelta

from engine.arithmetic import evaluate
from engine.arithmetic.calendar import add_months, months_between
from engine.arithmetic.errors import EvaluationError
from engine.arithmetic.exact import exact
from engine.proof.instances import holds
from engine.proof.node import Gap
from engine.rails.in_force import TODAY_VARIABLE
from parser.datalog.tree import Comparison
from parser.datalog.variables import in_expression
from parser.values import Amount, Duration, Share, Value

_TODAY = TODAY_VARIABLE.name
_HORIZON = 150 * 366


def gap(comparison: Comparison, bindings: Mapping[str, Value]) -> Gap | None:
    """Return how far the two sides of a comparison that fails are apart, if that can be said.

    For one that speaks of today and that time alone will bring, the first day on which it holds
    is added.
    """
    try:
        left = evaluate(comparison.left, bindings, lenient=True)
        right = evaluate(comparison.right, bindings, lenient=True)
        if left is None or right is None or holds(comparison, bindings):
            return None
        day, today = reached_on(comparison, bindings), bindings.get(_TODAY)
        if day is not None and isinstance(today, date):
            return Gap("short", calendar_distance(today, day), day)
        amount = _apart(left, right)
    except EvaluationError:
        return None
    if amount is None:
        return None
    return Gap("short" if comparison.op in (">", ">=") else "over", amount)


def _apart(left: Value, right: Value) -> Duration | Amount | Share | int | None:
    """Return how far two values are apart, None if their difference has no unit of its own.

    Raises EvaluationError for a difference of too many digits.
    """
    match left, right:
        case (date(), date()):
            return calendar_distance(min(left, right), max(left, right))
        case (Duration(m1, d1), Duration(m2, d2)) if d1 == d2:
            return Duration(abs(m1 - m2))
        case (Amount(v1, c1), Amount(v2, c2)) if c1 == c2:
            apart = exact("-", (left, right) if v1 >= v2 else (right, left))
            return apart if isinstance(apart, Amount) else None
        case (Share(p1), Share(p2)):
            apart = exact("-", (left, right) if p1 >= p2 else (right, left))
            return apart if isinstance(apart, Share) else None
        case (int(), int()):
            return abs(left - right)
        case _:
            return None


def reached_on(comparison: Comparison, bindings: Mapping[str, Value]) -> date | None:
    """Return the first day from which a failing comparison holds, if time alone brings it.

    The comparison is tried on later days: once far ahead, then by halving, since conditions on
    the passing of time change at most once.
    """
    today = bindings.get(_TODAY)
    if not isinstance(today, date):
        return None
    if _TODAY not in (*in_expression(comparison.left), *in_expression(comparison.right)):
        return None

    def true_after(days: int) -> bool:
        return holds(comparison, {**bindings, _TODAY: today + timedelta(days=days)}, lenient=False)

    try:
        if not true_after(_HORIZON):
            return None
        low, high = 0, _HORIZON
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if true_after(middle) else (middle, high)
    except (EvaluationError, OverflowError):
        return None
    return today + timedelta(days=high)


def calendar_distance(start: date, end: date) -> Duration:
    """Return the time from one day to a later one in whole months and the days that are left.

    >>> calendar_distance(date(2026, 3, 1), date(2028, 3, 1))
    Duration(months=24, days=0)
    >>> calendar_distance(date(2026, 11, 23), date(2026, 11, 24))
    Duration(months=0, days=1)
    """
    months = months_between(start, end)
    return Duration(months, (end - add_months(start, months)).days)
