"""Constants as small integers, and stored rows found by any of their places."""

from collections.abc import Collection
from threading import Lock

from engine.backends.protocol import EvaluationError
from parser.datalog.tree import Row
from parser.values import Value

LIMIT = 1_000_000
"""More constants than this are taken for arithmetic that never ends."""

Coded = tuple[int, ...]


class Codes:
    """A two-way dictionary between typed values and integers; `1` and `"1"` differ.

    >>> codes = Codes()
    >>> codes.encode("a"), codes.encode(1), codes.encode("a"), codes.decode(1)
    (0, 1, 0, 1)
    """

    def __init__(self) -> None:
        """Start empty."""
        self._codes: dict[tuple[type, Value], int] = {}
        self._values: list[Value] = []
        self._lock = Lock()

    def encode(self, value: Value) -> int:
        """Return the code of a value; raise EvaluationError if there are too many."""
        key = (type(value), value)
        code = self._codes.get(key)
        if code is None:
            with self._lock:
                code = self._codes.get(key)
                if code is None:
                    code = len(self._values)
                    if code >= LIMIT:
                        raise EvaluationError("the rules compute more and more values without end")
                    self._values.append(value)
                    self._codes[key] = code
        return code

    def decode(self, code: int) -> Value:
        """Return the value of a code."""
        return self._values[code]

    def row(self, row: Row) -> Coded:
        """Return the codes of a row."""
        return tuple(self.encode(value) for value in row)

    def values(self, coded: Coded) -> Row:
        """Return the row of some codes."""
        return tuple(self._values[code] for code in coded)


class Stored:
    """Rows of stored predicates, indexed on demand by the places that a question binds."""

    def __init__(self, codes: Codes, facts: dict[str, Collection[Row]]) -> None:
        """Prepare for `facts`; nothing is encoded before it is asked for."""
        self._codes = codes
        self._facts = facts
        self._coded: dict[str, list[Coded]] = {}
        self._indexes: dict[tuple[str, tuple[int, ...]], dict[Coded, list[Coded]]] = {}

    def __contains__(self, pred: str) -> bool:
        """Tell whether there are rows of `pred`."""
        return pred in self._facts

    def find(self, pred: str, pattern: tuple[int | None, ...]) -> list[Coded]:
        """Return the rows of `pred` that agree with `pattern` (`None` is free)."""
        places = tuple(i for i, code in enumerate(pattern) if code is not None)
        if not places:
            return self._all(pred)
        key = (pred, places)
        if key not in self._indexes:
            index: dict[Coded, list[Coded]] = {}
            for row in self._all(pred):
                index.setdefault(tuple(row[i] for i in places), []).append(row)
            self._indexes[key] = index
        wanted = tuple(code for code in pattern if code is not None)
        return self._indexes[key].get(wanted, [])

    def _all(self, pred: str) -> list[Coded]:
        if pred not in self._coded:
            self._coded[pred] = [self._codes.row(row) for row in self._facts.get(pred, ())]
        return self._coded[pred]
