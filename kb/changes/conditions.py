"""Two lists of conditions -> what one says and the other does not."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import NamedTuple

from kb.changes.change import Detail
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
from parser.resolved.tree import Constant, Sentence, Variable
from parser.values import Value


class Texts2(NamedTuple):
    """The texts of the laws, as they were and as they are."""

    old: Texts
    new: Texts


def in_items(old: Sequence[Item], new: Sequence[Item], texts: Texts2) -> Iterator[Detail]:
    """Yield what differs between conditions that hold together, or between alternatives.

    A condition that stands elsewhere is not different. One in whose place another stands is
    compared with it; which belong together is told by what they speak of.
    """
    before, after = [one.condition for one in old], [one.condition for one in new]
    if before == after:
        yield from _labels(old, new)
        return
    if Counter(before) == Counter(after):
        yield Detail("order", _all(old, texts.old), _all(new, texts.new))
        return
    left = list(_without(old, after))
    came = list(_without(new, before))
    for one, other in tuple(_paired(left, came)):
        left.remove(one)
        came.remove(other)
        yield from _in_pair(one, other, texts)
    for one in left:
        yield Detail("condition", old=labelled(one, texts.old))
    for other in came:
        yield Detail("condition", new=labelled(other, texts.new))


def _without(items: Sequence[Item], others: Sequence[Condition]) -> Iterator[Item]:
    """Yield the items whose conditions are not among others, each of which counts once."""
    known = Counter(others)
    for item in items:
        if known[item.condition]:
            known[item.condition] -= 1
        else:
            yield item


def _labels(old: Sequence[Item], new: Sequence[Item]) -> Iterator[Detail]:
    for one, other in zip(old, new, strict=True):
        if one.label != other.label:
            yield Detail("item", one.label, other.label)


def _paired(old: Sequence[Item], new: Sequence[Item]) -> Iterator[tuple[Item, Item]]:
    """Yield pairs of items that speak of the same, in the order of the text."""
    keys = [_subject(one.condition) for one in old], [_subject(one.condition) for one in new]
    matcher = SequenceMatcher(None, *keys, autojunk=False)
    for place, other, size in matcher.get_matching_blocks():
        for step in range(size):
            yield old[place + step], new[other + step]


def _subject(condition: Condition) -> object:
    """Return what a condition speaks of, whatever the values and however they are compared."""
    match condition:
        case Holds(sentence):
            return sentence.predicate
        case Compares(_, left, right):
            return "compares", tuple(sorted({*_names(left), *_names(right)}))
        case Aggregates(kind, result):
            return kind, result.name
        case Group(exception=exception):
            return "group", exception


def _names(expression: Expression) -> Iterator[str]:
    match expression:
        case Variable(name):
            yield name
        case Calculated(args=args):
            for arg in args:
                yield from _names(arg)
        case Today():
            yield "today"
        case Constant():
            pass


def _in_pair(old: Item, new: Item, texts: Texts2) -> Iterator[Detail]:
    match old.condition, new.condition:
        case Group() as one, Group() as other:
            if (one.quantifier, one.count) != (other.quantifier, other.count):
                yield Detail("condition", labelled(old, texts.old), labelled(new, texts.new))
            else:
                yield from in_items(one.items, other.items, texts)
        case Aggregates() as one, Aggregates() as other:
            if replace(one, items=()) != replace(other, items=()):
                yield _compared(
                    _measured(old, texts.old),
                    _measured(new, texts.new),
                    replace(one, items=()),
                    replace(other, items=()),
                )
            yield from in_items(one.items, other.items, texts)
        case one_, other_:
            yield _compared(labelled(old, texts.old), labelled(new, texts.new), one_, other_)


def _measured(item: Item, texts: Texts) -> str:
    return written(item.span, texts)


def _compared(old: str, new: str, before: Condition, after: Condition) -> Detail:
    """Return a condition that became another one, as a `number` where only its values differ."""
    same = before != after and _valueless(before) == _valueless(after)
    return Detail("number" if same else "condition", old, new)


_ANY: Value = "any value"


def _valueless(condition: Condition) -> Condition:
    """Return a condition with one value for all that it names."""
    match condition:
        case Holds(sentence):
            return replace(condition, sentence=valueless(sentence))
        case Compares(_, left, right):
            return replace(condition, left=_emptied(left), right=_emptied(right))
        case Aggregates(terms=terms, items=items):
            inner = tuple(replace(one, condition=_valueless(one.condition)) for one in items)
            return replace(condition, terms=tuple(map(_emptied, terms)), items=inner)
        case Group(items=items):
            inner = tuple(replace(one, condition=_valueless(one.condition)) for one in items)
            return replace(condition, items=inner)


def valueless(sentence: Sentence) -> Sentence:
    """Return a sentence with one value for all that it names."""
    args = tuple(Constant(_ANY) if isinstance(one, Constant) else one for one in sentence.args)
    return replace(sentence, args=args)


def _emptied(expression: Expression) -> Expression:
    match expression:
        case Constant():
            return Constant(_ANY)
        case Calculated(args=args):
            return replace(expression, args=tuple(map(_emptied, args)))
        case Variable() | Today():
            return expression


def labelled(item: Item, texts: Texts) -> str:
    """Return the words of a condition with its label."""
    said = said_by(item, texts)
    return f"{item.label} {said}" if item.label else said


def _all(items: Sequence[Item], texts: Texts) -> str:
    return "; ".join(labelled(one, texts) for one in items)
