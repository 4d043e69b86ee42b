"""Constants as small integers, and stored rows found by any of their places."""

from collections.abc import Collection, Iterable, Mapping

from parser.datalog.tree import Row
from parser.values import Entity, Range, Value

Coded = tuple[int, ...]
CodedPattern = tuple[int | None, ...]


class Codes:
    """A two-way dictionary between typed values and integers; `1` and `"1"` differ.

    Codes on top of others add to them without changing them; those below must be complete.

    >>> codes = Codes()
    >>> codes.encode("a"), codes.encode(1), codes.encode("a"), codes.decode(1)
    (0, 1, 0, 1)
    >>> Codes(codes).encode("b"), Codes(codes).encode(1), len(codes)
    (2, 1, 2)
    """

    def __init__(self, base: "Codes | None" = None) -> None:
        """Start empty, or on top of `base`, which is complete from then on."""
        self._known: Mapping[tuple[type, Value], int] = {} if base is None else base._codes
        self._codes: dict[tuple[type, Value], int] = {}
        self._complete = False
        if base is not None:
            base._complete = True
        self.by_code: list[Value] = [] if base is None else list(base.by_code)
        self.ranges: bool = base is not None and base.ranges
        """Tell whether any of the values is known only within bounds."""
        self.individuals: set[int] = set() if base is None else set(base.individuals)
        """The codes of individuals."""

    def __len__(self) -> int:
        """Return how many values have a code."""
        return len(self.by_code)

    def encode(self, value: Value) -> int:
        """Return the code of a value."""
        key = (type(value), value)
        code = self._known.get(key)
        if code is None:
            code = self._codes.get(key)
            if code is None:
                # a code given below after one was given on top would stand for two values
                assert not self._complete, "a constant without a code"
                code = self._codes[key] = len(self.by_code)
                self.by_code.append(value)
                if isinstance(value, Entity):
                    self.individuals.add(code)
                elif isinstance(value, Range):
                    self.ranges = True
        return code

    def decode(self, code: int) -> Value:
        """Return the value of a code."""
        return self.by_code[code]

    def row(self, row: Row) -> Coded:
        """Return the codes of a row."""
        return tuple(self.encode(value) for value in row)

    def values(self, coded: Coded) -> Row:
        """Return the row of some codes."""
        by_code = self.by_code
        return tuple([by_code[code] for code in coded])


class CodedRows:
    """Rows of one predicate, indexed on demand by the places that a question binds."""

    def __init__(self, rows: Iterable[Coded]) -> None:
        """Hold `rows`, each once."""
        self.rows = list(dict.fromkeys(rows))
        self._indexes: dict[tuple[int, ...], dict[Coded, list[Coded]]] = {}
        self._known: dict[CodedPattern, Coded] | None = None

    def find(self, pattern: CodedPattern) -> list[Coded]:
        """Return the rows that agree with `pattern` (`None` is free).

        >>> CodedRows([(1, 2), (1, 3), (2, 2)]).find((1, None))
        [(1, 2), (1, 3)]
        """
        if not self.rows:
            return self.rows
        if None not in pattern:
            if self._known is None:
                self._known = {row: row for row in self.rows}
            found = self._known.get(pattern)
            return [] if found is None else [found]
        places = tuple([i for i, code in enumerate(pattern) if code is not None])
        if not places:
            return self.rows
        index = self._indexes.get(places)
        if index is None:
            index = {}
            for row in self.rows:
                index.setdefault(tuple([row[i] for i in places]), []).append(row)
            self._indexes[places] = index
        return index.get(tuple([code for code in pattern if code is not None]), [])


_NOTHING = CodedRows(())


class Stored:
    """The tables of stored predicates: those of a program, and those of a model on top."""

    def __init__(
        self,
        codes: Codes,
        facts: Mapping[str, Collection[Row]],
        below: "Stored | None" = None,
        beside: "tuple[Stored, frozenset[str]] | None" = None,
    ) -> None:
        """Prepare for `facts`; nothing is encoded before it is asked for.

        `beside` are the tables of another model in the same codes, and the predicates of which the
        two do not have the same facts.
        """
        self._codes = codes
        self._beside = beside
        self._facts = facts
        self._below = below
        self._tables: dict[str, CodedRows] = {}

    def find(self, pred: str, pattern: CodedPattern) -> list[Coded]:
        """Return the rows of `pred` that agree with `pattern` (`None` is free)."""
        return self.table(pred).find(pattern)

    def table(self, pred: str) -> CodedRows:
        """Return all rows of `pred`."""
        found = self._tables.get(pred)
        if found is None and self._beside is not None and pred not in self._beside[1]:
            found = self._tables[pred] = self._beside[0].table(pred)
        if found is None:
            below = _NOTHING if self._below is None else self._below.table(pred)
            own = self._facts.get(pred)
            found = CodedRows((*below.rows, *map(self._codes.row, own))) if own else below
            self._tables[pred] = found
        return found
