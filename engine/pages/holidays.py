"""The holidays that a comparison in working days passes over, which nobody sees in its figures."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from engine.arithmetic import evaluate
from engine.arithmetic.errors import EvaluationError
from engine.arithmetic.working_days import holidays_between
from engine.proof.node import Compared
from parser.datalog.tree import Apply, Const, Expr
from parser.values import Value

NAMED = 6
"""So many holidays are named; a term over years has more than anybody reads."""


def holidays_of(node: Compared) -> tuple[date, ...]:
    """Return the holidays on weekdays that its terms in working days pass over, in their order."""
    bindings = dict(node.bindings)
    sides = (node.comparison.left, node.comparison.right)
    return tuple(sorted({day for side in sides for day in _in(side, bindings)}))


def _in(expr: Expr, bindings: Mapping[str, Value]) -> Iterator[date]:
    if not isinstance(expr, Apply):
        return
    for arg in expr.args:
        yield from _in(arg, bindings)
    match expr:
        case Apply("working_days", (Const(str() as calendar), first, last)):
            yield from _between(calendar, _value(first, bindings), _value(last, bindings))
        case Apply("working_after", (Const(str() as calendar), start, _)):
            day, end = _value(start, bindings), _value(expr, bindings)
            if isinstance(day, date) and isinstance(end, date):
                step = timedelta(days=1 if end > day else -1)  # the day itself is not counted
                yield from _between(calendar, *sorted((day + step, end)))
        case Apply():
            return


def _between(calendar: str, first: Value | None, last: Value | None) -> Iterator[date]:
    if isinstance(first, date) and isinstance(last, date):
        yield from holidays_between(calendar, first, last)


def _value(expr: Expr, bindings: Mapping[str, Value]) -> Value | None:
    try:
        return evaluate(expr, bindings)
    except EvaluationError:
        return None
