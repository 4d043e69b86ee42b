"""A part of a program -> the limits with which each place of a sentence is compared.

The places whose values are compared with each other, through any number of rules, make a cluster;
its limits are all the constants that stand in these comparisons.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import assert_never

from engine.audit.part import Part
from parser.datalog.tree import (
    Aggregate,
    Apply,
    Atom,
    Comparison,
    Const,
    Expr,
    Literal,
    Negation,
    Today,
    Var,
)
from parser.values import Amount, Duration, Entity, Range, Share, Value

Place = tuple[str, int]
"""A predicate and the number of one of its places."""


@dataclass(slots=True)
class Cluster:
    """What stands in the comparisons of places that are compared with each other."""

    days: dict[date, None] = field(default_factory=dict)
    durations: dict[Duration, None] = field(default_factory=dict)
    sizes: dict[Value, None] = field(default_factory=dict)
    texts: dict[str, None] = field(default_factory=dict)
    functions: set[str] = field(default_factory=set)

    def add(self, value: Value) -> None:
        """Add a constant."""
        match value:
            case date():
                self.days[value] = None
            case Duration():
                self.durations[value] = None
            case int() | Decimal() | Fraction() | Amount() | Share():
                self.sizes[value] = None
            case str():
                self.texts[value] = None
            case Entity() | Range():
                pass
            case _:
                assert_never(value)

    def take(self, other: "Cluster") -> None:
        """Add all that is in another one."""
        self.days |= other.days
        self.durations |= other.durations
        self.sizes |= other.sizes
        self.texts |= other.texts
        self.functions |= other.functions

    def spans(self) -> Iterator[Duration]:
        """Yield the distances between days, those that are counted in numbers too."""
        yield from self.durations
        for size in self.sizes:
            if isinstance(size, int) and 0 <= size < 10_000:
                for more in (0, 1):  # more than 18 completed years are 19
                    if "years" in self.functions:
                        yield Duration(12 * (size + more), 0)
                    if "months" in self.functions:
                        yield Duration(size + more, 0)
                if self.functions & {"days", "working_days", "working_after"}:
                    yield Duration(0, size)

    def unit(self) -> Duration:
        """Return the unit in which all distances are written: years, months or days."""
        spans = [one for one in self.spans() if one != Duration()]
        if not spans or any(one.days for one in spans):
            return Duration(0, 1)
        return Duration(12 if all(one.months % 12 == 0 for one in spans) else 1, 0)


class Clusters:
    """Nodes that belong together, each with one cluster: places, and variables of rules."""

    def __init__(self) -> None:
        """Begin with every node by itself."""
        self._above: dict[object, object] = {}
        self._clusters: dict[object, Cluster] = defaultdict(Cluster)

    def _root(self, node: object) -> object:
        while node in self._above:
            node = self._above[node]
        return node

    def join(self, one: object, other: object) -> None:
        """Say that two nodes belong together."""
        first, second = self._root(one), self._root(other)
        if first != second:
            self._above[second] = first
            if second in self._clusters:
                self._clusters[first].take(self._clusters.pop(second))

    def __getitem__(self, node: object) -> Cluster:
        """Return what stands in the comparisons of a node."""
        return self._clusters[self._root(node)]


def clusters_of(part: Part) -> Clusters:
    joined = Clusters()
    for at, rule in enumerate(part.rules):
        _walk(rule.body, at, joined)
        _atom(rule.head, at, joined)
    for at, one in enumerate(part.constraints):
        _walk((*one.atoms, *one.comparisons), ("constraint", at), joined)
    return joined


def add_rows(part: Part, people: Mapping[str, Sequence[Entity]], joined: Clusters) -> None:
    """Add the values in rows of tables about those who are there."""
    known = {one for those in people.values() for one in those}
    for row in part.listed:
        if all(not isinstance(value, Entity) or value in known for value in row.row):
            for place, value in enumerate(row.row):
                if not isinstance(value, Entity):
                    joined[row.pred, place].add(value)


def _walk(body: Iterable[Literal], at: object, joined: Clusters) -> None:
    for literal in body:
        match literal:
            case Atom():
                _atom(literal, at, joined)
            case Negation(atom):
                _atom(atom, at, joined)
            case Comparison(left=left, right=right):
                _together((left, right), at, joined)
            case Aggregate(result=result, terms=terms, body=inner, kind=kind):
                _walk(inner, at, joined)
                _together((result, *terms), at, joined)
                if kind == "days" and isinstance(result, Var):
                    joined[at, result.name].functions.add("days")
            case _:
                assert_never(literal)


def _atom(atom: Atom, at: object, joined: Clusters) -> None:
    for place, term in enumerate(atom.args):
        if isinstance(term, Const):
            joined[atom.pred, place].add(term.value)
        elif term.name != "_":
            joined.join((atom.pred, place), (at, term.name))


def _together(expressions: Iterable[Expr], at: object, joined: Clusters) -> None:
    """Join all variables of a comparison, and add what else stands in it."""
    found = Cluster()
    names: list[str] = []
    waiting = list(expressions)
    while waiting:
        match waiting.pop():
            case Var(name):
                names.append(name)
            case Const(value):
                found.add(value)
            case Apply(function, args):
                found.functions.add(function)
                waiting.extend(args)
            case Today():
                pass
    for name in names[1:]:
        joined.join((at, names[0]), (at, name))
    if names:
        joined[at, names[0]].take(found)
