"""The conditions of a rule as steps: what each needs and gives, and in which order to take them.

Whatever the order, the same rows follow. An `=` that gives a variable its value in the author's
order assigns it: if the variable already has a value, the two must be the same constant.
"""

from collections.abc import Callable, Iterable, Sequence

from engine.backends.solve import variables_of
from parser.datalog.tree import (
    Aggregate,
    Atom,
    Comparison,
    Expr,
    Literal,
    Negation,
    Rule,
    Var,
)
from parser.datalog.variables import in_expression
from parser.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition, the variables it needs, those it gives, and the steps it must follow.

    `assigned` is the variable that an `=` gives the value of `expression`.
    """

    literal: Literal
    needs: frozenset[str]
    gives: frozenset[str]
    after: frozenset[int] = frozenset()
    assigned: str = ""
    expression: Expr | None = None

    @property
    def names(self) -> frozenset[str]:
        """Return all variables that the step shares with the rest of its rule."""
        return self.needs | self.gives


def steps_of(rule: Rule, outer: frozenset[str] = frozenset()) -> tuple[Condition, ...]:
    """Return the conditions of a rule, whose body is in order, as steps.

    `outer` are variables that have a value before the rule runs, whoever asks for it.
    A condition that is no atom stays behind the conditions that stood before it and share a
    variable with it: they may be what makes it meaningful.

    >>> X, Y = Var("X"), Var("Y")
    >>> rule = Rule(Atom("p", (Y,)), (Atom("q", (X,)), Comparison("=", Y, X)))
    >>> [(step.assigned, sorted(step.needs), sorted(step.gives)) for step in steps_of(rule)]
    [('', [], ['X']), ('Y', ['X'], ['Y'])]
    """
    bound = set(outer)
    found: list[Condition] = []
    for literal in rule.body:
        step = _step(literal, rule, bound)
        if not isinstance(literal, Atom):
            shared = (i for i, other in enumerate(found) if other.names & step.names)
            step = Condition(
                literal, step.needs, step.gives, frozenset(shared), step.assigned, step.expression
            )
        found.append(step)
        bound |= step.gives
    return tuple(found)


def _step(literal: Literal, rule: Rule, bound: set[str]) -> Condition:
    match literal:
        case Atom():
            return Condition(literal, frozenset(), frozenset(variables_of(literal)))
        case Negation():
            return Condition(literal, frozenset(variables_of(literal)), frozenset())
        case Comparison(op, left, right):
            for side, other in ((left, right), (right, left)):
                if op == "=" and isinstance(side, Var) and side.name not in bound:
                    needs, gives = frozenset(in_expression(other)), frozenset((side.name,))
                    return Condition(literal, needs, gives, frozenset(), side.name, other)
            return Condition(literal, frozenset(variables_of(literal)), frozenset())
        case Aggregate():
            return Condition(literal, grouping(literal, rule), frozenset(variables_of(literal)))


def inner_names(literal: Aggregate) -> set[str]:
    """Return the variables of the terms and the bodies of an aggregate, and of those inside it."""
    parts = (*literal.body, *(literal.possible or ()))
    inside = [inner_names(part) for part in parts if isinstance(part, Aggregate)]
    return set().union(*map(variables_of, parts), *map(in_expression, literal.terms), *inside)


def grouping(literal: Aggregate, rule: Rule) -> frozenset[str]:
    """Return the variables that an aggregate shares with the rest of its rule."""
    elsewhere = {term.name for term in rule.head.args if isinstance(term, Var)}
    for other in rule.body:
        if other is not literal:
            elsewhere |= variables_of(other)
    return frozenset(inner_names(literal) & elsewhere)


Rank = Callable[[Atom, int, int], int]
"""How soon to take an atom, given how many of its places are variables with and without values."""


def in_order(steps: Sequence[Condition], bound: Iterable[str], rank: Rank) -> list[Condition]:
    """Return steps in the order in which they best find their values.

    `bound` are variables that have a value from the start. Conditions that are no atoms are
    taken as soon as they can be; of the atoms, those of the lowest rank, then those with the
    fewest new variables, then the author's order.
    """
    known = set(bound)
    left = dict(enumerate(steps))
    done: list[Condition] = []
    while left:
        best = min(left, key=lambda i: (*_priority(left[i], left, known, rank), i))
        step = left.pop(best)
        done.append(step)
        known |= step.gives
    return done


_NEVER = 1_000


def _priority(
    step: Condition, left: dict[int, Condition], known: set[str], rank: Rank
) -> tuple[int, int]:
    match step.literal:
        case Atom(args=args) as atom:
            names = [term.name for term in args if isinstance(term, Var)]
            given = sum(name in known for name in names)
            return rank(atom, given, len(names) - given), len(set(names) - known)
        case Comparison():
            first = 0
        case Negation() | Aggregate():
            first = 3
    ready = step.needs <= known and not any(i in left for i in step.after)
    return (first if ready else _NEVER), 0
