"""The ways in which a rule applies: each alternative, and each exception that keeps it back."""

from collections.abc import Iterator

from engine.audit.part import Part
from parser.datalog.naming import Applies, Enumeration, read
from parser.datalog.substitution import in_rule
from parser.datalog.tree import Aggregate, Atom, Comparison, Const, Literal, Negation, Rule, Var
from parser.datalog.variables import ANYTHING, in_atom, in_body, in_expression, in_literal
from parser.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Way:
    """A rule with one of its conditions looked at: that it is met, by one alternative of it.

    `body` are the conditions of the rule then. Of an `idle` one the condition is that it is not
    met, and `body` says that it is. `item` is the clause of the alternative, if there are several.
    """

    at: int
    number: int
    body: tuple[Literal, ...]
    idle: bool
    literal: Literal
    item: Rule | None


def ways(part: Part) -> tuple[Way, ...]:
    """Return each alternative and each exception of the rules that conclude something."""
    found: list[Way] = []
    for at, rule in enumerate(part.concluding):
        for place, literal in enumerate(rule.body):
            for body, item in _replaced(part, rule.body, place):
                idle = isinstance(literal, Negation)
                found.append(Way(at, len(found), body, idle, literal, item))
    return tuple(found)


def _replaced(
    part: Part, body: tuple[Literal, ...], place: int
) -> Iterator[tuple[tuple[Literal, ...], Rule | None]]:
    """Yield conditions in which one is met by one of its alternatives."""
    before, literal, after = body[:place], body[place], body[place + 1 :]
    match literal:
        case Negation(atom, shown=False):
            pass
        case Atom() as atom if isinstance(read(atom.pred), Enumeration):
            pass
        case _:
            return
    clauses = [one for one in part.rules if one.head.pred == atom.pred]
    if isinstance(read(atom.pred), Applies) and not clauses:
        return  # it counts on other days, or under another reading
    if not isinstance(read(atom.pred), Enumeration | Applies):
        yield (*before, atom, *after), None
        return
    if isinstance(literal, Atom) and len(clauses) == 1:
        return  # there is no other way: the rule itself is asked about
    for number, clause in enumerate(clauses):
        inner = _fitted(clause, atom, number)
        if inner is not None:
            yield (*before, *inner, *after), clause


def _fitted(clause: Rule, atom: Atom, number: int) -> tuple[Literal, ...] | None:
    """Return the conditions under which a clause concludes an atom, in variables of their own."""
    every = {*in_atom(clause.head), *in_body(clause.body)} - {ANYTHING}
    names: dict[str, Const | Var] = {name: Var(f"{name} of {number}") for name in every}
    equal: list[Literal] = []
    for term, wanted in zip(clause.head.args, atom.args, strict=True):
        if wanted == Var(ANYTHING):
            continue
        if isinstance(term, Var) and names[term.name] == Var(f"{term.name} of {number}"):
            names[term.name] = wanted
        elif isinstance(term, Const) and isinstance(wanted, Const):
            if term != wanted:
                return None
        else:
            there = names[term.name] if isinstance(term, Var) else term
            equal.append(Comparison("=", wanted, there))
    return (*in_rule(clause, names).body, *equal)


def loosened(
    head: Atom, body: tuple[Literal, ...]
) -> Iterator[tuple[Literal, tuple[Literal, ...]]]:
    """Yield each condition without which the others still have their values, and these others.

    Comparisons and exclusions come first: what they say is easier to see than what is missing.
    """
    order = sorted(range(len(body)), key=lambda n: isinstance(body[n], Atom | Aggregate))
    for place in order:
        rest = (*body[:place], *body[place + 1 :])
        if is_safe(head, rest):
            yield body[place], rest


def is_safe(head: Atom, body: tuple[Literal, ...]) -> bool:
    """Tell whether conditions in their order give all variables of a rule their values.

    >>> x, y = Var("X"), Var("Y")
    >>> is_safe(Atom("p", (x,)), (Atom("q", (x,)), Comparison("<", x, Const(5))))
    True
    >>> is_safe(Atom("p", (x,)), (Atom("q", (y,)), Comparison("<", x, Const(5))))
    False
    """
    bound: set[str] = {ANYTHING}
    for literal in body:
        match literal:
            case Atom():
                bound.update(in_atom(literal))
            case Negation():
                if not bound.issuperset(in_literal(literal)):
                    return False
            case Comparison("=", left, right):
                for side, other in ((left, right), (right, left)):
                    if isinstance(side, Var) and bound.issuperset(in_expression(other)):
                        bound.add(side.name)
                if not bound.issuperset(in_literal(literal)):
                    return False
            case Comparison():
                if not bound.issuperset(in_literal(literal)):
                    return False
            case Aggregate(result=result):
                bound.update(in_expression(result))
    return bound.issuperset(in_atom(head))
