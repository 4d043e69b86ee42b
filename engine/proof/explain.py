"""Derivations -> proof nodes: what holds, on what, and what it still rests on."""

from collections.abc import Iterator
from typing import NamedTuple

from engine.arithmetic import compare, evaluate
from engine.arithmetic.beforehand import beforehand
from engine.arithmetic.errors import EvaluationError
from engine.proof.absence import negated
from engine.proof.gap import gap
from engine.proof.grounds import Grounds, worst
from engine.proof.instances import (
    Bindings,
    holds,
    pattern,
    total,
)
from engine.proof.node import (
    Absent,
    Aggregated,
    Assumption,
    Circular,
    Compared,
    Derived,
    Finding,
    ListedRow,
    Node,
    Stated,
    Status,
)
from engine.proof.smallest import Instance, Key
from engine.proof.taken_back import taken_back_inside
from engine.rails.names import Anyone, Listed, Open, Shown, is_denial, is_of_case, read
from engine.rails.names import Stated as StatedRows
from engine.rails.said import Source
from kb.garbage import uncollected
from parser.datalog.tree import (
    Aggregate,
    Apply,
    Atom,
    Comparison,
    Const,
    Expr,
    Literal,
    Negation,
    Row,
    Rule,
    Today,
    Var,
)
from parser.datalog.variables import in_expression
from parser.resolved.vocabulary import GroundAtom
from parser.values import UNKNOWN, Range, Value


def prove(grounds: Grounds, goal: Key) -> Node | None:
    """Return the smallest proof of a row, or None if it has none (or needs none).

    Rows of the calendar and of the domain, and conditions repeated only for safety, have no
    node. Works from the leaves up, so that a proof may be thousands of steps deep. A proof that
    comes back to a row whose own is being made says so: whether it holds is then undecided.
    """
    if goal in grounds.nodes:
        return grounds.nodes[goal]
    if goal in grounds.under_way:
        return Circular(grounds.atom(goal))
    if grounds.search.railed.program.from_below and not grounds.under_way:
        from engine.proof.circles import long_before

        for key in long_before(grounds.search, goal):
            _prove(grounds, key)
    return _prove(grounds, goal)


def _prove(grounds: Grounds, goal: Key) -> Node | None:
    nodes, under_way = grounds.nodes, grounds.under_way
    steps = grounds.search.derive(goal).steps
    if goal not in steps:
        return None
    stack = [goal]
    circles = grounds.search.railed.program.from_below
    with uncollected():
        while stack:
            key = stack[-1]
            if key in nodes:
                stack.pop()
                continue
            step = steps[key]
            if circles:
                under_way.add(key)
            waiting = [
                p for p in step.premises if p not in nodes and p in steps and p not in under_way
            ]
            if waiting:
                stack.extend(waiting)
                continue
            nodes[key] = _node(grounds, key, step)
            under_way.discard(key)
            stack.pop()
    return nodes[goal]


def _node(grounds: Grounds, key: Key, step: Instance) -> Node | None:
    rule = step.rule
    if rule is None:
        return grounds.nodes.get(step.premises[0]) if step.premises else _leaf(grounds, key)
    match rule.role:
        case "context" | "asked":
            return None
        case "bridge":
            return _bridged(grounds, key, rule, step)
        case "rule" | "item" | "applies":
            premises = tuple(premise_nodes(grounds, rule, step.bindings))
            return Derived(
                grounds.atom(key),
                rule,
                grounds.meaning(key[0])[1],
                tuple(sorted(step.bindings.items(), key=lambda pair: pair[0])),
                premises,
                worst(premises),
            )


def _bridged(grounds: Grounds, key: Key, rule: Rule, step: Instance) -> Node | None:
    source = rule.body[0]
    assert isinstance(source, Atom)
    name = read(source.pred)
    if isinstance(name, Open):
        return assumed(grounds, grounds.atom(key))
    if isinstance(name, Anyone):
        row = grounds.search.railed.cited.get((source.pred, key[1]))
        cites, span = (row.cites, row.span) if row else ("", rule.span)
        return ListedRow(grounds.atom(key), cites, span, "unknown")
    return grounds.nodes.get(step.premises[0])


def assumed(grounds: Grounds, atom: GroundAtom) -> Node:
    """Return the node for a sentence that nobody has stated or decided yet."""
    predicate = grounds.search.railed.base.predicates[atom.pred]
    if predicate.origin == "decided":
        return Finding(atom, predicate.authority, None, "open")
    return Assumption(atom)


def _leaf(grounds: Grounds, key: Key) -> Node | None:
    name, row = key
    atom = grounds.atom(key)
    if isinstance(read(name), StatedRows):
        source = grounds.facts.stated.get((atom.pred, row), Source())
        predicate = grounds.search.railed.base.predicates[atom.pred]
        if predicate.origin == "decided":
            return Finding(atom, predicate.authority, source, "holds")
        return Stated(atom, source)
    if isinstance(read(name), Listed):
        listed = grounds.search.railed.cited[key]
        return ListedRow(atom, listed.cites, listed.span)
    return None


def premise_nodes(grounds: Grounds, rule: Rule, bindings: Bindings) -> Iterator[Node]:
    """Yield the nodes for the conditions of a clause, in their order."""
    given = grounds.search.giving(rule)
    for literal in rule.body:
        node = premise(grounds, literal, bindings, literal in given)
        if node is not None:
            yield node


def premise(
    grounds: Grounds, literal: Literal, bindings: Bindings, gives: bool = False
) -> Node | None:
    """Return the node for one condition that is (at least possibly) met under `bindings`.

    A comparison that `gives` a variable its value is always met.
    """
    match literal:
        case Atom(pred):
            return prove(grounds, (pred, _row(literal, bindings)))
        case Comparison():
            return compared(literal, bindings, gives)
        case Negation(atom):
            if literal.shown or isinstance(read(atom.pred), Shown):
                return None
            if is_denial(atom.pred) or is_of_case(atom.pred):
                return None
            return negated(grounds, literal, bindings, prove, depth=4)
        case Aggregate():
            return aggregated(grounds, literal, bindings)


def _row(atom: Atom, bindings: Bindings) -> tuple[Value, ...]:
    return tuple(UNKNOWN if value is None else value for value in pattern(atom, bindings))


def is_generated(comparison: Comparison) -> bool:
    """Tell whether a comparison only says that one value met in two places is the same."""
    return comparison.op == "=" and "'" in str(getattr(comparison.left, "name", ""))


class Sides(NamedTuple):
    """The sides of a comparison with what is known worked out.

    With each comes whether it has to be the very value that it could be.
    """

    left: Expr
    right: Expr
    left_is_one: bool
    right_is_one: bool


def compared(
    comparison: Comparison,
    bindings: Bindings,
    gives: bool = False,
    sides: Sides | None = None,
) -> Compared | None:
    """Return the node for a comparison whose variables are bound, with both sides worked out.

    One that `gives` a variable its value holds, unless the question has given it another. Its
    `sides` may be made beforehand, for many bindings that agree in some of the variables.
    """
    ready = sides or _sides(comparison, {})
    left, right = _value(ready.left, bindings), _value(ready.right, bindings)
    found: Status = "fails"
    if left is not None and right is not None:
        given = gives and left == right and _have_values(comparison, bindings)
        if given or _holds(comparison, bindings, ready, left, right, lenient=False):
            found = "holds"
        elif _holds(comparison, bindings, ready, left, right, lenient=True):
            found = "unknown"
    if found == "holds" and is_generated(comparison):
        return None
    apart = gap(comparison, bindings) if found == "fails" else None
    used = tuple(sorted(bindings.items()))  # no name stands twice, so that no values are compared
    return Compared(comparison, used, left, right, apart, found, gives)


def _sides(comparison: Comparison, known: Bindings) -> Sides:
    left, right = comparison.left, comparison.right
    return Sides(
        beforehand(left, known, lenient=True) if known else left,
        beforehand(right, known, lenient=True) if known else right,
        _has_one_value(left),
        _has_one_value(right),
    )


def _holds(
    comparison: Comparison,
    bindings: Bindings,
    ready: Sides,
    left: Value,
    right: Value,
    lenient: bool,
) -> bool:
    """Tell whether a comparison must hold or could, given what its sides could be."""
    for is_one, side, value in (
        (ready.left_is_one, comparison.left, left),
        (ready.right_is_one, comparison.right, right),
    ):
        if not is_one and (
            isinstance(value, Range)
            or any(isinstance(bindings.get(name), Range) for name in in_expression(side))
        ):
            return holds(comparison, bindings, lenient)
    return compare(comparison.op, left, right, lenient)


def _has_one_value(expr: Expr) -> bool:
    """Tell whether an expression must have the very value that it could have, ranges or not."""
    match expr:
        case Apply(function, args):
            return function in _OF_ONE_VALUE and all(map(_has_one_value, args))
        case Var() | Const() | Today():
            return True


_OF_ONE_VALUE = frozenset({"+", "-", "days", "months", "years", "earlier", "later"})


def _have_values(comparison: Comparison, bindings: Bindings) -> bool:
    """Tell whether both sides certainly have a value: neither divides by what could be zero."""
    sides = (comparison.left, comparison.right)
    return all(evaluate(side, bindings) is not None for side in sides)


def _value(expr: Expr, bindings: Bindings) -> Value | None:
    """Return the value that a side of a comparison could have."""
    try:
        return evaluate(expr, bindings, lenient=True)
    except EvaluationError:
        return None


def aggregated(grounds: Grounds, literal: Aggregate, bindings: Bindings) -> Aggregated | None:
    """Return the node for an aggregate, with the rows that certainly contribute."""
    model = grounds.search.model
    what = total(literal, bindings, model)
    if what.value is None:
        return None
    found: list[tuple[Row, tuple[Node, ...]]] = []
    seen: set[Row] = set()
    apart: int | None = None
    body = [
        (part, _sides(part, bindings) if isinstance(part, Comparison) else None)
        for part in literal.body
    ]
    for way, counted in what.ways:
        if counted in seen:
            apart = what.apart() if apart is None else apart
            if apart == len(seen):  # what is alike is counted once
                continue
        each = (
            compared(part, way, sides=sides)
            if isinstance(part, Comparison)
            else premise(grounds, part, way)
            for part, sides in body
        )
        nodes = tuple([node for node in each if node is not None])
        if nodes:
            found.append((counted, nodes))
        seen.add(counted)
    used = tuple(sorted(bindings.items()))
    below = tuple(node for _, nodes in found for node in nodes)
    closed = (
        *_closures(grounds, literal, bindings),
        *taken_back_inside(grounds, literal, bindings, below),
    )
    return Aggregated(literal.kind, what.value, tuple(found), used, closed=closed)


def _closures(grounds: Grounds, literal: Aggregate, bindings: Bindings) -> Iterator[Node]:
    """Yield why no more rows contribute than are stated, for each sentence that is closed.

    Of a sentence that rules conclude these are the sentences that the rules ask for.
    """
    pending = [(one, dict(bindings)) for one in literal.body if isinstance(one, Atom)]
    looked: set[str] = set()
    seen: set[str] = set()
    for atom, known_here in pending:  # grows while it is walked through
        pred, _ = grounds.meaning(atom.pred)
        if pred in seen:
            continue
        wanted = pattern(atom, known_here)
        for known, source in grounds.facts.closed.get(pred, ()):
            both = zip(known, wanted, strict=True)
            if all(fixed is None or fixed == value for fixed, value in both):
                seen.add(pred)
                yield Absent(GroundAtom(pred, known), "no more", source)
                break
        if pred in seen or atom.pred in looked:
            continue
        looked.add(atom.pred)
        for rule in grounds.search.rules.get(atom.pred, ()):
            within = {
                term.name: value
                for term, value in zip(rule.head.args, wanted, strict=True)
                if isinstance(term, Var) and value is not None
            }
            pending += [(one, within) for one in rule.body if isinstance(one, Atom)]
