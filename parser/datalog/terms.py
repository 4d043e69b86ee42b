"""Resolved terms, expressions and single conditions -> those of the core."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from parser.datalog.tree import Apply, Atom, Comparison, Const, Expr, Term, Today, Var
from parser.resolved import tree as resolved


def term(source: resolved.Term) -> Term:
    """Return a term of the core."""
    match source:
        case resolved.Variable(name):
            return Var(name)
        case resolved.Constant(value):
            return Const(value)
        case _:
            assert_never(source)


def expression(source: resolved.Expression) -> Expr:
    """Return an expression of the core.

    >>> expression(resolved.Calculated("+", (resolved.Variable("day", "date"), resolved.Today())))
    Apply(function='+', args=(Var(name='day'), Today()))
    """
    match source:
        case resolved.Variable() | resolved.Constant():
            return term(source)
        case resolved.Today():
            return Today()
        case resolved.Calculated(function, args):
            return Apply(function, tuple(expression(arg) for arg in args))  # type: ignore[arg-type]
        case _:
            assert_never(source)


def atom(sentence: resolved.Sentence) -> Atom:
    """Return a sentence as an atom."""
    args = tuple(term(arg) for arg in sentence.args)
    return Atom(sentence.predicate, args, span=sentence.span)


def comparison(source: resolved.Compares) -> Comparison:
    """Return a comparison of the core."""
    left, right = expression(source.left), expression(source.right)
    return Comparison(source.op, left, right, span=source.span)


Leaf = resolved.Variable | resolved.Constant


def leaves(source: resolved.Expression) -> Iterator[Leaf]:
    """Yield the variables and constants of an expression."""
    match source:
        case resolved.Variable() | resolved.Constant():
            yield source
        case resolved.Today():
            pass
        case resolved.Calculated(_, args):
            for arg in args:
                yield from leaves(arg)
        case _:
            assert_never(source)


def condition_leaves(condition: resolved.Condition) -> Iterator[Leaf]:
    """Yield the variables and constants of a condition and everything inside it, in order."""
    match condition:
        case resolved.Holds(sentence):
            yield from sentence.args
        case resolved.Compares(_, left, right):
            yield from leaves(left)
            yield from leaves(right)
        case resolved.Aggregates(_, result, terms, items):
            yield result
            for each in terms:
                yield from leaves(each)
            for item in items:
                yield from condition_leaves(item.condition)
        case resolved.Group(_, items):
            for item in items:
                yield from condition_leaves(item.condition)
        case _:
            assert_never(condition)


def rule_leaves(rule: resolved.Rule) -> Iterator[Leaf]:
    """Yield the variables and constants of a rule, the head first."""
    yield from rule.head.args
    for item in rule.body:
        yield from condition_leaves(item.condition)


def names(conditions: Iterable[resolved.Condition]) -> tuple[str, ...]:
    """Return the names of the variables of some conditions, in order."""
    return tuple(
        dict.fromkeys(
            leaf.name
            for condition in conditions
            for leaf in condition_leaves(condition)
            if isinstance(leaf, resolved.Variable)
        )
    )


def sentences(condition: resolved.Condition) -> Iterator[resolved.Sentence]:
    """Yield every sentence of a condition, negated ones and those inside it included."""
    match condition:
        case resolved.Holds(sentence):
            yield sentence
        case resolved.Compares():
            pass
        case resolved.Aggregates(items=items) | resolved.Group(items=items):
            for item in items:
                yield from sentences(item.condition)
        case _:
            assert_never(condition)


def count(items: Iterable[resolved.Item]) -> int:
    """Return how many single conditions there are, those inside others included."""
    total = 0
    for item in items:
        match item.condition:
            case resolved.Group(items=inner):
                total += count(inner)
            case resolved.Aggregates(items=inner):
                total += 1 + count(inner)
            case resolved.Holds() | resolved.Compares():
                total += 1
    return total


def spliced(items: Iterable[resolved.Item]) -> list[resolved.Item]:
    """Return conditions that hold together, with `all of` and lone alternatives opened up.

    >>> one = resolved.Item(resolved.Holds(resolved.Sentence("p", ())))
    >>> both = resolved.Item(resolved.Group("all", (one, one)))
    >>> len(spliced((both, one)))
    3
    """
    found: list[resolved.Item] = []
    for item in items:
        match item.condition:
            case resolved.Group("all", inner, exception=False):
                found.extend(spliced(inner))
            case resolved.Group("any", (only,), exception=False):
                found.extend(spliced((only,)))
            case _:
                found.append(item)
    return found
