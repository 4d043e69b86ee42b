"""Terms in the place of variables."""

from collections.abc import Mapping
from dataclasses import replace

from parser.datalog.atoms import with_conditions
from parser.datalog.tree import (
    Aggregate,
    Apply,
    Atom,
    Comparison,
    Const,
    Expr,
    Literal,
    Negation,
    Rule,
    Term,
    Today,
    Var,
)

Terms = Mapping[str, Term]
"""For the names of some variables what stands in their place."""


def in_rule(rule: Rule, terms: Terms) -> Rule:
    """Return a rule with terms in the place of some of its variables.

    >>> x = Var("X")
    >>> in_rule(Rule(Atom("p", (x,)), (Atom("q", (x,)),)), {"X": Const(5)}).body
    (Atom(pred='q', args=(Const(value=5),)),)
    """
    if not terms:
        return rule
    body = tuple(in_literal(literal, terms) for literal in rule.body)
    return replace(rule, head=in_atom(rule.head, terms), body=body)


def in_literal(literal: Literal, terms: Terms) -> Literal:
    """Return a literal with terms in the place of some variables, inside aggregates as well."""
    match literal:
        case Atom():
            return in_atom(literal, terms)
        case Negation(atom):
            return replace(literal, atom=in_atom(atom, terms))
        case Comparison(left=left, right=right):
            return replace(
                literal, left=in_expression(left, terms), right=in_expression(right, terms)
            )
        case Aggregate():
            return in_aggregate(literal, terms)


def in_aggregate(aggregate: Aggregate, terms: Terms) -> Aggregate:
    """Return an aggregate with terms in the place of some variables, its result's included."""
    return replace(
        with_conditions(aggregate, lambda one: in_literal(one, terms)),
        result=in_term(aggregate.result, terms),
        terms=tuple(in_expression(term, terms) for term in aggregate.terms),
    )


def in_atom(atom: Atom, terms: Terms) -> Atom:
    """Return an atom with terms in the place of some variables."""
    return replace(atom, args=tuple(in_term(term, terms) for term in atom.args))


def in_term(term: Term, terms: Terms) -> Term:
    """Return what stands in the place of a term."""
    return terms.get(term.name, term) if isinstance(term, Var) else term


def in_expression(expression: Expr, terms: Terms) -> Expr:
    """Return an expression with terms in the place of some variables."""
    match expression:
        case Var():
            return in_term(expression, terms)
        case Apply(function, args):
            return Apply(function, tuple(in_expression(arg, terms) for arg in args))
        case Const() | Today():
            return expression
