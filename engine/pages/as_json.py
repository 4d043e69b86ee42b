"""A reply as JSON, for programs: the schema `zakonik/answer/4` of `docs/json.md`.

Nodes are listed once, by identity, so a proof of any depth and any sharing stays flat.
"""

import json
from collections.abc import Sequence
from typing import Any

from engine.answers.reply import Answer, Missing, Need, Reply, Values, Verdict
from engine.answers.shown import is_decided, telling
from engine.pages.from_reply import finding_need, need_words
from engine.pages.json_node import (
    atom_object,
    limit_objects,
    node_object,
    suppositions_object,
    value_object,
)
from engine.pages.sources import cited, law_object
from engine.pages.summary_object import summary_object
from engine.proof.identity import Known, node_id, premises
from engine.proof.node import Finding, Node
from engine.rails.supposing import Supposed
from parser.datalog.tree import Rule
from parser.words.case_text import statement_line
from parser.words.question_words import question_words
from parser.words.sentence import Predicates

SCHEMA = "zakonik/answer/4"
OLDER = ("zakonik/answer/1", "zakonik/answer/2", "zakonik/answer/3")
"""Forms of earlier versions, which are no longer read."""


def render(
    replies: Sequence[tuple[str, Reply]],
    predicates: Predicates,
    beside: Sequence[dict[str, Any] | None] = (),
) -> str:
    """Write replies, each with the title of its case: one as an object, several as an array.

    `beside` has for each what stands beside it (`engine.pages.beside_object`).
    """
    objects = [
        reply_object(reply, predicates, title, one)
        for (title, reply), one in zip(replies, beside or (None,) * len(replies), strict=True)
    ]
    value = objects[0] if len(objects) == 1 else objects
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def reply_object(
    reply: Reply, predicates: Predicates, case: str = "", beside: dict[str, Any] | None = None
) -> dict[str, Any]:
    """Return the JSON object of a reply: the answer or the rows, then every node once.

    It has what stands `beside` the answer, where that was looked for.
    """
    nodes: dict[str, Any] = {}
    known: Known = {}
    inside = (
        _answer_object(reply, predicates, nodes, known)
        if isinstance(reply, Answer)
        else _values_object(reply, predicates, nodes, known)
    )
    return {
        "schema": SCHEMA,
        "case": case or None,
        "question": question_words(reply.question, predicates),
        "as_of": reply.as_of.isoformat(),
        "under": dict(reply.under),
        **inside,
        **({} if beside is None else {"beside": beside}),
        "sources": [law_object(one) for one in cited(node for node, _ in known.values())],
        "nodes": nodes,
    }


def _answer_object(
    answer: Answer, predicates: Predicates, nodes: dict[str, Any], known: Known
) -> dict[str, Any]:
    def listed(node: Node) -> str:
        return _list_nodes(node, predicates, nodes, known)

    return {
        "verdict": answer.verdict,
        **({"decided": is_decided(answer)} if answer.verdict == "unknown" else {}),
        **({"ways": [_way(*one, predicates) for one in answer.ways]} if answer.ways else {}),
        "proof": listed(answer.proof) if answer.proof is not None else None,
        "routes": [listed(route) for route in answer.routes],
        "missing": [_missing_object(missing, predicates) for missing in telling(answer)],
        "findings": [_finding_object(answer, one, True, predicates) for one in answer.findings],
        "refusals": [_finding_object(answer, one, False, predicates) for one in answer.refusals],
        **({"contested": "findings"} if answer.contested else {}),
        "conflicts": [{"left": listed(c.left), "right": listed(c.right)} for c in answer.conflicts],
        "nearest": list(answer.nearest),
        **({"outside": [_outside(one) for one in answer.outside]} if answer.outside else {}),
        "summary": summary_object(answer, predicates, known),
    }


def _outside(rule: Rule) -> dict[str, Any]:
    """Return a rule that does not count: when it would be in force, and under which choices."""
    provision = rule.provision
    return {
        "rule": provision.rule if provision else None,
        "law_title": provision.law_title if provision else None,
        "cites": provision.cites if provision else None,
        "starts": rule.starts.isoformat() if rule.starts else None,
        "ends": rule.ends.isoformat() if rule.ends else None,
        "under": {switch: sorted(choices) for switch, choices in rule.under},
    }


def _way(verdict: Verdict, supposed: Sequence[Supposed], predicates: Predicates) -> dict[str, Any]:
    return {"verdict": verdict, "supposes": suppositions_object(supposed, predicates)}


def _values_object(
    values: Values, predicates: Predicates, nodes: dict[str, Any], known: Known
) -> dict[str, Any]:
    none = values.none
    return {
        "rows": [
            {
                "values": [value_object(value) for value in row],
                **_answer_object(answer, predicates, nodes, known),
            }
            for row, answer in values.rows
        ],
        "others": values.others,
        "how_many": values.how_many,
        **({"none": _answer_object(none, predicates, nodes, known)} if none is not None else {}),
    }


def _missing_object(missing: Missing, predicates: Predicates) -> dict[str, Any]:
    return {
        "needs": [
            {
                **atom_object(need.atom, predicates),
                "negative": need.negative,
                "limits": limit_objects(need.limits),
                **_given_back(need, predicates),
            }
            for need in missing.needs
        ],
        "if_so": missing.if_so,
        "if_not": missing.if_not,
        **({"found": [value_object(one) for one in missing.found]} if missing.found else {}),
    }


def _given_back(need: Need, predicates: Predicates) -> dict[str, Any]:
    """Return how a need is stated, what it takes the place of, and of whom it decides."""
    instead = need.replaces
    others = [{"place": place, "value": value_object(one)} for place, one in need.other_than]
    return {
        "say": need_words(need, predicates),
        "instead": None if instead is None else statement_line(instead, predicates),
        "examples": list(need.examples),
        **({"other_than": others} if others else {}),
    }


def _finding_object(
    answer: Answer, finding: Finding, made: bool, predicates: Predicates
) -> dict[str, Any]:
    found = {**atom_object(finding.atom, predicates), "authority": finding.authority}
    if finding.limits:
        found["limits"] = limit_objects(finding.limits)
    return {**found, **_given_back(finding_need(answer, finding, made), predicates)}


def _list_nodes(node: Node, predicates: Predicates, nodes: dict[str, Any], known: Known) -> str:
    """Add a node and all below it to `nodes`, without recursion; return its identity."""
    root = node_id(node, known)
    pending = [node]
    while pending:
        current = pending.pop()
        key = node_id(current, known)
        if key in nodes:
            continue
        below = [node_id(premise, known) for premise in premises(current)]
        nodes[key] = node_object(current, predicates, below, known)
        pending.extend(reversed(premises(current)))
    return root
