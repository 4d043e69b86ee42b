"""The conditions of a rule, group by group, with the variables that each may see."""

from collections.abc import Iterable
from typing import assert_never

from parser.resolved.constants import a_kind
from parser.resolved.expressions import resolve_comparison, resolve_expression
from parser.resolved.law_tree import Aggregates, Compares, Condition, Expression, Group, Holds, Item
from parser.resolved.scope import Noun, Scope
from parser.resolved.sentences import Reading, resolve_sentence
from parser.resolved.tree import Variable
from parser.syntax import tree as syntax
from parser.text.diagnostic import Diagnostic

_MOST = 60
_SUMMED = frozenset({"number", "amount", "share"})
_RANKED = _SUMMED | {"date"}


def resolve_items(
    items: Iterable[syntax.Item], scope: Scope, reads: Reading, depth: int = 0
) -> tuple[Item, ...]:
    """Return conditions that hold together, in the order of the text."""
    found: list[Item] = []
    for item in items:
        conditions = resolve_condition(item.condition, scope, reads, depth)
        for count, condition in enumerate(conditions):
            found.append(Item(condition, item.label if count == 0 else "", span=item.span))
    return tuple(found)


def resolve_condition(
    condition: syntax.Condition, scope: Scope, reads: Reading, depth: int = 0
) -> tuple[Condition, ...]:
    """Return a condition, followed by those that `another NOUN` and the like add to it.

    The result is empty after an error.
    """
    match condition:
        case syntax.Holds(negative=False):
            sentence, extra = resolve_sentence(condition.sentence, scope, reads)
            return (Holds(sentence), *extra) if sentence else ()
        case syntax.Holds():
            return _denied(condition, scope, reads)
        case syntax.Compares():
            comparison = resolve_comparison(condition, scope, reads)
            return (comparison,) if comparison else ()
        case syntax.Aggregates() | syntax.Group() if depth >= _MOST:
            reads.problems.append(
                Diagnostic(
                    "too-deep",
                    f"conditions are nested more than {_MOST} levels deep",
                    condition.span,
                    help="give the inner part a sentence and a rule of its own",
                )
            )
            return ()
        case syntax.Aggregates():
            return _aggregate(condition, scope, reads, depth + 1)
        case syntax.Group():
            return (_group(condition, scope, reads, depth + 1),)
        case _:
            assert_never(condition)


def _denied(condition: syntax.Holds, scope: Scope, reads: Reading) -> tuple[Condition, ...]:
    """Resolve `it is false that ...`: what it introduces is "any" and stays inside."""
    sentence, extra = resolve_sentence(condition.sentence, scope.inner(), reads)
    if sentence is None:
        return ()
    if not extra:
        return (Holds(sentence, True),)
    span = condition.sentence.span
    parts: tuple[Condition, ...] = (Holds(sentence), *extra)
    both = Group("all", tuple(Item(part, span=span) for part in parts), span=span)
    return (Group("none", (Item(both, span=span),), span=span),)


def _group(group: syntax.Group, scope: Scope, reads: Reading, depth: int) -> Group:
    if group.quantifier == "all":
        inner = scope.inner() if group.exception else scope
        items = resolve_items(group.items, inner, reads, depth)
    else:
        items = _alternatives(group, scope, reads, depth)
    return Group(
        group.quantifier, items, count=group.count, exception=group.exception, span=group.span
    )


def _alternatives(
    group: syntax.Group, scope: Scope, reads: Reading, depth: int
) -> tuple[Item, ...]:
    """Resolve items of which each has variables of its own."""
    scopes: list[Scope] = []
    siblings: dict[str, Noun] = {}
    items: list[Item] = []
    for item in group.items:
        own = scope.inner(siblings)
        parts = resolve_condition(item.condition, own, reads, depth)
        if len(parts) == 1:
            items.append(Item(parts[0], item.label, span=item.span))
        elif parts:
            both = Group("all", tuple(Item(p, span=item.span) for p in parts), span=item.span)
            items.append(Item(both, item.label, span=item.span))
        for noun, variable in own.own.items():
            siblings.setdefault(noun, variable)
        scopes.append(own)
    if group.quantifier == "any" and not group.exception and scopes:
        scope.export(scopes)
    return tuple(items)


def _aggregate(
    aggregate: syntax.Aggregates, scope: Scope, reads: Reading, depth: int
) -> tuple[Condition, ...]:
    inner = scope.inner()
    items = resolve_items(aggregate.items, inner, reads, depth)
    terms: list[Expression] = []
    kinds: list[str] = []
    for term in aggregate.terms:
        value, kind = resolve_expression(term, inner, reads)
        if value is not None and kind is not None:
            terms.append(value)
            kinds.append(kind)
    complete = len(terms) == len(aggregate.terms)
    kind = _aggregate_kind(aggregate, kinds, reads) if complete else None
    result, extra = _result(aggregate, kind, scope)
    if result is None:
        return ()
    found = Aggregates(aggregate.kind, result, tuple(terms), items, span=aggregate.span)
    return (found, *extra)


def _result(
    aggregate: syntax.Aggregates, kind: str | None, scope: Scope
) -> tuple[Variable | None, tuple[Compares, ...]]:
    """Bind the result; `the NOUN = sum of` compares it with what is already known."""
    reference = aggregate.result
    if reference.determiner in {"a", "another"}:
        variable, _ = scope.introduce(reference, kind, False)
        return variable, ()
    known = scope.refer(reference, kind)
    if known is None or kind is None:
        return None, ()
    fresh = Variable(scope.rule.name(reference.noun), kind, span=reference.span)
    return fresh, (Compares("=", known, fresh, span=aggregate.span),)


def _aggregate_kind(aggregate: syntax.Aggregates, kinds: list[str], reads: Reading) -> str | None:
    match aggregate.kind, kinds:
        case "count", _:
            return "number"
        case "days", ["date", "date"]:
            return "number"
        case "sum", [kind] if kind in _SUMMED:
            return kind
        case (("min" | "max"), [kind]) if kind in _RANKED:
            return kind
        case _:
            shown = " and ".join(a_kind(kind) for kind in kinds)
            wanted = {
                "days": "two dates: `days from A to B covered where:`",
                "sum": "a number, an amount or a share",
            }.get(aggregate.kind, "a date, a number, an amount or a share")
            reads.problems.append(
                Diagnostic(
                    "kind-clash",
                    f"`{aggregate.kind}` does not work on {shown or 'nothing'}",
                    aggregate.span,
                    help=f"it needs {wanted}",
                )
            )
            return None
