"""Two rules about one sentence -> their conditions in the same nouns."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import assert_never

from engine.lint.conjunctions import Together, conditions, expressions, parts, together
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
    Rule,
    Today,
)
from parser.resolved.tree import Constant, Sentence, Term, Variable
from parser.resolved.vocabulary import Predicate

Names = Mapping[str, Term]
"""What stands for each noun."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """What holds at the top of two rules where both conclude of the same."""

    one: Together
    other: Together


def meeting(one: Rule, other: Rule, predicates: Mapping[str, Predicate]) -> Meeting | None:
    """Return the conditions of two rules where their conclusions are about the same.

    None if they never are: the conclusions name two values. Nouns of the second that stand for
    something that the first has too get its names, by what a sentence says of one thing only.
    """
    apart = renamed(other)
    names = _unified(one.head.args, _away(other.head).args, {})
    if names is None:
        return None
    first, second = next(together(one.body)), next(together(apart))
    for _ in range(len(first.holds) + 1):
        before = len(names)
        for held, _ in first.holds:
            for also, _ in second.holds:
                if not held.negative and not also.negative:
                    found = _singled(held.sentence, also.sentence, names, predicates)
                    if found is None:
                        return None
                    names = found
        if len(names) == before:
            break
    return Meeting(_together(first, names), _together(second, names))


def _singled(
    one: Sentence, other: Sentence, names: Names, predicates: Mapping[str, Predicate]
) -> Names | None:
    """Return names under which the one value of a sentence is the same in both; None if it is not.

    It is the same where all else in the sentence is.
    """
    predicate = predicates.get(one.predicate)
    if one.predicate != other.predicate or predicate is None or predicate.single is None:
        return names
    free = {predicate.single, *predicate.together}
    for place, (left, right) in enumerate(zip(one.args, other.args, strict=True)):
        if place not in free and term(left, names) != term(right, names):
            return names
    at = sorted(free)
    return _unified([one.args[n] for n in at], [other.args[n] for n in at], names)


def _unified(ones: Sequence[Term], others: Sequence[Term], names: Names) -> Names | None:
    found = dict(names)
    for left, right in zip(ones, others, strict=True):
        one, other = term(left, found), term(right, found)
        if one == other:
            continue
        if isinstance(other, Variable):
            found[other.name] = one
        elif isinstance(one, Variable):
            found[one.name] = other
        else:
            return None
    return found


def term(one: Term, names: Names) -> Term:
    """Return what stands for a term in the end."""
    while isinstance(one, Variable) and one.name in names:
        one = names[one.name]
    return one


def _away(sentence: Sentence) -> Sentence:
    args = tuple(
        replace(one, name=f"other {one.name}") if isinstance(one, Variable) else one
        for one in sentence.args
    )
    return replace(sentence, args=args)


def renamed(rule: Rule) -> tuple[Item, ...]:
    """Return the conditions of a rule in which every noun is another one."""
    names = {
        one.name: replace(one, name=f"other {one.name}")
        for item in conditions(rule.body)
        for expression in expressions(item.condition)
        for one in parts(expression)
        if isinstance(one, Variable)
    }
    for item in conditions(rule.body):
        if isinstance(item.condition, Aggregates):
            result = item.condition.result
            names[result.name] = replace(result, name=f"other {result.name}")
    return tuple(_item(one, names) for one in rule.body)


def _together(one: Together, names: Names) -> Together:
    return replace(
        one,
        holds=tuple((_holds(held, names), span) for held, span in one.holds),
        compares=tuple(_compares(each, names) for each in one.compares),
        aside=tuple(_sentence(each, names) for each in one.aside),
    )


def _item(item: Item, names: Names) -> Item:
    return replace(item, condition=_condition(item.condition, names))


def _condition(condition: Condition, names: Names) -> Condition:
    match condition:
        case Holds():
            return _holds(condition, names)
        case Compares():
            return _compares(condition, names)
        case Aggregates(result=result, terms=terms, items=items):
            named = term(result, names)
            return replace(
                condition,
                result=named if isinstance(named, Variable) else result,
                terms=tuple(_expression(each, names) for each in terms),
                items=tuple(_item(each, names) for each in items),
            )
        case Group(items=items):
            return replace(condition, items=tuple(_item(each, names) for each in items))
        case _:
            assert_never(condition)


def _holds(one: Holds, names: Names) -> Holds:
    return replace(one, sentence=_sentence(one.sentence, names))


def _sentence(one: Sentence, names: Names) -> Sentence:
    return replace(one, args=tuple(term(arg, names) for arg in one.args))


def _compares(one: Compares, names: Names) -> Compares:
    return replace(
        one, left=_expression(one.left, names), right=_expression(one.right, names), span=one.span
    )


def _expression(one: Expression, names: Names) -> Expression:
    match one:
        case Variable() | Constant():
            return term(one, names)
        case Today():
            return one
        case Calculated(args=args):
            return replace(one, args=tuple(_expression(arg, names) for arg in args))
        case _:
            assert_never(one)
