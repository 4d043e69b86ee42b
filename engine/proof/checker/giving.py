"""Which comparisons of a body give a variable its value, as the checker sees it."""

from parser.datalog.tree import Aggregate, Apply, Atom, Comparison, Const, Expr, Literal, Today, Var


def gives(literal: Literal, bound: frozenset[str]) -> str | None:
    """Return the variable that a condition gives the value of an expression, if it does.

    `bound` are the variables that the conditions before it have bound.

    >>> gives(Comparison("=", Var("X"), Const(1)), frozenset())
    'X'
    >>> gives(Comparison("=", Var("X"), Const(1)), frozenset({"X"})) is None
    True
    """
    if not isinstance(literal, Comparison) or literal.op != "=":
        return None
    if isinstance(literal.left, Var) and literal.left.name not in bound:
        return literal.left.name if names(literal.right) <= bound else None
    if isinstance(literal.right, Var) and literal.right.name not in bound:
        return literal.right.name if names(literal.left) <= bound else None
    return None


def giving(body: tuple[Literal, ...]) -> frozenset[Literal]:
    """Return the comparisons of a body, in its order, that give a variable its value."""
    bound: frozenset[str] = frozenset()
    found: set[Literal] = set()
    for literal in body:
        given = gives(literal, bound)
        if given is not None:
            found.add(literal)
            bound |= {given}
        if isinstance(literal, Atom):
            bound |= {term.name for term in literal.args if isinstance(term, Var)}
        if isinstance(literal, Aggregate):
            bound |= names(literal.result)
    return frozenset(found)


def names(expression: Expr) -> frozenset[str]:
    """Return the variables of an expression."""
    found: set[str] = set()
    waiting = [expression]
    while waiting:
        match waiting.pop():
            case Var(name):
                found.add(name)
            case Apply(_, args):
                waiting.extend(args)
            case Const() | Today():
                pass
    return frozenset(found)
