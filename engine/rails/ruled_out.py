"""Closures, denials and single values -> the rows that rule out what nobody stated."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from engine.arithmetic import compare
from engine.arithmetic.errors import EvaluationError
from engine.rails.names import denied_name, shut_masks, shut_name
from parser.datalog.tree import Row
from parser.resolved.vocabulary import Mask, Predicate, entity_slots, value_slots
from parser.values import SOMEONE, Entity, Value

Pattern = tuple[Value | None, ...]
Domain = Mapping[str, tuple[Entity, ...]]
Named = tuple[str, Row]
"""A row with the name under which it is stored."""


def ruled_out(
    predicate: Predicate,
    denied: Iterable[Pattern],
    closed: Iterable[Pattern],
    stated: Iterable[Row],
    domain: Domain,
) -> Iterator[Named]:
    """Yield the rows that say which further rows of a given or decided predicate cannot be.

    `denied` and `closed` are patterns (`None` is any), `stated` the rows of the case.
    """
    values = value_slots(predicate)
    stated = tuple(stated)
    for pattern in denied:
        if all(pattern[i] is None for i in values):
            yield from _shut(predicate, pattern, domain)
        else:
            yield from _denied(predicate, pattern, (), domain)
    for pattern in closed:
        if all(pattern[i] is None for i in values):
            yield from _shut(predicate, pattern, domain)
        else:
            yield from _denied(predicate, pattern, stated, domain)
    if predicate.single is not None:
        for row in stated:
            only = tuple(
                None if i == predicate.single or i in values else value
                for i, value in enumerate(row)
            )
            yield from _shut(predicate, only, domain)


def _shut(predicate: Predicate, pattern: Pattern, domain: Domain) -> Iterator[Named]:
    fixed: Mask = tuple(i for i in entity_slots(predicate) if pattern[i] is not None)
    masks = shut_masks(predicate)
    mask = fixed if fixed in masks else masks[-1]
    for row in _filled(predicate, pattern, mask, domain):
        yield shut_name(predicate.name, mask), row


def _denied(
    predicate: Predicate, pattern: Pattern, stated: tuple[Row, ...], domain: Domain
) -> Iterator[Named]:
    """Yield what is ruled out for the values in `pattern`, save what could be a stated row."""
    values = tuple(i for i in value_slots(predicate) if pattern[i] is not None)
    places = tuple(sorted((*entity_slots(predicate), *values)))
    for row in _filled(predicate, pattern, places, domain):
        wanted = dict(zip(places, row, strict=True))
        if not any(_could_be(wanted, other) for other in stated):
            yield denied_name(predicate.name, values), row


def _filled(predicate: Predicate, pattern: Pattern, places: Mask, domain: Domain) -> Iterator[Row]:
    """Yield the values of `places` in every row of individuals that `pattern` speaks of."""
    choices: list[Iterable[Value]] = []
    for place in places:
        value = pattern[place]
        if value is None:
            kind = predicate.slots[place].kind
            choices.append((*domain.get(kind, ()), Entity(kind, SOMEONE)))
        else:
            choices.append((value,))
    yield from product(*choices)


def _could_be(wanted: Mapping[int, Value], row: Row) -> bool:
    for place, value in wanted.items():
        try:
            if not compare("=", value, row[place], lenient=True):
                return False
        except EvaluationError:
            return False
    return True
