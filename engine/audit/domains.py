"""A part of a program -> who there may be, and which values each place of a sentence may have."""

from collections.abc import Mapping, Sequence

from engine.audit.beside import in_order, values_of
from engine.audit.bounds import Bounds
from engine.audit.limits import Place, add_rows, clusters_of
from engine.audit.part import Part, is_circular
from engine.audit.people import people_of
from parser.frozen import dataclass
from parser.resolved.vocabulary import VALUE_KINDS, Predicate
from parser.values import Duration, Entity, Value
from parser.words.values import counted


@dataclass(frozen=True, slots=True)
class Domains:
    """`people` are the individuals of each kind, `values` those of each place of a sentence.

    `units` is in which unit the limits of a place are written, where it has any. `left_out` says
    what the bounds leave out, in words.
    """

    people: Mapping[str, tuple[Entity, ...]]
    values: Mapping[Place, tuple[Value, ...]]
    units: Mapping[Place, Duration]
    left_out: tuple[str, ...]


def domains_of(part: Part, bounds: Bounds) -> Domains:
    """Return who and what a part is asked about."""
    left_out: list[str] = []
    if part.in_part:
        left_out.append(
            f"{counted(part.in_part, 'row')} left out in which a value is known in part"
        )
    if is_circular(part):
        left_out.append("situations that go round in no circle")
    clusters = clusters_of(part)
    people = people_of(part, bounds, clusters, left_out)
    add_rows(part, people, clusters)
    values: dict[Place, tuple[Value, ...]] = {}
    units: dict[Place, Duration] = {}
    for predicate in (*part.stated, part.predicate):
        most = _most(predicate, people, bounds)
        for place, slot in enumerate(predicate.slots):
            if slot.kind in VALUE_KINDS:
                key = predicate.name, place
                found = values_of(clusters[key], slot.kind, part.day, _is_counted(predicate, place))
                if len(found) > most:
                    left_out.append(f"{most} of {len(found)} values of `{slot.role}`")
                values[key] = in_order(found[:most])
                units[key] = clusters[key].unit()
    return Domains(people, values, units, tuple(dict.fromkeys(left_out)))


def _most(predicate: Predicate, people: Mapping[str, Sequence[Entity]], bounds: Bounds) -> int:
    """Return how many values each place of a sentence may have, so that its rows are not many."""
    rows, places = 1, 0
    for slot in predicate.slots:
        if slot.kind in VALUE_KINDS:
            places += 1
        else:
            rows *= max(1, len(people.get(slot.kind, ())))
    most = bounds.values
    while places and most > 3 and rows * most**places > bounds.rows:
        most -= 1
    return most


def _is_counted(predicate: Predicate, place: int) -> bool:
    """Tell whether a number says how many there are of something, so that it is whole.

    >>> from parser.resolved.vocabulary import Slot
    >>> slots = (Slot("person", "person"), Slot("number", "number"))
    >>> books = Predicate("has", slots, parts=(0, "has", 1, "books"))
    >>> aged = Predicate("aged", slots, parts=(0, "is", 1, "years", "old"))
    >>> _is_counted(books, 1), _is_counted(aged, 1)
    (True, False)
    """
    if place not in predicate.parts:
        return False
    at = predicate.parts.index(place) + 1
    after = predicate.parts[at] if at < len(predicate.parts) else ""
    return isinstance(after, str) and bool(after) and after not in _DIVIDED


_DIVIDED = frozenset({"year", "years", "old", "percent", "on", "in", "of", "for", "from", "at"})
"""Words behind a number that need not be whole."""
