"""What is known of every case beforehand is no condition any more: it always holds, or never."""

from dataclasses import replace

from parser.datalog.tree import Aggregate, Atom, Comparison, Literal, Negation, Program, Rule


def simplified(program: Program, everywhere: Atom, empty: frozenset[str]) -> Program:
    """Return `program` without the conditions that hold in every case, or rules that hold in none.

    `everywhere` is the atom that does, with a variable for the case; what a rule concludes from it
    alone does as well. `empty` are the predicates without rows.
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
    """Return the conditions that are left to look at."""
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


def always(program: Program, everywhere: Atom, known: frozenset[Atom]) -> Program:
    """Return `program` with `everywhere` in the place of the atoms known to hold in every case."""
    rules = tuple(
        replace(rule, body=tuple(everywhere if one in known else one for one in rule.body))
        for rule in program.rules
    )
    return replace(program, rules=rules)


def closures(program: Program, everywhere: Atom, closed: frozenset[str]) -> Program:
    """Return `program` with what is closed in every case concluded there."""
    used = {rule.head.pred for rule in program.rules}
    rules = [Rule(Atom(name, everywhere.args), (everywhere,)) for name in sorted(closed - used)]
    return replace(program, rules=(*program.rules, *rules))
