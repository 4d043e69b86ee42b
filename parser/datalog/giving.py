"""The comparisons of a body that give a variable its value."""

from parser.datalog.tree import Aggregate, Atom, Comparison, Literal, Negation, Var
from parser.datalog.variables import in_expression


def giving(body: tuple[Literal, ...]) -> frozenset[Literal]:
    """Return the comparisons of an ordered body that only give a variable its value."""
    bound: set[str] = set()
    found: set[Literal] = set()
    for literal in body:
        match literal:
            case Atom(args=args):
                bound.update(term.name for term in args if isinstance(term, Var))
            case Aggregate(result=Var(name)):
                bound.add(name)
            case Comparison("=", left, right):
                for side, other in ((left, right), (right, left)):
                    if isinstance(side, Var) and side.name not in bound:
                        if bound.issuperset(in_expression(other)):
                            found.add(literal)
                            bound.add(side.name)
                        break
            case Negation() | Comparison() | Aggregate():
                pass
    return frozenset(found)
