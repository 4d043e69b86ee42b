"""Which values a rule compares: the places of sentences of which its limits speak."""

from collections.abc import Iterable, Iterator

from engine.audit.limits import Place
from engine.audit.part import Part
from parser.datalog.naming import Context, Enumeration, read
from parser.datalog.tree import Aggregate, Atom, Comparison, Literal, Negation, Rule, Var
from parser.datalog.variables import in_expression


def compared(part: Part, rule: Rule) -> frozenset[Place]:
    """Return the places whose values a rule compares, by itself or by a sentence that it asks for.

    What lies further away belongs to other provisions: two of these may leave something unsaid
    between them by mere chance.
    """
    found: set[Place] = set()
    own = tuple(_clauses(part, (rule,)))
    asked = {
        literal.pred
        for clause in own
        for literal in clause.body
        if isinstance(literal, Atom) and not isinstance(read(literal.pred), Enumeration | Context)
    }
    near = [one for one in part.rules if one.head.pred in asked and one.role == "rule"]
    for clause in (*own, *_clauses(part, near)):
        found.update(_compared(clause.body))
    return frozenset(found)


def _clauses(part: Part, rules: Iterable[Rule]) -> Iterator[Rule]:
    """Yield rules with the clauses of their enumerations."""
    waiting, seen = list(rules), set[str]()
    while waiting:
        rule = waiting.pop()
        yield rule
        for literal in rule.body:
            atom = literal.atom if isinstance(literal, Negation) else literal
            if not isinstance(atom, Atom) or atom.pred in seen:
                continue
            if isinstance(read(atom.pred), Enumeration):
                seen.add(atom.pred)
                waiting.extend(one for one in part.rules if one.head.pred == atom.pred)


def _compared(body: Iterable[Literal]) -> Iterator[Place]:
    """Yield the places of the variables in comparisons, through equations too."""
    atoms: list[Atom] = []
    names: set[str] = set()
    for literal in body:
        match literal:
            case Atom():
                atoms.append(literal)
            case Comparison(left=left, right=right):
                names.update((*in_expression(left), *in_expression(right)))
            case Negation() | Aggregate():
                pass
    for atom in atoms:
        for place, term in enumerate(atom.args):
            if isinstance(term, Var) and term.name in names:
                yield atom.pred, place
