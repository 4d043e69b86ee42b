"""A rule -> the conditions that hold together in it, one set for each alternative looked at."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal, assert_never

from parser.frozen import dataclass
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
from parser.resolved.tree import Sentence, Variable
from parser.text.span import Span

Quantifier = Literal["", "all", "any", "none", "at least"]
"""How an enumeration counts its alternatives; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Together:
    """Conditions that hold together: those of a place in a rule, and all that surround it.

    `own` is how many of the comparisons and sentences at the end are of the place itself: the
    others were in the set around it already. `aside` are the sentences that `unless` and `none of`
    exclude one by one. `alone` is the quantifier of an enumeration of which this is an alternative
    with a single condition, that is with nothing but its own: where it always holds, so does that.
    """

    holds: tuple[tuple[Holds, Span], ...] = ()
    compares: tuple[Compares, ...] = ()
    aggregates: tuple[Aggregates, ...] = ()
    aside: tuple[Sentence, ...] = ()
    own_holds: int = 0
    own_compares: int = 0
    alone: Quantifier = ""


def conditions(items: Sequence[Item]) -> Iterator[Item]:
    """Yield all conditions, those inside groups and aggregates included, outermost first."""
    for item in items:
        yield item
        if isinstance(item.condition, Group | Aggregates):
            yield from conditions(item.condition.items)


def together(items: Sequence[Item]) -> Iterator[Together]:
    """Yield what holds together in a body: first at its top, then in each alternative.

    Alternatives are the items of `any of`, `at least`, `none of` and `unless`, and the conditions
    of an aggregate; those of two enumerations are not combined, so that the result is as long as
    the body.
    """
    yield from _inside(items, Together())


def _inside(items: Sequence[Item], around: Together, alone: Quantifier = "") -> Iterator[Together]:
    holds, compares = list(around.holds), list(around.compares)
    aggregates, aside = list(around.aggregates), list(around.aside)
    inner: list[tuple[Sequence[Item], tuple[Sentence, ...], Quantifier]] = []
    for item in _joined(items):
        match item.condition:
            case Holds(sentence, negative):
                if negative:
                    aside.append(sentence)
                holds.append((item.condition, item.span))
            case Compares():
                compares.append(item.condition)
            case Aggregates(items=within):
                aggregates.append(item.condition)
                inner.append((within, (), ""))
            case Group("none", alternatives):
                excluded = tuple(_alone(alternatives))
                aside.extend(excluded)
                inner.extend(([one], excluded, "none") for one in alternatives)
            case Group(quantifier, alternatives):
                inner.extend(([one], (), quantifier) for one in alternatives)
            case _:
                assert_never(item.condition)
    found = Together(
        tuple(holds),
        tuple(compares),
        tuple(aggregates),
        tuple(aside),
        len(holds) - len(around.holds),
        len(compares) - len(around.compares),
        alone,
    )
    yield found
    for each, excluded, counted in inner:
        # what is looked at to be excluded is not excluded meanwhile
        left = tuple(one for one in found.aside if one not in excluded)
        alone = counted if len(list(_joined(each))) == 1 else ""
        yield from _inside(each, replace(found, aside=left), alone)


def _joined(items: Sequence[Item]) -> Iterator[Item]:
    """Yield conditions with those of each `all of` in its place."""
    for item in items:
        if isinstance(item.condition, Group) and item.condition.quantifier == "all":
            yield from _joined(item.condition.items)
        else:
            yield item


def _alone(items: Sequence[Item]) -> Iterator[Sentence]:
    """Yield the sentences that stand alone among alternatives, so that each is excluded."""
    for item in items:
        match item.condition:
            case Holds(sentence, negative):
                if not negative:
                    yield sentence
            case Group("any", alternatives):
                yield from _alone(alternatives)
            case Group("all", (one,)):
                yield from _alone((one,))
            case Group() | Compares() | Aggregates():
                pass
            case _:
                assert_never(item.condition)


def parts(expression: Expression) -> Iterator[Expression]:
    """Yield an expression and all expressions in it."""
    yield expression
    if isinstance(expression, Calculated):
        for arg in expression.args:
            yield from parts(arg)


def expressions(condition: Condition) -> Iterator[Expression]:
    """Yield the expressions of a condition itself, not those of conditions in it."""
    match condition:
        case Holds(sentence):
            yield from sentence.args
        case Compares(left=left, right=right):
            yield left
            yield right
        case Aggregates(terms=terms):
            yield from terms
        case Group():
            return
        case _:
            assert_never(condition)


def reads_today(expression: Expression) -> bool:
    """Tell whether an expression speaks of the day of the question."""
    return any(isinstance(one, Today) for one in parts(expression))


def names_in(expression: Expression) -> frozenset[str]:
    """Return the names of the nouns in an expression."""
    return frozenset(one.name for one in parts(expression) if isinstance(one, Variable))
