"""The executable page: what the rules of laws conclude in one completion.

A completion settles everything: who there is, and every fact and finding. Then a sentence is
true or false, and this page says which: read from the resolved rules, every condition looked at
as it is written, strata one after another. Where rules rest on their own negation a sentence may
also be neither: the page has what holds in any case (`sure`), and what is not excluded (`open`),
each of which reads the negations of the other (the well-founded model). Slow and meant to be read;
nothing here comes from the lowering, the rails or an engine. `completions.py` goes through all
completions of a case.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction

from parser.resolved.law_tree import (
    Aggregates,
    Calculated,
    Compares,
    Expression,
    Rule,
    Today,
)
from parser.resolved.tree import Constant, Variable
from parser.resolved.vocabulary import Predicate
from parser.values import Entity, Value
from tests.semantics.counting import Laws, Stratum, concluded_by
from tests.semantics.counting import denied as denial_of
from tests.semantics.plans import (
    Anybody,
    AtLeast,
    Either,
    Gives,
    Matches,
    Neither,
    Plan,
    Plans,
    Step,
    Tests,
    Totals,
)
from tests.semantics.quantities import (
    NOTHING,
    Known,
    Meaningless,
    Quantity,
    Undefined,
    calculate,
    compare,
    is_same,
    known,
    within,
)

Row = tuple[Known, ...]
Rows = dict[str, set[Row]]
Binding = Mapping[str, Known]
Everybody = Mapping[str, tuple[Entity, ...]]
"""The individuals of each kind in a completion."""

Denials = Sequence[tuple[str, Sequence[Value | None]]]
"""What a case denies of sentences that rules conclude."""


def conclusions(
    laws: Laws,
    plans: Plans,
    everybody: Everybody,
    facts: Mapping[str, Iterable[Row]],
    asked: Rows | None = None,
    denied: Denials = (),
    shown: Mapping[str, set[Row]] | None = None,
) -> tuple[Rows, Rows]:
    """Return every row of every relation in the completion in which just `facts` are so.

    The first are those that hold, the second those that the rules do not exclude: nearly always
    the same.

    `asked` are values for which a question asks (`... on {day: date}`, `asked day`); those for
    which conditions ask are found on the way, and then everything is worked out once more. What
    rules conclude may be among the facts, and what a case denies of it (`denied`) no rule does.
    What is presumed gives way to what is `shown`, which is certain whatever the completion; with
    None nothing is presumed.
    """
    demanded = {name: set(rows) for name, rows in (asked or {}).items()}
    while True:
        before = sum(map(len, demanded.values()))
        start = {name: set(rows) for name, rows in facts.items()}
        page = Page(laws, plans, everybody, start, start, demanded, denied, shown)
        for stratum in laws.strata:
            if stratum.circle or page.is_apart:
                page = by_turns(page, stratum)
            else:
                page.complete(stratum)
        if sum(map(len, demanded.values())) == before:
            return page.rows, page.beside


def by_turns(page: "Page", stratum: Stratum) -> "Page":
    """Return the page, with what rules conclude that may rest on their own negation.

    First nothing is sure. What is open follows where what is negated is not sure, and what is sure
    follows where what is negated is not open, until neither changes.
    """
    sure: Rows = page.rows
    while True:
        open_ = replace(page, rows=_copy(page.beside), beside=sure)
        open_.complete(stratum)
        next_ = replace(page, rows=_copy(page.rows), beside=open_.rows)
        next_.complete(stratum)
        if next_.rows == sure:
            return replace(page, rows=sure, beside=sure if open_.rows == sure else open_.rows)
        sure = next_.rows


def _copy(rows: Rows) -> Rows:
    return {name: set(found) for name, found in rows.items()}


def contrary_of(rule: Rule) -> str:
    """Return the relation that says the contrary of what a rule concludes."""
    return rule.head.predicate if rule.negative else denial_of(rule.head.predicate)


def is_denied(denied: Denials, pred: str, row: Row) -> bool:
    """Tell whether a case denies what rules conclude; None in a pattern is any."""
    return any(
        pred == name
        and all(
            said is None or within(value, said) for said, value in zip(pattern, row, strict=True)
        )
        for name, pattern in denied
    )


@dataclass
class Page:
    """One completion, as far as it has been worked out; a negation is looked up `beside` it."""

    laws: Laws
    plans: Plans
    everybody: Everybody
    rows: Rows
    beside: Rows
    asked: Rows = field(default_factory=dict)
    denied: Denials = ()
    shown: Mapping[str, set[Row]] | None = None

    @property
    def is_apart(self) -> bool:
        """Tell whether the rules leave something undecided."""
        return self.rows is not self.beside

    @property
    def denying(self) -> "Page":
        """The page from which what is negated is read; what is negated there is read from this."""
        return replace(self, rows=self.beside, beside=self.rows) if self.is_apart else self

    def complete(self, stratum: Stratum) -> None:
        """Add all that the rules of a stratum conclude."""
        while self.grows(
            [(concluded_by(rule), row) for rule in stratum.rules for row in self.fires(rule)]
        ):
            if not stratum.recursive:
                break

    def grows(self, found: Iterable[tuple[str, Row]]) -> bool:
        """Add rows; tell whether any was new."""
        new = [(name, row) for name, row in found if row not in self.rows.get(name, ())]
        for name, row in new:
            self.rows.setdefault(name, set()).add(row)
        return bool(new)

    def fires(self, rule: Rule) -> set[Row]:
        """Return the rows that a rule concludes: where it applies and no exception does."""
        if rule.presumed and self.shown is None:
            return set()
        predicate = self.laws.predicates[rule.head.predicate]
        found: set[Row] = set()
        for binding in self._asked_bindings(rule, predicate):
            found |= {
                tuple(self.value(term, solution) for term in rule.head.args)
                for solution in self.solutions(self.plans.of(rule, frozenset(binding)), binding)
            }
        exceptions = self.laws.exceptions[rule.provision.rule]
        if rule.presumed:
            exceptions = ()
            found -= (self.shown or {}).get(contrary_of(rule), set())
        return {
            row
            for row in found
            if not any(self.denying.applies(one, row, predicate) for one in exceptions)
            and not (not rule.negative and is_denied(self.denied, predicate.name, row))
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
        if binding is None:
            return False
        if not self.is_so(self.plans.of(exception, frozenset(binding)), binding):
            return False
        against = self.laws.exceptions[exception.provision.rule]
        return not any(self.denying.applies(other, row, predicate) for other in against)

    def solutions(self, plan: Plan, binding: Binding) -> Iterator[Binding]:
        """Yield assignments to the variables of a level under which all its conditions hold."""
        if not plan:
            yield binding
            return
        for found in self._found(plan[0], binding):
            yield from self.solutions(plan[1:], found)

    def is_so(self, plan: Plan, binding: Binding) -> bool:
        """Tell whether conditions hold together under some assignment, maybe of nothing."""
        return next(self.solutions(plan, binding), None) is not None

    def _found(self, step: Step, binding: Binding) -> Iterator[Binding]:
        """Yield the bindings, each with what the condition adds, under which it holds."""
        match step:
            case Matches():
                yield from self._matching(step, binding)
            case Tests(compares):
                if self._is_so_compared(compares, binding):
                    yield binding
            case Gives(name, expression):
                try:
                    yield {**binding, name: self.value(expression, binding)}
                except Undefined:
                    return
            case Anybody(name, kind):
                yield from ({**binding, name: one} for one in self.everybody[kind])
            case Neither(plans):
                if not any(self.denying.is_so(one, binding) for one in plans):
                    yield binding
            case AtLeast(count, plans):
                if sum(self.is_so(one, binding) for one in plans) >= count:
                    yield binding
            case Either(shared, plans):
                seen: set[Row] = set()
                for plan in plans:
                    for found in self.solutions(plan, binding):
                        row = tuple(found[name] for name in shared)
                        if row not in seen:
                            seen.add(row)
                            yield {**binding, **dict(zip(shared, row, strict=True))}
            case Totals(aggregate, over):
                if self.is_apart:
                    raise Meaningless("a total over what the rules may leave undecided")
                total = self._aggregate(aggregate, over, binding)
                name = aggregate.result.name
                if total is not None and is_same(binding.get(name, total), total):
                    yield {**binding, name: total}

    def _matching(self, step: Matches, binding: Binding) -> Iterator[Binding]:
        predicate = step.sentence.predicate
        if step.asked:
            values = tuple(self.value(one, binding) for one in step.asked)
            self.asked.setdefault(predicate, set()).add(values)
        for row in tuple(self.rows.get(predicate, ())):
            found = self.matched(step.sentence.args, row, binding)
            if found is not None:
                yield found

    def matched(
        self, terms: Sequence[Expression], row: Sequence[Known], binding: Binding
    ) -> dict[str, Known] | None:
        """Return a binding under which the terms are the row, if there is one."""
        found = dict(binding)
        for term, value in zip(terms, row, strict=True):
            if isinstance(term, Variable):
                if not is_same(found.setdefault(term.name, value), value):
                    return None
            elif isinstance(term, Constant) and not within(value, term.value):
                return None
        return found

    def _is_so_compared(self, compares: Compares, binding: Binding) -> bool:
        try:
            left, right = self.value(compares.left, binding), self.value(compares.right, binding)
        except Undefined:
            return False
        return compare(compares.op, left, right)

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

    def _aggregate(self, condition: Aggregates, over: Plan, binding: Binding) -> Known | None:
        """Return a count, sum, ... over the distinct assignments of its conditions."""
        rows = {
            tuple(sorted(found.items(), key=lambda one: one[0])): tuple(
                self.value(term, found) for term in condition.terms
            )
            for found in self.solutions(over, binding)
        }
        match condition.kind:
            case "count":
                return Quantity(Fraction(len(set(rows.values()))))
            case "days":
                return Quantity(Fraction(len({day for row in rows.values() for day in _days(row)})))
            case "sum":
                total: Known = NOTHING
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
