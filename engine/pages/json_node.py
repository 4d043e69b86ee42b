"""One proof node, its atom and its values as JSON objects (see `docs/json.md`)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, assert_never

from engine.pages.arithmetic import comparison_words
from engine.pages.measures import gap_words
from engine.proof.identity import Known, clause_id
from engine.proof.node import (
    Absent,
    Aggregated,
    Assumption,
    ByCases,
    Circular,
    Compared,
    Derived,
    Exception_,
    Finding,
    Gap,
    Limit,
    ListedRow,
    Node,
    OneCase,
    Stated,
)
from engine.rails.said import Source
from engine.rails.supposing import Supposed
from parser.datalog.tree import Apply, Const, Expr, Today, Var
from parser.resolved.vocabulary import GroundAtom, Provision
from parser.text.span import Span
from parser.values import Amount, Duration, Entity, Range, Share, Value
from parser.words.sentence import Predicates, sentence
from parser.words.values import number_words


def node_object(
    node: Node, predicates: Predicates, below: list[str], known: Known
) -> dict[str, Any]:
    """Return the object of a node; `below` are the identities of its premises in order.

    `engine.pages.from_json` reads it again.
    """
    match node:
        case Stated(atom, source):
            inside = {**atom_object(atom, predicates), "source": _source(source)}
        case ListedRow(atom, cites, span):
            inside = {**atom_object(atom, predicates), "cites": cites, "at": _place(span)}
        case Finding(atom, authority, source, limits=limits):
            inside = {
                **atom_object(atom, predicates),
                "authority": authority,
                "source": _source(source) if source else None,
                **({"limits": limit_objects(limits)} if limits else {}),
            }
        case Assumption(atom) | Circular(atom):
            inside = atom_object(atom, predicates)
        case Absent(atom, reason, source):
            inside = {
                **atom_object(atom, predicates),
                "reason": reason,
                "source": _source(source) if source else None,
                "routes": below,
            }
        case Compared():
            inside = _compared(node)
        case Aggregated():
            inside = _aggregated(node, below)
        case Derived(atom, rule, rail, bindings):
            inside = {
                **atom_object(atom, predicates),
                "rule": _provision(rule.provision),
                "clause": clause_id(rule, known),
                "role": rule.role,
                "rail": rail,
                "bindings": _bindings(bindings),
                "premises": below,
            }
        case Exception_(provision):
            inside = {"rule": _provision(provision), "route": below[0]}
        case ByCases(atom, cases, _, known_of_all):
            proofs = below[: len(cases)]
            inside = {
                **atom_object(atom, predicates),
                "cases": [
                    _case(case, proof, predicates)
                    for case, proof in zip(cases, proofs, strict=True)
                ],
                **({"known": below[len(cases) :]} if known_of_all else {}),
            }
        case _:
            assert_never(node)
    kind = type(node).__name__.rstrip("_")
    return {"kind": _KINDS.get(kind, kind.lower()), "status": node.status, **inside}


_KINDS = {"ListedRow": "listed", "ByCases": "by_cases"}


def _case(case: OneCase, proof: str, predicates: Predicates) -> dict[str, Any]:
    return {"supposes": suppositions_object(case.supposed, predicates), "proof": proof}


def suppositions_object(
    supposed: Sequence[Supposed], predicates: Predicates
) -> list[dict[str, Any]]:
    """Return what is supposed, one object for each sentence or value."""
    return [
        {
            "how": one.how,
            **atom_object(one.atom, predicates),
            "stated": atom_object(one.stated, predicates) if one.stated else None,
        }
        for one in supposed
    ]


def atom_object(atom: GroundAtom, predicates: Predicates) -> dict[str, Any]:
    """Return an atom with its sentence."""
    return {
        "sentence": sentence(atom, predicates),
        "predicate": atom.pred,
        "arguments": [value_object(arg) for arg in atom.args],
    }


def value_object(value: Value | None) -> dict[str, Any] | None:
    """Return a value with its type, numbers as exact text; `None` (any value) is null.

    >>> value_object(date(2020, 5, 1))
    {'type': 'date', 'value': '2020-05-01'}
    """
    match value:
        case None:
            return None
        case Range(low, high):
            ends = {"type": "range", "low": value_object(low), "high": value_object(high)}
            said = {"above": value.above, "below": value.below, "of": value.of}
            return {**ends, **{name: one for name, one in said.items() if one}}
        case Entity(kind, name):
            return {"type": "entity", "kind": kind, "name": name or None}
        case str():
            return {"type": "text", "value": value}
        case date():
            return {"type": "date", "value": value.isoformat()}
        case int() | Decimal() | Fraction():
            return {"type": "number", "value": number_words(value)}
        case Amount(exact, currency):
            return {"type": "amount", "value": number_words(exact), "currency": currency}
        case Share(percent):
            return {"type": "share", "percent": number_words(percent)}
        case Duration(months, days):
            return {"type": "duration", "months": months, "days": days}
        case _:
            assert_never(value)


def _compared(node: Compared) -> dict[str, Any]:
    return {
        "text": comparison_words(node),
        "operator": node.comparison.op,
        "left": value_object(node.left),
        "right": value_object(node.right),
        "comparison": {
            "left": expression_object(node.comparison.left),
            "right": expression_object(node.comparison.right),
            "lenient": node.comparison.lenient,
            "gives": node.gives,
        },
        "gap": _gap(node.gap),
        "bindings": _bindings(node.bindings),
    }


def _gap(gap: Gap | None) -> dict[str, Any] | None:
    if gap is None:
        return None
    return {
        "text": gap_words(gap),
        "side": gap.side,
        "amount": value_object(gap.amount),
        "reached": gap.reached.isoformat() if gap.reached else None,
    }


def limit_objects(limits: Sequence[Limit]) -> list[dict[str, Any]]:
    """Return which values would do at the places of an atom that are open.

    >>> limit_objects([Limit(2, None, 5)])[0]["high"]
    {'type': 'number', 'value': '5'}
    """
    return [
        {
            "argument": limit.place,
            "low": value_object(limit.low),
            "high": value_object(limit.high),
        }
        for limit in limits
    ]


def expression_object(expr: Expr) -> dict[str, Any]:
    """Return one side of a comparison: a variable, a value, or a function of such.

    >>> expression_object(Apply("+", (Var("D"), Const(1))))["apply"]
    '+'
    """
    match expr:
        case Var(name):
            return {"variable": name}
        case Const(value):
            return {"constant": value_object(value)}
        case Apply(function, args):
            return {"apply": function, "to": [expression_object(arg) for arg in args]}
        case Today():
            return {"today": True}
        case _:
            assert_never(expr)


def _aggregated(node: Aggregated, below: list[str]) -> dict[str, Any]:
    identities = iter(below)
    return {
        "aggregate": node.kind,
        "result": value_object(node.result),
        "contributions": [
            {
                "values": [value_object(value) for value in values],
                "premises": [next(identities) for _ in nodes],
            }
            for values, nodes in node.contributions
        ],
        "closed": [next(identities) for _ in node.closed],
        "bindings": _bindings(node.bindings),
    }


def _bindings(bindings: tuple[tuple[str, Value], ...]) -> dict[str, Any]:
    return {name: value_object(value) for name, value in bindings}


def _source(source: Source) -> dict[str, Any]:
    return {"who": source.who, "text": source.text, "at": _place(source.span)}


def _place(span: Span) -> dict[str, Any] | None:
    return {"file": span.file, "line": span.line, "column": span.column} if span.line else None


def _provision(provision: Provision | None) -> dict[str, Any] | None:
    if provision is None:
        return None
    return {
        "id": provision.rule,
        "item": provision.item,
        "title": provision.title,
        "law": provision.law,
        "law_title": provision.law_title,
        "published": provision.published,
        "cites": provision.cites,
        "says": provision.says,
        "reads": list(provision.reads),
        "confidence": provision.confidence,
    }
