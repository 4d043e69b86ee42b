"""Derivations checked: the conclusion of a rule from its conditions, and what totals come to."""

from collections.abc import Sequence

from engine.proof.checker.checked_case import CheckedCase, fits
from engine.proof.checker.giving import giving
from engine.proof.checker.invalid import require
from engine.proof.checker.ordering import compare
from engine.proof.checker.solving import aggregate_of, is_blocked
from engine.proof.checker.working import evaluate
from engine.proof.node import Absent, Aggregated, Compared, Derived, Exception_, Node
from engine.rails.names import is_sentence, read
from engine.rails.rail import CERTAIN, POSSIBLE
from parser.datalog.atoms import atoms
from parser.datalog.naming import AskedFor
from parser.datalog.tree import Aggregate, Atom, Comparison, Const, Literal, Negation, Term
from parser.resolved.vocabulary import GroundAtom
from parser.values import Value


def check_comparison(node: Compared) -> None:
    """Check what both sides of a comparison come to, and whether it holds."""
    bindings = dict(node.bindings)
    comparison = node.comparison
    left, right = (evaluate(side, bindings, True) for side in (comparison.left, comparison.right))
    sure = all(
        evaluate(side, bindings, False) is not None for side in (comparison.left, comparison.right)
    )
    must = could = False
    if left is not None and right is not None:
        must = sure and compare(comparison.op, left, right, False)
        could = compare(comparison.op, left, right, True)
    require(node, (left, right) == (node.left, node.right), "a side is worked out wrongly")
    if node.gives:
        must = must or (sure and comparison.op == "=" and left is not None and left == right)
    found = "holds" if must else "unknown" if could else "fails"
    require(node, found == node.status, f"the comparison {found}")


def check_exception(node: Exception_) -> None:
    """Check that the status of an exception fits the route that it rests on."""
    route = node.route
    if isinstance(route, Absent):
        require(node, node.status in ("holds", "defeated"), "the exception does not apply")
    else:
        require(node, node.status in ("fails", "unknown", "open"), "the exception may apply")
        if node.status == "fails" and isinstance(route, Derived):
            require(node, route.status in ("holds", "conflict"), "the exception is not proved")


def check_failed(checker: CheckedCase, node: Derived) -> None:
    """Check that a rule does not conclude what it is shown not to."""
    require(node, node.rule in checker.rules, "no such rule")
    failing = [p for p in node.premises if getattr(p, "status", "") == "fails"]
    if failing:
        return
    name = checker.railed.naming.name(node.atom.pred, POSSIBLE)
    require(node, node.rule.head.pred == name, "the rule concludes something else")
    rows = checker.concluded(node.rule)
    require(node, not any(fits(node.atom, row) for row in rows), "no condition fails")


def check_derived(checker: CheckedCase, node: Derived) -> None:
    """Check that a rule concludes what it is shown to, from the premises alone."""
    rule, bindings = node.rule, dict(node.bindings)
    require(node, rule in checker.rules, "no such rule")
    meaning = checker.railed.meaning.get(rule.head.pred)
    require(node, meaning == (node.atom.pred, node.rail), "the rule concludes something else")
    head = tuple(_value(term, bindings) for term in rule.head.args)
    require(node, head == node.atom.args, "the conclusion has other values")
    given = giving(rule.body)
    for literal in rule.body:
        match literal:
            case Atom():
                _premise(checker, node, literal, bindings)
            case Comparison(op, left, right, lenient):
                one = evaluate(left, bindings, lenient)
                other = evaluate(right, bindings, lenient)
                if one is None or other is None:
                    true = False
                elif literal in given and not lenient:
                    true = one == other
                else:
                    true = compare(op, one, other, lenient)
                require(node, true, "a comparison fails")
            case Negation():
                rows = checker.extension(literal.atom.pred)
                free = not is_blocked(literal, bindings, rows)
                require(node, free, "an exception applies")
            case Aggregate():
                _aggregate(checker, node, literal, bindings)


def _value(term: Term, bindings: dict[str, Value]) -> Value | None:
    return term.value if isinstance(term, Const) else bindings.get(term.name)


def _premise(
    checker: CheckedCase, node: Derived, literal: Atom, bindings: dict[str, Value]
) -> None:
    row = tuple(_value(term, bindings) for term in literal.args)
    if not is_sentence(literal.pred):
        stored = checker.facts.rows.get(literal.pred, ())
        supplied = isinstance(read(literal.pred), AskedFor)
        require(node, supplied or row in stored, "not in the domain")
        return
    pred, rail = checker.railed.meaning[literal.pred]
    if literal.pred in checker.contexts:
        return
    wanted = GroundAtom(pred, row)
    found = [p for p in node.premises if getattr(p, "atom", None) == wanted]
    require(node, bool(found), f"nothing proves {pred}")
    if rail == CERTAIN:
        sure = any(getattr(p, "status", "") in ("holds", "conflict") for p in found)
        require(node, sure, f"{pred} is not certain")


def check_totals(checker: CheckedCase, nodes: Sequence[Node], body: Sequence[Literal]) -> None:
    """Check that each total among nodes is what one of the aggregates of a body comes to.

    So is each total within what one of them counts.
    """
    for total in nodes:
        if not isinstance(total, Aggregated):
            continue
        bindings = dict(total.bindings)
        asked = [
            literal
            for literal in body
            if isinstance(literal, Aggregate)
            and literal.kind == total.kind
            and _worked_out(checker, literal, bindings) == total.result
        ]
        require(total, bool(asked), "no aggregate of the rule comes to this")
        checker.totals.add(id(total))
        inside = [part for one in asked for part in (*one.body, *(one.possible or ()))]
        for _, parts in total.contributions:
            check_totals(checker, parts, inside)


def _aggregate(
    checker: CheckedCase, node: Derived, literal: Aggregate, bindings: dict[str, Value]
) -> None:
    value = _worked_out(checker, literal, bindings)
    wanted = _value(literal.result, bindings)
    require(node, value == wanted, "an aggregate is worked out wrongly")


def _worked_out(
    checker: CheckedCase, literal: Aggregate, bindings: dict[str, Value]
) -> Value | None:
    names = frozenset(one.pred for one in atoms((literal,)))
    outer = {
        name: value
        for name, value in bindings.items()
        if literal.result != Const(value) and name != getattr(literal.result, "name", "")
    }
    return aggregate_of(literal, outer, checker.known(names))
