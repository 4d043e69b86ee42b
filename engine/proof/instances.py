"""The ground instances of a clause: its body solved against a model, condition by condition.

Engines only answer "which rows"; proofs need the bindings, and this is where they come from.
"""

from collections.abc import Iterator, Mapping

from engine.arithmetic import aggregate, compare, evaluate
from engine.backends.protocol import Model, Pattern
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
from parser.datalog.variables import ANYTHING, in_expression
from parser.values import Entity, Range, Value

Bindings = dict[str, Value]


def pattern(atom: Atom, bindings: Mapping[str, Value]) -> Pattern:
    """Return what an atom asks for under `bindings`; a free variable is `None`."""
    return tuple(
        [term.value if isinstance(term, Const) else bindings.get(term.name) for term in atom.args]
    )


def unify(args: tuple[Term, ...], row: Row, bindings: Mapping[str, Value]) -> Bindings | None:
    """Return `bindings` extended so that `args` become `row`, or None if they cannot.

    >>> unify((Var("X"), Var("X")), (1, 1), {}), unify((Var("X"), Var("X")), (1, 2), {})
    ({'X': 1}, None)
    """
    extended = dict(bindings)
    for term, value in zip(args, row, strict=True):
        match term:
            case Const(wanted):
                if not same(wanted, value):
                    return None
            case Var("_"):
                pass
            case Var(name):
                if name in extended and not same(extended[name], value):
                    return None
                extended[name] = value
    return extended


def same(left: Value, right: Value) -> bool:
    """Tell whether two values are the same constant: equal and of one type."""
    return left == right and type(left) is type(right)


def solve(
    body: tuple[Literal, ...], bindings: Mapping[str, Value], model: Model
) -> Iterator[Bindings]:
    """Yield every way to make `body` true in `model`, as extensions of `bindings`."""
    if not body:
        yield dict(bindings)
        return
    stack: list[Iterator[Bindings]] = [satisfy(body[0], bindings, model)]
    while stack:
        found = next(stack[-1], None)
        if found is None:
            stack.pop()
        elif len(stack) == len(body):
            yield found
        else:
            stack.append(satisfy(body[len(stack)], found, model))


def satisfy(literal: Literal, bindings: Mapping[str, Value], model: Model) -> Iterator[Bindings]:
    """Yield every way to make one condition true."""
    match literal:
        case Atom(pred, args):
            wanted = pattern(literal, bindings)
            rows = model.rows(pred, wanted)
            free = [
                (place, term.name)
                for place, (term, value) in enumerate(zip(args, wanted, strict=True))
                if value is None and isinstance(term, Var)
            ]
            if not free:
                if rows:
                    yield dict(bindings)
                return
            if len({name for _, name in free}) == len(free):
                for row in rows:
                    found = {**bindings, **{name: row[place] for place, name in free}}
                    found.pop(ANYTHING, None)
                    yield found
                return
            for row in rows:
                extended = unify(args, row, bindings)
                if extended is not None:
                    yield extended
        case Negation():
            if not negated_rows(literal, bindings, model):
                yield dict(bindings)
        case Comparison():
            yield from _compare(literal, bindings)
        case Aggregate():
            value = aggregate_value(literal, bindings, model)
            if value is not None:
                extended = unify((literal.result,), (value,), bindings)
                if extended is not None:
                    yield extended


def negated_rows(
    negation: Negation, bindings: Mapping[str, Value], model: Model
) -> tuple[Row, ...]:
    """Return the rows that make a negated condition false.

    Values are compared as the rail of the negation has it: a range stands in the way when it
    must (or, leniently, when it could) be the value asked about.
    """
    wanted = pattern(negation.atom, bindings)
    if not any(isinstance(value, Range) for value in wanted):
        rows = model.rows(negation.atom.pred, wanted)
        if rows:
            return tuple(rows)
    people = tuple(
        value if isinstance(value, Entity) or place in negation.exact else None
        for place, value in enumerate(wanted)
    )
    return tuple(
        row
        for row in model.rows(negation.atom.pred, people)
        if all(
            value is None or people[place] is not None or _is_met(value, row[place], negation)
            for place, value in enumerate(wanted)
        )
    )


def _is_met(wanted: Value, value: Value, negation: Negation) -> bool:
    """Tell whether a value is the one asked about; two unknown values need not be the same."""
    if isinstance(wanted, Range) or isinstance(value, Range):
        return compare("=", wanted, value, negation.lenient)
    return same(wanted, value)


def _compare(literal: Comparison, bindings: Mapping[str, Value]) -> Iterator[Bindings]:
    for side, other in ((literal.left, literal.right), (literal.right, literal.left)):
        if literal.op == "=" and isinstance(side, Var) and side.name not in bindings:
            yield {**bindings, side.name: evaluate(other, bindings)}
            return
    if holds(literal, bindings):
        yield dict(bindings)


def holds(literal: Comparison, bindings: Mapping[str, Value], lenient: bool | None = None) -> bool:
    """Tell whether a comparison with bound variables holds (as strictly as it says)."""
    return compare(
        literal.op,
        evaluate(literal.left, bindings),
        evaluate(literal.right, bindings),
        literal.lenient if lenient is None else lenient,
    )


def aggregate_value(
    literal: Aggregate, bindings: Mapping[str, Value], model: Model
) -> Value | None:
    """Return the value of an aggregate under `bindings`, or None where it has none."""
    certain = assignments(literal, literal.body, bindings, model)
    possible = (
        None
        if literal.possible is None
        else assignments(literal, literal.possible, bindings, model)
    )
    return aggregate(
        literal.kind,
        told_apart(certain),
        None if possible is None else told_apart(possible),
        literal.lenient,
    )


def told_apart(found: Mapping[Row, Row]) -> list[Row]:
    """Return the terms of each assignment, and after them what tells it from the others."""
    return [(*terms, *key) for key, terms in found.items()]


def assignments(
    literal: Aggregate, body: tuple[Literal, ...], bindings: Mapping[str, Value], model: Model
) -> dict[Row, Row]:
    """Return the distinct assignments an aggregate runs over, each with its terms worked out.

    A count with terms runs over the distinct terms instead.
    """
    names = sorted(free_variables(body) - bindings.keys())
    found: dict[Row, Row] = {}
    for solution in solve(body, bindings, model):
        terms = tuple(evaluate(term, solution) for term in literal.terms)
        key = tuple(solution[name] for name in names if name in solution)
        if literal.kind == "count":
            terms = terms or key
            key = terms
        found[key] = terms
    return found


def free_variables(body: tuple[Literal, ...]) -> set[str]:
    """Return the names of the variables of a body, those inside aggregates excluded."""
    names: set[str] = set()
    for literal in body:
        match literal:
            case Atom(args=args) | Negation(Atom(args=args)):
                names |= {term.name for term in args if isinstance(term, Var)}
            case Comparison(left=left, right=right):
                names.update(in_expression(left), in_expression(right))
            case Aggregate(result=result):
                names.update(in_expression(result))
    return names - {"_"}
