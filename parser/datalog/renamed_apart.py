"""Variables of different aggregates renamed apart."""

from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import count

from parser.datalog.substitution import in_aggregate
from parser.datalog.tree import Aggregate, Literal, Var
from parser.datalog.variables import ANYTHING, in_body, in_expression, in_literal, inside


def renamed_apart(body: tuple[Literal, ...], outside: AbstractSet[str]) -> tuple[Literal, ...]:
    """Return `body` with the variables renamed that stand in several aggregates and nowhere else.

    Such a variable is local to each of them, but would otherwise count as their grouping.
    `outside` are the names that also stand outside the body.

    >>> from parser.datalog.tree import Atom
    >>> p, N, M, X = Atom("p", (Var("X"),)), Var("N"), Var("M"), Var("X")
    >>> counts = (Aggregate("count", N, (X,), (p,)), Aggregate("count", M, (X,), (p,)))
    >>> [literal.terms for literal in renamed_apart(counts, {"N", "M"})]
    [(Var(name='X'),), (Var(name="X'2"),)]
    """
    aggregates = [literal for literal in body if isinstance(literal, Aggregate)]
    if not aggregates:
        return body
    fixed = set(outside)
    for literal in body:
        if isinstance(literal, Aggregate):
            fixed.update(in_expression(literal.result))
        else:
            fixed.update(in_literal(literal))
    taken = set(in_body(body)) | fixed
    seen: set[str] = set()
    result: list[Literal] = []
    for literal in body:
        if not isinstance(literal, Aggregate):
            result.append(literal)
            continue
        own = dict.fromkeys(name for name in inside(literal) if name not in fixed)
        names = {n: _fresh(n, taken) for n in own if n in seen and n != ANYTHING}
        seen.update(own)
        inner = renamed(literal, names) if names else literal
        outer = frozenset(in_expression(inner.result)) | fixed
        result.append(replace(inner, body=renamed_apart(inner.body, outer | _terms(inner))))
    return tuple(result)


def _fresh(name: str, taken: set[str]) -> str:
    fresh = next(new for i in count(2) if (new := f"{name}'{i}") not in taken)
    taken.add(fresh)
    return fresh


def _terms(aggregate: Aggregate) -> frozenset[str]:
    return frozenset(name for term in aggregate.terms for name in in_expression(term))


def renamed(aggregate: Aggregate, names: dict[str, str]) -> Aggregate:
    """Return an aggregate with its inner variables renamed."""
    terms = {old: Var(new) for old, new in names.items()}
    return replace(in_aggregate(aggregate, terms), result=aggregate.result)
