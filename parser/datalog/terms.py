"""Resolved terms, expressions and single conditions -> those of the core."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from parser.datalog.tree import Apply, Atom, Comparison, Const, Expr, Term, Today, Var
from parser.resolved import law_tree
from parser.resolved import tree as resolved


def term(source: resolved.Term) -> Term:
    """Return a resolved term as one of the core: a variable or a constant."""
    match source:
        case resolved.Variable(name):
            return Var(name)
        case resolved.Constant(value):
            return Const(value)
        case _:
            assert_never(source)


def expression(source: law_tree.Expression) -> Expr:
    """Return a resolved expression as one of the core.

    >>> expression(law_tree.Calculated("+", (resolved.Variable("day", "date"), law_tree.Today())))
    Apply(function='+', args=(Var(name='day'), Today()))
    """
    match source:
        case resolved.Variable() | resolved.Constant():
            return term(source)
        case law_tree.Today():
            return Today()
        case law_tree.Calculated(function, args):
            return Apply(function, tuple(expression(arg) for arg in args))  # type: ignore[arg-type]
        case _:
            assert_never(source)


def atom(sentence: resolved.Sentence) -> Atom:
    """Return a resolved sentence as an atom of the core."""
    args = tuple(term(arg) for arg in sentence.args)
    return Atom(sentence.predicate, args, span=sentence.span)


def comparison(source: law_tree.Compares) -> Comparison:
    """Return a resolved comparison as a literal of the core."""
    left, right = expression(source.left), expression(source.right)
    return Comparison(source.op, left, right, span=source.span)


Leaf = resolved.Variable | resolved.Constant


def leaves(source: law_tree.Expression) -> Iterator[Leaf]:
    """Yield the variables and constants of an expression."""
    match source:
        case resolved.Variable() | resolved.Constant():
            yield source
        case law_tree.Today():
            pass
        case law_tree.Calculated(_, args):
            for arg in args:
                yield from leaves(arg)
        case _:
            assert_never(source)


def condition_leaves(condition: law_tree.Condition) -> Iterator[Leaf]:
    """Yield the variables and constants of a condition and everything inside it, in order."""
    match condition:
        case law_tree.Holds(sentence):
            yield from sentence.args
        case law_tree.Compares(_, left, right):
            yield from leaves(left)
            yield from leaves(right)
        case law_tree.Aggregates(_, result, terms, items):
            yield result
            for each in terms:
                yield from leaves(each)
            for item in items:
                yield from condition_leaves(item.condition)
        case law_tree.Group(_, items):
            for item in items:
                yield from condition_leaves(item.condition)
        case _:
            assert_never(condition)


def rule_leaves(rule: law_tree.Rule) -> Iterator[Leaf]:
    """Yield the variables and constants of a rule, the head first."""
    yield from rule.head.args
    for item in rule.body:
        yield from condition_leaves(item.condition)


def names(conditions: Iterable[law_tree.Condition]) -> tuple[str, ...]:
    """Return the names of the variables of some conditions, in order."""
    return tuple(
        dict.fromkeys(
            leaf.name
            for condition in conditions
            for leaf in condition_leaves(condition)
            if isinstance(leaf, resolved.Variable)
        )
    )


def sentences(condition: law_tree.Condition) -> Iterator[resolved.Sentence]:
    """Yield every sentence of a condition, negated ones and those inside it included."""
    match condition:
        case law_tree.Holds(sentence):
            yield sentence
        case law_tree.Compares():
            pass
        case law_tree.Aggregates(items=items) | law_tree.Group(items=items):
            for item in items:
                yield from sentences(item.condition)
        case _:
            assert_never(condition)


def count(items: Iterable[law_tree.Item]) -> int:
    """Return how many single conditions there are, counting those inside groups and aggregates."""
    total = 0
    for item in items:
        match item.condition:
            case law_tree.Group(items=inner):
                total += count(inner)
            case law_tree.Aggregates(items=inner):
                total += 1 + count(inner)
            case law_tree.Holds() | law_tree.Compares():
                total += 1
    return total


def spliced(items: Iterable[law_tree.Item]) -> list[law_tree.Item]:
    """Return conditions that hold together, with `all of` and lone alternatives opened up.

    >>> one = law_tree.Item(law_tree.Holds(resolved.Sentence("p", ())))
    >>> both = law_tree.Item(law_tree.Group("all", (one, one)))
    >>> len(spliced((both, one)))
    3
    """
    found: list[law_tree.Item] = []
    for item in items:
        match item.condition:
            case law_tree.Group("all", inner, exception=False):
                found.extend(spliced(inner))
            case law_tree.Group("any", (only,), exception=False):
                found.extend(spliced((only,)))
            case _:
                found.append(item)
    return found
