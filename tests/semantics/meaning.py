"""The executable page: what the rules of laws conclude in one completion.

A completion settles everything: who there is, and every fact and finding. Then a sentence is
true or false, and this page says which: read from the resolved rules, every condition looked at
as it is written, strata one after another. Slow and meant to be read; nothing here comes from the
lowering, the rails or an engine. `completions.py` goes through all completions of a case.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from parser.resolved.tree import (
    Aggregates,
    Calculated,
    Compares,
    Condition,
    Constant,
    Expression,
    Group,
    Holds,
    Item,
    Rule,
    Sentence,
    Today,
    Variable,
)
from parser.resolved.vocabulary import VALUE_KINDS, Predicate
from parser.values import Entity
from tests.semantics.counting import Laws, concluded_by
from tests.semantics.quantities import (
    Known,
    Quantity,
    Undefined,
    calculate,
    compare,
    known,
    within,
)
from tests.semantics.scope import binds, flat, inside, is_variable, level, names, names_of

Row = tuple[Known, ...]
Rows = dict[str, set[Row]]
Binding = Mapping[str, Known]
Everybody = Mapping[str, tuple[Entity, ...]]
"""The individuals of each kind in a completion."""


def conclusions(
    laws: Laws, everybody: Everybody, facts: Mapping[str, Iterable[Row]], asked: Rows | None = None
) -> Rows:
    """Return every row of every relation in the completion in which just `facts` are so.

    `asked` are values for which a question asks (`... on {day: date}`, `asked day`); those for
    which conditions ask are found on the way, and then everything is worked out once more.
    """
    demanded = {name: set(rows) for name, rows in (asked or {}).items()}
    while True:
        before = sum(map(len, demanded.values()))
        page = Page(laws, everybody, {name: set(rows) for name, rows in facts.items()}, demanded)
        for stratum in laws.strata:
            rules = [rule for rule in laws.rules if concluded_by(rule) in stratum]
            while page.grows(
                [(concluded_by(rule), row) for rule in rules for row in page.fires(rule)]
            ):
                pass
        if sum(map(len, demanded.values())) == before:
            return page.rows


@dataclass
class Page:
    """One completion, as far as it has been worked out."""

    laws: Laws
    everybody: Everybody
    rows: Rows
    asked: Rows = field(default_factory=dict)

    def grows(self, found: Iterable[tuple[str, Row]]) -> bool:
        """Add rows; tell whether any was new."""
        new = [(name, row) for name, row in found if row not in self.rows.get(name, ())]
        for name, row in new:
            self.rows.setdefault(name, set()).add(row)
        return bool(new)

    def fires(self, rule: Rule) -> set[Row]:
        """Return the rows that a rule concludes: where it applies and no exception does."""
        predicate = self.laws.predicates[rule.head.predicate]
        of_head = {one.name: one.kind for term in rule.head.args for one in inside(term)}
        found: set[Row] = set()
        for binding in self._asked_bindings(rule, predicate):
            found |= {
                tuple(self.value(term, solution) for term in rule.head.args)
                for solution in self.solutions(rule.body, binding, of_head)
            }
        exceptions = self.laws.exceptions[rule.provision.rule]
        return {
            row
            for row in found
            if not any(self.applies(exception, row, predicate) for exception in exceptions)
        }

    def _asked_bindings(self, rule: Rule, predicate: Predicate) -> Iterator[Binding]:
        if not predicate.asked:
            yield {}
            return
        for values in tuple(self.asked.get(predicate.name, ())):
            terms = [rule.head.args[place] for place in predicate.asked]
            binding = self.matched(terms, values, {})
            if binding is not None:
                yield binding

    def applies(self, exception: Rule, row: Row, predicate: Predicate) -> bool:
        """Tell whether an exception defeats the conclusion `row`.

        One that gives the one value of a slot defeats whatever other value.
        """
        free = None if exception.negative else predicate.single
        kept = [i for i in range(len(row)) if i != free]
        terms, values = [exception.head.args[i] for i in kept], [row[i] for i in kept]
        binding = self.matched(terms, values, {})
        if binding is None or not self.is_so(exception.body, binding):
            return False
        against = self.laws.exceptions[exception.provision.rule]
        return not any(self.applies(other, row, predicate) for other in against)

    def solutions(
        self, items: Sequence[Item], binding: Binding, also: Mapping[str, str] | None = None
    ) -> Iterator[dict[str, Known]]:
        """Yield assignments to the variables of a level under which all its conditions hold.

        `also` are further variables (with kinds) that want values. Conditions are taken in any
        order in which each finds the variables that it needs; an individual to which none of them
        gives a value may be anybody.
        """
        conditions = list(flat(items))
        own = {**level(conditions), **(also or {})}
        yield from self._solve(conditions, dict(binding), own)

    def is_so(self, items: Sequence[Item], binding: Binding) -> bool:
        """Tell whether conditions hold together under some assignment, maybe of nothing."""
        return next(self.solutions(items, binding), None) is not None

    def _solve(
        self, left: list[Condition], binding: dict[str, Known], own: Mapping[str, str]
    ) -> Iterator[dict[str, Known]]:
        for place, condition in enumerate(left):
            if self._is_ready(condition, binding, own):
                rest = [*left[:place], *left[place + 1 :]]
                for found in self._found(condition, binding, own):
                    yield from self._solve(rest, found, own)
                return
        free = [name for name in sorted(own) if name not in binding]
        if not free:
            assert not left, f"no order for {left}"
            yield binding
            return
        anybody = next((name for name in free if own[name] not in VALUE_KINDS), None)
        assert anybody is not None, f"nothing gives a value to {free}"
        for individual in self.everybody[own[anybody]]:
            yield from self._solve(left, {**binding, anybody: individual}, own)

    def _is_ready(self, condition: Condition, binding: Binding, own: Mapping[str, str]) -> bool:
        open_names = {name for name in names(condition) if name in own and name not in binding}
        match condition:
            case Holds(sentence, negative=False):
                asked = [sentence.args[i] for i in self.laws.predicates[sentence.predicate].asked]
                return not open_names & set(names_of(asked))
            case Compares("=", left, right) if len(open_names) == 1:
                (name,) = open_names
                return (is_variable(left, name) and name not in set(names_of((right,)))) or (
                    is_variable(right, name) and name not in set(names_of((left,)))
                )
            case Aggregates(result=result):
                return not open_names - {result.name}
            case Group("any", inner, exception=False):
                return all(open_names <= binds(item) for item in inner)
            case _:
                return not open_names

    def _found(
        self, condition: Condition, binding: dict[str, Known], own: Mapping[str, str]
    ) -> Iterator[dict[str, Known]]:
        """Yield the bindings, each with what the condition adds, under which it holds."""
        match condition:
            case Holds(sentence, negative=False):
                yield from self._matching(sentence, binding)
            case Holds(sentence):
                if not self.is_so((Item(Holds(sentence)),), binding):
                    yield binding
            case Compares(op, left, right):
                yield from self._compared(op, left, right, binding)
            case Aggregates(result=result):
                total = self._aggregate(condition, binding)
                if total is not None and binding.get(result.name, total) == total:
                    yield {**binding, result.name: total}
            case Group("any", items, exception=False):
                shared = {name: own[name] for name in sorted(names(condition) & own.keys())}
                seen: set[Row] = set()
                for item in items:
                    for found in self.solutions((item,), binding, shared):
                        row = tuple(found[name] for name in shared)
                        if row not in seen:
                            seen.add(row)
                            yield {**binding, **dict(zip(shared, row, strict=True))}
            case Group():
                if self._group(condition, binding):
                    yield binding

    def _group(self, group: Group, binding: Binding) -> bool:
        if group.quantifier == "all":
            return self.is_so(group.items, binding) != group.exception
        holding = sum(self.is_so((item,), binding) for item in group.items)
        match group.quantifier:
            case "any":
                found = holding > 0
            case "none":
                return holding == 0
            case "at least":
                found = holding >= group.count
        return found != group.exception

    def _matching(self, sentence: Sentence, binding: Binding) -> Iterator[dict[str, Known]]:
        predicate = self.laws.predicates[sentence.predicate]
        if predicate.asked:
            values = tuple(self.value(sentence.args[i], binding) for i in predicate.asked)
            self.asked.setdefault(predicate.name, set()).add(values)
        for row in tuple(self.rows.get(sentence.predicate, ())):
            found = self.matched(sentence.args, row, binding)
            if found is not None:
                yield found

    def matched(
        self, terms: Sequence[Expression], row: Sequence[Known], binding: Binding
    ) -> dict[str, Known] | None:
        """Return a binding under which the terms are the row, if there is one."""
        found = dict(binding)
        for term, value in zip(terms, row, strict=True):
            if isinstance(term, Variable):
                if found.setdefault(term.name, value) != value:
                    return None
            elif isinstance(term, Constant) and not within(value, term.value):
                return None
        return found

    def _compared(
        self, op: str, left: Expression, right: Expression, binding: dict[str, Known]
    ) -> Iterator[dict[str, Known]]:
        try:
            for bare, other in ((left, right), (right, left)):
                if isinstance(bare, Variable) and bare.name not in binding:
                    yield {**binding, bare.name: self.value(other, binding)}
                    return
            if compare(op, self.value(left, binding), self.value(right, binding)):
                yield binding
        except Undefined:
            return

    def value(self, expression: Expression, binding: Binding) -> Known:
        """Return the value of an expression; raises Undefined where it divides by zero."""
        match expression:
            case Variable(name):
                return binding[name]
            case Constant(value):
                return known(value)
            case Today():
                return self.laws.today
            case Calculated(function, args):
                return calculate(function, tuple(self.value(arg, binding) for arg in args))

    def _aggregate(self, condition: Aggregates, binding: Binding) -> Known | None:
        """Return a count, sum, ... over the distinct assignments of its conditions."""
        inner = {one.name: one.kind for term in condition.terms for one in inside(term)}
        rows = {
            tuple(sorted(found.items(), key=lambda one: one[0])): tuple(
                self.value(term, found) for term in condition.terms
            )
            for found in self.solutions(condition.items, binding, inner)
        }
        match condition.kind:
            case "count":
                return Quantity(Fraction(len(set(rows.values()))))
            case "days":
                return Quantity(Fraction(len({day for row in rows.values() for day in _days(row)})))
            case "sum":
                total: Known = Quantity(Fraction(0))
                for (term,) in rows.values():
                    total = calculate("+", (total, term))
                return total
            case "min" | "max":
                best: Known | None = None
                for (term,) in rows.values():
                    function = "earlier" if condition.kind == "min" else "later"
                    best = term if best is None else calculate(function, (best, term))
                return best


def _days(row: Row) -> Iterator[date]:
    first, last = row
    assert isinstance(first, date) and isinstance(last, date)
    while first <= last:
        yield first
        first += timedelta(days=1)
