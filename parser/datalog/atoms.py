"""The atoms of a body."""

from collections.abc import Iterator

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
