"""Closures, denials and single values -> the rows that rule out what nobody stated."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import product

from engine.arithmetic import compare
from engine.arithmetic.compare import ends
from engine.arithmetic.errors import EvaluationError
from engine.rails.names import Taken, write
from engine.rails.ways_to_rule_out import By, RulesOut, ways_to_rule_out
from parser.datalog.tree import Row
from parser.resolved.vocabulary import Predicate
from parser.values import SOMEONE, UNKNOWN, Entity, Range, Value

Pattern = tuple[Value | None, ...]
Domain = Mapping[str, tuple[Entity, ...]]
Named = tuple[str, Row]
"""A row with the name under which it is stored."""


def ruled_out_rows(
    predicate: Predicate,
    denied: Sequence[Pattern],
    closed: Sequence[Pattern],
    stated: Sequence[Row],
    domain: Domain,
) -> Iterator[Named]:
    """Yield the rows that say which further rows of a given or decided predicate cannot be.

    `denied` and `closed` are patterns (`None` is any), `stated` the rows of the case.
    """
    statements: dict[By, Sequence[Pattern]] = {"denial": denied, "closure": closed}
    if predicate.single is not None:
        statements["single"] = stated
    forms = ways_to_rule_out(predicate)
    for by, patterns in statements.items():
        for pattern in patterns:
            for one in forms:
                if one.by == by and _is_meant(one, pattern):
                    yield from _rows(one, predicate, pattern, stated, domain)


def _is_meant(one: RulesOut, pattern: Pattern) -> bool:
    return all(pattern[place] is not None for place in one.named) and all(
        pattern[place] is None for place in one.blank
    )


def _rows(
    one: RulesOut, predicate: Predicate, pattern: Pattern, stated: Sequence[Row], domain: Domain
) -> Iterator[Named]:
    choices: list[Iterable[Value]] = []
    for place in one.places:
        value = None if one.by == "single" and place in one.filled else pattern[place]
        if value is None:
            kind = predicate.slots[place].kind
            choices.append((*domain.get(kind, ()), Entity(kind, SOMEONE)))
        else:
            choices.append((value,))
    name = write(one.name)
    if isinstance(one.name, Taken):
        key = tuple(pattern[place] for place in one.places)
        if not any(value is None or isinstance(value, Range) for value in key):
            yield name, (*(value for value in key if value is not None), UNKNOWN)
        return
    for row in product(*choices):
        wanted = dict(zip(one.places, row, strict=True))
        alike = [other for other in stated if _could_be(wanted, other)] if one.spares else []
        if not alike:
            yield name, row
            continue
        for left in _without(wanted, alike):
            yield name, tuple(left.values())


def _without(wanted: Mapping[int, Value], stated: Sequence[Row]) -> Iterator[Mapping[int, Value]]:
    """Yield what is left of a row with one span of days where some of them may be stated."""
    spans = [(place, one) for place, one in wanted.items() if isinstance(one, Range)]
    if len(spans) != 1:
        return
    place, span = spans[0]
    start, end = span.low, span.high
    if not isinstance(start, date) or not isinstance(end, date):
        return
    day = timedelta(days=1)
    for low, high in sorted(_days(row[place], start, end) for row in stated):
        if start < low:
            yield {**wanted, place: _span(start, low - day)}
        if high >= end:
            return
        start = max(start, high + day)
    yield {**wanted, place: _span(start, end)}


def _days(value: Value, start: date, end: date) -> tuple[date, date]:
    """Return between which days a value lies, within the two given."""
    low, high = ends(value)
    first = max(low, start) if isinstance(low, date) else start
    last = min(high, end) if isinstance(high, date) else end
    return first, last


def _span(low: date, high: date) -> Value:
    return low if low == high else Range(low, high)


def _could_be(wanted: Mapping[int, Value], row: Row) -> bool:
    for place, value in wanted.items():
        try:
            if not compare("=", value, row[place], lenient=True):
                return False
        except EvaluationError:
            return False
    return True
