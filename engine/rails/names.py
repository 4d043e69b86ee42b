"""What a predicate is called on each rail, and what the rows that rule out others are called.

What is ruled out between some individuals and whoever else stays symbolic: `shut:p/0` holds a
row for each individual in place 0 of `p` for which nothing more can hold, whoever stands in the
other places. A relation of a thousand people that is closed as a whole is one row of `shut:p/`.
"""

from dataclasses import dataclass
from itertools import combinations

from engine.rails.rail import CERTAIN, POSSIBLE, RAILS, SETTLED, Rail, Sensitivity, canonical
from parser.resolved.vocabulary import Mask, Predicate, entity_slots


@dataclass(frozen=True, slots=True)
class Naming:
    """The predicates of a program, their sensitivity, and which of them rules conclude."""

    predicates: dict[str, Predicate]
    sensitivity: dict[str, Sensitivity]
    concluded: frozenset[str]

    def of(self, pred: str) -> Sensitivity:
        """Return what can change `pred`."""
        return self.sensitivity.get(pred, SETTLED)

    def name(self, pred: str, rail: Rail) -> str:
        """Return the name under which `pred` runs on `rail`.

        Rails on which a predicate cannot differ share one name; stored rows that no rule adds
        to are read directly.
        """
        rail = canonical(rail, self.of(pred))
        if pred.startswith("kind:"):
            return pred if rail == CERTAIN else f"{pred}@{POSSIBLE}"
        if rail == CERTAIN and pred not in self.concluded:
            return self.stored(pred)
        return f"{pred}@{rail}" if self.of(pred) != SETTLED or self.is_stored(pred) else pred

    def rails(self, pred: str) -> tuple[Rail, ...]:
        """Return the rails on which `pred` differs."""
        return tuple(dict.fromkeys(canonical(rail, self.of(pred)) for rail in RAILS))

    def is_stored(self, pred: str) -> bool:
        """Tell whether facts or a table stand behind `pred`."""
        predicate = self.predicates.get(pred)
        return predicate is not None and predicate.origin != "derived"

    def stored(self, pred: str) -> str:
        """Return the name of the stored rows behind `pred`."""
        if not self.is_stored(pred):
            return pred
        prefix = "listed" if self.predicates[pred].origin == "listed" else "stated"
        return f"{prefix}:{pred}"


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
