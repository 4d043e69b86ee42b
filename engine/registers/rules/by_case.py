"""A program about one case -> the same program about many, with the case in each row."""

from dataclasses import replace

from engine.backends.sql import names
from engine.rails.names import TODAY
from engine.registers.rules.names import CASES
from parser.datalog.atoms import atoms, with_conditions
from parser.datalog.by_head import by_head as rules_by_head
from parser.datalog.tree import Aggregate, Atom, Comparison, Literal, Negation, Program, Rule, Var

CASE = Var(names.CASE)
"""The variable that holds the case everywhere in a rule."""


def by_case(program: Program, supplied: str = "") -> Program:
    """Return a program whose predicates have the case as a first place.

    What rests on tables alone is the same in every case and has none; `supplied` has rows from the
    question in every case. No row of one case is ever joined with a row of another.

    >>> from parser.datalog.tree import Const
    >>> rule = Rule(Atom("old", (Var("x"),)), (Atom("born", (Var("x"), Const(1900))),))
    >>> [literal.pred for literal in by_case(Program((rule,))).rules[0].body]
    ['born']
    """
    shared = everywhere(program, supplied)
    rules = tuple(_rule(rule, shared) for rule in program.rules)
    return replace(program, rules=rules)


def everywhere(program: Program, supplied: str = "") -> frozenset[str]:
    """Return the predicates that are the same in every case: tables, and what rests on them."""
    heads = rules_by_head(program.rules)
    shared = {row.pred for row in program.listed if row.pred not in heads} | {TODAY}
    grown = True
    while grown:
        grown = False
        for name, rules in heads.items():
            used = (atom.pred for rule in rules for atom in atoms(rule.body))
            if name not in shared and name != supplied and all(pred in shared for pred in used):
                shared.add(name)
                grown = True
    return frozenset(shared)


def _rule(rule: Rule, shared: frozenset[str]) -> Rule:
    if rule.head.pred in shared:
        return rule
    body = tuple(_literal(literal, shared) for literal in rule.body)
    says_which = [isinstance(part, Atom) and CASE in part.args[:1] for part in body]
    if not any(says_which[:1]):  # what is negated or counted needs to know the case
        body = (Atom(CASES, (CASE,)), *body)
    return replace(rule, head=_atom(rule.head, shared), body=body)


def _atom(atom: Atom, shared: frozenset[str]) -> Atom:
    if atom.pred in shared:
        return atom
    return replace(atom, args=(CASE, *atom.args))


def _literal(literal: Literal, shared: frozenset[str]) -> Literal:
    match literal:
        case Atom():
            return _atom(literal, shared)
        case Negation(atom):
            if atom.pred in shared:
                return literal
            moved = tuple(place + 1 for place in literal.exact)
            return replace(literal, atom=_atom(atom, shared), exact=(0, *moved))
        case Aggregate():
            return with_conditions(literal, lambda one: _literal(one, shared))
        case Comparison():
            return literal
