"""By how much a comparison holds or fails, and from when it will hold if only time passes."""

from collections.abc import Mapping
from datetime import date, timedelta

from engine.arithmetic import evaluate
from engine.arithmetic.calendar import add_months, months_between
from engine.arithmetic.errors import EvaluationError
from engine.proof.instances import holds
from engine.rails.in_force import TODAY_VARIABLE
from parser.datalog.tree import Comparison
from parser.datalog.variables import in_expression
from parser.values import Amount, Duration, Share, Value

_TODAY = TODAY_VARIABLE.name
_HORIZON = 150 * 366


def gap(comparison: Comparison, bindings: Mapping[str, Value]) -> str:
    """Return in words how far the two sides are apart, or an empty text.

    For a comparison that fails and speaks of today, the first day on which it holds is added.
    """
    try:
        left = evaluate(comparison.left, bindings)
        right = evaluate(comparison.right, bindings)
        failing = not holds(comparison, bindings)
    except EvaluationError:
        return ""
    if not failing or left is None or right is None:
        return ""
    apart = _apart(left, right)
    day = reached_on(comparison, bindings)
    if day is None:
        return f"{apart} short" if apart and comparison.op in (">", ">=") else _over(apart)
    today = bindings[_TODAY]
    wait = calendar_distance(today, day) if isinstance(today, date) else ""
    return f"{wait} short, reached on {day.isoformat()}"


def _over(apart: str) -> str:
    return f"{apart} too much" if apart else ""


def _apart(left: Value, right: Value) -> str:
    match left, right:
        case (date(), date()):
            return calendar_distance(min(left, right), max(left, right))
        case (Duration(m1, d1), Duration(m2, d2)) if d1 == d2:
            return months_in_words(abs(m1 - m2))
        case (Amount(v1, c1), Amount(v2, c2)) if c1 == c2:
            return f"{abs(v1 - v2)} {c1}"
        case (Share(p1), Share(p2)):
            return f"{abs(p1 - p2)}%"
        case (int(), int()):
            return str(abs(left - right))
        case _:
            return ""


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


def calendar_distance(start: date, end: date) -> str:
    """Return the time from one day to a later one in whole years, months and days.

    >>> calendar_distance(date(2026, 3, 1), date(2028, 3, 1))
    '2 years'
    >>> calendar_distance(date(2026, 11, 23), date(2026, 11, 24))
    '1 day'
    """
    months = months_between(start, end)
    days = (end - add_months(start, months)).days
    return _listed(*_counted(months), (days, "day"))


def _counted(months: int) -> tuple[tuple[int, str], tuple[int, str]]:
    return (months // 12, "year"), (months % 12, "month")


def _listed(*parts: tuple[int, str]) -> str:
    """Return counts in words, without those that are zero unless all are.

    >>> _listed((7, "year"), (4, "month"), (1, "day")), _listed((0, "day"))
    ('7 years, 4 months and 1 day', '0 days')
    """
    said = [f"{n} {unit}{'' if n == 1 else 's'}" for n, unit in parts if n] or [
        f"0 {parts[-1][1]}s"
    ]
    return " and ".join((", ".join(said[:-1]), said[-1])) if said[1:] else said[0]


def months_in_words(months: int) -> str:
    """Return a number of months as years and months.

    >>> months_in_words(30), months_in_words(12)
    ('2 years and 6 months', '1 year')
    """
    return _listed(*_counted(months))
