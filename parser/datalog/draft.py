"""The clauses of one rule while they are made."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count as numbers

from parser.datalog import naming
from parser.datalog.base import Base
from parser.datalog.order import Ordered, ordered
from parser.datalog.terms import count, rule_leaves
from parser.datalog.tree import Aggregate, Atom, Comparison, Literal, Negation, Role, Rule, Var
from parser.datalog.variables import in_atom, in_literal
from parser.resolved import law_tree
from parser.resolved import tree as resolved
from parser.resolved.vocabulary import VALUE_KINDS, Predicate, Slot
from parser.text.diagnostic import Diagnostic, Label
from parser.text.span import NOWHERE, Span

MOST = 500
"""How many conditions, and how many variables, one rule may have."""


@dataclass(slots=True, eq=False)
class Draft:
    """What one authored rule becomes: its clauses, the predicates made for it, its errors.

    `circle` are the predicates that rest on the one that the rule concludes and on which that
    one rests; negating something that rests on them would be negation through recursion.
    `contexts` are the predicates that give items values, by what they are made of; `flows` are
    places of predicates of which all possible values are wanted; `sequence` is the order of
    conditions, `read` numbers those that are read; `supplied` are the places of each hidden
    predicate that all of its clauses so far take from the rule around them.
    """

    rule: law_tree.Rule
    base: Base
    starts: date | None
    ends: date | None
    circle: set[str]
    kinds: dict[str, str]
    places: dict[str, Span]
    clauses: list[Rule] = field(default_factory=list)
    predicates: dict[str, Predicate] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)
    contexts: dict[tuple[tuple[Literal, ...], tuple[str, ...]], str] = field(default_factory=dict)
    flows: dict[tuple[str, int], None] = field(default_factory=dict)
    sequence: dict[Literal, int] = field(default_factory=dict)
    read: Iterator[int] = field(default_factory=numbers)
    supplied: dict[str, frozenset[int]] = field(default_factory=dict)
    enumerations: int = 0
    _blamed: set[str] = field(default_factory=set)

    def too_long(self) -> bool:
        """Report a rule of a size that no law has; what it takes could grow with its square."""
        conditions, variables = count(self.rule.body), len(self.kinds)
        if conditions <= MOST and variables <= MOST:
            return False
        many = f"{conditions} conditions" if conditions > MOST else f"{variables} variables"
        self.problems.append(
            Diagnostic(
                "rule-too-long",
                f"`{self.rule.provision.rule}` has {many}",
                self.rule.span,
                help=f"{MOST} is the most; give parts of it sentences and rules of their own",
            )
        )
        return True

    def is_value(self, name: str) -> bool:
        """Tell whether a variable stands for a date, a number and the like."""
        return self.kinds.get(name, "number") in VALUE_KINDS

    def variable(self, role: str, kind: str, place: Span) -> Var:
        """Return a new variable that no noun of the rule can be called."""
        name = f"#{role}"
        while name in self.kinds:
            name += "'"
        self.kinds[name] = kind
        self.places[name] = place
        return Var(name)

    def enumeration(self) -> tuple[str, int]:
        """Return the name of a new predicate for an enumeration, and its number."""
        self.enumerations += 1
        name = naming.Enumeration(self.rule.provision.rule, self.enumerations)
        return naming.write(name), name.number

    def declare(self, name: str, variables: Sequence[str], first: tuple[Slot, ...] = ()) -> None:
        """Record a hidden predicate over some variables."""
        slots = tuple(Slot(variable, self.kinds[variable]) for variable in variables)
        self.declare_like(name, (*first, *slots))

    def declare_like(self, name: str, slots: tuple[Slot, ...], asked: tuple[int, ...] = ()) -> None:
        """Record a hidden predicate with given slots."""
        self.predicates[name] = Predicate(
            name,
            slots,
            asked=asked,
            hidden=True,
            law=self.rule.provision.law,
            span=self.rule.span,
        )

    def supply(self, name: str, variables: Sequence[str]) -> None:
        """Say that a clause of a hidden predicate takes some values from the rule around it.

        What every clause takes from there is `asked`: a row speaks of that very value, even one
        that is known only in part, and of no other that could be the same.
        """
        predicate = self.predicates[name]
        places = [i for i, slot in enumerate(predicate.slots) if slot.role in variables]
        known = self.supplied.setdefault(name, frozenset(places))
        self.supplied[name] = known.intersection(places)
        asked = tuple(sorted(self.supplied[name]))
        self.predicates[name] = replace(predicate, asked=asked)

    def clause(
        self, head: Atom, body: Sequence[Literal], role: Role, item: str = "", span: Span = NOWHERE
    ) -> None:
        """Add a clause; individuals that nothing binds are taken from their domain."""
        provision = self.rule.provision
        self.clauses.append(
            Rule(
                head,
                self._grounded(head, body),
                role,
                replace(provision, item=item) if item else provision,
                self.starts,
                self.ends,
                span=span if span != NOWHERE else self.rule.span,
            )
        )
        if not self.circle.isdisjoint(a.pred for a in body if isinstance(a, Atom)):
            self.circle.add(head.pred)

    def conclude(self, head: Atom, applies: Atom) -> None:
        """Add the clause by which an exception that applies concludes its own sentence."""
        self.clauses.append(
            Rule(
                head,
                (applies,),
                "rule",
                self.rule.provision,
                self.starts,
                self.ends,
                span=self.rule.span,
            )
        )

    def _grounded(self, head: Atom, body: Sequence[Literal]) -> tuple[Literal, ...]:
        outside = frozenset(in_atom(head))
        done = ordered(body, outside, inputs=self.base.inputs)
        if people := self._unnamed(done, outside):
            done = ordered(self.within(body, people), outside, inputs=self.base.inputs)
        for name, literal in done.missing:
            self.blame(name, literal)
        for name in in_atom(head):
            if name not in done.bound and name not in done.promised:
                self.blame(name, None)
        return done.body

    def _unnamed(self, done: Ordered, outside: frozenset[str]) -> list[str]:
        lacking = [name for name, _ in done.missing] + sorted(outside - done.bound)
        return [name for name in dict.fromkeys(lacking) if not self.is_value(name)]

    def inner(
        self, body: Sequence[Literal], grouping: frozenset[str], terms: frozenset[str]
    ) -> tuple[Literal, ...]:
        """Return the body of an aggregate with the individuals that nothing in it binds."""
        done = ordered(body, grouping | terms, grouping, self.base.inputs)
        return self.within(body, self._unnamed(done, terms))

    def within(self, body: Sequence[Literal], names: Sequence[str]) -> tuple[Literal, ...]:
        """Return `body` with an atom of the domain before the first use of each individual."""
        waiting = dict.fromkeys(names)
        result: list[Literal] = []
        for literal in body:
            for name in in_literal(literal):
                if name in waiting:
                    del waiting[name]
                    result.append(self._domain(name))
            result.append(literal)
        return (*result, *(self._domain(name) for name in waiting))

    def _domain(self, name: str) -> Atom:
        kind = self.kinds[name]
        pred = naming.write(naming.OfKind(kind))
        self.predicates[pred] = Predicate(pred, (Slot(kind, kind),), hidden=True)
        return Atom(pred, (Var(name),), span=self.places[name])

    def blame(self, name: str, literal: Literal | None) -> None:
        """Report, once, a variable that nothing gives a value."""
        if name in self._blamed or name not in self.kinds:
            return
        self._blamed.add(name)
        place = self.places[name]
        noun = name.rstrip("0123456789").rstrip()
        needed, where = self.rule.head.span, "the conclusion needs it"
        advice = (
            f"state the {noun} in a condition that is neither negated nor inside an aggregate, "
            "and not in only some of the items of an enumeration"
        )
        match literal:
            case Negation(Atom(pred)) if pred in self.base.exceptions:
                pass
            case Atom() | Negation():
                used = literal.atom if isinstance(literal, Negation) else literal
                needed, where = used.span, "it is needed here"
                if any(used.args[i] == Var(name) for i in self.base.inputs(used)):
                    advice = f"say which {noun} is meant: `the {noun}` of another condition, "
                    advice += "`today`, or a value" if self.kinds[name] == "date" else "or a value"
            case Comparison() | Aggregate():
                needed, where = literal.span, "it is needed here"
            case None:
                pass
        labels = (Label(needed, where),) if needed not in (NOWHERE, place) else ()
        self.problems.append(
            Diagnostic(
                "unsafe-variable",
                f"nothing gives `{noun}` a value",
                place if place != NOWHERE else self.rule.span,
                labels,
                advice,
            )
        )


def draft_of(rule: law_tree.Rule, base: Base, starts: date | None, ends: date | None) -> Draft:
    """Return an empty draft of a rule that is in force from `starts` until `ends`."""
    kinds: dict[str, str] = {}
    places: dict[str, Span] = {}
    for leaf in rule_leaves(rule):
        if isinstance(leaf, resolved.Variable):
            kinds.setdefault(leaf.name, leaf.kind)
            if places.get(leaf.name, NOWHERE) == NOWHERE:
                places[leaf.name] = leaf.span
    circle = set(base.circle.get(rule.head.predicate, ()))
    return Draft(rule, base, starts, ends, circle, kinds, places)
