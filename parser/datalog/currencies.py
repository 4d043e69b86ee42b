"""Amounts in two currencies that a rule compares or adds: an error once it is worked out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from parser.datalog.tree import (
    Aggregate,
    Apply,
    Atom,
    Comparison,
    Const,
    Expr,
    Literal,
    Negation,
    Program,
    Row,
    Rule,
    Term,
    Today,
    Var,
)
from parser.text.diagnostic import Diagnostic, Label
from parser.text.span import NOWHERE, Span
from parser.values import Amount, Range, Value

Place = tuple[str, int]
Currencies = dict[str, Span]
"""Currencies, each with the first place at which an amount of it is written."""

_TOGETHER = frozenset({"+", "-", "earlier", "later", "/"})


def mixed_currencies(
    program: Program, stated: Sequence[tuple[str, Row, Span]] = ()
) -> Iterator[Diagnostic]:
    """Yield a warning for each rule that compares or adds amounts in two currencies.

    Followed are the amounts that the rules and tables write, and those `stated` (predicate, row
    and place). With some stated, only rules are named that have none without them.
    """
    without = {one.rule for one in _mixed(program, ())} if stated else set[Rule]()
    for one in _mixed(program, stated):
        if one.rule in without:
            continue
        name = one.rule.provision.rule if one.rule.provision is not None else one.rule.head.pred
        (_, first), (_, second) = one.places
        names = " and ".join(currency for currency, _ in one.places)
        labels = [
            Label(span, f"{currency} here")
            for currency, span in one.places
            if span not in (NOWHERE, one.rule.span)
        ]
        at = one.rule.span
        if stated:
            at = next((span for *_, span in stated if span in (first, second)), at)
            labels = [*(each for each in labels if each.span != at)]
            labels.append(Label(one.rule.span, "in this rule"))
        yield Diagnostic(
            "two-currencies",
            f"`{name}` compares or adds amounts in {names}, which cannot be worked out",
            at,
            tuple(labels),
            "convert one of them by a stated rate, or give both in one currency",
            "warning",
        )


@dataclass(frozen=True, slots=True)
class _Mixed:
    rule: Rule
    places: tuple[tuple[str, Span], tuple[str, Span]]


@dataclass(slots=True)
class _Known:
    """The currencies at each place of the predicates."""

    found: dict[Place, Currencies] = field(default_factory=dict)
    changed: bool = False

    def add(self, place: Place, currencies: Currencies) -> None:
        known = self.found.setdefault(place, {})
        for currency, span in currencies.items():
            if currency not in known:
                known[currency] = span
                self.changed = True


def _mixed(program: Program, stated: Sequence[tuple[str, Row, Span]]) -> Iterator[_Mixed]:
    known = _Known()
    for pred, row, span in (*((r.pred, r.row, r.span) for r in program.listed), *stated):
        for place, value in enumerate(row):
            known.add((pred, place), _of_value(value, span))
    known.changed = True
    while known.changed:
        known.changed = False
        for rule in program.rules:
            names = _names(rule.body, known, rule)
            for place, term in enumerate(rule.head.args):
                known.add((rule.head.pred, place), _of_expression(term, names, rule))
    for rule in program.rules:
        names = _names(rule.body, known, rule)
        for literal in _all(rule.body):
            together = _meeting(literal, names, rule)
            if len(together) > 1:
                first, second, *_ = sorted(together.items())
                yield _Mixed(rule, (first, second))
                break


def _of_value(value: Value, span: Span) -> Currencies:
    match value:
        case Amount(currency=currency):
            return {currency: span}
        case Range(low=low, high=high):
            ends = [end for end in (low, high) if end is not None]
            return {name: span for end in ends for name in _of_value(end, span)}
        case _:
            return {}


def _names(body: Sequence[Literal], known: _Known, rule: Rule) -> dict[str, Currencies]:
    """Return the currencies that each variable of a rule could have."""
    names: dict[str, Currencies] = {}

    def also(name: str, currencies: Currencies) -> None:
        names[name] = {**currencies, **names.get(name, {})}

    for literal in _all(body):
        match literal:
            case Atom(pred, args):
                for place, term in enumerate(args):
                    if isinstance(term, Var):
                        also(term.name, known.found.get((pred, place), {}))
            case Comparison("=", left, right):
                for side, other in ((left, right), (right, left)):
                    if isinstance(side, Var):
                        also(side.name, _of_expression(other, names, rule))
            case Aggregate(kind="sum" | "min" | "max", result=Var(name), terms=terms):
                for each in terms:
                    also(name, _of_expression(each, names, rule))
            case Comparison() | Aggregate() | Negation():
                pass
    return names


def _all(body: Sequence[Literal]) -> Iterator[Literal]:
    """Yield the literals of a body, those inside an aggregate before it."""
    for literal in body:
        if isinstance(literal, Aggregate):
            yield from _all(literal.body)
        yield literal


def _of_expression(expr: Expr | Term, names: dict[str, Currencies], rule: Rule) -> Currencies:
    match expr:
        case Const(value):
            return _of_value(value, rule.span)
        case Var(name):
            return names.get(name, {})
        case Today():
            return {}
        case Apply(function, args):
            if function == "/" and all(_of_expression(arg, names, rule) for arg in args):
                return {}  # how many times one is in the other
            found: Currencies = {}
            for arg in args:
                found = {**_of_expression(arg, names, rule), **found}
            return found


def _meeting(literal: Literal, names: dict[str, Currencies], rule: Rule) -> Currencies:
    """Return the currencies that meet where a literal compares or adds."""
    match literal:
        case Comparison(op, left, right):
            sides = [_of_expression(side, names, rule) for side in (left, right)]
            added = {**_added(left, names, rule), **_added(right, names, rule)}
            return {**added, **(_joined(sides) if op not in ("=", "!=") else {})}
        case Aggregate(kind="sum" | "min" | "max", terms=terms):
            found: Currencies = {}
            for term in terms:
                found |= _of_expression(term, names, rule)
            return found
        case Aggregate() | Atom() | Negation():
            return {}


def _added(expr: Expr, names: dict[str, Currencies], rule: Rule) -> Currencies:
    """Return the currencies that meet inside an expression."""
    if not isinstance(expr, Apply):
        return {}
    found: Currencies = {}
    for arg in expr.args:
        found |= _added(arg, names, rule)
    if expr.function in _TOGETHER:
        found |= _joined([_of_expression(arg, names, rule) for arg in expr.args])
    return found


def _joined(sides: Sequence[Currencies]) -> Currencies:
    """Return the currencies of several sides of which two have different ones."""
    found: Currencies = {}
    for side in filter(None, sides):
        found = {**side, **found}
    alone = sum(bool(side) for side in sides) < 2
    return {} if alone or len(found) < 2 else found
