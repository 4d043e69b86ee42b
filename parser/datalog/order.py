"""Conditions in an order in which each finds the values that it needs."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from heapq import heappop, heappush

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
from parser.datalog.variables import ANYTHING, in_atom, in_expression, in_literal, inside

Inputs = Callable[[Atom], Collection[int]]
"""The places of a positive atom that must have a value before it is looked at."""


_NONE: frozenset[str] = frozenset()


def no_inputs(atom: Atom) -> Collection[int]:
    """Return no places: every positive atom gives values to all its variables."""
    return ()


@dataclass(frozen=True, slots=True)
class Demand:
    """What a literal needs and gives.

    It is ready when every needed name has a value; one name of `solved` may be missing, and
    gets its value from the literal.
    """

    needs: frozenset[str]
    gives: frozenset[str] = _NONE
    solved: frozenset[str] = _NONE


def demand(literal: Literal, elsewhere: Callable[[str], bool], inputs: Inputs) -> Demand:
    """Return what `literal` needs and gives.

    `elsewhere` tells whether a name inside an aggregate also stands outside it.
    """
    match literal:
        case Atom(args=args):
            gives = frozenset(in_atom(literal))
            if not (places := inputs(literal)):
                return Demand(_NONE, gives)
            taken = (args[place] for place in places)
            needs = frozenset(term.name for term in taken if isinstance(term, Var))
            return Demand(needs, gives - needs)
        case Negation(atom):
            taken = (atom.args[i] for i in inputs(atom))
            loose = {ANYTHING for term in taken if term == Var(ANYTHING)}
            return Demand(frozenset(in_atom(atom)) | loose)
        case Comparison(op, left, right):
            names = frozenset((*in_expression(left), *in_expression(right)))
            solved = (_side(left, right) | _side(right, left)) if op == "=" else _NONE
            return Demand(names, solved, solved)
        case Aggregate(result=result):
            outer = frozenset(n for n in inside(literal) if n != ANYTHING and elsewhere(n))
            return Demand(outer, frozenset(in_expression(result)) - {ANYTHING})


def _side(side: Expr, other: Expr) -> frozenset[str]:
    match side:
        case Var(name) if name != ANYTHING and name not in in_expression(other):
            return frozenset((name,))
        case Const() | Var() | Apply() | Today():
            return _NONE


@dataclass(slots=True)
class _Waiting:
    """A literal that waits, the `place` at which it came in, and the names that it lacks."""

    place: int
    literal: Literal
    demand: Demand
    missing: set[str]

    def ready(self) -> bool:
        return not self.missing or (len(self.missing) == 1 and self.missing <= self.demand.solved)


@dataclass(slots=True)
class Order:
    """Literals put one after the other, each as soon as it has what it needs.

    `literals` are those placed so far, `giver` is the literal that first gave a name its value;
    `has` tells whether a name has a value from outside. Linear in what is added.
    """

    has: Callable[[str], bool]
    literals: list[Literal] = field(default_factory=list)
    giver: dict[str, Literal] = field(default_factory=dict)
    _places: int = 0
    _waiting: dict[str, list[_Waiting]] = field(default_factory=dict)
    _open: dict[int, _Waiting] = field(default_factory=dict)

    def bound(self, name: str) -> bool:
        """Tell whether a name has a value by now."""
        return name in self.giver or self.has(name)

    def add(self, literal: Literal, demand: Demand) -> None:
        """Place `literal` and what waited for it, or let it wait."""
        missing = {name for name in demand.needs if not self.bound(name)}
        if not missing and not self._waiting:
            self._places += 1
            self._place(literal, demand)
            return
        entry = _Waiting(self._places, literal, demand, missing)
        self._places += 1
        if not entry.ready():
            self._open[entry.place] = entry
            for name in missing:
                self._waiting.setdefault(name, []).append(entry)
            return
        heap = [(entry.place, entry)]
        while heap:
            _, entry = heappop(heap)
            self._open.pop(entry.place, None)
            for name in self._place(entry.literal, entry.demand):
                self._wake(name, heap)

    def _place(self, literal: Literal, demand: Demand) -> list[str]:
        """Put a literal last; return the names that it gives their values."""
        self.literals.append(literal)
        new = [name for name in sorted(demand.gives) if not self.bound(name)]
        for name in new:
            self.giver[name] = literal
        return new

    def _wake(self, name: str, heap: "list[tuple[int, _Waiting]]") -> None:
        for entry in self._waiting.pop(name, ()):
            was_ready = entry.ready()
            entry.missing.discard(name)
            if entry.ready() and not was_ready:
                heappush(heap, (entry.place, entry))

    def promised(self) -> frozenset[str]:
        """Return the names that waiting literals would give, if they had what they need."""
        return frozenset(
            name
            for entry in self._open.values()
            if entry.missing - entry.demand.gives
            for name in entry.demand.gives
        )

    def stuck(self) -> list[tuple[Literal, list[str]]]:
        """Return the literals that still wait, each with the names to blame for that.

        A name that another waiting literal would give is not blamed.
        """
        promised = self.promised()
        entries = [(e, sorted(e.missing - promised)) for e in self._open.values()]
        if any(names for _, names in entries):
            return [(entry.literal, names) for entry, names in entries]
        return [(e.literal, sorted(e.missing)) for e in self._open.values()]


@dataclass(frozen=True, slots=True)
class Ordered:
    """A body in order; `missing` are names without a value, with the literal that needs each.

    `promised` are names without a value only because others have none.
    """

    body: tuple[Literal, ...]
    bound: frozenset[str]
    missing: tuple[tuple[str, Literal], ...]
    promised: frozenset[str] = _NONE


def ordered(
    body: Iterable[Literal],
    outside: AbstractSet[str] = frozenset(),
    bound: AbstractSet[str] = frozenset(),
    inputs: Inputs = no_inputs,
) -> Ordered:
    """Return `body` reordered only as far as needed.

    Comparisons, negations and aggregates move behind what gives them values; everything else
    stays as the author wrote it. `outside` are the names that also stand outside the body (in
    the head), `bound` those that have a value from the start. Literals that never get what they
    need come last.

    >>> X = Var("X")
    >>> done = ordered((Negation(Atom("q", (X,))), Atom("p", (X,))))
    >>> [type(literal).__name__ for literal in done.body], done.missing
    (['Atom', 'Negation'], ())
    """
    literals = tuple(body)
    counts = _outer_names(literals)
    order = Order(bound.__contains__)
    demands = [demand(one, _elsewhere(one, counts, outside), inputs) for one in literals]
    for literal, wants in zip(literals, _checking(literals, demands), strict=True):
        order.add(literal, wants)
    stuck = order.stuck()
    missing = [(name, literal) for literal, names in stuck for name in names]
    rest = [literal for literal, _ in stuck]
    result: list[Literal] = []
    for literal in order.literals:
        if isinstance(literal, Aggregate):
            literal, lacking = _inner(literal, _elsewhere(literal, counts, outside), inputs)
            missing.extend(lacking)
        result.append(literal)
    known = frozenset(order.giver) | bound
    return Ordered((*result, *rest), known, tuple(missing), order.promised())


def checking(wants: Demand, aggregated: AbstractSet[str]) -> Demand:
    """Return the demand of a literal that does not solve for what an aggregate gives."""
    if aggregated.isdisjoint(wants.solved):
        return wants
    solved = wants.solved - aggregated
    return replace(wants, gives=solved, solved=solved)


def _checking(literals: Sequence[Literal], demands: Sequence[Demand]) -> Iterator[Demand]:
    """Yield the demands, in which `the n = 3` does not give `n` if an aggregate does.

    What is counted is then compared with the value, and a proof says so.
    """
    aggregated = frozenset(
        name
        for literal, wants in zip(literals, demands, strict=True)
        if isinstance(literal, Aggregate)
        for name in wants.gives - wants.needs
    )
    for wants in demands:
        yield checking(wants, aggregated)


def _outer_names(literals: tuple[Literal, ...]) -> Counter[str]:
    """Count in how many literals each name stands outside of aggregates."""
    counts: Counter[str] = Counter()
    for literal in literals:
        if isinstance(literal, Aggregate):
            counts.update(set(in_expression(literal.result)))
        else:
            counts.update(set(in_literal(literal)))
    return counts


def _elsewhere(
    literal: Literal, counts: Counter[str], outside: AbstractSet[str]
) -> Callable[[str], bool]:
    own = set(in_expression(literal.result)) if isinstance(literal, Aggregate) else set()
    return lambda name: name in outside or counts[name] > (name in own)


def _inner(
    aggregate: Aggregate, elsewhere: Callable[[str], bool], inputs: Inputs
) -> tuple[Aggregate, list[tuple[str, Literal]]]:
    """Order the body of an aggregate, whose grouping has values."""
    names = frozenset(inside(aggregate))
    outer = frozenset(name for name in names if elsewhere(name))
    terms = {name for term in aggregate.terms for name in in_expression(term)}
    done = ordered(aggregate.body, outer | terms, outer, inputs)
    missing = [(name, literal) for name, literal in done.missing]
    missing.extend((name, aggregate) for name in sorted(terms - done.bound))
    possible = aggregate.possible
    if possible is not None:
        again = ordered(possible, outer | terms, outer, inputs)
        missing.extend(again.missing)
        possible = again.body
    return replace(aggregate, body=done.body, possible=possible), missing
