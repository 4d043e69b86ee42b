"""The conditions of a rule with one small mistake in them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import assert_never

from engine.answers.mutation.mutant import Change
from engine.answers.mutation.values import one_off
from kb.written import Texts, said_by, written
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
from parser.resolved.tree import Constant, Sentence, Term, Variable
from parser.syntax.foreign_words import MONTHS
from parser.text.span import Span

_STRICT = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "!=", "!=": "="}
_EXCHANGED = {"all": "any", "any": "all", "none": "any"}


def in_items(items: Sequence[Item], texts: Texts) -> Iterator[tuple[Change, tuple[Item, ...]]]:
    """Yield conditions that hold together with a mistake in one, without one, or with an `or`."""
    for place, item in enumerate(items):
        before, after = tuple(items[:place]), tuple(items[place + 1 :])
        said = said_by(item, texts)
        yield Change("dropped", item.span, said, ""), (*before, *after)
        if after and _can_be_alternatives(item, after[0]):
            either = Group("any", (replace(item, label=""), after[0]), span=item.span)
            other = said_by(after[0], texts)
            words = (f"{said} and {other}", f"{said} or {other}")
            yield (
                Change("exchanged", after[0].span, *words),
                (*before, replace(item, condition=either), *after[1:]),
            )
        yield from _inside(items, place, texts)


def _inside(
    items: Sequence[Item], place: int, texts: Texts
) -> Iterator[tuple[Change, tuple[Item, ...]]]:
    item = items[place]
    for change, condition in in_condition(item.condition, item.span, texts):
        yield change, (*items[:place], replace(item, condition=condition), *items[place + 1 :])


def _can_be_alternatives(one: Item, other: Item) -> bool:
    """Tell whether `or` between two conditions is a mistake that somebody makes."""
    return isinstance(one.condition, Holds | Compares | Group) and isinstance(
        other.condition, Holds | Compares | Group
    )


def in_condition(
    condition: Condition, span: Span, texts: Texts
) -> Iterator[tuple[Change, Condition]]:
    """Yield a condition with a mistake in it; `span` is where it stands."""
    match condition:
        case Holds(sentence, negative):
            if negative:
                said = written(sentence.span, texts)
                yield Change("exchanged", span, f"it is false that {said}", said), Holds(sentence)
            for change, other in in_sentence(sentence, texts):
                yield change, Holds(other, negative)
        case Compares():
            yield from _in_comparison(condition, texts)
        case Aggregates(terms=terms, items=items):
            for place, term in enumerate(terms):
                for change, one in in_expression(term, texts):
                    yield (
                        change,
                        replace(condition, terms=(*terms[:place], one, *terms[place + 1 :])),
                    )
            for change, inner in in_items(items, texts):
                if inner:
                    yield change, replace(condition, items=inner)
        case Group():
            yield from _in_group(condition, texts)
        case _:
            assert_never(condition)


def _in_comparison(condition: Compares, texts: Texts) -> Iterator[tuple[Change, Condition]]:
    said = written(condition.span, texts)
    for kind, table in (("strict", _STRICT), ("turned", _TURNED)):
        op = table.get(condition.op)
        if op is not None:
            found = re.sub(rf"(?<=\s){re.escape(condition.op)}(?=\s)", op, said)
            new = found if found != said else f"{said}, with {op} for {condition.op}"
            yield (
                Change(kind, condition.span, said, new),  # type: ignore[arg-type]
                replace(condition, op=op),  # type: ignore[arg-type]
            )
    for change, one in in_expression(condition.left, texts):
        yield change, replace(condition, left=one)
    for change, one in in_expression(condition.right, texts):
        yield change, replace(condition, right=one)


def _in_group(group: Group, texts: Texts) -> Iterator[tuple[Change, Condition]]:
    other = _EXCHANGED.get(group.quantifier)
    if group.quantifier == "none":
        word = "unless" if group.exception else "none of"
        new = "and any of" if group.exception else "any of"
        yield (
            Change("exchanged", group.span, word, new),
            replace(group, quantifier="any", exception=False),
        )
    elif other is not None and len(group.items) > 1:
        words = (f"{group.quantifier} of", f"{other} of")
        yield Change("exchanged", group.span, *words), replace(group, quantifier=other)  # type: ignore[arg-type]
    if group.quantifier == "at least":
        for count in (group.count - 1, group.count + 1):
            if 0 < count <= len(group.items):
                words = (f"at least {group.count} of", f"at least {count} of")
                yield Change("number", group.span, *words), replace(group, count=count)
    if group.quantifier == "all":
        found = in_items(group.items, texts)
    else:
        found = _in_alternatives(group.items, texts)
    for change, inner in found:
        if inner:
            yield change, replace(group, items=inner)


def _in_alternatives(
    items: Sequence[Item], texts: Texts
) -> Iterator[tuple[Change, tuple[Item, ...]]]:
    """Yield alternatives without one of them, or with a mistake in one."""
    for place, item in enumerate(items):
        if len(items) > 1:
            change = Change("dropped", item.span, said_by(item, texts), "")
            yield change, (*items[:place], *items[place + 1 :])
        yield from _inside(items, place, texts)


def in_sentence(sentence: Sentence, texts: Texts) -> Iterator[tuple[Change, Sentence]]:
    """Yield a sentence with one of its numbers or days by one."""
    for place, term in enumerate(sentence.args):
        for change, one in _in_term(term, texts):
            args = (*sentence.args[:place], one, *sentence.args[place + 1 :])
            yield change, replace(sentence, args=args)


def _in_term(term: Term, texts: Texts) -> Iterator[tuple[Change, Term]]:
    match term:
        case Constant(value, span=span):
            said = written(span, texts)
            for other, words in one_off(value, said):
                yield Change("number", span, said, words), replace(term, value=other)
        case Variable():
            return
        case _:
            assert_never(term)


def in_expression(expression: Expression, texts: Texts) -> Iterator[tuple[Change, Expression]]:
    """Yield an expression with one of its numbers or days by one."""
    match expression:
        case Constant() | Variable():
            yield from _in_term(expression, texts)
        case Today():
            return
        case Calculated(
            "date", (year, Constant(int() as month, span=span), Constant(int() as day))
        ):
            for change, one in in_expression(year, texts):
                yield change, replace(expression, args=(one, *expression.args[1:]))
            # the two numbers are written as one day, and are moved as one, in a year with a 29th
            for other, _ in one_off(date(2024, month, day), ""):
                assert isinstance(other, date)
                parts = (Constant(other.month, span=span), Constant(other.day, span=span))
                words = f"the date of {other.day} {MONTHS[other.month - 1].capitalize()} in"
                change = Change("number", span, written(span, texts), words)
                yield change, replace(expression, args=(year, *parts))
        case Calculated(args=args):
            for place, arg in enumerate(args):
                for change, one in in_expression(arg, texts):
                    yield change, replace(expression, args=(*args[:place], one, *args[place + 1 :]))
        case _:
            assert_never(expression)
