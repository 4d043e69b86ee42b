"""What is known to hold in every case, or in none, is taken out of the conditions of rules."""

from dataclasses import replace

from parser.datalog.tree import Aggregate, Atom, Comparison, Literal, Negation, Program, Rule


def simplified(program: Program, everywhere: Atom, empty: frozenset[str]) -> Program:
    """Return `program` without conditions that hold in every case, and rules that hold in none.

    `everywhere` is the atom, with a variable for the case, that holds in every case; so does what a
    rule concludes from it alone. `empty` are the predicates without rows.
    """
    heads = {rule.head.pred for rule in program.rules}
    while True:
        certain = {
            rule.head.pred
            for rule in program.rules
            if rule.body == (everywhere,) and rule.head.args == everywhere.args
        }
        stored = {row.pred for row in program.listed}
        none = empty | (heads - {rule.head.pred for rule in program.rules} - stored)
        rules = tuple(
            replace(rule, body=_left(rule.body, certain, none, everywhere))
            for rule in program.rules
            if not any(_fails(literal, certain, none, everywhere) for literal in rule.body)
            and (rule.head.pred not in certain or rule.body == (everywhere,))
        )
        if rules == program.rules:
            return program
        program = replace(program, rules=rules)


def _fails(literal: Literal, certain: set[str], none: frozenset[str], everywhere: Atom) -> bool:
    """Tell whether a condition holds in no case."""
    match literal:
        case Atom(pred):
            return pred in none
        case Negation(Atom(pred, args)):
            return args == everywhere.args and (pred in certain or pred == everywhere.pred)
        case Comparison() | Aggregate():
            return False


def _left(
    body: tuple[Literal, ...], certain: set[str], none: frozenset[str], everywhere: Atom
) -> tuple[Literal, ...]:
    """Return the conditions that do not hold in every case; `everywhere` if there are none."""
    met = tuple(
        everywhere if isinstance(literal, Atom) and literal.pred in certain else literal
        for literal in body
        if not (isinstance(literal, Negation) and literal.atom.pred in none)
    )
    if len(met) < 2 or met.count(everywhere) == 0:
        return met
    rest = tuple(literal for literal in met if literal != everywhere)
    first = isinstance(rest[0], Atom) and rest[0].args[:1] == everywhere.args
    return rest if first else (everywhere, *rest)


def with_known(program: Program, everywhere: Atom, known: frozenset[Atom]) -> Program:
    """Return `program` with `everywhere` in the place of the atoms known to hold in every case."""
    rules = tuple(
        replace(rule, body=tuple(everywhere if one in known else one for one in rule.body))
        for rule in program.rules
    )
    return replace(program, rules=rules)


def with_closures(program: Program, everywhere: Atom, closed: frozenset[str]) -> Program:
    """Return `program` with a rule for each predicate in `closed`: it holds in every case."""
    used = {rule.head.pred for rule in program.rules}
    rules = [Rule(Atom(name, everywhere.args), (everywhere,)) for name in sorted(closed - used)]
    return replace(program, rules=(*program.rules, *rules))
