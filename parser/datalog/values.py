"""All values that a place of a predicate could have, found without any negation.

Where values are collected for sentences that would in turn rest on them, taking the conditions
as they are could be negation through recursion. More values do no harm there, so each place is
traced back to the facts it comes from, and everything else is left out.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from parser.datalog import naming
from parser.datalog.graph import components
from parser.datalog.order import Demand, Inputs, demand
from parser.datalog.tree import Aggregate, Atom, Comparison, Literal, Negation, Rule, Var
from parser.datalog.variables import atoms, in_expression, in_literal
from parser.resolved.vocabulary import Predicate

Place = tuple[str, int]
"""A predicate and the number of one of its places."""


def traced(
    clauses: Sequence[Rule],
    wanted: Iterable[Place],
    predicates: Mapping[str, Predicate],
    inputs: Inputs,
) -> tuple[list[Rule], dict[str, Predicate]]:
    """Return `clauses` with those that trace the places `wanted`, and predicates made for them.

    An asked clause that would make its sentence rest on its own negation is changed to take the
    values from where they are traced to.
    """
    by_head: dict[str, list[Rule]] = {}
    for clause in clauses:
        by_head.setdefault(clause.head.pred, []).append(clause)
    tracer = _Tracer(by_head, _circles(clauses), inputs)
    for place in wanted:
        tracer.want(place)
    result = [tracer.loosened(clause) if clause.role == "asked" else clause for clause in clauses]
    result.extend(tracer.clauses())
    made: dict[str, Predicate] = {}
    for pred, number in tracer.places:
        name = naming.write(naming.PossibleValues(pred, number))
        made[name] = Predicate(name, (predicates[pred].slots[number],), hidden=True)
    return result, made


@dataclass(frozen=True, slots=True)
class _Circles:
    """Which predicates rest on each other, and in which such circles something is negated."""

    number: Mapping[str, int]
    negated: frozenset[int]

    def of(self, pred: str) -> int:
        """Return the number of the circle of a predicate, -1 for one that no clause concludes."""
        return self.number.get(pred, -1)


def _circles(clauses: Sequence[Rule]) -> _Circles:
    graph: dict[str, dict[str, None]] = {}
    for clause in clauses:
        used = graph.setdefault(clause.head.pred, {})
        used.update(dict.fromkeys(atom.pred for atom, _ in atoms(clause.body)))
    found = components({name: tuple(used) for name, used in graph.items()})
    number = {name: i for i, members in enumerate(found) for name in members}
    negated = frozenset(
        number[atom.pred]
        for clause in clauses
        for atom, negative in atoms(clause.body)
        if negative and number[atom.pred] == number[clause.head.pred]
    )
    return _Circles(number, negated)


@dataclass(slots=True, eq=False)
class _Tracer:
    """Makes clauses for the `places` that are wanted, which grow on the way."""

    by_head: Mapping[str, Sequence[Rule]]
    circles: _Circles
    inputs: Inputs
    places: dict[Place, None] = field(default_factory=dict)
    waiting: list[Place] = field(default_factory=list)

    def want(self, place: Place) -> None:
        """Ask for the values of one more place."""
        if place not in self.places:
            self.places[place] = None
            self.waiting.append(place)

    def loosened(self, clause: Rule) -> Rule:
        """Return an asked clause that does not rest on what it serves."""
        own = self.circles.of(clause.head.pred)
        if own not in self.circles.negated:
            return clause
        needed = {term.name for term in clause.head.args if isinstance(term, Var)}
        given: set[str] = set()
        for literal in clause.body:
            wants = demand(literal, given.__contains__, self.inputs)
            needed |= _needs(literal, wants)
            given |= wants.gives
        return replace(clause, body=self._loose(clause.body, own, needed))

    def clauses(self) -> list[Rule]:
        """Return the clauses for all wanted places; looking at one may want others."""
        result: dict[Rule, None] = {}
        while self.waiting:
            place = self.waiting.pop()
            for clause in self.by_head.get(place[0], ()):
                made = self._trace(clause, place)
                if made.body != (made.head,):
                    result.setdefault(made)
        return list(result)

    def _trace(self, clause: Rule, place: Place) -> Rule:
        term = clause.head.args[place[1]]
        head = Atom(naming.write(naming.PossibleValues(*place)), (term,), span=clause.head.span)
        needed = {term.name} if isinstance(term, Var) else set()
        chosen = _givers(clause.body, needed, self.inputs)
        bound = set(needed)
        for literal, wants in chosen.items():
            needed |= _needs(literal, wants)
            bound |= wants.gives
        body = self._loose(tuple(chosen), self.circles.of(place[0]), needed)
        guards = tuple(
            literal
            for literal in clause.body
            if isinstance(literal, Comparison)
            and literal not in chosen
            and needed.intersection(bound).issuperset(in_literal(literal))
        )
        return replace(clause, head=head, body=(*body, *guards), role="context")

    def _loose(self, body: Iterable[Literal], own: int, needed: set[str]) -> tuple[Literal, ...]:
        """Replace what belongs to the circle `own` by the values it could give."""
        result: dict[Literal, None] = {}
        for literal in body:
            match literal:
                case Atom(pred) if self.circles.of(pred) == own and not naming.is_asked_for(pred):
                    result.update(dict.fromkeys(self._possible(literal, needed)))
                case Aggregate("min" | "max") if self._rests_on(literal, own):
                    result.update(dict.fromkeys(self._one_of(literal, own)))
                case Atom() | Negation() | Comparison() | Aggregate():
                    result[literal] = None
        return tuple(result)

    def _possible(self, literal: Atom, needed: set[str]) -> Iterator[Atom]:
        taken = self.inputs(literal)
        for place, term in enumerate(literal.args):
            if isinstance(term, Var) and term.name in needed and place not in taken:
                self.want((literal.pred, place))
                yield Atom(
                    naming.write(naming.PossibleValues(literal.pred, place)),
                    (term,),
                    span=literal.span,
                )

    def _rests_on(self, literal: Aggregate, own: int) -> bool:
        return any(self.circles.of(atom.pred) == own for atom, _ in atoms(literal.body))

    def _one_of(self, literal: Aggregate, own: int) -> tuple[Literal, ...]:
        """Take the first or last of some values to be any of them."""
        (term,) = literal.terms
        needed = set(in_expression(term))
        chosen = _givers(literal.body, needed, self.inputs)
        for part, wants in chosen.items():
            needed |= _needs(part, wants)
        equal = Comparison("=", literal.result, term, span=literal.span)
        return (*self._loose(chosen, own, needed), equal)


def _needs(literal: Literal, wants: Demand) -> frozenset[str]:
    match literal:
        case Comparison(left=left, right=right):
            return frozenset((*in_expression(left), *in_expression(right)))
        case Atom() | Negation() | Aggregate():
            return wants.needs


def _givers(
    body: tuple[Literal, ...], names: Iterable[str], inputs: Inputs
) -> dict[Literal, Demand]:
    """Return the literals of an ordered body that it takes to give `names` their values."""
    giver: dict[str, tuple[int, Literal, Demand]] = {}
    for count, literal in enumerate(body):
        wants = demand(literal, giver.__contains__, inputs)
        for name in wants.gives:
            giver.setdefault(name, (count, literal, wants))
    chosen: dict[int, tuple[Literal, Demand]] = {}
    waiting = sorted(names)
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in seen or name not in giver:
            continue
        seen.add(name)
        count, literal, wants = giver[name]
        if count not in chosen:
            chosen[count] = (literal, wants)
            waiting.extend(sorted(wants.needs - {name}))
    return {literal: wants for _, (literal, wants) in sorted(chosen.items())}
