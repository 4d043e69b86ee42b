"""Conditions of the law -> literals; enumerations and exceptions become rules of their own."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import assert_never

from parser.datalog.draft import Draft
from parser.datalog.items import Enumerated, item_clauses
from parser.datalog.level import Level
from parser.datalog.terms import atom, comparison, expression, names, spliced
from parser.datalog.tree import (
    Aggregate,
    Atom,
    Comparison,
    Const,
    Expr,
    Literal,
    Negation,
    Var,
)
from parser.datalog.variables import ANYTHING
from parser.resolved import law_tree
from parser.resolved import tree as resolved
from parser.resolved.vocabulary import Slot, value_slots
from parser.text.span import Span
from parser.values import Amount, Exact, Share


def lower_items(
    items: Iterable[law_tree.Item], outside: frozenset[str], level: Level
) -> list[Literal]:
    """Return conditions that hold together as literals; `level` reads each of them.

    `outside` are the names that also stand outside of them. Rules for what is enumerated go to
    the draft of `level`.
    """
    opened = spliced(items)
    plain = [_plain(item) for item in opened]
    level.aggregated |= frozenset(_aggregated(item.condition for item in opened))
    level.expect([literal for literal in reversed(plain) if literal is not None])
    used = [names((item.condition,)) for item in opened]
    counts = Counter(name for each in used for name in each)
    literals: list[Literal] = []
    for item, simple, own in zip(opened, plain, used, strict=True):
        shared = tuple(name for name in own if name in outside or counts[name] > 1)
        added = [simple] if simple is not None else _lower(item, shared, level)
        for literal in added:
            level.add(literal, frozenset(shared))
        literals.extend(added)
    return literals


def _aggregated(conditions: Iterable[law_tree.Condition]) -> Iterator[str]:
    """Yield the names to which aggregates give a value that they do not need themselves."""
    for condition in conditions:
        if isinstance(condition, law_tree.Aggregates):
            name = condition.result.name
            if name not in names(item.condition for item in condition.items):
                yield name


def _plain(item: law_tree.Item) -> Atom | Comparison | None:
    match item.condition:
        case law_tree.Holds(sentence, negative=False):
            return atom(sentence)
        case law_tree.Compares():
            return comparison(item.condition)
        case _:
            return None


def _lower(item: law_tree.Item, shared: tuple[str, ...], level: Level) -> list[Literal]:
    condition = item.condition
    match condition:
        case law_tree.Holds(sentence):
            return [_denied(sentence, shared, level, item)]
        case law_tree.Compares():
            return [comparison(condition)]
        case law_tree.Aggregates():
            return [_aggregate(condition, shared, level)]
        case law_tree.Group(quantifier=quantifier, items=items):
            if quantifier == "none" or condition.exception:
                return [_excluded(condition, shared, level)]
            if quantifier == "at least":
                return _at_least(condition, shared, level)
            return [_enumerate(items, shared, level, condition.span).atom]
        case _:
            assert_never(condition)


def _denied(
    sentence: resolved.Sentence, shared: tuple[str, ...], level: Level, item: law_tree.Item
) -> Negation:
    """Return the negation of one sentence, in which a variable of its own becomes `_`.

    If such a variable stands in it twice, what is negated becomes a rule.
    """
    plain = atom(sentence)
    counts = Counter(term.name for term in plain.args if isinstance(term, Var))
    local = {name for name in counts if name not in shared}
    if any(counts[name] > 1 for name in local) or _may_be_denied(sentence, local, level):
        holds = law_tree.Item(law_tree.Holds(sentence), item.label, span=item.span)
        made = _enumerate((holds,), shared, level, sentence.span, negated=True)
        return Negation(made.atom, span=sentence.span)
    inputs = level.draft.base.inputs(plain)
    args = tuple(
        Var(ANYTHING)
        if isinstance(term, Var) and term.name in local and place not in inputs
        else term
        for place, term in enumerate(plain.args)
    )
    return Negation(Atom(plain.pred, args, span=sentence.span), span=sentence.span)


def _may_be_denied(sentence: resolved.Sentence, local: set[str], level: Level) -> bool:
    """Tell whether a case can deny a sentence for just the value that a condition has in it.

    A row that nobody stated says *some day*. That day is none that the case denies, which only
    a condition of a rule can say; a negation sees the row alone.
    """
    predicate = level.draft.base.predicates[sentence.predicate]
    return predicate.origin in ("given", "decided") and any(
        isinstance(term := sentence.args[place], resolved.Constant) or term.name not in local
        for place in value_slots(predicate)
    )


def _excluded(group: law_tree.Group, shared: tuple[str, ...], level: Level) -> Negation:
    """Negate what `none of` or `unless` enumerates."""
    match group:
        case law_tree.Group("none" | "any" | "all", (only,)):
            match spliced((only,)):
                case [law_tree.Item(law_tree.Holds(sentence, negative=False)) as item]:
                    return _denied(sentence, shared, level, item)
                case [law_tree.Item(law_tree.Group("any", inner, exception=False))]:
                    items = inner
                case _:
                    items = (only,)
        case law_tree.Group("none" | "any", items):
            pass
        case _:  # `unless all of`, `unless at least N of`: one alternative, the group itself
            whole = law_tree.Group(group.quantifier, group.items, group.count, span=group.span)
            items = (law_tree.Item(whole, span=group.span),)
    made = _enumerate(items, shared, level, group.span, negated=True)
    return Negation(made.atom, span=group.span)


def _at_least(group: law_tree.Group, shared: tuple[str, ...], level: Level) -> list[Literal]:
    """Count the items that hold: each has its number in the first place.

    At least one of some is any of them, and as many as there are is each: nothing is counted then.
    """
    if group.count == 1:
        return [_enumerate(group.items, shared, level, group.span, negated=True).atom]
    if group.count == len(group.items):
        return [
            _enumerate((item,), shared, level, group.span, negated=True).atom
            for item in group.items
        ]
    made = _enumerate(group.items, shared, level, group.span, negated=True, numbered=True)
    index, total = Var(f"#item {made.number}"), Var(f"#count {made.number}")
    counted = Atom(made.atom.pred, (index, *made.atom.args), span=group.span)
    return [
        Aggregate("count", total, (index,), (counted,), span=group.span),
        Comparison(">=", total, Const(group.count), span=group.span),
    ]


def _aggregate(condition: law_tree.Aggregates, shared: tuple[str, ...], level: Level) -> Aggregate:
    draft = level.draft
    result = condition.result.name
    grouping = frozenset(shared) - {result}
    inside = names(item.condition for item in condition.items)
    own = frozenset(shared if result in inside else grouping)
    terms: tuple[Expr, ...] = tuple(expression(term) for term in condition.terms)
    used = {leaf for term in condition.terms for leaf in _names(term)}
    inner = Level(draft, level, negated=True)
    body = lower_items(condition.items, own | used, inner)
    return Aggregate(
        condition.kind,
        Var(result),
        terms,
        draft.inner(body, own, frozenset(used)),
        nothing=_nothing(condition, draft.base.currency),
        span=condition.span,
    )


def _nothing(condition: law_tree.Aggregates, currency: str) -> Exact:
    """Return what an aggregate over nothing comes to, in the unit of what it would have added up.

    That of money is not known where the laws name no currency, or several: then it is a bare zero.
    """
    match condition.kind, condition.result.kind:
        case "sum", "share":
            return Share(Decimal(0))
        case "sum", "amount" if currency:
            return Amount(Decimal(0), currency)
        case _:
            return 0


def _names(term: law_tree.Expression) -> tuple[str, ...]:
    return names((law_tree.Compares("=", term, term),))


def _enumerate(
    items: Sequence[law_tree.Item],
    shared: tuple[str, ...],
    level: Level,
    span: Span,
    negated: bool = False,
    numbered: bool = False,
) -> Enumerated:
    """Make a predicate over `shared` with one clause for each item; return an atom of it."""
    draft: Draft = level.draft
    name, number = draft.enumeration()
    first = (Slot("#item", "number"),) if numbered else ()
    draft.declare(name, shared, first)
    made = Enumerated(Atom(name, tuple(Var(v) for v in shared), span=span), number, shared)
    for count, item in enumerate(items, 1):
        inner = Level(draft, level, negated or level.negated)
        body = lower_items((item,), frozenset(shared), inner)
        item_clauses(made, item, body, inner, count if numbered else None)
    return made
