"""What the aggregates of a model come to, each worked out once for a group.

The same sum or count is met again in every instance of a rule that a proof looks at, and once
more where the proof is written down. For a group (the values that its rule gives it) it is the
same each time.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field

from engine.arithmetic import aggregate
from engine.backends.solve import Bindings, contributing, distinct, variables_of
from parser.datalog.tree import Aggregate, Literal, Row
from parser.datalog.variables import in_expression
from parser.frozen import dataclass
from parser.values import Value

Solve = Callable[[tuple[Literal, ...], Bindings], Iterator[Bindings]]
"""Yields the ways to make a body true in the model."""


@dataclass(frozen=True, slots=True)
class Total:
    """The value of an aggregate, or None if it has none, and what it is made of.

    `ways` are the ways to make its body certainly true, with the terms that each adds; `apart`
    is how many of them differ.
    """

    value: Value | None
    ways: tuple[tuple[Bindings, Row], ...]
    apart: int


_Key = tuple[int, tuple[tuple[str, type, Value], ...]]


@dataclass(frozen=True, slots=True)
class Totals:
    """The totals of one model found so far."""

    # by address, since a literal is long to hash; each is held, so that none passes on its address
    _inner: dict[int, tuple[Aggregate, tuple[str, ...]]] = field(default_factory=dict)
    _found: dict[_Key, Total] = field(default_factory=dict)

    def of(self, literal: Aggregate, bindings: Bindings, solve: Solve) -> Total:
        """Return what an aggregate comes to under `bindings`."""
        inner = self._inner.get(id(literal))
        if inner is None:
            inner = self._inner[id(literal)] = (literal, tuple(sorted(_inside(literal))))
        group = {name: bindings[name] for name in inner[1] if name in bindings}
        key = (id(literal), tuple([(name, type(one), one) for name, one in group.items()]))
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = _total(literal, group, solve)
        return found


def _inside(literal: Aggregate) -> set[str]:
    """Return the variables of an aggregate that its rule could give values."""
    found: set[str] = set()
    for term in literal.terms:
        found.update(in_expression(term))
    waiting: list[Iterable[Literal]] = [literal.body, literal.possible or ()]
    while waiting:
        for part in waiting.pop():
            found |= variables_of(part)
            if isinstance(part, Aggregate):
                waiting += [part.body, part.possible or ()]
                for term in part.terms:
                    found.update(in_expression(term))
    return found


def _total(literal: Aggregate, group: Bindings, solve: Solve) -> Total:
    ways = tuple(contributing(literal, group, solve(literal.body, group)))
    certain = distinct(literal, group, ways)
    possible: Sequence[Row] | None = None
    if literal.possible is not None:
        could = contributing(literal, group, solve(literal.possible, group), True)
        possible = distinct(literal, group, could)
    value = aggregate(literal.kind, certain, possible, literal.lenient, literal.nothing)
    return Total(value, ways, len(certain))
