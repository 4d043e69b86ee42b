"""Under which name each predicate of a program runs on each rail."""

from dataclasses import field

from engine.rails.names import Kind, Listed, OnRail, Settled, Stated, write
from engine.rails.rail import CERTAIN, POSSIBLE, RAILS, SETTLED, Rail, Sensitivity, canonical
from parser.datalog import naming
from parser.frozen import dataclass
from parser.resolved.vocabulary import Predicate


@dataclass(frozen=True, slots=True)
class Naming:
    """The predicates of a program, their sensitivity, and which of them rules conclude.

    `known` are the names that were asked for before.
    """

    predicates: dict[str, Predicate]
    sensitivity: dict[str, Sensitivity]
    concluded: frozenset[str]
    known: dict[tuple[str, Rail], str] = field(default_factory=dict, compare=False, repr=False)

    def of(self, pred: str) -> Sensitivity:
        """Return what can change `pred`."""
        return self.sensitivity.get(pred, SETTLED)

    def name(self, pred: str, rail: Rail) -> str:
        """Return the name under which `pred` runs on `rail`.

        Rails on which a predicate cannot differ share one name; stored rows that no rule adds
        to are read directly. What gives the items of an enumeration their values is the same on
        all rails, whatever is possible: that it is so is a condition beside the enumeration, and
        an item can be certain for somebody of whom that is not.
        """
        name = self.known.get((pred, rail))
        if name is None:
            name = self.known[pred, rail] = self._name(pred, rail)
        return name

    def _name(self, pred: str, rail: Rail) -> str:
        made = naming.read(pred)
        rail = canonical(POSSIBLE if isinstance(made, naming.Context) else rail, self.of(pred))
        if isinstance(made, naming.OfKind):
            return write(Kind(made.kind, rail))
        if rail == CERTAIN and pred not in self.concluded:
            return self.stored(pred)
        differs = self.of(pred) != SETTLED or self.is_stored(pred)
        return write(OnRail(pred, rail) if differs else Settled(pred))

    def rails(self, pred: str) -> tuple[Rail, ...]:
        """Return the rails on which `pred` differs."""
        rails = (POSSIBLE,) if isinstance(naming.read(pred), naming.Context) else RAILS
        return tuple(dict.fromkeys(canonical(rail, self.of(pred)) for rail in rails))

    def is_stored(self, pred: str) -> bool:
        """Tell whether facts or a table stand behind `pred`."""
        predicate = self.predicates.get(pred)
        return predicate is not None and predicate.origin != "derived"

    def stored(self, pred: str) -> str:
        """Return the name of the stored rows behind `pred`."""
        if not self.is_stored(pred):
            return pred
        return write(Listed(pred) if self.predicates[pred].origin == "listed" else Stated(pred))
