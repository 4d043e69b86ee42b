"""What a case denies of one sentence, found by the row that is denied."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from engine.arithmetic.compare import lies_within
from engine.rails.ruled_out_rows import Pattern
from engine.rails.said import Source
from parser.datalog.tree import Row
from parser.values import Range

DAYS = 400
"""Of so many days at most it is looked at whether each is denied."""


class Denials:
    """The denials of one predicate by the places that they fix, so that a row finds its own."""

    def __init__(self, found: Iterable[tuple[Pattern, Source]]) -> None:
        """Begin with the denials `found`, each with who denies."""
        self._by_places: dict[tuple[int, ...], dict[object, list[Source]]] = {}
        self._ranged: list[tuple[Pattern, Source]] = []
        for pattern, source in found:
            if any(isinstance(value, Range) for value in pattern):
                self._ranged.append((pattern, source))
                continue
            places = tuple(i for i, value in enumerate(pattern) if value is not None)
            index = self._by_places.setdefault(places, {})
            index.setdefault(_key(pattern, places), []).append(source)

    def of(self, row: Row) -> Iterator[Source]:
        """Yield the source of each denial that speaks of `row`."""
        for places, index in self._by_places.items():
            yield from index.get(_key(row, places), ())
        for pattern, source in self._ranged:
            if all(
                wanted is None or wanted == value or lies_within(value, wanted)
                for wanted, value in zip(pattern, row, strict=True)
            ):
                yield source

    def of_each_day(self, row: Row) -> tuple[Source, ...]:
        """Return a denial of each day that a value of `row` may be; nothing if a day is left.

        Of other values than days there are always more than are denied one by one.
        """
        for place, value in enumerate(row):
            if isinstance(value, Range) and (days := _days(value)):
                found: dict[Source, None] = {}
                for day in days:
                    denied = next(self.of((*row[:place], day, *row[place + 1 :])), None)
                    if denied is None:
                        break
                    found[denied] = None
                else:
                    return tuple(found)
        return ()


def _days(value: Range) -> list[date]:
    """Return the days between two ends, none if there are too many to be looked at."""
    low, high = value.low, value.high
    if not isinstance(low, date) or not isinstance(high, date) or (high - low).days > DAYS:
        return []
    numbers = range(int(value.above), (high - low).days + 1 - int(value.below))
    return [low + timedelta(days=number) for number in numbers]


def _key(row: Pattern, places: tuple[int, ...]) -> object:
    return tuple((type(row[i]), row[i]) for i in places)
