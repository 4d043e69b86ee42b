"""Names for what rules out the rows that nobody stated: closures, denials and single values.

What is ruled out between some individuals and whoever else stays symbolic: `shut:p/0` holds a
row for each individual in place 0 of `p` for which nothing more can hold, whoever stands in the
other places. A relation of a thousand people that is closed as a whole is one row of `shut:p/`.
"""

from itertools import combinations

from engine.rails.sensitivity import entity_slots
from parser.resolved.vocabulary import VALUE_KINDS, Predicate

Mask = tuple[int, ...]
"""The places of a predicate that are fixed, in order."""

_SYMBOLIC = 4
"""Up to how many places each combination has a name; there are 2 to the power of that many."""


def shut_masks(predicate: Predicate) -> tuple[Mask, ...]:
    """Return the combinations of individuals for which a predicate can be shut, fewest first.

    A relation between very many individuals is shut only for all of them at once.
    """
    people = entity_slots(predicate)
    if len(people) > _SYMBOLIC:
        return (people,)
    return tuple(mask for size in range(len(people) + 1) for mask in combinations(people, size))


def shut_name(pred: str, mask: Mask) -> str:
    """Return the name of the rows that shut a predicate.

    >>> shut_name("parent", (0,)), shut_name("parent", ())
    ('shut:parent/0', 'shut:parent/')
    """
    return f"shut:{pred}/{'.'.join(map(str, mask))}"


def value_slots(predicate: Predicate) -> Mask:
    """Return the places of a predicate that hold values rather than individuals."""
    return tuple(i for i, slot in enumerate(predicate.slots) if slot.kind in VALUE_KINDS)


def denied_name(pred: str, values: Mask) -> str:
    """Return the name of the rows that are ruled out for certain values.

    Its places are the individuals of the predicate and the values that are fixed.

    >>> denied_name("is_away", (1,))
    'denied:is_away/1'
    """
    return f"denied:{pred}/{'.'.join(map(str, values))}"


def is_denial(name: str) -> bool:
    """Tell whether a name of the plain program stands for denials of certain values."""
    return name.startswith("denied:")


def denied_places(name: str) -> tuple[str, Mask]:
    """Return the predicate and the places of values behind such a name.

    >>> denied_places("denied:is_away/1.2")
    ('is_away', (1, 2))
    """
    pred, _, places = name.removeprefix("denied:").rpartition("/")
    return pred, tuple(map(int, places.split(".")))
