"""Comparisons that hold together -> what follows from them, and whether they can hold at all."""

from collections.abc import Sequence

from engine.lint.bounds import (
    LOWER,
    NONE,
    STRICT,
    UPPER,
    Bound,
    bounds_of,
    excludes,
    implies,
    order,
)
from parser.frozen import dataclass
from parser.resolved.law_tree import Compares, Expression


@dataclass(frozen=True, slots=True)
class _Step:
    """`low` is at most `high`; below it if `strict`."""

    low: Expression
    high: Expression
    strict: bool
    comparison: Compares


def contradiction(compares: Sequence[Compares]) -> tuple[Compares, Compares] | None:
    """Return two comparisons that nothing meets at once, or that close a circle; None if none do.

    Quadratic in their number. What it finds is certain; what needs a calendar it leaves alone.
    """
    bounds = [(bound, one) for one in compares for bound in bounds_of(one)]
    for place, (second, at) in enumerate(bounds):
        for first, before in bounds[:place]:
            if before is not at and excludes(first, second):
                return before, at
    steps = _steps(bounds)
    for step in steps:
        path = _path(steps, step.high, step.low)
        if path is not None and any(one.strict for one in (step, *path)):
            other = path[-1].comparison if path else step.comparison
            return other, step.comparison
    return None


def follows(one: Compares, others: Sequence[Compares]) -> tuple[Compares, ...]:
    """Return comparisons among others that go from one side of a comparison to the other.

    The comparison then says nothing new. There are none if it does, or if it compares at a
    distance: those are looked at two by two.
    """
    wanted = next((b for b in bounds_of(one) if b.base is not None and b.limit == NONE), None)
    if wanted is None or wanted.op not in UPPER | LOWER or wanted.base is None:
        return ()
    steps = _steps([(bound, each) for each in others for bound in bounds_of(each)])
    low, high = wanted.thing, wanted.base
    if wanted.op in LOWER:
        low, high = high, low
    path = _path(steps, low, high)
    if not path or (wanted.op in STRICT and not any(step.strict for step in path)):
        return ()
    return tuple(dict.fromkeys(step.comparison for step in path))


def follows_from(own: Compares, others: Sequence[Compares]) -> tuple[Compares, ...]:
    """Return comparisons among others from which one follows; none if it says something new."""
    if own.op == "=":
        return tuple(one for one in others if one == own)[:1]
    for one in others:
        if any(implies(a, b) for a in bounds_of(one) for b in bounds_of(own)):
            return (one,)
    return follows(own, others)


def _steps(bounds: Sequence[tuple[Bound, Compares]]) -> list[_Step]:
    """Return what is at most what, of things compared with each other."""
    found: list[_Step] = []
    for bound, one in bounds:
        if bound.base is None:
            continue
        side = order(bound.limit, NONE)
        ops = ("<=", ">=") if bound.op == "=" else (bound.op,)
        for op in ops:
            if op in LOWER and side is not None and side >= 0:
                found.append(_Step(bound.base, bound.thing, op in STRICT or side > 0, one))
            elif op in UPPER and side is not None and side <= 0:
                found.append(_Step(bound.thing, bound.base, op in STRICT or side < 0, one))
    return found


def _path(steps: Sequence[_Step], start: Expression, end: Expression) -> list[_Step] | None:
    """Return the fewest steps up from one thing to another, a strict one first where there is one.

    Empty where they are the same; None if there are none.
    """
    if start == end:
        return []
    known: dict[Expression, list[_Step]] = {start: []}
    waiting = [start]
    for at in waiting:
        for step in sorted(steps, key=lambda each: not each.strict):
            if step.low == at and step.high not in known:
                known[step.high] = [*known[at], step]
                waiting.append(step.high)
    return known.get(end)
