"""One literal against known rows: what the plain engines share with nothing else."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from engine.arithmetic import aggregate, attempt, compare
from parser.datalog.tree import (
    Aggregate,
    Apply,
    Atom,
    Comparison,
    Const,
    Expr,
    Literal,
    Negation,
    Row,
    Term,
    Today,
    Var,
)
from parser.values import Entity, Range, Value

Bindings = Mapping[str, Value]
Rows = Callable[[str], Collection[Row]]


def same(left: Value, right: Value) -> bool:
    """Tell whether two values are the same constant: equal and of one type.

    >>> same(1, True), same(1, 1)
    (False, True)
    """
    return type(left) is type(right) and left == right


def value_of(term: Term, bindings: Bindings) -> Value | None:
    """Return the value of a term, or None if it is free."""
    return term.value if isinstance(term, Const) else bindings.get(term.name)


def join(body: tuple[Literal, ...], bindings: Bindings, rows: Rows) -> Iterator[Bindings]:
    """Yield every way to make all of `body` true over known rows."""
    if not body:
        yield bindings
        return
    for extended in matches(body[0], bindings, rows):
        yield from join(body[1:], extended, rows)


def matches(literal: Literal, bindings: Bindings, rows: Rows) -> Iterator[Bindings]:
    """Yield every way to make one literal true over known rows."""
    match literal:
        case Atom(pred, args):
            for row in tuple(rows(pred)):
                extended = bind(args, row, bindings)
                if extended is not None:
                    yield extended
        case Negation(Atom(pred)):
            if not any(stands_against(literal, bindings, row) for row in rows(pred)):
                yield bindings
        case Comparison():
            yield from compared(literal, bindings)
        case Aggregate():
            value = aggregated(literal, bindings, rows)
            extended = None if value is None else bind((literal.result,), (value,), bindings)
            if extended is not None:
                yield extended


def bind(args: tuple[Term, ...], row: Row, bindings: Bindings) -> Bindings | None:
    """Return `bindings` extended so that `args` are `row`, or None if they cannot be."""
    extended = dict(bindings)
    for term, value in zip(args, row, strict=True):
        match term:
            case Const(wanted):
                if not same(wanted, value):
                    return None
            case Var("_"):
                pass
            case Var(name):
                if not same(extended.setdefault(name, value), value):
                    return None
    return extended


def compared(literal: Comparison, bindings: Bindings) -> Iterator[Bindings]:
    """Yield the bindings under which a comparison holds; `=` may bind a free variable.

    A comparison that divides by zero does not hold.
    """
    for side, other in ((literal.left, literal.right), (literal.right, literal.left)):
        if literal.op == "=" and isinstance(side, Var) and side.name not in bindings:
            value = attempt(other, bindings)
            if value is not None:
                yield {**bindings, side.name: value}
            return
    left, right = attempt(literal.left, bindings), attempt(literal.right, bindings)
    if left is None or right is None:
        return
    if compare(literal.op, left, right, literal.lenient):
        yield bindings


def stands_against(negation: Negation, bindings: Bindings, row: Row) -> bool:
    """Tell whether a row makes a negated literal false.

    Against a range a value stands if it must (leniently: if it could) be the one asked about.
    """
    for place, (term, value) in enumerate(zip(negation.atom.args, row, strict=True)):
        wanted = value_of(term, bindings)
        if wanted is None or same(wanted, value):
            continue
        if place in negation.exact or isinstance(wanted, Entity) or isinstance(value, Entity):
            return False
        if not isinstance(wanted, Range) and not isinstance(value, Range):
            return False
        if not compare("=", wanted, value, negation.lenient):
            return False
    return True


def aggregated(literal: Aggregate, bindings: Bindings, rows: Rows) -> Value | None:
    """Return the value of an aggregate over known rows, or None if it has none."""
    certain = assignments(literal, literal.body, bindings, rows)
    possible = literal.possible
    return aggregate(
        literal.kind,
        certain,
        None if possible is None else assignments(literal, possible, bindings, rows),
        literal.lenient,
    )


def assignments(
    literal: Aggregate, body: tuple[Literal, ...], bindings: Bindings, rows: Rows
) -> list[Row]:
    """Return a row of each distinct assignment of the variables of an aggregate's body."""
    return assignment_terms(literal, bindings, join(body, bindings, rows))


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
            return variables_in(left) | variables_in(right)
        case Aggregate(result=result):
            return variables_in(result)


def variables_in(expr: Expr) -> set[str]:
    """Return the variables of an expression."""
    match expr:
        case Var(name):
            return {name}
        case Apply(args=args):
            return set().union(*(variables_in(arg) for arg in args))
        case Const() | Today():
            return set()
