"""Values that take long to make, kept as long as they are among the last that were asked for."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from threading import Lock
from typing import Generic, TypeVar

_K = TypeVar("_K", bound=Hashable)
_V = TypeVar("_V")


class Recent(Generic[_K, _V]):
    """At most `capacity` values by key; the one that was not asked for longest goes first.

    A key must say everything that its value was made of. Several threads may ask at once; two that
    miss the same value both make it, and get the same one of the two.

    >>> squares: Recent[int, int] = Recent(2)
    >>> [squares.get(n, lambda: n * n) for n in (1, 2, 1, 3)], list(squares)
    ([1, 4, 1, 9], [1, 3])
    """

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self._kept: OrderedDict[_K, _V] = OrderedDict()
        self._lock = Lock()

    def get(self, key: _K, make: Callable[[], _V]) -> _V:
        """Return the value of `key`, made now if it is not kept."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = make()
        with self._lock:
            value = self._kept.setdefault(key, made)
            self._kept.move_to_end(key)
            while len(self._kept) > self.capacity:
                self._kept.popitem(last=False)
        return value

    def __iter__(self) -> Iterator[_K]:
        """Iterate over the keys, from the one not asked for longest."""
        with self._lock:
            return iter(tuple(self._kept))

    def __len__(self) -> int:
        """Return how many values are kept."""
        return len(self._kept)
