"""What rules out rows that nobody stated: closures, denials and single values, described once.

Three passes read this description: `engine.rails.ruled_out_rows` makes rows of what one case says,
`engine.registers` queries of what a register says, and columns where its cases have them.
"""

from functools import lru_cache
from itertools import combinations
from typing import Literal, NamedTuple

from engine.rails.names import Denied, Ruling, Shut, Taken
from parser.resolved.vocabulary import Mask, Predicate, entity_slots, value_slots

By = Literal["denial", "closure", "single"]
"""A statement that something is not so; that all there is was stated; a row that must be alone."""


class RulesOut(NamedTuple):
    """How statements of one form rule out rows of a given or decided predicate.

    `name` is where the rows go, and `places` are those of the predicate that they have. A statement
    is meant that has a value at each place in `named` and none at those in `blank`; what it says at
    other places does not count, save that one in `filled` which it leaves open means everybody of
    the kind. With `spares` no row is ruled out that could be one of those stated.

    A record named `Taken` rules out further rows only: its rows end with the value that a row
    which nobody stated has at the place in `marks`, and a statement with a range at one of
    `places` rules out nothing, since the value behind it may be another.
    """

    name: Ruling
    by: By
    places: Mask
    named: Mask
    blank: Mask = ()
    spares: bool = False
    marks: Mask = ()

    @property
    def columns(self) -> Mask:
        """The places of the predicate that each column of the rows is like."""
        return (*self.places, *self.marks)

    @property
    def filled(self) -> Mask:
        """The places of the rows for which a statement need not name anybody."""
        return tuple(place for place in self.places if place not in self.named)


_SYMBOLIC = 4
"""Up to how many places each combination has a name; there are 2 to the power of that many."""


def shut_masks(predicate: Predicate) -> tuple[Mask, ...]:
    """Return the combinations of individuals for which a predicate can be shut, fewest first.

    A relation between very many individuals is shut only for all of them at once.
    """
    people = entity_slots(predicate)
    if len(people) > _SYMBOLIC:
        return (people,)
    return _subsets(people)


@lru_cache(maxsize=1024)
def ways_to_rule_out(predicate: Predicate) -> tuple[RulesOut, ...]:
    """Return how rows of a given or decided predicate are ruled out, one record for each form.

    Of the denials, and of the closures, one record alone fits any statement.
    """
    people, values = entity_slots(predicate), value_slots(predicate)
    masks = shut_masks(predicate)
    symbolic = len(masks) > 1 or not people
    found: list[RulesOut] = []
    for by in ("denial", "closure"):
        for mask in masks:
            others = tuple(place for place in people if place not in mask)
            named = mask if symbolic else ()
            found.append(RulesOut(Shut(predicate.name, mask), by, mask, named, (*values, *others)))
        for fixed in _subsets(values)[1:]:
            places = tuple(sorted((*people, *fixed)))
            blank = tuple(place for place in values if place not in fixed)
            of_values = Denied(predicate.name, fixed)
            found.append(RulesOut(of_values, by, places, fixed, blank, spares=by == "closure"))
    if predicate.single is not None:
        only = tuple(place for place in people if place != predicate.single)
        key = key_of(predicate)
        if key:
            mark = next(place for place in key if place in values)
            name = Taken(predicate.name, key)
            found.append(RulesOut(name, "single", key, key, marks=(mark,)))
        else:
            mask = only if only in masks else people
            found.append(RulesOut(Shut(predicate.name, mask), "single", mask, only))
    return tuple(found)


def key_of(predicate: Predicate) -> Mask:
    """Return all places but the single one if a value is among them, else no places.

    Individuals alone shut the relation for themselves; beside a value only that value is taken.
    """
    if predicate.single is None or value_slots(predicate) in ((), (predicate.single,)):
        return ()
    return tuple(place for place in range(len(predicate.slots)) if place != predicate.single)


def _subsets(places: Mask) -> tuple[Mask, ...]:
    return tuple(mask for size in range(len(places) + 1) for mask in combinations(places, size))
