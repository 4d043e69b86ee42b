"""`X = 5` in a body: the constant stands where the variable stood, so that it can be looked up."""

from dataclasses import replace

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
    Var,
)
from parser.values import Range

Constants = dict[str, Const]


def with_constants(rule: Rule) -> Rule:
    """Return `rule` with every variable that must equal a constant replaced by it.

    Strict equality with an exact value is identity, so the rule concludes the same.

    >>> x = Var("X")
    >>> rule = Rule(Atom("p", (x,)), (Atom("q", (x,)), Comparison("=", x, Const(5))))
    >>> with_constants(rule).body[0]
    Atom(pred='q', args=(Const(value=5),))
    """
    constants: Constants = {}
    for literal in rule.body:
        match literal:
            case Comparison("=", Var(name), Const(value)) | Comparison(
                "=", Const(value), Var(name)
            ) if not literal.lenient and not isinstance(value, Range):
                constants.setdefault(name, Const(value))
            case _:
                pass
    if not constants:
        return rule
    return replace(
        rule,
        head=_atom(rule.head, constants),
        body=tuple(_literal(literal, constants) for literal in rule.body),
    )


def _atom(atom: Atom, constants: Constants) -> Atom:
    return replace(atom, args=tuple(_term(term, constants) for term in atom.args))


def _term(term: Term, constants: Constants) -> Term:
    return constants.get(term.name, term) if isinstance(term, Var) else term


def _literal(literal: Literal, constants: Constants) -> Literal:
    match literal:
        case Atom():
            return _atom(literal, constants)
        case Negation(atom):
            return replace(literal, atom=_atom(atom, constants))
        case Comparison(left=left, right=right):
            return replace(literal, left=_expr(left, constants), right=_expr(right, constants))
        case Aggregate(body=body, possible=possible):
            return replace(
                literal,
                result=_term(literal.result, constants),
                terms=tuple(_expr(term, constants) for term in literal.terms),
                body=tuple(_literal(part, constants) for part in body),
                possible=None
                if possible is None
                else tuple(_literal(part, constants) for part in possible),
            )


def _expr(expr: Expr, constants: Constants) -> Expr:
    match expr:
        case Var(name):
            return constants.get(name, expr)
        case Apply(function, args):
            return Apply(function, tuple(_expr(arg, constants) for arg in args))
        case _:
            return expr
