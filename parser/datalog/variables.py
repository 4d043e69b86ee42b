"""The variables of expressions and literals, in the order in which they are written."""

from collections.abc import Iterable, Iterator

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

ANYTHING = "_"


def in_expression(expression: Expr) -> Iterator[str]:
    """Yield the names of the variables of an expression, however deep it is nested.

    >>> list(in_expression(Apply("+", (Var("D"), Const(1)))))
    ['D']
    """
    waiting = [expression]
    while waiting:
        match waiting.pop():
            case Var(name):
                yield name
            case Apply(_, args):
                waiting.extend(reversed(args))
            case Const() | Today():
                pass


def in_atom(atom: Atom) -> Iterator[str]:
    """Yield the names of the variables of an atom, except `_`."""
    for term in atom.args:
        if isinstance(term, Var) and term.name != ANYTHING:
            yield term.name


def in_literal(literal: Literal) -> Iterator[str]:
    """Yield the names of the variables of a literal, those inside aggregates included."""
    match literal:
        case Atom():
            yield from in_atom(literal)
        case Negation(atom):
            yield from in_atom(atom)
        case Comparison(left=left, right=right):
            yield from in_expression(left)
            yield from in_expression(right)
        case Aggregate(result=result):
            yield from in_expression(result)
            yield from inside(literal)


def inside(aggregate: Aggregate) -> Iterator[str]:
    """Yield the names of the variables of an aggregate apart from its result."""
    for term in aggregate.terms:
        yield from in_expression(term)
    yield from in_body((*aggregate.body, *(aggregate.possible or ())))


def in_body(body: Iterable[Literal]) -> Iterator[str]:
    """Yield the names of the variables of a body."""
    for literal in body:
        yield from in_literal(literal)


def atoms(body: Iterable[Literal]) -> Iterator[tuple[Atom, bool]]:
    """Yield every atom of a body, and whether negation or aggregation stands before it.

    >>> p, q = Atom("p", ()), Atom("q", ())
    >>> list(atoms((p, Negation(q)))) == [(p, False), (q, True)]
    True
    """
    for literal in body:
        match literal:
            case Atom():
                yield literal, False
            case Negation(atom):
                yield atom, True
            case Aggregate(body=inner, possible=possible):
                for atom, _ in atoms((*inner, *(possible or ()))):
                    yield atom, True
            case Comparison():
                pass
