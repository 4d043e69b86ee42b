"""The body of a rule solved row by row: what each literal means, for the engines and for proofs.

A body is solved in the order in which it is written, each literal extending the bindings of those
before it. The rows come from anywhere that can look them up (`Rows`): the relations of an engine,
or the model of one when a proof needs to know why a row holds.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from engine.arithmetic import aggregate, compare, evaluate
from engine.arithmetic.compare import lies_within
from engine.arithmetic.prepared import calculation, condition
from engine.backends.protocol import Pattern
from engine.backends.within import FEW, within
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

Bindings = Mapping[str, Value]
"""Values for variables; nobody changes one after it was made."""


class Rows(Protocol):
    """Where the rows of predicates come from; what it returns does not change afterwards."""

    def rows(self, pred: str, pattern: Pattern) -> Collection[Row]:
        """Return the rows that agree with a pattern (`None` is free)."""
        ...

    def ranged(self, pred: str, pattern: Pattern) -> Collection[Row]:
        """Return the rows that hold a range and agree with a pattern, and perhaps others."""
        ...

    def total(self, literal: Aggregate, bindings: "Bindings") -> Value | None:
        """Return the value of an aggregate, or None if it has none; see `aggregated`."""
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


def pattern(atom: Atom, bindings: Bindings) -> Pattern:
    """Return what an atom asks for under `bindings`; a free variable is `None`."""
    return tuple(
        [term.value if isinstance(term, Const) else bindings.get(term.name) for term in atom.args]
    )


def unify(args: tuple[Term, ...], row: Row, bindings: Bindings) -> dict[str, Value] | None:
    """Return `bindings` extended so that `args` become `row`, or None if they cannot.

    >>> unify((Var("X"), Var("X")), (1, 1), {}), unify((Var("X"), Var("X")), (1, 2), {})
    ({'X': 1}, None)
    """
    extended = dict(bindings)
    for term, value in zip(args, row, strict=True):
        if isinstance(term, Const):
            if not same(term.value, value):
                return None
        elif term.name != ANYTHING:
            if term.name in extended and not same(extended[term.name], value):
                return None
            extended[term.name] = value
    return extended


def solve(
    body: tuple[Literal, ...],
    bindings: Bindings,
    source: Rows,
    other: tuple[int, Rows] | None = None,
) -> Iterator[Bindings]:
    """Yield every way to make all of `body` true, as extensions of `bindings`.

    `other` is the place of a literal that takes its rows from elsewhere.
    """
    if not body:
        yield bindings
        return
    stages = _stages(body)

    def start(depth: int, known: Bindings) -> Iterator[Bindings]:
        place, literal, following = stages[depth]
        there = other[1] if other is not None and other[0] == place else source
        if isinstance(literal, Atom):
            return _looked_up(literal, known, there, following)
        ways = satisfy(literal, known, there)
        return _agreeing(ways, following) if following else ways

    stack = [start(0, bindings)]
    while stack:
        found = next(stack[-1], None)
        if found is None:
            stack.pop()
        elif len(stack) == len(stages):
            yield found
        else:
            stack.append(start(len(stack), found))


_Stage = tuple[int, Literal, list[Comparison]]
"""A literal at its place in a body, and the comparisons that stand right behind it."""


def _stages(body: tuple[Literal, ...]) -> list[_Stage]:
    found: list[_Stage] = []
    for place, literal in enumerate(body):
        if found and isinstance(literal, Comparison):
            found[-1][2].append(literal)
        else:
            found.append((place, literal, []))
    return found


def _agreeing(ways: Iterable[Bindings], following: Iterable[Comparison]) -> Iterator[Bindings]:
    """Yield the ways under which comparisons hold too, with the values that these give."""
    for way in ways:
        found = way
        for comparison in following:
            extended = _compared(comparison, found)
            if extended is None:
                break
            found = extended
        else:
            yield found


def _kept(ways: Iterable[Bindings], following: Iterable[Comparison]) -> Iterator[Bindings]:
    """Yield those of many ways under which comparisons hold that give no variable a value."""
    tests = [condition(one, one.lenient) for one in following]
    for way in ways:
        for holds_here in tests:
            if not holds_here(way):
                break
        else:
            yield way


def satisfy(literal: Literal, bindings: Bindings, source: Rows) -> Iterator[Bindings]:
    """Return every way to make one literal true, as extensions of `bindings`."""
    match literal:
        case Atom():
            return _looked_up(literal, bindings, source)
        case Negation():
            extended = None if opposing(literal, bindings, source) else bindings
        case Comparison():
            extended = _compared(literal, bindings)
        case Aggregate():
            value = source.total(literal, bindings)
            extended = None if value is None else unify((literal.result,), (value,), bindings)
    return iter(() if extended is None else (extended,))


def _looked_up(
    atom: Atom, bindings: Bindings, source: Rows, following: Sequence[Comparison] = ()
) -> Iterator[Bindings]:
    """Return every way to find an atom among the rows under which `following` holds too."""
    wanted = pattern(atom, bindings)
    rows = source.rows(atom.pred, wanted)
    free = [
        (place, term.name)
        for place, (term, value) in enumerate(zip(atom.args, wanted, strict=True))
        if value is None and isinstance(term, Var) and term.name != ANYTHING
    ]
    if following and len(rows) > FEW:
        places = {name: place for place, name in free}
        if len(places) == len(free):
            rows, following = within(rows, places, bindings, following)
    found = _bound(rows, free, bindings)
    if len(rows) > FEW and not any(one.op == "=" for one in following):
        return _kept(found, following)
    return _agreeing(found, following) if following else found


def _bound(
    rows: Collection[Row], free: Sequence[tuple[int, str]], bindings: Bindings
) -> Iterator[Bindings]:
    """Yield bindings with the values that each row has for the variables at some places."""
    if not free:
        if rows:
            yield bindings
        return
    if len(free) == 1:
        ((place, name),) = free
        for row in rows:
            yield {**bindings, name: row[place]}
        return
    repeats = len({name for _, name in free}) < len(free)
    for row in rows:
        extended = {**bindings}
        for place, name in free:
            extended[name] = row[place]
        if not repeats or all(same(extended[name], row[place]) for place, name in free):
            yield extended


def _compared(literal: Comparison, bindings: Bindings) -> Bindings | None:
    """Return the bindings under which a comparison holds, or None; `=` may bind a variable."""
    if literal.op == "=":
        for side, other in ((literal.left, literal.right), (literal.right, literal.left)):
            if isinstance(side, Var) and side.name not in bindings:
                value = evaluate(other, bindings, literal.lenient)
                return None if value is None else {**bindings, side.name: value}
    return bindings if holds(literal, bindings) else None


def holds(literal: Comparison, bindings: Bindings, lenient: bool | None = None) -> bool:
    """Tell whether a comparison holds, as strictly as it says or as `lenient` has it.

    One of which a side has no value, such as a quotient by zero, does not hold.
    """
    could = literal.lenient if lenient is None else lenient
    left = evaluate(literal.left, bindings, could)
    right = evaluate(literal.right, bindings, could)
    return left is not None and right is not None and compare(literal.op, left, right, could)


def opposing(negation: Negation, bindings: Bindings, source: Rows) -> Collection[Row]:
    """Return rows that make a negated literal false: all if they are uncertain, else some.

    Values are compared as the rail of the negation has it, see `stands_against`.
    """
    pred, wanted = negation.atom.pred, pattern(negation.atom, bindings)
    # a range may stand for another value, so that rows are looked up by the other places alone
    near = tuple(
        [
            value if isinstance(value, Entity) or place in negation.exact else None
            for place, value in enumerate(wanted)
        ]
    )
    if any(isinstance(value, Range) for value in wanted):
        rows = source.rows(pred, near)
    else:
        rows = source.rows(pred, wanted)
        if rows:
            return rows
        rows = source.ranged(pred, near)
    return [row for row in rows if stands_against(negation, bindings, row)]


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
        elif negation.covers:
            if not lies_within(wanted, value):
                return False
        elif not compare("=", wanted, value, negation.lenient):
            return False
    return True


def aggregated(literal: Aggregate, bindings: Bindings, source: Rows) -> Value | None:
    """Return the value of an aggregate, or None if it has none."""
    certain = assignments(literal, bindings, solve(literal.body, bindings, source))
    possible = (
        None
        if literal.possible is None
        else assignments(literal, bindings, solve(literal.possible, bindings, source), True)
    )
    return aggregate(literal.kind, certain, possible, literal.lenient, literal.nothing)


def assignments(
    literal: Aggregate, bindings: Bindings, ways: Iterable[Bindings], lenient: bool = False
) -> list[Row]:
    """Return a row for each distinct one of `ways` to make the body of an aggregate true.

    With `lenient` also for those whose terms could have a value and need not.

    It holds the terms, then the values that tell the assignment from others. A count with terms
    tells only them apart.
    """
    return distinct(literal, bindings, contributing(literal, ways, lenient))


def distinct(
    literal: Aggregate, bindings: Bindings, ways: Iterable[tuple[Bindings, Row]]
) -> list[Row]:
    """Return a row for each distinct one of the ways that `contributing` yields."""
    found: dict[object, Row] = {}
    own: list[str] | None = None
    for way, terms in ways:
        row = terms
        if literal.kind != "count" or not terms:
            if own is None:  # all ways to make a body true have the same variables
                own = sorted(name for name in way if name not in bindings)
            row = (*terms, *[way[name] for name in own])
        found[tuple([(type(value), value) for value in row])] = row
    return list(found.values())


def contributing(
    literal: Aggregate, ways: Iterable[Bindings], lenient: bool = False
) -> Iterator[tuple[Bindings, Row]]:
    """Yield each of `ways` whose terms all have (leniently: could have) a value, with these.

    A way has the values of all variables that the terms need.
    """
    terms = [calculation(term, lenient) for term in literal.terms]
    for way in ways:
        values = tuple([value for term in terms if (value := term(way)) is not None])
        if len(values) == len(terms):
            yield way, values


def variables_of(literal: Literal) -> set[str]:
    """Return the variables of a literal that the rest of its rule can share.

    Those inside an aggregate count only if they stand in its result; anonymous ones never do.
    """
    match literal:
        case Atom(args=args) | Negation(Atom(args=args)):
            return {term.name for term in args if isinstance(term, Var)} - {ANYTHING}
        case Comparison(left=left, right=right):
            return {*in_expression(left), *in_expression(right)}
        case Aggregate(result=result):
            return set(in_expression(result))
