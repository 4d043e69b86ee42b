"""The limits of a place -> values that tell them apart: each limit, and one on each side of it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from engine.arithmetic.calendar import shift
from engine.audit.limits import Cluster
from parser.values import Amount, Duration, Share, Value, number


def values_of(cluster: Cluster, kind: str, today: date, whole: bool) -> list[Value]:
    """Return the values of a place, those at and just beside limits first."""
    match kind:
        case "date":
            return list(days_of(cluster, today))
        case "number":
            sizes = [one for one in cluster.sizes if isinstance(one, int | Decimal | Fraction)]
            return list(_numbers(sizes, whole))
        case "amount":
            return list(_amounts(cluster))
        case "share":
            shares = [one.percent for one in cluster.sizes if isinstance(one, Share)]
            numbers = [one for one in _numbers(shares, whole=False) if 0 <= one <= 100]
            return [Share(Decimal(str(float(one)))) for one in numbers]
        case "duration":
            return list(_durations(cluster))
        case _:
            return [*cluster.texts, "something else"]


def days_of(cluster: Cluster, today: date) -> Iterator[date]:
    spans = list(dict.fromkeys(cluster.spans()))
    limits: dict[date, None] = {today: None}
    for day in cluster.days:
        limits[day] = None
    for sign in (-1, 1):
        for span in spans:
            limits[shift(today, span, sign)] = None
    for day in cluster.days:
        for span in spans:
            limits[shift(day, span, 1)] = None
    found: dict[date, None] = {}
    for limit in limits:
        for step in (0, -1, 1):
            if date.min < limit < date.max:
                found[limit + timedelta(days=step)] = None
    found[shift(today, Duration(12 * 50, 0), -1)] = None
    yield from found


def _numbers(sizes: Iterable[Value], whole: bool) -> Iterator[int | Decimal | Fraction]:
    limits = sorted({Fraction(one) for one in sizes})  # type: ignore[arg-type]
    found: dict[Fraction, None] = dict.fromkeys(limits)
    for one in limits:
        for step in (-1, 1):
            if one + step >= 0:
                found[one + step] = None
    if not whole:
        for low, high in pairwise(limits):
            found[(low + high) / 2] = None
        for one in limits:
            found[one + Fraction(1, 2)] = None
    for one in found or {Fraction(0): None, Fraction(1): None, Fraction(2): None}:
        value = number(one)
        if not whole or isinstance(value, int):
            yield value


def _amounts(cluster: Cluster) -> Iterator[Amount]:
    limits = [one for one in cluster.sizes if isinstance(one, Amount)]
    for one in limits or (Amount(Decimal(100), "EUR"),):
        for step in ("0", "-0.01", "0.01", "-1", "1"):
            size = one.value + Decimal(step)
            if size >= 0:
                yield Amount(size, one.currency)


def _durations(cluster: Cluster) -> Iterator[Duration]:
    found: dict[Duration, None] = {}
    for one in cluster.durations or {Duration(1, 0): None}:
        unit = Duration(0, 1) if one.days else Duration(1, 0)
        for step in (0, -1, 1):
            near = Duration(one.months + step * unit.months, one.days + step * unit.days)
            if near.months >= 0 and near.days >= 0:
                found[near] = None
    yield from found


def in_order(values: Sequence[Value]) -> tuple[Value, ...]:
    """Return values of one kind in their order, texts and durations as they are."""
    match values[0] if values else None:
        case date():
            return tuple(sorted(values, key=lambda one: one))  # type: ignore[return-value, arg-type]
        case int() | Decimal() | Fraction():
            return tuple(sorted(values, key=Fraction))  # type: ignore[arg-type]
        case Share():
            return tuple(sorted(values, key=lambda one: one.percent))  # type: ignore[union-attr]
        case Amount():
            return tuple(sorted(values, key=lambda one: (one.currency, one.value)))  # type: ignore[union-attr]
        case Duration():
            return tuple(sorted(values, key=lambda one: (one.months, one.days)))  # type: ignore[union-attr]
        case _:
            return tuple(values)
