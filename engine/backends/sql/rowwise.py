"""A rule about one case at a time, where what it looks at are columns of the row of that case."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product
from math import prod

from sqlglot import exp

from engine.backends.sql.built import and_, func, or_, paren
from engine.backends.sql.expressions import literal
from engine.backends.sql.layouts import WHOLE, Layout
from engine.backends.sql.names import CASE
from engine.backends.sql.rules import Body, Tables, fitted, of_rule
from engine.backends.sql.typed import Sql, Typed
from parser.datalog.tree import Aggregate, Atom, Comparison, Const, Literal, Negation, Rule, Var
from parser.frozen import dataclass

AT_MOST = 8
"""In how many ways a rule may hold in one row before it is left to joins."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way for a predicate to hold in a case: when it does, and the values that it then has.

    `values` are those of the places after the case. `holds` is never null.
    """

    holds: Sql
    values: tuple[Typed, ...] = ()


Ways = Mapping[str, Sequence[Way]]
"""By predicate all ways for it to hold in a case."""

NEVER: Sql = exp.false()
ALWAYS: Sql = exp.true()


def is_rowwise(rule: Rule, known: Ways) -> bool:
    """Tell whether a rule looks at nothing but its case, at predicates that are columns of it."""
    case = rule.head.args[:1]
    if not case or not isinstance(case[0], Var):
        return False
    return all(_is_column(literal, case, known) for literal in rule.body)


def _is_column(part: Literal, case: tuple[object, ...], known: Ways) -> bool:
    match part:
        case Atom() | Negation():
            atom = part.atom if isinstance(part, Negation) else part
            return atom.pred in known and atom.args[:1] == case
        case Comparison():
            return True
        case Aggregate():
            return False


def ways_of(rule: Rule, known: Ways, layouts: Sequence[Layout]) -> list[Way] | None:
    """Return the ways in which a rule concludes something, None if there are too many.

    `layouts` are those of its conclusion. None too where a comparison can be an error: then it
    must not be looked at in the rows that other conditions leave out.
    """
    met = [part for part in rule.body if isinstance(part, Atom)]
    if prod(len(known[atom.pred]) for atom in met) > AT_MOST:
        return None
    found: list[Way] = []
    for chosen in product(*(known[atom.pred] for atom in met)):
        case = Typed(WHOLE, (exp.column("a0"),))
        body = Body(Tables(str, {}), {CASE: case, **of_rule(rule)})
        ways = iter(chosen)
        for part in rule.body:
            match part:
                case Atom():
                    way = next(ways)
                    body.conditions.append(way.holds.copy())
                    body.meet(without_case(part), way.values)
                case Negation(atom):
                    for way in known[atom.pred]:
                        body.conditions.append(_none(body, part, way))
                case Comparison() | Aggregate():
                    body.add(part)
        if body.checks:
            return None
        terms = zip(rule.head.args[1:], layouts[1:], strict=True)
        values = tuple(
            fitted(
                term,
                literal(term.value) if isinstance(term, Const) else body.known[term.name],
                layout,
            )
            for term, layout in terms
        )
        holds = conjunction(body.conditions)
        if holds != NEVER:
            found.append(Way(holds, values))
    return found


def without_case(atom: Atom) -> Atom:
    """Return an atom without its first place, that of the case."""
    return Atom(atom.pred, atom.args[1:])


def _none(body: Body, part: Negation, way: Way) -> Sql:
    """Return the condition that what is negated does not hold in one way."""
    moved = tuple(place - 1 for place in part.exact if place)
    left = replace(part, atom=without_case(part.atom), exact=moved)
    holds = conjunction([way.holds.copy(), *body.matching(left, way.values)])
    if holds in (NEVER, ALWAYS):
        return NEVER if holds == ALWAYS else ALWAYS
    return exp.Not(this=paren(holds))


def conjunction(conditions: Sequence[Sql]) -> Sql:
    """Return the condition that all hold; one that is null does not."""
    left = [one for one in conditions if one != ALWAYS]
    if NEVER in left:
        return NEVER
    if not left:
        return ALWAYS
    sure = dict.fromkeys(one for one in left if is_sure(one))
    unsure = dict.fromkeys(one for one in left if not is_sure(one))
    checked = [func("coalesce", and_(*unsure), exp.false())] if unsure else []
    return and_(*sure, *checked)


def disjunction(conditions: Sequence[Sql]) -> Sql:
    """Return the condition that one of some holds, none of which is null."""
    left = dict.fromkeys(one for one in conditions if one != NEVER)
    if ALWAYS in left:
        return ALWAYS
    return or_(*left) if left else NEVER


def is_sure(condition: Sql) -> bool:
    """Tell whether a condition is never null; columns that are conditions never are."""
    match condition:
        case exp.And() | exp.Or():
            return is_sure(condition.this) and is_sure(condition.expression)
        case exp.Not() | exp.Paren():
            return is_sure(condition.this)
        case exp.Column() | exp.Boolean() | exp.Is():
            return True
        case exp.Coalesce():
            return any(isinstance(one, exp.Boolean) for one in condition.expressions)
        case _:
            return False
