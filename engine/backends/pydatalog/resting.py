"""On which facts each predicate of a program rests: what two models of it can share."""

from collections.abc import Iterable, Mapping, Sequence
from threading import RLock

from parser.datalog.tree import Rule
from parser.datalog.variables import atoms


class Foundations:
    """For each predicate all those that it rests on, as the bits of a number.

    Rules that are made later (see `Clauses`) only repeat parts of those there are, and rest on
    what these rest on.
    """

    def __init__(
        self,
        rules: Mapping[str, Sequence[Rule]],
        aliases: Mapping[str, str],
        strata: Iterable[frozenset[str]],
    ) -> None:
        """Work it out for the predicates of `strata`, which are in their order.

        `aliases` are other names for the stored rows of predicates.
        """
        self._rules = rules
        self._aliases = aliases
        self._bits: dict[str, int] = {}
        self._known: dict[str, int] = {}
        self._lock = RLock()
        for names in strata:
            below = self._below(names)
            self._known.update(dict.fromkeys(names, below))

    def of(self, preds: Iterable[str]) -> int:
        """Return the bits of some predicates themselves."""
        found = 0
        with self._lock:
            for pred in preds:
                found |= self._bit(pred)
        return found

    def under(self, pred: str) -> int:
        """Return the bits of all predicates that one rests on, its own among them."""
        found = self._known.get(pred)
        if found is None:
            with self._lock:
                found = self._known[pred] = self._below({pred})
        return found

    def _below(self, names: Iterable[str]) -> int:
        own = frozenset(names)
        found = 0
        for name in own:
            found |= self._bit(name)
            for rule in self._rules.get(name, ()):
                for atom, _ in atoms(rule.body):
                    if atom.pred not in own:
                        found |= self.under(atom.pred)
        return found

    def _bit(self, pred: str) -> int:
        pred = self._aliases.get(pred, pred)
        return self._bits.setdefault(pred, 1 << len(self._bits))
