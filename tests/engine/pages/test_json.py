"""Replies as JSON."""

import json
from pathlib import Path
from typing import Any

from engine.answers.ask import ask
from engine.answers.reply import Answer, Conflict, Values
from engine.pages.as_json import render, reply_object
from engine.pages.beside_object import beside_object
from engine.proof.identity import node_id
from engine.proof.node import Node
from kb.from_files import load_cases
from parser.values import Entity
from tests.engine.pages.samples import (
    ANA,
    DEPENDS,
    MARRIED,
    OPEN,
    PREDICATES,
    PROOF,
    QUESTION,
    TODAY,
    UNKNOWN,
    atom,
    derived,
)
from tests.laws import FILES, laws_of


def test_the_reply_names_its_schema_and_lists_each_node_once() -> None:
    found = json.loads(render([("Ana", DEPENDS)], PREDICATES))
    assert (found["schema"], found["case"]) == ("zakonik/answer/4", "Ana")
    assert (found["verdict"], found["as_of"]) == ("depends", "2026-11-23")
    assert found["proof"] == found["routes"][0] == node_id(PROOF)
    assert len(found["nodes"]) == 6
    root = found["nodes"][found["proof"]]
    assert root["rule"]["id"] == "CIT-ADM-3"
    assert [found["nodes"][key]["kind"] for key in root["premises"]] == [
        "stated",
        "compared",
        "absent",
        "derived",
    ]
    assert found["findings"][0]["authority"] == "Ministry of Interior"


def test_every_reference_leads_to_a_node() -> None:
    answer = Answer(QUESTION, TODAY, "yes", PROOF, conflicts=(Conflict(MARRIED, OPEN),))
    found = reply_object(Values(QUESTION, TODAY, (((ANA,), answer),), "no"), PREDICATES)
    row = found["rows"][0]
    nodes = found["nodes"]
    assert {row["proof"], row["conflicts"][0]["left"], row["conflicts"][0]["right"]} <= set(nodes)
    for node in nodes.values():
        assert set(node.get("premises", ())) <= set(nodes)
    assert row["values"] == [{"type": "entity", "kind": "person", "name": "Ana"}]


def test_missing_facts_carry_their_limits_and_the_answer_each_way() -> None:
    (missing,) = reply_object(UNKNOWN, PREDICATES)["missing"]
    assert (missing["if_so"], missing["if_not"]) == ("yes", "no")
    assert missing["needs"][0]["limits"] == [
        {"argument": 2, "low": None, "high": {"type": "date", "value": "2023-12-31"}}
    ]
    assert missing["needs"][0]["arguments"][2] is None


def test_a_proof_of_ten_thousand_steps_is_flat() -> None:
    node: Node = MARRIED
    for number in range(10_000):
        node = derived(atom("obtains", Entity("person", f"P{number}")), node)
    found = reply_object(Answer(QUESTION, TODAY, "yes", node), PREDICATES)
    assert len(found["nodes"]) == 10_001


def test_several_replies_are_an_array() -> None:
    found = json.loads(render([("Ana", DEPENDS), ("", UNKNOWN)], PREDICATES))
    assert [reply["case"] for reply in found] == ["Ana", None]


def test_what_to_ask_next_and_on_the_same_way_stands_beside_an_answer() -> None:
    ana, boris = (next(file for file in FILES if file.stem == name) for name in ("ana", "boris"))
    after = _beside(ana)["after"]
    assert after["then"] is None and after["next"]["if_so"] == "yes"
    assert after["next"]["each"][0]["question"] == "when was Ana born?"
    statute = next(one for one in _beside(boris)["otherwise"] if one["switch"] == "statute")
    assert statute["same_way"] and statute["asks"]["each"][0]["say"].startswith("Boris has secured")


def test_what_a_body_of_law_asks_besides_stands_beside_a_promise() -> None:
    (ana,) = (file for file in FILES if file.stem == "ana")
    (promised,) = _beside(ana)["promised"]
    assert (promised["given"], promised["verdict"]) == ("so", "unknown")
    asked = [one["say"] for one in promised["asks"]["each"]]
    assert promised["same_way"] and "Ana has secured accommodation" in asked


def _beside(file: Path) -> dict[str, Any]:
    kb = laws_of(file)
    (case,) = load_cases(file, kb)
    reply = ask(kb, case.expectations[0].question, case)
    return beside_object(kb, case, reply, "pydatalog")
