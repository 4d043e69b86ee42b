"""A constraint in which what equals a value is that value: then it says what can never be."""

from dataclasses import replace

from parser.datalog.substitution import in_atom, in_expression
from parser.datalog.tree import Comparison, Const, Constraint, Var
from parser.values import Duration, Entity, Range


def with_constants(constraint: Constraint) -> Constraint:
    """Return a constraint without the comparisons that fix a variable, the value in its place.

    Equal durations may be written in several ways, and so are left compared.

    >>> from parser.datalog.tree import Atom
    >>> from parser.resolved.vocabulary import Provision
    >>> excused = Atom("excused", (Var("P"), Var("D")))
    >>> on = Comparison("=", Var("D"), Const(7))
    >>> found = with_constants(Constraint((excused,), (on,), Provision("C1")))
    >>> found.atoms[0].args[1], found.comparisons
    (Const(value=7), ())
    """
    values: dict[str, Const] = {}
    kept: list[Comparison] = []
    for one in constraint.comparisons:
        match one.op, one.left, one.right:
            case ("=", Var(name), Const(value) as const) | ("=", Const(value) as const, Var(name)):
                if name in values or isinstance(value, Range | Duration):
                    kept.append(one)
                else:
                    values[name] = const
            case _:
                kept.append(one)
    if not values:
        return constraint

    return replace(
        constraint,
        atoms=tuple(in_atom(one, values) for one in constraint.atoms),
        comparisons=tuple(
            replace(
                one, left=in_expression(one.left, values), right=in_expression(one.right, values)
            )
            for one in kept
        ),
    )


def names_values(constraint: Constraint) -> bool:
    """Tell whether a constraint says of which values it speaks, so that others may be.

    >>> from parser.datalog.tree import Atom
    >>> from parser.resolved.vocabulary import Provision
    >>> names_values(Constraint((Atom("owes", (Var("P"), Const(7))),), (), Provision("C1")))
    True
    """
    return bool(constraint.comparisons) or any(
        isinstance(term, Const) and not isinstance(term.value, Entity)
        for atom in constraint.atoms
        for term in atom.args
    )
