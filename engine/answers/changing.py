"""Where a comparison changes along the one value in it that is not known."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from engine.answers.resting import Condition
from engine.arithmetic import evaluate
from engine.arithmetic.errors import EvaluationError
from engine.proof.instances import holds
from parser.datalog.tree import Apply, Comparison, Const, Expr, Operator, Var
from parser.datalog.variables import in_expression
from parser.values import Amount, Entity, Exact, Range, Share, Value, number

REACH = 200 * 366
"""How many days before and after the day of the question comparisons are looked at."""


def changes(condition: Condition, kind: str, as_of: date) -> Iterator[Exact]:
    """Yield where a comparison changes along the one unknown value in it."""
    match kind:
        case "date":
            yield from _changing_days(condition, as_of)
        case "number" | "amount" | "share":
            found = list(_equal_at(condition, kind))
            yield from found or _stepping_at(condition, kind)
            for divisor in divisors(condition):
                at_zero = Comparison("=", divisor, Const(0))
                yield from _equal_at(replace(condition, comparison=at_zero), kind)
        case "text":
            yield from _beside(condition)
        case _:
            pass


_EDGES: dict[Operator, tuple[Operator, ...]] = {
    "<": ("<",),
    ">=": ("<",),
    "<=": ("<=",),
    ">": ("<=",),
    "=": ("<", "<="),
    "!=": ("<", "<="),
}


def _changing_days(condition: Condition, as_of: date) -> Iterator[date]:
    """Yield the days after which a comparison changes.

    Each is found by halving, on the assumption that an inequality changes once. If it does not,
    the parts are merely badly chosen.
    """
    for op in _EDGES[condition.comparison.op]:
        changed = replace(condition.comparison, op=op)

        def at(ordinal: int, comparison=changed) -> bool:  # type: ignore[no-untyped-def]
            day = date.fromordinal(ordinal)
            return holds(comparison, with_all(condition, day), lenient=False)

        low = max(1, as_of.toordinal() - REACH)
        high = min(date.max.toordinal() - 1, as_of.toordinal() + REACH)
        try:
            first = at(low)
            if first == at(high):
                continue
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if at(middle) == first else (low, middle)
        except (EvaluationError, OverflowError, ValueError):
            continue
        yield date.fromordinal(low)


def with_all(condition: Condition, value: Value) -> Mapping[str, Value]:
    return {**condition.known, **dict.fromkeys(condition.unknown, value)}


def _equal_at(condition: Condition, kind: str) -> Iterator[Exact]:
    """Yield where the two sides are equal, if they are so at one place of a straight line."""
    unit = next(units(condition), "")

    def apart(at: Fraction) -> Fraction | None:
        value = _quantity(at, kind, unit)
        if value is None:
            return None
        bindings = with_all(condition, value)
        try:
            sides = [
                evaluate(side, bindings)
                for side in (condition.comparison.left, condition.comparison.right)
            ]
        except (EvaluationError, OverflowError):
            return None
        left, right = (_number(side) for side in sides)
        return None if left is None or right is None else left - right

    first, second = apart(Fraction(1)), apart(Fraction(2))
    if first is None or second is None or first == second:
        return
    roots = [1 + first / (first - second)]
    if next(divisors(condition), None) is not None and first != 2 * second:
        roots.append(2 * (second - first) / (2 * second - first))  # of a line along 1 / x
    for root in roots:
        value = _quantity(root, kind, unit)
        if value is not None and apart(root) == 0:
            yield value
            return


_STEPS = frozenset({"rounded", "rounded_up", "rounded_down", "whole"})
"""Functions along which a number goes up in steps."""

_WIDE = Fraction(1024)
"""Between this and its negative a comparison of numbers in steps is looked at."""


def _stepping_at(condition: Condition, kind: str) -> Iterator[Exact]:
    """Yield where a comparison of what goes up in steps changes, found by halving.

    It is taken to change once; if it does not, the parts are merely badly chosen.
    """
    sides = (condition.comparison.left, condition.comparison.right)
    unit = next(units(condition), "")
    if not any(one.function in _STEPS for side in sides for one in _functions(side)):
        return
    for op in _EDGES[condition.comparison.op]:
        changed = replace(condition.comparison, op=op)

        def at(size: Fraction, comparison=changed) -> bool:  # type: ignore[no-untyped-def]
            value = _quantity(size, kind, unit)
            return value is not None and holds(comparison, with_all(condition, value), False)

        low, high = -_WIDE, _WIDE
        try:
            first = at(low)
            if first == at(high):
                continue
            while high - low > Fraction(1, 512):
                middle = (low + high) / 2
                low, high = (middle, high) if at(middle) == first else (low, middle)
        except (EvaluationError, OverflowError, ValueError):
            continue
        found = _quantity(((low + high) / 2).limit_denominator(100), kind, unit)
        if found is not None:
            yield found


def _functions(expr: Expr) -> Iterator[Apply]:
    """Yield the functions in an expression."""
    if isinstance(expr, Apply):
        yield expr
        for arg in expr.args:
            yield from _functions(arg)


def divisors(condition: Condition) -> Iterator[Expr]:
    """Yield what is divided by, where that is not known."""
    waiting: list[Expr] = [condition.comparison.left, condition.comparison.right]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Apply):
            waiting.extend(one.args)
            if one.function in ("/", "%") and set(in_expression(one.args[1])) & set(
                condition.unknown
            ):
                yield one.args[1]


def units(condition: Condition) -> Iterator[str]:
    sides: list[Expr] = [condition.comparison.left, condition.comparison.right]
    while sides:
        side = sides.pop()
        value = side.value if isinstance(side, Const) else None
        if isinstance(value, Amount):
            yield value.currency
        sides.extend(getattr(side, "args", ()))
    for known in condition.known.values():
        if isinstance(known, Amount):
            yield known.currency


def _quantity(at: Fraction, kind: str, unit: str) -> Exact | None:
    if kind == "number":
        return number(at)
    try:
        exact = Decimal(at.numerator) / Decimal(at.denominator)
    except InvalidOperation:
        return None
    if Fraction(exact) != at:
        return None
    if kind == "share":
        return Share(exact)
    return Amount(exact, unit) if unit else None


def _number(value: Value | None) -> Fraction | None:
    match value:
        case Amount(size) | Share(size):
            return Fraction(size)
        case bool():
            return None
        case int() | Decimal() | Fraction():
            return Fraction(value)
        case _:
            return None


def _beside(condition: Condition) -> Iterator[Exact]:
    """Yield the text with which an unknown one is compared, if it stands alone on its side."""
    yield from (one for one in alone(condition) if isinstance(one, str))


def alone(condition: Condition) -> Iterator[Exact]:
    """Yield the value with which an unknown one is compared, if it stands alone on its side."""
    comparison = condition.comparison
    for side, other in (
        (comparison.left, comparison.right),
        (comparison.right, comparison.left),
    ):
        alone = isinstance(side, Var) and side.name in condition.unknown
        if alone and not set(in_expression(other)) & condition.unknown.keys():
            value = evaluate(other, condition.known)
            if value is not None and not isinstance(value, Range | Entity):
                yield value
