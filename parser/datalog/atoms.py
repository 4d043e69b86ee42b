"""The atoms of a body, and the conditions inside an aggregate changed one by one."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from parser.datalog.tree import Aggregate, Atom, Comparison, Literal, Negation


def atoms(body: tuple[Literal, ...]) -> Iterator[Atom]:
    """Yield every atom of a body, negated ones and those inside aggregates included."""
    for literal in body:
        match literal:
            case Atom():
                yield literal
            case Negation(atom):
                yield atom
            case Aggregate(body=inner, possible=possible):
                yield from atoms(inner)
                yield from atoms(possible or ())
            case Comparison():
                pass


def with_conditions(aggregate: Aggregate, changed: Callable[[Literal], Literal]) -> Aggregate:
    """Return an aggregate with each of its conditions changed, those of its upper bound too.

    >>> from parser.datalog.tree import Var
    >>> counted = Aggregate("count", Var("n"), (Var("x"),), (Atom("p", (Var("x"),)),))
    >>> with_conditions(counted, lambda one: replace(one, pred="q")).body[0].pred
    'q'
    """
    possible = aggregate.possible
    return replace(
        aggregate,
        body=tuple(map(changed, aggregate.body)),
        possible=None if possible is None else tuple(map(changed, possible)),
    )
