"""In which order the conditions of a level are looked at: found once, for every completion.

Part of the executable page of the meaning (see `meaning.py`). Which condition can be looked at
next depends only on which variables have values, not on the values.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from parser.resolved.law_tree import (
    Aggregates,
    Compares,
    Condition,
    Expression,
    Group,
    Holds,
    Item,
    Rule,
)
from parser.resolved.tree import Sentence, Variable
from parser.resolved.vocabulary import VALUE_KINDS, Predicate
from tests.semantics.scope import binds, flat, inside, is_variable, level, names, names_of


@dataclass(frozen=True, slots=True)
class Anybody:
    """A variable that no condition gives a value: each individual of a kind is tried."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Matches:
    """A sentence is true; what it is `asked` about is known before."""

    sentence: Sentence
    asked: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Gives:
    """A variable is the value of an expression."""

    name: str
    value: Expression


@dataclass(frozen=True, slots=True)
class Tests:
    """A comparison of values that are known."""

    compares: Compares


@dataclass(frozen=True, slots=True)
class Totals:
    """An aggregate over the assignments of its own plan."""

    aggregate: Aggregates
    over: "Plan"


@dataclass(frozen=True, slots=True)
class Either:
    """One of several holds, for some values of the variables that they `share` with the rest."""

    shared: tuple[str, ...]
    plans: "tuple[Plan, ...]"


@dataclass(frozen=True, slots=True)
class AtLeast:
    """So many of several hold."""

    count: int
    plans: "tuple[Plan, ...]"


@dataclass(frozen=True, slots=True)
class Neither:
    """None of several holds."""

    plans: "tuple[Plan, ...]"


Step = Anybody | Matches | Gives | Tests | Totals | Either | AtLeast | Neither
Plan = tuple[Step, ...]
"""Steps, each of which finds the variables that it needs."""


@dataclass
class Plans:
    """The plans of the rules of some laws, each made when it is first needed."""

    predicates: Mapping[str, Predicate]
    made: dict[tuple[str, frozenset[str]], Plan] = field(default_factory=dict)

    def of(self, rule: Rule, bound: frozenset[str]) -> Plan:
        """Return the plan of a rule's conditions if some variables have values before."""
        key = (rule.provision.rule, bound)
        if key not in self.made:
            of_head = {one.name: one.kind for term in rule.head.args for one in inside(term)}
            self.made[key] = self.plan(rule.body, bound, of_head)
        return self.made[key]

    def plan(
        self, items: Iterable[Item], bound: frozenset[str], also: Mapping[str, str] | None = None
    ) -> Plan:
        """Return an order of conditions in which each finds the variables that it needs.

        `also` are further variables (with kinds) that want values. An individual to which no
        condition gives a value may be anybody.
        """
        left = list(flat(items))
        own = {**level(left), **(also or {})}
        steps: list[Step] = []
        while left or not own.keys() <= bound:
            ready = (one for one in left if self._is_ready(one, bound, own))
            condition = next(ready, None)
            if condition is not None:
                left.remove(condition)
                step, given = self._step(condition, bound, own)
            else:
                free = [name for name in sorted(own) if name not in bound]
                assert free, f"no order for {left}"
                people = (name for name in free if own[name] not in VALUE_KINDS)
                anybody = next(people, None)
                assert anybody is not None, f"nothing gives a value to {free}"
                step, given = Anybody(anybody, own[anybody]), {anybody}
            steps.append(step)
            bound |= given
        return tuple(steps)

    def _is_ready(
        self, condition: Condition, bound: frozenset[str], own: Mapping[str, str]
    ) -> bool:
        open_names = {name for name in names(condition) if name in own and name not in bound}
        match condition:
            case Holds(sentence, negative=False):
                return not open_names & set(names_of(self._asked(sentence)))
            case Compares("=", left, right) if len(open_names) == 1:
                (name,) = open_names
                return (is_variable(left, name) and name not in set(names_of((right,)))) or (
                    is_variable(right, name) and name not in set(names_of((left,)))
                )
            case Aggregates(result=result):
                return not open_names - {result.name}
            case Group("any", inner):
                return all(open_names <= binds(item) for item in inner)
            case _:
                return not open_names

    def _step(
        self, condition: Condition, bound: frozenset[str], own: Mapping[str, str]
    ) -> tuple[Step, set[str]]:
        """Return how a condition is looked at, and the variables that it gives values."""
        match condition:
            case Holds(sentence, negative=False):
                return Matches(sentence, self._asked(sentence)), set(names_of(sentence.args))
            case Holds(sentence):
                return Neither((self.plan((Item(Holds(sentence)),), bound),)), set()
            case Compares(_, left, right):
                for bare, other in ((left, right), (right, left)):
                    if isinstance(bare, Variable) and bare.name not in bound:
                        return Gives(bare.name, other), {bare.name}
                return Tests(condition), set()
            case Aggregates(_, result, terms, items):
                inner = {one.name: one.kind for term in terms for one in inside(term)}
                return Totals(condition, self.plan(items, bound, inner)), {result.name}
            case Group("any", items):
                shared = {name: own[name] for name in sorted(names(condition) & own.keys())}
                plans = tuple(self.plan((item,), bound, shared) for item in items)
                return Either(tuple(shared), plans), set(shared)
            case Group("none", items):
                return Neither(self._each(items, bound)), set()
            case Group("at least", items, count):
                return AtLeast(count, self._each(items, bound)), set()
            case _:
                raise AssertionError(f"{condition} is not a condition of its own")

    def _each(self, items: Iterable[Item], bound: frozenset[str]) -> tuple[Plan, ...]:
        return tuple(self.plan((item,), bound) for item in items)

    def _asked(self, sentence: Sentence) -> tuple[Expression, ...]:
        places: Sequence[int] = self.predicates[sentence.predicate].asked
        return tuple(sentence.args[place] for place in places)
