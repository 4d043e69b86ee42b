"""Proof nodes from the JSON in which `engine.pages.json_node` writes them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal, get_args

from engine.pages.json_values import Malformed, end_from, expression_from, span_from, value_from
from engine.proof.identity import Known, node_id
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
    Status,
)
from engine.rails.said import Source
from engine.rails.supposing import Supposed
from parser.datalog.tree import Comparison, Operator, Rule
from parser.provenance import UNSAID
from parser.resolved.vocabulary import GroundAtom, Provision
from parser.values import Amount, Duration, Share, Value

Objects = Mapping[str, Mapping[str, Any]]


class Changed(Exception):
    """A node that is not what was written: its content does not have its identity."""

    def __init__(self, identity: str, reason: str) -> None:
        super().__init__(f"{identity}: {reason}")
        self.identity = identity
        self.reason = reason


def nodes_from(objects: Objects, clauses: Mapping[str, Rule]) -> dict[str, Node]:
    """Return the node of every identity; equal ones are one object, as in the proof written.

    `clauses` are the clauses of the rule base by `engine.proof.identity.clause_id`. Raises
    Malformed for what is no proof, and Changed where a clause is not there or a node's content does
    not have the identity under which it stands.
    """
    made: dict[str, Node] = {}
    known: Known = {}
    for identity in _in_order(objects):
        try:
            node = _node(identity, objects[identity], made, clauses)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise Malformed(f"node {identity} is malformed: {error!r}") from error
        if node_id(node, known) != identity:
            raise Changed(identity, "its content was changed")
        made[identity] = node
    return made


def _in_order(objects: Objects) -> list[str]:
    """Return the identities, each after those it rests on."""
    order: list[str] = []
    state: dict[str, bool] = {}
    for first in objects:
        stack = [(first, False)]
        while stack:
            identity, leaving = stack.pop()
            if leaving:
                state[identity] = True
                order.append(identity)
                continue
            if identity in state:
                if not state[identity]:
                    raise Changed(identity, "it rests on itself")
                continue
            if identity not in objects:
                raise Changed(identity, "it is not there")
            state[identity] = False
            stack.append((identity, True))
            below = _below(objects[identity])
            stack.extend((one, False) for one in reversed(below) if not state.get(one, False))
    return order


def _below(found: Mapping[str, Any]) -> list[str]:
    try:
        route = [found["route"]] if "route" in found else []
        parts = [one for each in found.get("contributions", ()) for one in each["premises"]]
        parts += found.get("closed", ())
        below = [*found.get("premises", ()), *found.get("routes", ()), *route, *parts]
        below += [one["proof"] for one in found.get("cases", ())]
        below += found.get("known", ())
    except (KeyError, TypeError, AttributeError) as error:
        raise Malformed(f"a node is malformed: {error!r}") from error
    if not all(isinstance(one, str) for one in below):
        raise Malformed("the premises of a node are not identities")
    return below


def _node(
    identity: str, found: Mapping[str, Any], made: Mapping[str, Node], clauses: Mapping[str, Rule]
) -> Node:
    status = _status(found["status"])
    match found["kind"]:
        case "stated":
            return Stated(_atom(found), _source(found["source"]), status)
        case "listed":
            return ListedRow(_atom(found), found["cites"], span_from(found["at"]), status)
        case "finding":
            source = _source(found["source"]) if found["source"] else None
            limits = tuple(_limit(one) for one in found.get("limits", ()))
            return Finding(_atom(found), found["authority"], source, status, limits)
        case "assumption":
            return Assumption(_atom(found), status)
        case "circular":
            return Circular(_atom(found), status)
        case "absent":
            source = _source(found["source"]) if found["source"] else None
            routes = _all(found["routes"], made)
            return Absent(_atom(found), found["reason"], source, routes, status)
        case "compared":
            return _compared(found, status)
        case "aggregated":
            parts = tuple(
                (tuple(_value(one) for one in each["values"]), _all(each["premises"], made))
                for each in found["contributions"]
            )
            result, bindings = _value(found["result"]), _bindings(found["bindings"])
            closed = _all(found["closed"], made)
            return Aggregated(found["aggregate"], result, parts, bindings, status, closed)
        case "derived":
            rule = clauses.get(found["clause"])
            if rule is None:
                raise Changed(identity, "its clause is not in the rule base")
            bindings = _bindings(found["bindings"])
            premises = _all(found["premises"], made)
            return Derived(_atom(found), rule, found["rail"], bindings, premises, status)
        case "exception":
            return Exception_(_provision(found["rule"]), made[found["route"]], status)
        case "by_cases":
            cases = tuple(
                OneCase(tuple(_supposed(one) for one in each["supposes"]), made[each["proof"]])
                for each in found["cases"]
            )
            return ByCases(_atom(found), cases, status, _all(found.get("known", ()), made))
        case kind:
            raise ValueError(f"unknown kind {kind!r}")


def _status(found: str) -> Status:
    status: Status
    for status in get_args(Status):
        if status == found:
            return status
    raise ValueError(f"unknown status {found!r}")


def _all(identities: Sequence[str], made: Mapping[str, Node]) -> tuple[Node, ...]:
    return tuple(made[identity] for identity in identities)


def _atom(found: Mapping[str, Any]) -> GroundAtom:
    return GroundAtom(found["predicate"], tuple(value_from(one) for one in found["arguments"]))


def _supposed(found: Mapping[str, Any]) -> Supposed:
    for how in ("so", "not", "narrowed", "within", "of"):
        if found["how"] == how:
            stated = _atom(found["stated"]) if found["stated"] is not None else None
            return Supposed(how, _atom(found), stated)
    raise ValueError(f"unknown supposition {found['how']!r}")


def _value(found: Mapping[str, Any]) -> Value:
    value = value_from(found)
    if value is None:
        raise ValueError("a value is missing")
    return value


def _bindings(found: Mapping[str, Any]) -> tuple[tuple[str, Value], ...]:
    return tuple((name, _value(one)) for name, one in found.items())


def _source(found: Mapping[str, Any]) -> Source:
    return Source(found["who"], span_from(found["at"]), found["text"])


def _compared(found: Mapping[str, Any], status: Status) -> Compared:
    written = found["comparison"]
    comparison = Comparison(
        _operator(found["operator"]),
        expression_from(written["left"]),
        expression_from(written["right"]),
        written["lenient"],
    )
    return Compared(
        comparison,
        _bindings(found["bindings"]),
        value_from(found["left"]),
        value_from(found["right"]),
        _gap(found["gap"]),
        status,
        written["gives"],
    )


def _gap(found: Mapping[str, Any] | None) -> Gap | None:
    if found is None:
        return None
    amount = value_from(found["amount"])
    if not isinstance(amount, Duration | Amount | Share | int):
        raise ValueError("a gap has no amount")
    reached = found["reached"]
    return Gap(
        _side(found["side"]), amount, date.fromisoformat(reached) if reached is not None else None
    )


def _side(found: str) -> Literal["short", "over"]:
    match found:
        case "short" | "over":
            return found
        case _:
            raise ValueError(f"unknown side {found!r}")


def _limit(found: Mapping[str, Any]) -> Limit:
    return Limit(int(found["argument"]), end_from(found["low"]), end_from(found["high"]))


def _operator(found: str) -> Operator:
    operator: Operator
    for operator in get_args(Operator):
        if operator == found:
            return operator
    raise ValueError(f"unknown operator {found!r}")


def _provision(found: Mapping[str, Any] | None) -> Provision | None:
    if found is None:
        return None
    names = ("title", "law", "law_title", "published", "cites", "says", "confidence", "item")
    texts = {name: str(found[name]) for name in names}
    reads = tuple(found["reads"])
    return Provision(found["id"], reads=reads, provenance=UNSAID, **texts)
