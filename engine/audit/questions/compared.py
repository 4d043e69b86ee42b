"""Which values a rule compares: the places of sentences of which its limits speak."""

from collections.abc import Iterable, Iterator

from engine.audit.limits import Place
from engine.audit.part import Part
from parser.datalog.naming import Context, Enumeration, is_asked_for, read
from parser.datalog.tree import Aggregate, Atom, Comparison, Literal, Negation, Rule, Var
from parser.datalog.variables import in_expression
from parser.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Limited:
    """A place whose value has a limit, and the places from which that is reckoned, if any."""

    place: Place
    bases: frozenset[Place]


def compared(part: Part, rule: Rule) -> frozenset[Limited]:
    """Return the places for whose values a rule has limits, or a sentence that it asks for.

    What lies further away belongs to other provisions: two of these may leave something unsaid
    between them by mere chance. So may what is compared with a value that somebody asks for.
    """
    found: set[Limited] = set()
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


def _compared(body: Iterable[Literal]) -> Iterator[Limited]:
    """Yield the places of the variables in comparisons, through equations too."""
    places: dict[str, set[Place]] = {}
    equal: dict[str, set[str]] = {}
    compared: list[set[str]] = []
    for literal in body:
        match literal:
            case Atom(pred, args):
                for place, term in enumerate(args):
                    if isinstance(term, Var):
                        places.setdefault(term.name, set()).add((pred, place))
            case Comparison("=", left, right):
                for side, other in ((left, right), (right, left)):
                    if isinstance(side, Var):
                        equal.setdefault(side.name, set()).update(in_expression(other))
            case Comparison("!="):
                pass
            case Comparison(left=left, right=right):
                compared.append({*in_expression(left), *in_expression(right)})
            case Negation() | Aggregate():
                pass
    for names in compared:
        stand = {name for one in names for name in (one, *equal.get(one, ())) if name in places}
        if any(is_asked_for(pred) for name in stand for pred, _ in places[name]):
            continue
        for name in stand:
            bases = frozenset(place for one in stand - {name} for place in places[one])
            yield from (Limited(own, bases) for own in places[name])
