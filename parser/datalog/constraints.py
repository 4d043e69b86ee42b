"""Constraints that say too much, or nothing: no error, but hardly what their author meant."""

from collections.abc import Iterator

from parser.datalog.tree import MIRRORED, Comparison, Const, Constraint, Operator, Program, Var
from parser.datalog.variables import in_atom
from parser.resolved.vocabulary import Predicate, value_slots
from parser.text.diagnostic import Diagnostic

_EXCLUDES: dict[Operator, frozenset[Operator]] = {
    "=": frozenset({"!=", "<", ">"}),
    "!=": frozenset({"="}),
    "<": frozenset({"=", ">", ">="}),
    "<=": frozenset({">"}),
    ">": frozenset({"=", "<", "<="}),
    ">=": frozenset({"<"}),
}


def idle_constraints(program: Program) -> Iterator[Diagnostic]:
    """Yield a warning for each constraint that no facts can break, or that forbids a sentence.

    Two comparisons of the same two sides that exclude each other never hold together; nor does
    one of a side with itself that is not equal to it, nor a sentence that never relates somebody
    to themselves and does so here.
    """
    for one in program.constraints:
        if _never_holds(one, program.predicates):
            yield Diagnostic(
                "idle-constraint",
                f"`{one.provision.rule}` can never be broken: its conditions exclude each other",
                one.span,
                help="correct what it compares, or remove it",
                severity="warning",
            )
        elif _forbids_all(one):
            yield Diagnostic(
                "sentence-forbidden",
                f"`{one.provision.rule}` forbids every case of a sentence",
                one.span,
                help="say beside which other sentence, or with which values, it cannot be",
                severity="warning",
            )


def _never_holds(one: Constraint, predicates: dict[str, Predicate]) -> bool:
    for atom in one.atoms:
        predicate = predicates[atom.pred]
        values = value_slots(predicate)
        people = [t for place, t in enumerate(atom.args) if place not in values]
        if predicate.irreflexive and len(people) > len(set(people)):
            return True
    return any(
        _exclude(first, second)
        for number, first in enumerate(one.comparisons)
        for second in one.comparisons[number:]
    )


def _exclude(first: Comparison, second: Comparison) -> bool:
    if first is second:
        return first.left == first.right and first.op in ("!=", "<", ">")
    if (first.left, first.right) == (second.left, second.right):
        return second.op in _EXCLUDES[first.op]
    if (first.left, first.right) == (second.right, second.left):
        return MIRRORED[second.op] in _EXCLUDES[first.op]
    return False


def _forbids_all(one: Constraint) -> bool:
    if len(one.atoms) != 1 or one.comparisons:
        return False
    atom = one.atoms[0]
    names = [*in_atom(atom)]
    fixed = any(isinstance(term, Const) or not isinstance(term, Var) for term in atom.args)
    return len(names) == len(set(names)) and not fixed
