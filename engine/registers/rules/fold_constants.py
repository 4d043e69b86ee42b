"""Values known beforehand and the same in every case, such as the day, written into the rules."""

from collections.abc import Mapping
from dataclasses import replace

from parser.datalog.by_head import by_head as rules_by_head
from parser.datalog.substitution import in_rule
from parser.datalog.tree import (
    Aggregate,
    Atom,
    Comparison,
    Const,
    Literal,
    Negation,
    Program,
    Row,
    Rule,
    Var,
)
from parser.values import Range

Values = Mapping[str, Const]


def with_fixed(program: Program, fixed: Mapping[str, Row], open_names: frozenset[str]) -> Program:
    """Return `program` without the predicates whose only row is known, which is put into the rules.

    `fixed` gives the row of some; what rests on these alone may have one row as well. `open_names`
    are predicates that get further rows from elsewhere.

    >>> born = Atom("born", (Var("x"), Var("day")))
    >>> rule = Rule(Atom("young", (Var("x"),)), (Atom("day", (Var("day"),)), born))
    >>> with_fixed(Program((rule,)), {"day": (5,)}, frozenset()).rules[0].body
    (Atom(pred='born', args=(Var(name='x'), Const(value=5))),)
    """
    known = dict(fixed)
    rules = program.rules
    while True:
        rules = tuple(found for rule in rules if (found := _rule(rule, known)) is not None)
        more = _single_rows(rules, open_names | {row.pred for row in program.listed})
        if not more:
            return replace(program, rules=rules)
        rules = tuple(rule for rule in rules if rule.head.pred not in more)
        known = more


def _single_rows(rules: tuple[Rule, ...], others: frozenset[str]) -> dict[str, Row]:
    """Return by predicate the only row of those that collect the values asked for."""
    heads = rules_by_head(rules)
    found: dict[str, Row] = {}
    for name, own in heads.items():
        if name in others or any(rule.role != "asked" or rule.body for rule in own):
            continue
        rows = {
            tuple(term.value for term in rule.head.args if isinstance(term, Const)) for rule in own
        }
        if len(rows) == 1:
            found[name] = rows.pop()
    return found


def _rule(rule: Rule, known: Mapping[str, Row]) -> Rule | None:
    """Return a rule with the known rows put in, or None if it can then never hold."""
    values: dict[str, Const] = {}
    left: list[Literal] = []
    for literal in rule.body:
        if not isinstance(literal, Atom) or literal.pred not in known:
            left.append(literal)
            continue
        for term, value in zip(literal.args, known[literal.pred], strict=True):
            given = term if isinstance(term, Const) else values.get(term.name)
            if given is None and isinstance(term, Var) and term.name != "_":
                values[term.name] = Const(value)
            elif given is not None and given != Const(value):
                return None
    return (
        rule
        if len(left) == len(rule.body)
        else substituted(replace(rule, body=tuple(left)), values)
    )


def substituted(rule: Rule, values: Values) -> Rule:
    """Return a rule with values in the place of some of its variables."""
    if not values:
        return rule
    found = in_rule(rule, values)
    return replace(found, body=tuple(one for one in found.body if not _is_same(one)))


def _is_same(literal: Literal) -> bool:
    """Tell whether a condition says that a value is itself."""
    match literal:
        case Comparison("=", Const(left), Const(right)):
            return left == right and not isinstance(left, Range)
        case Atom() | Negation() | Comparison() | Aggregate():
            return False
