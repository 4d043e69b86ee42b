"""Warnings about rules and vocabulary: what is allowed and hardly meant."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from kb.entries import predicates_in
from parser.datalog.tree import MIRRORED
from parser.resolved.law_tree import (
    Aggregates,
    Calculated,
    Compares,
    Condition,
    Expression,
    Group,
    Holds,
    Item,
    Law,
    Rule,
    Today,
)
from parser.resolved.tree import Constant, Term, Variable
from parser.resolved.wording import template_text
from parser.text.diagnostic import Diagnostic, Label, warning
from parser.text.span import NOWHERE
from parser.values import Range

_UPPER = {"<": True, "<=": False}
_LOWER = {">": True, ">=": False}
"""Operators that bound from above, and from below: True where the bound itself is left out."""


def law_remarks(laws: Sequence[Law]) -> Iterator[Diagnostic]:
    """Yield warnings about the rules and the vocabulary of some laws, read together.

    They are about a rule that cites nothing, bounds that exclude each other, part of a date where
    a day is needed, a precedence that changes nothing, and a sentence that somebody would state and
    no rule asks for.
    """
    rules = [rule for law in laws for rule in law.rules]
    for rule in rules:
        yield from _uncited(rule)
        yield from _excluding(rule.body)
        yield from _partial_dates(rule.body)
    yield from _idle_precedence(rules)
    yield from _unused(laws)


def _uncited(rule: Rule) -> Iterator[Diagnostic]:
    if not rule.provision.cites:
        yield warning(
            "uncited-rule",
            f"`{rule.provision.rule}` does not say where the law has it",
            rule.span,
            'add `cites "…"`; a rule of your own can cite that: `cites "ours: …"`',
        )


def _conditions(items: Iterable[Item]) -> Iterator[Condition]:
    """Yield all conditions, those inside groups and aggregates included."""
    for item in items:
        yield item.condition
        if isinstance(item.condition, Group | Aggregates):
            yield from _conditions(item.condition.items)


def _excluding(items: Sequence[Item]) -> Iterator[Diagnostic]:
    """Yield a warning where conditions give a noun two bounds that no value is between."""
    bounds: list[tuple[Compares, str, str, Constant]] = []
    for item in items:
        match item.condition:
            case Compares(op=op, left=Variable(name=name), right=Constant() as bound):
                bounds.append((item.condition, name, op, bound))
            case Compares(op=op, left=Constant() as bound, right=Variable(name=name)):
                bounds.append((item.condition, name, MIRRORED[op], bound))
            case Group(items=inner) | Aggregates(items=inner):
                alone = not isinstance(item.condition, Group) or item.condition.quantifier == "all"
                for part in (inner,) if alone else ((one,) for one in inner):
                    yield from _excluding(part)
            case Holds() | Compares():
                pass
    for at, (second, name, second_op, high) in enumerate(bounds):
        for first, other, other_op, low in bounds[:at]:
            if name == other and _are_exclusive(other_op, low, second_op, high):
                yield warning(
                    "never-together",
                    f"no `{name}` is both {_shown(other_op, low)} and {_shown(second_op, high)}",
                    second.span,
                    "correct one of them, or put the alternatives under `any of:`",
                    Label(first.span, "the other one"),
                )


_WORDS = {"<": "below", "<=": "at most", ">": "above", ">=": "at least", "=": "equal to"}


def _shown(op: str, bound: Constant) -> str:
    from parser.words.values import value_words

    return f"{_WORDS[op]} {value_words(bound.value)}"


def _are_exclusive(first: str, one: Constant, second: str, other: Constant) -> bool:
    """Tell whether two comparisons of one noun with constants can never hold together."""
    if first in _UPPER and second in (*_LOWER, "="):
        return _are_exclusive(second, other, first, one)
    if first not in (*_LOWER, "=") or second not in (*_UPPER, "="):
        return False
    low, high = one.value, other.value
    if type(low) is not type(high) or not isinstance(low, int | date):
        return False
    if first == second == "=":
        return low != high
    strict = _LOWER.get(first, False) or _UPPER.get(second, False)
    return low > high or (strict and low == high)  # type: ignore[operator]


def _partial_dates(items: Sequence[Item]) -> Iterator[Diagnostic]:
    for condition in _conditions(items):
        match condition:
            case Holds(sentence):
                found = [arg for arg in sentence.args if isinstance(arg, Constant)]
            case Compares(left=left, right=right):
                found = [*_constants(left), *_constants(right)]
            case Aggregates(terms=terms):
                found = [each for term in terms for each in _constants(term)]
            case Group():
                found = []
        for each in found:
            if isinstance(each.value, Range):
                yield warning(
                    "partial-date",
                    "this is some day within a month or year, which no rule can know",
                    each.span,
                    "write the day, such as `2008-06-01`; or compare with the first and the last "
                    "day of that time",
                )


def _constants(expression: Expression | Term) -> Iterator[Constant]:
    match expression:
        case Constant():
            yield expression
        case Calculated(args=args):
            for each in args:
                yield from _constants(each)
        case Variable() | Today():
            pass


def _idle_precedence(rules: Sequence[Rule]) -> Iterator[Diagnostic]:
    """Yield a warning for a precedence between two rules that conclude the very same."""
    known = {rule.provision.rule: rule for rule in rules}
    for rule in rules:
        for named, span in (*rule.notwithstanding, *rule.subject_to):
            other = known.get(named)
            if other is None or other is rule:
                continue
            same = other.head.predicate == rule.head.predicate and other.negative == rule.negative
            if same and _fixed_args(rule) == _fixed_args(other):
                yield warning(
                    "idle-precedence",
                    f"`{rule.provision.rule}` and `{named}` conclude the same, so that neither "
                    "can defeat the other",
                    span,
                    "leave it out; to conclude the contrary, begin with `it is false that`",
                    Label(other.span, "the other rule"),
                )


def _fixed_args(rule: Rule) -> tuple[object, ...]:
    """Return the arguments of a rule's conclusion, with None for each variable."""
    return tuple(arg.value if isinstance(arg, Constant) else None for arg in rule.head.args)


def _unused(laws: Sequence[Law]) -> Iterator[Diagnostic]:
    """Yield a warning for a sentence that is given or found and that no law speaks of."""
    spoken = {
        name
        for law in laws
        for body in [*(one.body for one in law.rules), *(one.body for one in law.constraints)]
        for name in predicates_in(body)
    }
    for law in laws:
        for name, predicate in law.predicates.items():
            if name not in spoken and predicate.origin in ("given", "decided") and predicate.parts:
                yield warning(
                    "unused-sentence",
                    f"no rule asks whether `{template_text(predicate)}`",
                    predicate.span if predicate.span != NOWHERE else law.span,
                    "write the rule that rests on it, or leave it out of the vocabulary",
                )
