"""What the aggregates of a model come to, each worked out once for a group.

The same sum or count is met again in every instance of a rule that a proof looks at, and once
more where the proof is written down. For a group (the values that its rule gives it) it is the
same each time, and on every rail that asks the same of it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import field, replace

from engine.arithmetic import aggregate
from engine.arithmetic.beforehand import beforehand
from engine.backends.solve import Bindings, contributing, distinct, variables_of
from parser.datalog.tree import Aggregate, Comparison, Literal, Row
from parser.datalog.variables import in_expression
from parser.frozen import dataclass
from parser.values import Value

Solve = Callable[[tuple[Literal, ...], Bindings], Iterator[Bindings]]
"""Yields the ways to make a body true in the model."""


Way = tuple[Bindings, Row]
"""A way to make a body true, and the terms that it adds."""


@dataclass(frozen=True, slots=True)
class Total:
    """The value of an aggregate, or None if it has none, and what it is made of.

    `ways` are the ways to make its body certainly true, with the terms that each adds, and `could`
    those that could make it true. What tells the ways of a `group` apart is worked out by `apart`.
    """

    literal: Aggregate
    group: Bindings
    value: Value | None
    ways: tuple[Way, ...]
    could: tuple[Bindings, ...]

    def apart(self) -> int:
        """Return how many of the ways differ."""
        return len(distinct(self.literal, self.group, self.ways))


@dataclass(frozen=True, slots=True)
class _Added:
    """What is counted or added up for a group, whatever comes of it."""

    ways: tuple[Way, ...]
    certain: list[Row]
    could: tuple[Bindings, ...]
    possible: list[Row] | None = None


_Known = tuple[tuple[str, type, Value], ...]


@dataclass(frozen=True, slots=True)
class _Literal:
    """An aggregate, the variables that its rule could give values, and all that tells its ways."""

    literal: Aggregate
    inner: tuple[str, ...]
    adding: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """The totals of one model found so far."""

    # by address, since a literal is long to hash; each is held, so that none passes on its address
    _literals: dict[int, _Literal] = field(default_factory=dict)
    _adding: dict[tuple[object, ...], tuple[object, ...]] = field(default_factory=dict)
    _added: dict[tuple[int, _Known], _Added] = field(default_factory=dict)
    _found: dict[tuple[int, _Known], Total] = field(default_factory=dict)

    def of(self, literal: Aggregate, bindings: Bindings, solve: Solve) -> Total:
        """Return what an aggregate comes to under `bindings`."""
        known = self._literals.get(id(literal))
        if known is None:
            known = self._literals[id(literal)] = self._literal(literal)
        group = {name: bindings[name] for name in known.inner if name in bindings}
        values = tuple([(name, type(one), one) for name, one in group.items()])
        key = (id(literal), values)
        found = self._found.get(key)
        if found is None:
            same = (id(known.adding), values)
            added = self._added.get(same)
            if added is None:
                added = self._added[same] = _add(literal, group, solve)
            found = self._found[key] = _total(literal, group, added)
        return found

    def _literal(self, literal: Aggregate) -> _Literal:
        """Return an aggregate with what tells its ways, the same object for two that share it."""
        telling = (literal.kind, literal.terms, literal.body, literal.possible)
        adding = self._adding.setdefault(telling, telling)
        return _Literal(literal, tuple(sorted(_inside(literal))), adding)


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


def _add(literal: Aggregate, group: Bindings, solve: Solve) -> _Added:
    found = tuple(solve(given_in(literal.body, group), group))
    ways = tuple(contributing(_with_terms(literal, group), found))
    certain = _rows(literal, group, ways)
    if literal.possible is None:
        return _Added(ways, certain, found)
    could = tuple(solve(given_in(literal.possible, group), group))
    wider = contributing(_with_terms(literal, group, True), could, True)
    return _Added(ways, certain, could, _rows(literal, group, wider))


def _rows(literal: Aggregate, group: Bindings, ways: Iterable[Way]) -> list[Row]:
    """Return the row of each way; where it makes no difference, also of those that are alike."""
    if literal.kind in ("min", "max", "days"):
        return [terms for _, terms in ways]
    return distinct(literal, group, ways)


def _with_terms(literal: Aggregate, group: Bindings, lenient: bool = False) -> Aggregate:
    terms = tuple([beforehand(term, group, lenient) for term in literal.terms])
    return replace(literal, terms=terms)


def given_in(
    body: tuple[Literal, ...], group: Bindings, lenient: bool | None = None
) -> tuple[Literal, ...]:
    """Return conditions in which all that a group tells is worked out already.

    They are as lenient as they say, or as `lenient` has it.
    """
    found: list[Literal] = []
    for part in body:
        if isinstance(part, Comparison):
            could = part.lenient if lenient is None else lenient
            left, right = (beforehand(one, group, could) for one in (part.left, part.right))
            part = replace(part, left=left, right=right, lenient=could)
        found.append(part)
    return tuple(found)


def _total(literal: Aggregate, group: Bindings, added: _Added) -> Total:
    possible, lenient = added.possible, literal.lenient
    value = aggregate(literal.kind, added.certain, possible, lenient, literal.nothing)
    return Total(literal, group, value, added.ways, added.could)
