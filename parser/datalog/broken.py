"""Constraints over what rules conclude -> clauses that conclude when one is broken."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from parser.datalog import naming
from parser.datalog.tree import Atom, Constraint, Rule, Today, Var
from parser.resolved.vocabulary import Predicate


def broken_clauses(
    constraints: Iterable[Constraint], predicates: Mapping[str, Predicate]
) -> Iterator[tuple[Rule, Predicate]]:
    """Yield for each constraint with a derived sentence a clause, and the predicate of its head.

    The other constraints are looked up among the facts, and need no rules for that. The head has
    the variables of the sentences, so that a row of it says who or what breaks the constraint.
    """
    for one in constraints:
        if not is_derived(one, predicates):
            continue
        slots = {
            term.name: replace(slot, role=term.name)
            for atom in one.atoms
            for term, slot in zip(atom.args, predicates[atom.pred].slots, strict=True)
            if isinstance(term, Var)
        }
        name = naming.write(naming.Broken(one.provision.rule))
        today = tuple(each for each in one.comparisons if each.op == "=" and each.right == Today())
        others = tuple(each for each in one.comparisons if each not in today)
        head = Atom(name, tuple(map(Var, slots)), span=one.span)
        yield (
            Rule(head, (*today, *one.atoms, *others), provision=one.provision, span=one.span),
            Predicate(
                name,
                tuple(slots.values()),
                hidden=True,
                law=one.provision.law,
                span=one.span,
            ),
        )


def is_derived(constraint: Constraint, predicates: Mapping[str, Predicate]) -> bool:
    """Tell whether a constraint speaks of what rules conclude."""
    return any(predicates[atom.pred].origin == "derived" for atom in constraint.atoms)
