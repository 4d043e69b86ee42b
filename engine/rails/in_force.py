"""`today` as a fact, and the rules that are in force on a day."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from engine.rails.names import TODAY
from parser.datalog.tree import (
    Aggregate,
    Apply,
    Atom,
    Comparison,
    Const,
    Expr,
    Literal,
    Negation,
    Program,
    Rule,
    Today,
    Var,
)

TODAY_VARIABLE = Var("today")
"""The variable that holds the evaluation date in every rule that speaks of it."""

_ATOM = Atom(TODAY, (TODAY_VARIABLE,))


def in_force(program: Program, on: date, under: Mapping[str, str] | None = None) -> Program:
    """Return `program` with only the rules that are in force on the day `on`.

    `under` are choices of readings and bodies of law; the others are at their defaults.
    """
    places = places_in_force(program, on, under)
    if len(places) == len(program.rules):
        return program
    return replace(program, rules=tuple(program.rules[place] for place in places))


def places_in_force(
    program: Program, on: date, under: Mapping[str, str] | None = None
) -> tuple[int, ...]:
    """Return the places among the rules of `program` of those in force (see `in_force`)."""
    chosen = {one.id: one.default for one in program.switches} | dict(under or {})
    return tuple(
        place
        for place, rule in enumerate(program.rules)
        if (rule.starts is None or rule.starts <= on)
        and (rule.ends is None or on <= rule.ends)
        and all(chosen[switch] in choices for switch, choices in rule.under)
    )


def with_today(program: Program) -> Program:
    """Return `program` with every `today` bound by the one row of the predicate `TODAY`.

    Rules then do not change with the evaluation date, only that fact does.
    """
    constraints = tuple(
        replace(
            one,
            comparisons=tuple(
                replace(each, left=_expr(each.left), right=_expr(each.right))
                for each in one.comparisons
            ),
        )
        for one in program.constraints
    )
    rules = tuple(_rule(rule) for rule in program.rules)
    return replace(program, rules=rules, constraints=constraints)


def _rule(rule: Rule) -> Rule:
    body = tuple(_literal(literal) for literal in rule.body)
    return rule if body == rule.body else replace(rule, body=(_ATOM, *body))


def _literal(literal: Literal) -> Literal:
    match literal:
        case Atom() | Negation():
            return literal
        case Comparison(left=left, right=right):
            return replace(literal, left=_expr(left), right=_expr(right))
        case Aggregate(terms=terms, body=body):
            return replace(
                literal,
                terms=tuple(_expr(term) for term in terms),
                body=tuple(_literal(part) for part in body),
            )


def _expr(expr: Expr) -> Expr:
    match expr:
        case Today():
            return TODAY_VARIABLE
        case Apply(function, args):
            return Apply(function, tuple(_expr(arg) for arg in args))
        case Const() | Var():
            return expr
