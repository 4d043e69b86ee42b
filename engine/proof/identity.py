"""The identity of a proof node: a digest of its content and of its premises' identities."""

import hashlib
from dataclasses import fields
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import assert_never

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
    ListedRow,
    Node,
    Stated,
)
from parser.datalog.tree import Rule
from parser.text.span import Span
from parser.values import Range, plain

Known = dict[int, tuple[object, str]]
"""Identities found so far by address; the object is kept so that its address stays its own."""


def premises(node: Node) -> tuple[Node, ...]:
    """Return the nodes that `node` rests on directly, in order."""
    match node:
        case Derived():
            return node.premises
        case Absent():
            return node.routes
        case Exception_():
            return (node.route,)
        case Aggregated():
            counted = (premise for _, nodes in node.contributions for premise in nodes)
            return (*counted, *node.closed)
        case ByCases():
            return (*(case.proof for case in node.cases), *node.known)
        case Stated() | ListedRow() | Finding() | Assumption() | Circular() | Compared():
            return ()
        case _:
            assert_never(node)


def node_id(node: Node, known: Known | None = None) -> str:
    """Return 16 hexadecimal digits that equal nodes share, whatever folder their files are in.

    A caller that asks for many nodes of one proof passes the same `known` each time.

    >>> from engine.proof.node import Assumption, GroundAtom
    >>> node_id(Assumption(GroundAtom("banned", ()))) == node_id(
    ...     Assumption(GroundAtom("banned", ()))
    ... )
    True
    """
    known = {} if known is None else known
    pending: list[Node] = [node]
    while pending:
        current = pending[-1]
        if id(current) in known:
            pending.pop()
            continue
        waiting = [p for p in premises(current) if id(p) not in known]
        if waiting:
            pending.extend(waiting)
            continue
        digest = hashlib.sha256(_encode(current, known).encode("utf-8", "surrogatepass"))
        known[id(current)] = (current, digest.hexdigest()[:16])
        pending.pop()
    return known[id(node)][1]


def clause_id(rule: Rule, known: Known) -> str:
    """Return 16 hexadecimal digits for the clause that ran, as `node_id` does for a node."""
    return _encode(rule, known)[:16]


def _encode(value: object, known: Known) -> str:
    """Write `value` so that different contents give different texts.

    Premises are already in `known`, so the depth of this recursion is that of one rule.
    """
    found = known.get(id(value))
    if found is not None:
        return found[1]
    match value:
        case None | str() | int():
            return f"{type(value).__name__}:{value!r}"
        case date():
            return value.isoformat()
        case Decimal():
            return f"Decimal:{plain(value)}"
        case Fraction():
            return f"Fraction:{value}"
        case Span():
            name = value.file.replace("\\", "/").rsplit("/", 1)[-1]
            return f"{name!r}:{value.line}"
        case Range(low, high) if value == Range(low, high):
            return f"Range({_encode(low, known)},{_encode(high, known)})"
        case tuple():
            return "(" + ",".join(_encode(v, known) for v in value) + ")"
        case _:
            inside = ",".join(
                _encode(getattr(value, f.name), known)
                for f in fields(value)  # type: ignore[arg-type]
                if f.compare and not (f.name == "known" and not getattr(value, f.name))
            )
            text = f"{type(value).__name__}({inside})"
            if isinstance(value, Rule):
                text = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
                known[id(value)] = (value, text)
            return text
