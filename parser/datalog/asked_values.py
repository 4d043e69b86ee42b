"""Values for which sentences are asked: `{person} is a national of {country} on {day}`.

A rule that concludes such a sentence takes the day from `naming.AskedFor`, which collects the
values of every place where the sentence is used; a question adds its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from parser.datalog import naming
from parser.datalog.base import Base
from parser.datalog.draft import Draft
from parser.datalog.graph import components
from parser.datalog.order import Demand, demand
from parser.datalog.tree import (
    Aggregate,
    Atom,
    Comparison,
    Const,
    Literal,
    Negation,
    Rule,
    Term,
    Var,
)
from parser.datalog.variables import in_body, in_literal


def take(head: Atom, draft: Draft) -> tuple[Atom, tuple[Literal, ...]]:
    """Return the head of a rule and the literals with which it takes its asked values.

    A rule takes them even where its conditions would give them: what they know less exactly
    (a date that nobody stated) is then compared with the value asked for. A constant of the
    head is compared with it too.
    """
    places = draft.base.asked.get(head.pred, ())
    args = list(head.args)
    compared: list[Literal] = []
    for place in places:
        term = args[place]
        if isinstance(term, Const):
            slot = draft.base.predicates[head.pred].slots[place]
            args[place] = given = draft.variable(slot.role, slot.kind, head.span)
            compared.append(Comparison("=", given, term, span=head.span))
    if not places:
        return head, ()
    taken = Atom(
        naming.write(naming.AskedFor(head.pred)),
        tuple(args[place] for place in places),
        span=head.span,
    )
    return replace(head, args=tuple(args)), (taken, *compared)


def asked_clauses(clauses: Sequence[Rule], base: Base) -> tuple[Rule, ...]:
    """Return a clause for each use of an asked sentence that gives it the values used there.

    No more of the conditions than needed goes into such a clause, so that it rests on little; where
    the values are worked out from values of their own, so are the comparisons that bound them.
    """
    takers: set[str] = set()
    for clause in clauses:
        for literal in clause.body:
            if isinstance(literal, Atom) and naming.is_asked_for(literal.pred):
                takers.update((literal.pred, clause.head.pred))
    if not takers:
        return ()
    contexts = {clause.head.pred: clause.body for clause in clauses if clause.role == "context"}
    uses = [
        (rule, clause)
        for clause in clauses
        for rule in _Uses(base, takers, contexts).walk(clause.body)
        if rule.body != (rule.head,)
    ]
    again = _asked_again([rule for rule, _ in uses])
    found: dict[Rule, set[str]] = {}
    for rule, clause in uses:
        bounded = _bounded(rule, clause.body) if rule.head.pred in again else rule
        found.setdefault(bounded, set()).add(clause.head.pred)
    return tuple(replace(rule, askers=frozenset(asking)) for rule, asking in found.items())


def _asked_again(rules: Sequence[Rule]) -> frozenset[str]:
    """Return the predicates whose values are asked for because of other values of theirs."""
    graph: dict[str, list[str]] = {}
    for rule in rules:
        used = graph.setdefault(rule.head.pred, [])
        used.extend(
            part.pred
            for part in rule.body
            if isinstance(part, Atom) and naming.is_asked_for(part.pred)
        )
    return frozenset(
        pred
        for members in components(graph)
        for pred in members
        if len(members) > 1 or pred in graph.get(pred, ())
    )


def _bounded(rule: Rule, body: tuple[Literal, ...]) -> Rule:
    """Return an asked clause with the comparisons of the rule it stems from that bound its values.

    Without them `the year before`, asked for each year, would go back without end.
    """
    if not any(isinstance(part, Comparison) for part in rule.body):
        return rule
    known = set(in_body(rule.body))
    limits = tuple(
        part
        for part in body
        if isinstance(part, Comparison)
        and part not in rule.body
        and known.issuperset(in_literal(part))
    )
    return replace(rule, body=(*rule.body, *limits))


@dataclass(slots=True, eq=False)
class _Uses:
    """The uses of asked sentences in one body, read from left to right.

    `giver` is the literal that gives a name its value, `demands` what each of them needs and
    where it stands; `takers` are the predicates that take asked values, `contexts` the bodies
    of the clauses that repeat conditions.
    """

    base: Base
    takers: set[str]
    contexts: dict[str, tuple[Literal, ...]]
    giver: dict[str, Literal] = field(default_factory=dict)
    demands: dict[Literal, tuple[int, Demand]] = field(default_factory=dict)

    def walk(self, body: tuple[Literal, ...]) -> Iterator[Rule]:
        """Yield a clause for each use; what an aggregate binds is forgotten after it."""
        for literal in body:
            match literal:
                case Atom():
                    if literal.pred not in self.base.exceptions:
                        yield from self._use(literal)
                case Negation(atom=used):
                    yield from self._use(used)
                case Aggregate(body=inner):
                    known = len(self.giver)
                    yield from self.walk(inner)
                    while len(self.giver) > known:
                        self.giver.popitem()
                case Comparison():
                    pass
            for part in self._opened(literal):
                self._bind(part)

    def _opened(self, literal: Literal) -> tuple[Literal, ...]:
        """Return what a context is made of instead of the context: it is one clause."""
        if isinstance(literal, Atom) and literal.pred in self.contexts:
            return self.contexts[literal.pred]
        return (literal,)

    def _bind(self, literal: Literal) -> None:
        wants = demand(literal, self.giver.__contains__, self.base.inputs)
        for name in wants.gives:
            if name not in self.giver:
                self.giver[name] = literal
                self.demands[literal] = (len(self.demands), wants)

    def _use(self, used: Atom) -> Iterator[Rule]:
        places = self.base.inputs(used)
        sentence = self.base.exceptions.get(used.pred, used.pred)
        pred = naming.write(naming.AskedFor(sentence))
        if not places or pred not in self.takers:
            return
        if sentence != used.pred and used.pred not in self.takers:
            return
        args = tuple(used.args[place] for place in places)
        yield Rule(Atom(pred, args, span=used.span), self._givers(args), "asked", span=used.span)

    def _givers(self, args: tuple[Term, ...]) -> tuple[Literal, ...]:
        """Return no more literals than it takes to give the arguments their values."""
        chosen: dict[Literal, int] = {}
        seen: set[str] = set()
        waiting = [term.name for term in args if isinstance(term, Var)]
        while waiting:
            name = waiting.pop()
            if name in seen or name not in self.giver:
                continue
            seen.add(name)
            literal = self.giver[name]
            place, wants = self.demands[literal]
            if literal not in chosen:
                chosen[literal] = place
                waiting.extend(sorted(wants.needs - {name}))
        return tuple(sorted(chosen, key=chosen.__getitem__))
