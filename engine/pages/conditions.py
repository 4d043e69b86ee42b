"""A rule's conclusion and conditions as lines in a language other than that of the law file."""

import re
from collections.abc import Iterator, Mapping, Sequence

from engine.pages.arithmetic import expression_words
from engine.pages.remarks import MEASURES
from kb.entries import sentences_in
from parser.datalog.tree import Apply, Const, Expr, Var
from parser.datalog.tree import Today as TodayExpr
from parser.resolved.law_tree import (
    Aggregates,
    Calculated,
    Compares,
    Constraint,
    Expression,
    Group,
    Holds,
    Item,
    Rule,
    Today,
)
from parser.resolved.tree import Constant, Sentence, Variable
from parser.resolved.vocabulary import GroundAtom
from parser.words.sentence import Spoken, say

_INDENT = "    "
_GROUPS = {"all": "all of:", "any": "any of:", "none": "none of:"}


def rule_lines(rule: Rule, predicates: Spoken) -> Iterator[str]:
    """Yield the conclusion of a rule and its conditions."""
    yield _sentence(rule.head, predicates, rule.negative)
    yield from _Lines(predicates, _nouns(rule.head, rule.body, predicates)).of(rule.body)


def constraint_lines(one: Constraint, predicates: Spoken) -> Iterator[str]:
    """Yield the sentences that never hold together."""
    lines = _Lines(predicates, _nouns(None, one.body, predicates))
    for number, item in enumerate(one.body):
        yield from lines.item(item, say(predicates, "and" if number else "that"))


def _sentence(said: Sentence, predicates: Spoken, negative: bool = False) -> str:
    args = tuple(term.value if isinstance(term, Constant) else None for term in said.args)
    return predicates.sentence(GroundAtom(said.predicate, args), some=True, negative=negative)


class _Lines:
    """The lines of conditions; `nouns` says what each variable is called."""

    def __init__(self, predicates: Spoken, nouns: Mapping[str, str]) -> None:
        self.predicates = predicates
        self.nouns = nouns

    def of(self, items: Sequence[Item]) -> Iterator[str]:
        """Yield the conditions of a rule, the first after `if`."""
        for number, item in enumerate(items):
            excepting = isinstance(item.condition, Group) and item.condition.exception
            word = "unless" if excepting else "and" if number else "if"
            yield from self.item(item, say(self.predicates, word))

    def item(self, item: Item, word: str = "") -> Iterator[str]:
        """Yield one condition after its word and its label."""
        before = " ".join(part for part in (word, item.label) if part)
        first, *rest = self._condition(item)
        yield f"{before} {first}".strip()
        yield from rest

    def _condition(self, item: Item) -> Iterator[str]:
        predicates = self.predicates
        match item.condition:
            case Holds(said, negative):
                yield _sentence(said, predicates, negative)
            case Compares(op, left, right):
                yield f"{self._value(left)} {op} {self._value(right)}"
            case Aggregates(kind, result, terms, items):
                counted = ", ".join(self._value(term) for term in terms)
                measure = say(predicates, MEASURES[kind])
                said_terms = f" ({counted})" if counted else ""
                where = say(predicates, "where:")
                yield f"{self._value(result)} = {measure}{said_terms} {where}"
                yield from self._inside(items)
            case Group(quantifier, items, count, exception):
                if len(items) == 1 and exception:  # `unless` says already that it is not so
                    yield from self._condition(items[0])
                    return
                form = _GROUPS.get(quantifier, "at least {number} of:")
                yield say(predicates, form, number=count) if count else say(predicates, form)
                yield from self._inside(items)

    def _inside(self, items: Sequence[Item]) -> Iterator[str]:
        for item in items:
            for line in self.item(item):
                yield f"{_INDENT}{line}"

    def _value(self, expression: Expression) -> str:
        return expression_words(self._plain(expression), {}, 0, self.predicates)

    def _plain(self, expression: Expression) -> Expr:
        match expression:
            case Variable(name):
                return Var(self.nouns.get(name, name))
            case Constant(value):
                return Const(value)
            case Today():
                return TodayExpr()
            case Calculated(function, args):
                return Apply(function, tuple(map(self._plain, args)))  # type: ignore[arg-type]


def _nouns(head: Sentence | None, body: Sequence[Item], predicates: Spoken) -> dict[str, str]:
    """Return what each variable of a rule is called.

    That is its own noun, or that of a slot where it stands, or else of its kind, with a number
    where the rule has several of one noun.
    """
    roles: dict[str, str] = {}
    every = (*(() if head is None else (head,)), *sentences_in(body))
    for said in every:
        for term, slot in zip(said.args, predicates[said.predicate].slots, strict=True):
            if isinstance(term, Variable):
                roles.setdefault(term.name, slot.role)
    kinds = {one.name: one.kind for said in every for one in said.args if isinstance(one, Variable)}
    kinds.update((one.name, one.kind) for one in _compared(body))
    found: dict[str, str] = {}
    for name, kind in kinds.items():
        own = (_NUMBER.sub("", name), roles.get(name, ""), kind)
        noun = next((predicates.nouns[one] for one in own if one in predicates.nouns), name)
        same = sum(other == noun or other.startswith(f"{noun} ") for other in found.values())
        found[name] = f"{noun} {same + 1}" if same else noun
    return found


_NUMBER = re.compile(r" \d+$")


def _compared(items: Sequence[Item]) -> Iterator[Variable]:
    """Yield the variables of comparisons and aggregates, inside groups and aggregates too."""
    for item in items:
        match item.condition:
            case Compares(_, left, right):
                yield from (*_variables(left), *_variables(right))
            case Aggregates(_, result, terms, inner):
                yield result
                for term in terms:
                    yield from _variables(term)
                yield from _compared(inner)
            case Group(items=inner):
                yield from _compared(inner)
            case Holds():
                pass


def _variables(expression: Expression) -> Iterator[Variable]:
    match expression:
        case Variable():
            yield expression
        case Calculated(args=args):
            for arg in args:
                yield from _variables(arg)
        case Constant() | Today():
            pass
