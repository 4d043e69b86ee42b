"""One literal against known rows: what the plain engines share with nothing else."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Protocol

from engine.arithmetic import aggregate, attempt, compare
from engine.backends.protocol import Pattern
from parser.datalog.tree import (
    Aggregate,
    Atom,
    Comparison,
    Const,
    Literal,
    Negation,
    Row,
    Term,
    Var,
)
from parser.datalog.variables import in_expression
from parser.values import Entity, Range, Value

Bindings = Mapping[str, Value]


class Source(Protocol):
    """Where the rows of predicates come from."""

    def rows(self, pred: str, pattern: Pattern) -> Collection[Row]:
        """Return the rows that agree with a pattern (`None` is free)."""
        ...

    def ranged(self, pred: str) -> Collection[Row]:
        """Return the rows that hold a range."""
        ...


def same(left: Value, right: Value) -> bool:
    """Tell whether two values are the same constant: equal and of one type.

    >>> same(1, True), same(1, 1)
    (False, True)
    """
    return type(left) is type(right) and left == right


def value_of(term: Term, bindings: Bindings) -> Value | None:
    """Return the value of a term, or None if it is free."""
    return term.value if isinstance(term, Const) else bindings.get(term.name)


def join(
    body: tuple[Literal, ...],
    bindings: Bindings,
    source: Source,
    other: tuple[int, Source] | None = None,
) -> Iterator[Bindings]:
    """Yield every way to make all of `body` true.

    `other` is the place of a literal that takes its rows from elsewhere.
    """
    if not body:
        yield bindings
        return

    def start(place: int, known: Bindings) -> Iterator[Bindings]:
        there = other[1] if other is not None and other[0] == place else source
        return matches(body[place], known, there)

    stack = [start(0, bindings)]
    while stack:
        found = next(stack[-1], None)
        if found is None:
            stack.pop()
        elif len(stack) == len(body):
            yield found
        else:
            stack.append(start(len(stack), found))


def matches(literal: Literal, bindings: Bindings, source: Source) -> Iterator[Bindings]:
    """Return every way to make one literal true."""
    match literal:
        case Atom(pred, args):
            pattern = tuple([value_of(term, bindings) for term in args])
            return bound(args, bindings, tuple(source.rows(pred, pattern)))
        case Negation():
            rows = near(literal, bindings, source)
            stands = any(stands_against(literal, bindings, row) for row in rows)
            return iter(() if stands else (bindings,))
        case Comparison():
            extended = compared(literal, bindings)
        case Aggregate():
            value = aggregated(literal, bindings, source)
            extended = None if value is None else bind(literal.result, value, bindings)
    return iter(() if extended is None else (extended,))


def bound(args: tuple[Term, ...], bindings: Bindings, rows: Iterable[Row]) -> Iterator[Bindings]:
    """Yield `bindings` extended so that `args` are each of the rows that agree with them."""
    free = [
        (place, term.name)
        for place, term in enumerate(args)
        if isinstance(term, Var) and term.name not in bindings and term.name != "_"
    ]
    repeats = len({name for _, name in free}) < len(free)
    for row in rows:
        extended = {**bindings, **{name: row[place] for place, name in free}}
        if not repeats or all(same(extended[name], row[place]) for place, name in free):
            yield extended


def bind(term: Term, value: Value, bindings: Bindings) -> Bindings | None:
    """Return `bindings` extended so that a term has a value, or None if it has another."""
    match term:
        case Const(wanted):
            return bindings if same(wanted, value) else None
        case Var("_"):
            return bindings
        case Var(name):
            if name in bindings:
                return bindings if same(bindings[name], value) else None
            return {**bindings, name: value}


def compared(literal: Comparison, bindings: Bindings) -> Bindings | None:
    """Return the bindings under which a comparison holds, or None; `=` may bind a variable.

    A comparison that divides by zero does not hold.
    """
    for side, other in ((literal.left, literal.right), (literal.right, literal.left)):
        if literal.op == "=" and isinstance(side, Var) and side.name not in bindings:
            value = attempt(other, bindings)
            return None if value is None else {**bindings, side.name: value}
    left, right = attempt(literal.left, bindings), attempt(literal.right, bindings)
    if left is None or right is None:
        return None
    return bindings if compare(literal.op, left, right, literal.lenient) else None


def near(negation: Negation, bindings: Bindings, source: Source) -> Iterator[Row]:
    """Yield all rows that could make a negated literal false, and perhaps others."""
    atom = negation.atom
    wanted = tuple(value_of(term, bindings) for term in atom.args)
    if any(isinstance(value, Range) for value in wanted):
        wanted = tuple(value if isinstance(value, Entity) else None for value in wanted)
    yield from source.rows(atom.pred, wanted)
    yield from source.ranged(atom.pred)


def stands_against(negation: Negation, bindings: Bindings, row: Row) -> bool:
    """Tell whether a row makes a negated literal false.

    A range is the value asked about if it must be (leniently: if it could be), even if both are
    the same range: the values behind them may differ.
    """
    for place, (term, value) in enumerate(zip(negation.atom.args, row, strict=True)):
        wanted = value_of(term, bindings)
        if wanted is None:
            continue
        is_range = isinstance(wanted, Range) or isinstance(value, Range)
        if not is_range or place in negation.exact or isinstance(wanted, Entity):
            if not same(wanted, value):
                return False
        elif not compare("=", wanted, value, negation.lenient):
            return False
    return True


def aggregated(literal: Aggregate, bindings: Bindings, source: Source) -> Value | None:
    """Return the value of an aggregate, or None if it has none."""
    certain = assignment_terms(literal, bindings, join(literal.body, bindings, source))
    possible = (
        None
        if literal.possible is None
        else assignment_terms(literal, bindings, join(literal.possible, bindings, source))
    )
    return aggregate(literal.kind, certain, possible, literal.lenient)


def assignment_terms(literal: Aggregate, bindings: Bindings, ways: Iterable[Bindings]) -> list[Row]:
    """Return a row for each distinct one of `ways` to make the body of an aggregate true.

    It holds the terms, then the values that tell the assignment from others. A count with terms
    tells only them apart. A way whose terms divide by zero is none.
    """
    found: dict[object, Row] = {}
    for way in ways:
        terms: list[Value] = []
        for term in literal.terms:
            value = attempt(term, {**bindings, **way})
            if value is None:
                break
            terms.append(value)
        else:
            own = () if literal.kind == "count" and terms else _own(way, bindings)
            row = (*terms, *own)
            found[tuple((type(value), value) for value in row)] = row
    return list(found.values())


def _own(way: Bindings, bindings: Bindings) -> Row:
    return tuple(way[name] for name in sorted(way) if name not in bindings)


def variables_of(literal: Literal) -> set[str]:
    """Return the variables of a literal that the rest of its rule can share.

    Those inside an aggregate count only if they stand in its result; anonymous ones never do.
    """
    match literal:
        case Atom(args=args) | Negation(Atom(args=args)):
            return {term.name for term in args if isinstance(term, Var)} - {"_"}
        case Comparison(left=left, right=right):
            return {*in_expression(left), *in_expression(right)}
        case Aggregate(result=result):
            return set(in_expression(result))
