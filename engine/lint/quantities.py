"""What a rule compares -> the same in all rules: nouns are known by the sentences they stand in."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from engine.lint.bounds import Bound, bounds_of
from engine.lint.conjunctions import conditions, names_in
from parser.frozen import dataclass
from parser.resolved.law_tree import Calculated, Compares, Expression, Holds, Rule
from parser.resolved.tree import Constant, Sentence, Variable


@dataclass(frozen=True, slots=True)
class Quantity:
    """A bound of a rule whose nouns are called after their places: `was_born_on 1`.

    `bound` is as the rule has it, `same` what all rules have that speak of the same. `place` is the
    number of the bound in its rule.
    """

    rule: Rule
    bound: Bound
    same: Bound


def quantities(rule: Rule) -> Iterator[Quantity]:
    """Yield the bounds that a rule sets, as they compare with those of other rules.

    A noun that no sentence of the conditions introduces is known by the conclusion; one that is
    worked out and not concluded by what it is worked out from. Bounds of what is still not
    known then are left out.
    """
    called = _called(rule)
    for item in conditions(rule.body):
        if not isinstance(item.condition, Compares):
            continue
        for bound in bounds_of(item.condition):
            thing = _same(bound.thing, called)
            base = None if bound.base is None else _same(bound.base, called)
            if thing is not None and (base is not None or bound.base is None):
                yield Quantity(rule, bound, replace(bound, thing=thing, base=base))


def _called(rule: Rule) -> Mapping[str, Expression]:
    found: dict[str, Expression] = {}
    for item in conditions(rule.body):
        match item.condition:
            case Holds(sentence, False):
                _call(sentence, found)
            case _:
                pass
    _call(rule.head, found)
    for item in conditions(rule.body):
        match item.condition:
            case Compares("=", Variable(name), other) if name not in found:
                said = _same(other, found)
                if said is not None and names_in(other) - {name}:
                    found[name] = said
            case _:
                pass
    return found


def _call(sentence: Sentence, found: dict[str, Expression]) -> None:
    """Call the nouns of a sentence after it, with what else is fixed in it."""
    fixed = [str(arg.value) if isinstance(arg, Constant) else "" for arg in sentence.args]
    for place, arg in enumerate(sentence.args):
        if isinstance(arg, Variable):
            name = " ".join(filter(None, (sentence.predicate, str(place), *fixed)))
            found.setdefault(arg.name, Variable(name, arg.kind))


def _same(expression: Expression, called: Mapping[str, Expression]) -> Expression | None:
    match expression:
        case Variable(name):
            return called.get(name)
        case Calculated(function, args):
            inner = [_same(arg, called) for arg in args]
            if any(one is None for one in inner):
                return None
            return Calculated(function, tuple(one for one in inner if one is not None))
        case _:
            return expression
