"""The variables of a rule: where each of them belongs.

Part of the executable page of the meaning (see `meaning.py`).
"""

from collections.abc import Iterable, Iterator, Sequence

from parser.resolved.law_tree import (
    Aggregates,
    Calculated,
    Compares,
    Condition,
    Expression,
    Group,
    Holds,
    Item,
    Today,
)
from parser.resolved.tree import Constant, Variable


def flat(items: Iterable[Item]) -> Iterator[Condition]:
    """Yield conditions that hold together; those of `all of` are among them."""
    for item in items:
        match item.condition:
            case Group("all", inner, exception=False):
                yield from flat(inner)
            case _:
                yield item.condition


def level(conditions: Sequence[Condition]) -> dict[str, str]:
    """Return the variables of a level, with their kinds.

    They are those that it uses plainly, or in two of its conditions; any other variable is of
    its own in the one condition in which it stands.
    """
    found: dict[str, str] = {}
    seen: set[str] = set()
    for condition in conditions:
        own = {variable.name: variable.kind for variable in variables(condition)}
        match condition:
            case Holds(negative=False) | Compares():
                found |= own
            case Aggregates(result=result):
                found[result.name] = result.kind
            case _:
                pass
        found |= {name: kind for name, kind in own.items() if name in seen}
        seen |= own.keys()
    return found


def binds(item: Item) -> set[str]:
    """Return the variables to which an item of an enumeration gives values."""
    found: set[str] = set()
    for condition in flat((item,)):
        match condition:
            case Holds(sentence, negative=False):
                found |= set(names_of(sentence.args))
            case Compares("=", Variable(name), _) | Compares("=", _, Variable(name)):
                found.add(name)
            case Aggregates(result=result):
                found.add(result.name)
            case Group("any", inner, exception=False) if inner:
                found |= set.intersection(*(binds(one) for one in inner))
            case _:
                pass
    return found


def is_variable(expression: Expression, name: str) -> bool:
    """Tell whether an expression is a variable and nothing more."""
    return isinstance(expression, Variable) and expression.name == name


def names(condition: Condition) -> set[str]:
    """Return the names of all variables in a condition."""
    return {variable.name for variable in variables(condition)}


def names_of(terms: Iterable[Expression]) -> Iterator[str]:
    """Yield the names of the variables in expressions."""
    return (variable.name for term in terms for variable in inside(term))


def variables(condition: Condition) -> Iterator[Variable]:
    """Yield the variables in a condition and everything inside it."""
    match condition:
        case Holds(sentence):
            yield from (one for term in sentence.args for one in inside(term))
        case Compares(_, left, right):
            yield from (*inside(left), *inside(right))
        case Aggregates(_, result, terms, items):
            yield result
            yield from (one for term in terms for one in inside(term))
            yield from (one for item in items for one in variables(item.condition))
        case Group(_, items):
            yield from (one for item in items for one in variables(item.condition))


def inside(expression: Expression) -> Iterator[Variable]:
    """Yield the variables of an expression."""
    match expression:
        case Variable():
            yield expression
        case Calculated(_, args):
            yield from (one for arg in args for one in inside(arg))
        case Constant() | Today():
            pass
