"""L203: a rule whose conditions are met only where another defeats it."""

from collections.abc import Iterator, Mapping
from typing import assert_never

from engine.lint.conjunctions import conditions, expressions, parts
from engine.lint.laws import Laws
from engine.lint.rule import LintRule, finding
from parser.resolved.law_tree import (
    Aggregates,
    Calculated,
    Compares,
    Expression,
    Group,
    Holds,
    Item,
    Rule,
)
from parser.resolved.tree import Sentence, Term, Variable
from parser.text.diagnostic import Diagnostic, Label


def _find(laws: Laws) -> Iterator[Diagnostic]:
    """Yield rules that a stronger one defeats whenever they apply."""
    for rule in laws.rules:
        for name in sorted(laws.stronger.get(rule.provision.rule, ())):
            other = laws.known.get(name)
            if (
                other is not None
                and other.negative != rule.negative
                and _covers(other, rule, laws)
                and _applies_wherever(other, rule)
            ):
                yield finding(
                    "L203",
                    f"`{rule.provision.rule}` never prevails: wherever it applies, `{name}` does "
                    "too, and takes precedence",
                    rule.span,
                    "say which conditions the stronger rule has beyond those of this one, or turn "
                    "the precedence round",
                    Label(other.span, "the rule that prevails"),
                )


def _covers(other: Rule, rule: Rule, laws: Laws) -> bool:
    """Tell whether a rule counts on every day and under every choice on which another does."""
    law, own = laws.law_of[other.provision.rule], laws.law_of[rule.provision.rule]
    starts = [day for day in (other.starts, law.starts) if day is not None]
    ends = [day for day in (other.ends, law.ends) if day is not None]
    first = max((d for d in (rule.starts, own.starts) if d is not None), default=None)
    last = min((d for d in (rule.ends, own.ends) if d is not None), default=None)
    under = dict(laws.choices.under.get(rule.provision.rule, ()))
    theirs = laws.choices.under.get(other.provision.rule, ())
    return (
        all(first is not None and day <= first for day in starts)
        and all(last is not None and day >= last for day in ends)
        and all(name in under and set(under[name]) <= set(choices) for name, choices in theirs)
    )


def _applies_wherever(other: Rule, rule: Rule) -> bool:
    names: dict[str, Term] = {}
    if not _fits(other.head, rule.head, names):
        return False
    return all(_is_met(item, rule, names) for item in other.body)


def _is_met(item: Item, rule: Rule, names: dict[str, Term]) -> bool:
    """Tell whether a condition stands in a rule too, in the nouns of that rule."""
    match item.condition:
        case Holds(sentence, negative):
            for own in rule.body:
                match own.condition:
                    case Holds(other, also) if also == negative:
                        found = dict(names)
                        if _fits(sentence, other, found):
                            names.update(found)
                            return True
                    case _:
                        pass
            return False
        case Compares(op, left, right):
            for own in rule.body:
                match own.condition:
                    case Compares(also_op, also_left, also_right) if also_op == op:
                        sides = ((left, also_left), (right, also_right))
                        if all(_stands(one, other, names) for one, other in sides):
                            return True
                    case _:
                        pass
            return False
        case Group() | Aggregates():
            # only in the very same nouns: what is inside may introduce others
            same = all(names.get(one.name) == one for one in _nouns(item))
            return same and any(own.condition == item.condition for own in rule.body)
        case _:
            assert_never(item.condition)


def _nouns(item: Item) -> Iterator[Variable]:
    for each in conditions((item,)):
        for expression in expressions(each.condition):
            for part in parts(expression):
                if isinstance(part, Variable):
                    yield part


def _stands(one: Expression, other: Expression, names: Mapping[str, Term]) -> bool:
    """Tell whether an expression is another one, in the nouns of that one's rule."""
    match one, other:
        case Variable(name), _:
            return names.get(name) == other
        case Calculated(function, args), Calculated(also, others):
            return (
                function == also
                and len(args) == len(others)
                and all(_stands(a, b, names) for a, b in zip(args, others, strict=True))
            )
        case _:
            return one == other


def _fits(pattern: Sentence, sentence: Sentence, names: dict[str, Term]) -> bool:
    """Tell whether a sentence is of a form; `names` receives what stands for its nouns."""
    if pattern.predicate != sentence.predicate:
        return False
    for one, other in zip(pattern.args, sentence.args, strict=True):
        if isinstance(one, Variable):
            if names.setdefault(one.name, other) != other:
                return False
        elif one != other:
            return False
    return True


RULE = LintRule("L203", "always-defeated", "a rule that another always defeats", _find)
