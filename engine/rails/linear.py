"""Values that meet in several places are compared, not unified.

An unknown value unifies with nothing but could be equal to anything, so that only a comparison
treats it rightly on both kinds of rail: `p(X, D), q(X, D)` becomes `p(X, D), q(X, D'), D = D'`.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from typing import Literal as OneOf

from parser.datalog.tree import Aggregate, Atom, Comparison, Const, Literal, Negation, Term, Var
from parser.values import Range

Place = OneOf["exact", "value", "rangy"]
"""`exact` places unify (individuals, parameters); `rangy` ones can hold a range of values."""

Places = Callable[[Atom, int], Place]

_ANYTHING = Var("_")


def linear(
    body: tuple[Literal, ...],
    places: Places,
    bound: frozenset[str] | None = None,
    numbers: Iterator[int] | None = None,
) -> tuple[Literal, ...]:
    """Return `body` with each repeated or constant value of a rangy place compared instead.

    A variable keeps its first occurrence; one that never meets a rangy place is left alone.
    Anonymous variables of a rule get names, so that a proof can say which row they met. In the
    body of an aggregate (`bound`: the variables that already have a value there) they stay
    anonymous, since they would tell assignments apart. No two of the variables made for one rule
    have the same number (`numbers`), within its aggregates and outside: by one name they would be
    one value.

    >>> d = Var("D")
    >>> body = (Atom("p", (d,)), Atom("q", (d,)))
    >>> for literal in linear(body, lambda atom, place: "rangy"):
    ...     print(literal)
    Atom(pred='p', args=(Var(name='D'),))
    Atom(pred='q', args=(Var(name="D'1"),))
    Comparison(op='=', left=Var(name="D'1"), right=Var(name='D'), lenient=False)
    """
    loose = _loose(body, places) | (bound or set())
    seen: set[str] = set(bound or ())
    result: list[Literal] = []
    numbers = numbers or count(1)
    for literal in body:
        if isinstance(literal, Aggregate):
            outer = frozenset(seen & _values(literal.body, places))
            literal = replace(literal, body=linear(literal.body, places, outer, numbers))
            wanted = literal.result
            if isinstance(wanted, Const) or wanted.name in seen:
                fresh = Var(f"{wanted.name if isinstance(wanted, Var) else ''}'{next(numbers)}")
                result.append(replace(literal, result=fresh))
                result.append(Comparison("=", fresh, wanted, span=literal.span))
                continue
        if not isinstance(literal, Atom):
            result.append(literal)
            seen |= _bound_by(literal)
            continue
        args: list[Term] = []
        checks: list[Comparison] = []
        for place, term in enumerate(literal.args):
            if term == _ANYTHING and bound is None:
                args.append(Var(f"_{next(numbers)}"))
                continue
            kind = places(literal, place)
            if kind != "exact" and _meets(term, kind, seen, loose):
                fresh = Var(f"{term.name if isinstance(term, Var) else ''}'{next(numbers)}")
                args.append(fresh)
                checks.extend(_equal(fresh, term, literal))
            else:
                if isinstance(term, Var) and term != _ANYTHING:
                    seen.add(term.name)
                args.append(term)
        result.append(Atom(literal.pred, tuple(args), span=literal.span))
        result.extend(checks)
    return tuple(result)


def _equal(variable: Var, term: Term, atom: Atom) -> Iterator[Comparison]:
    """Yield that a variable is what an atom says; `on 2020` asks for some day within its ends."""
    if isinstance(term, Const) and isinstance(term.value, Range):
        if term.value.low is not None:
            yield Comparison(">=", variable, Const(term.value.low), span=atom.span)
        if term.value.high is not None:
            yield Comparison("<=", variable, Const(term.value.high), span=atom.span)
        return
    yield Comparison("=", variable, term, span=atom.span)


def _meets(term: Term, kind: Place, seen: set[str], loose: set[str]) -> bool:
    match term:
        case Const():
            return kind == "rangy"
        case Var(name):
            return name in seen and name in loose


def _loose(body: tuple[Literal, ...], places: Places) -> set[str]:
    """Return the variables that could be bound to a range."""
    loose: set[str] = set()
    for literal in body:
        match literal:
            case Atom(args=args):
                for place, term in enumerate(args):
                    if isinstance(term, Var) and places(literal, place) == "rangy":
                        loose.add(term.name)
            case Negation() | Comparison() | Aggregate():
                loose |= _bound_by(literal)
    return loose


def _values(body: tuple[Literal, ...], places: Places) -> set[str]:
    """Return the variables that stand in a place of values."""
    return {
        term.name
        for literal in body
        if isinstance(literal, Atom)
        for place, term in enumerate(literal.args)
        if isinstance(term, Var) and places(literal, place) != "exact"
    }


def _bound_by(literal: Literal) -> set[str]:
    match literal:
        case Comparison(op="=", left=left, right=right):
            return {side.name for side in (left, right) if isinstance(side, Var)}
        case Aggregate(result=Var(name)):
            return {name}
        case Atom() | Negation() | Comparison() | Aggregate():
            return set()
