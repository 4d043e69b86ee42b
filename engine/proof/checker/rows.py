"""The rows of a predicate as the checker keeps them: found by the values at some places."""

from collections.abc import Iterable, Sequence

from parser.datalog.tree import Row
from parser.values import Value

_Key = tuple[tuple[type, Value], ...]


class Rows(set[Row]):
    """The rows of one predicate; they are only ever added one by one.

    >>> rows = Rows([(1, "a"), (2, "b")])
    >>> rows.add((1, "c"))
    >>> sorted(rows.at((0,), (1,)))
    [(1, 'a'), (1, 'c')]
    """

    __slots__ = ("_by_places",)

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        """Hold some rows."""
        super().__init__(rows)
        self._by_places: dict[tuple[int, ...], dict[_Key, list[Row]]] = {}

    def add(self, row: Row) -> None:
        """Add a row, if it is not there."""
        if row not in self:
            super().add(row)
            for places, index in self._by_places.items():
                index.setdefault(_key([row[place] for place in places]), []).append(row)

    def at(self, places: tuple[int, ...], values: Sequence[Value]) -> Sequence[Row]:
        """Return the rows that have these very values, of the same types, at some places."""
        index = self._by_places.get(places)
        if index is None:
            index = self._by_places[places] = {}
            for row in self:
                index.setdefault(_key([row[place] for place in places]), []).append(row)
        return index.get(_key(values), ())


def _key(values: Sequence[Value]) -> _Key:
    return tuple([(type(value), value) for value in values])
