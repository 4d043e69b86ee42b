"""Conditions solved against known rows, the plainest way there is."""

from collections.abc import Collection, Iterator, Mapping

from engine.proof.checker.giving import gives
from engine.proof.checker.ordering import Undefined, Unordered, compare, lies_within
from engine.proof.checker.rows import Rows
from engine.proof.checker.totals import named, total
from engine.proof.checker.working import evaluate
from parser.datalog.tree import (
    Aggregate,
    Atom,
    Comparison,
    Const,
    Literal,
    Negation,
    Operator,
    Row,
    Rule,
    Term,
    Var,
)
from parser.values import Entity, Range, Value

Known = Mapping[str, Collection[Row]]
"""The rows of each predicate that are known."""

Recent = tuple[int, Rows]
"""The place of a condition, and the only rows that are looked at for it."""


def concluded(rule: Rule, known: Known, recent: Recent | None = None) -> list[Row]:
    """Return the rows that one rule concludes from known ones, some perhaps more than once."""
    return [
        tuple(_value(term, bindings) for term in rule.head.args)
        for bindings in ways(rule.body, {}, known, recent)
    ]


def _value(term: Term, bindings: Mapping[str, Value]) -> Value:
    return term.value if isinstance(term, Const) else bindings[term.name]


def _same(left: Value, right: Value) -> bool:
    return type(left) is type(right) and left == right


def ways(
    body: tuple[Literal, ...],
    bindings: dict[str, Value],
    known: Known,
    recent: Recent | None = None,
) -> Iterator[dict[str, Value]]:
    """Yield `bindings` extended in each way in which a body holds in known rows.

    One of its conditions may be met by `recent` rows only.
    """
    stack = [iter((bindings,))]
    while stack:
        found = next(stack[-1], None)
        place = len(stack) - 1
        if found is None:
            stack.pop()
        elif place == len(body):
            yield found
        else:
            rows = recent[1] if recent is not None and recent[0] == place else None
            stack.append(_met(body[place], found, known, rows))


def _met(
    literal: Literal, bindings: dict[str, Value], known: Known, only: Rows | None = None
) -> Iterator[dict[str, Value]]:
    """Yield `bindings` extended in each way in which a condition is met, or met by `only` these."""
    match literal:
        case Atom(pred, args):
            there = known.get(pred, ()) if only is None else only
            for row in _near(args, bindings, there):
                extended = _bind(args, row, bindings)
                if extended is not None:
                    yield extended
        case Negation():
            if not is_blocked(literal, bindings, known.get(literal.atom.pred, ())):
                yield bindings
        case Comparison(op, left, right, lenient):
            given = gives(literal, frozenset(bindings))
            one, two = evaluate(left, bindings, lenient), evaluate(right, bindings, lenient)
            if given is not None:
                value = two if left == Var(given) else one
                if value is not None:
                    yield {**bindings, given: value}
            elif one is not None and two is not None and _holds(op, one, two, lenient):
                yield bindings
        case Aggregate():
            value = aggregate_of(literal, bindings, known)
            if value is not None:
                extended = _bind((literal.result,), (value,), bindings)
                if extended is not None:
                    yield extended


def _holds(op: Operator, left: Value, right: Value, lenient: bool) -> bool:
    """Tell whether a comparison must hold, or with `lenient` whether it could.

    One of two currencies, of which nobody knows whether anything rests on it, is neither way: it
    could hold, and need not.
    """
    try:
        return compare(op, left, right, lenient)
    except Unordered:
        return lenient


def must(one: Comparison, bindings: Mapping[str, Value]) -> bool:
    """Tell whether a comparison holds whatever is not known of some values; not without one."""
    try:
        left, right = evaluate(one.left, bindings, False), evaluate(one.right, bindings, False)
        return left is not None and right is not None and compare(one.op, left, right, False)
    except Undefined:
        return False


def _near(
    args: tuple[Term, ...],
    bindings: Mapping[str, Value],
    rows: Collection[Row],
    among: Collection[int] | None = None,
) -> Collection[Row]:
    """Return the rows that have the values which terms have, at some places or at all of them."""
    if not isinstance(rows, Rows):
        return list(rows)
    places: list[int] = []
    values: list[Value] = []
    for place, term in enumerate(args):
        value = term.value if isinstance(term, Const) else bindings.get(term.name)
        if value is not None and (among is None or place in among):
            places.append(place)
            values.append(value)
    return rows.at(tuple(places), values) if places else rows


def is_blocked(negation: Negation, bindings: Mapping[str, Value], rows: Collection[Row]) -> bool:
    """Tell whether any of some rows makes a negated condition false."""
    return any(True for _ in blocking(negation, bindings, rows))


def blocking(
    negation: Negation, bindings: Mapping[str, Value], rows: Collection[Row]
) -> Iterator[Row]:
    """Yield those of some rows that make a negated condition false."""
    args = negation.atom.args
    among = [
        place
        for place, term in enumerate(args)
        if place in negation.exact
        or isinstance(term.value if isinstance(term, Const) else bindings.get(term.name), Entity)
    ]
    near = _near(args, bindings, rows, among)
    return (row for row in near if blocks(negation, bindings, row))


def _bind(
    args: tuple[Term, ...], row: Row, bindings: Mapping[str, Value]
) -> dict[str, Value] | None:
    for term, value in zip(args, row, strict=True):
        known = term.value if isinstance(term, Const) else bindings.get(term.name)
        if known is not None and not _same(known, value):
            return None
    extended = dict(bindings)
    for term, value in zip(args, row, strict=True):
        if isinstance(term, Var) and term.name == "_":
            continue
        wanted = term.value if isinstance(term, Const) else extended.setdefault(term.name, value)
        if not _same(wanted, value):
            return None
    return extended


def blocks(negation: Negation, bindings: Mapping[str, Value], row: Row) -> bool:
    """Tell whether a row makes a negated condition false.

    Two unknown values are compared even if they look the same: they may differ.
    """
    for place, (term, value) in enumerate(zip(negation.atom.args, row, strict=True)):
        wanted = term.value if isinstance(term, Const) else bindings.get(term.name)
        if wanted is None:
            continue
        ranged = isinstance(wanted, Range) or isinstance(value, Range)
        if place in negation.exact or isinstance(wanted, Entity) or not ranged:
            if not _same(wanted, value):
                return False
            continue
        if negation.covers:
            if not lies_within(wanted, value):
                return False
        elif not compare("=", wanted, value, negation.lenient):
            return False
    return True


def aggregate_of(literal: Aggregate, bindings: Mapping[str, Value], known: Known) -> Value | None:
    """Return the value of an aggregate over known rows."""
    rows = [
        _assignments(literal, body, bindings, known, lenient=place > 0)
        for place, body in enumerate(_bodies(literal))
    ]
    found = total(literal.kind, rows[0], rows[1] if len(rows) > 1 else None, literal.lenient)
    return found if literal.kind != "sum" or found is None else named(found, literal.nothing)


def _bodies(literal: Aggregate) -> list[tuple[Literal, ...]]:
    return [literal.body] if literal.possible is None else [literal.body, literal.possible]


def _assignments(
    literal: Aggregate,
    body: tuple[Literal, ...],
    bindings: Mapping[str, Value],
    known: Known,
    lenient: bool,
) -> list[Row]:
    found: dict[object, Row] = {}
    for way in ways(body, dict(bindings), known):
        own = sorted(
            ((name, value) for name, value in way.items() if name not in bindings),
            key=lambda pair: pair[0],
        )
        worked_out = [evaluate(term, way, lenient) for term in literal.terms]
        terms = tuple(value for value in worked_out if value is not None)
        if len(terms) < len(worked_out):
            continue  # a term divides by zero: there is nothing to add up
        if literal.kind == "count":
            terms = terms or tuple(value for _, value in own)
            found[terms] = terms
        else:
            key = tuple((name, repr(value)) for name, value in own)
            found[key] = (*terms, *(value for _, value in own))
    return list(found.values())
