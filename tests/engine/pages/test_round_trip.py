"""Answers as JSON are read back, derived again, and refused once anything in them is changed."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import kb
from engine.answers.ask import ask
from engine.answers.reply import Reply
from engine.pages.as_json import reply_object
from engine.pages.from_json import Changed, nodes_from
from engine.pages.json_node import node_object
from engine.pages.json_values import Malformed
from engine.pages.verified import Refused, answers_from, verified
from engine.proof.identity import Known, node_id
from engine.proof.node import Finding, Gap, Limit
from kb.base import KnowledgeBase
from kb.from_files import load, load_cases
from parser.resolved.tree import Case
from parser.resolved.vocabulary import GroundAtom
from parser.values import Amount, Duration, Share
from tests.engine.commands.running import zakonik
from tests.engine.pages.samples import comparison
from tests.laws import shipped, told

ROOT = Path(kb.__file__).parent.parent
CASES = sorted((ROOT / "kb" / "montenegro").glob("*.case"))
ANA = ROOT / "examples" / "citizenship" / "ana.case"
QUESTION = "can Ana obtain citizenship by admittance"
EVERY = 5
"""One of how many of the worked cases that are told is read back."""


def written(laws: KnowledgeBase, reply: Reply, case: Case) -> Any:
    return json.loads(json.dumps(reply_object(reply, laws.predicates, case.title)))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_answers_stand_when_read_back(path: Path) -> None:
    laws = shipped()
    for case, (first, *_) in told(path)[::EVERY]:
        if first.expectation.question.sentence.predicate:
            assert first.reply is not None
            found = written(laws, first.reply, case)
            assert verified(laws, found, case) == len(found["nodes"])


BESIDE = ROOT / "tests" / "engine" / "answers"
TAKEN_BACK = ("presumed-given-way", "presumed-denied", "stated-conclusions", "value-by-cases")
"""Laws whose answers rest on what holds by cases alone, or contradict what a case denies."""


@pytest.mark.parametrize("name", TAKEN_BACK)
def test_so_do_answers_that_rest_on_several_cases_and_on_denials(name: str) -> None:
    laws = load(BESIDE / f"{name}.law")
    for case in load_cases(BESIDE / f"{name}.case", laws):
        for question in (one.question for one in case.expectations):
            found = written(laws, ask(laws, question, case), case)
            assert verified(laws, found, case) == len(found["nodes"]), question.text


@pytest.fixture(scope="module")
def ana() -> tuple[KnowledgeBase, Case, Any]:
    laws = shipped()
    (case,) = load_cases(ANA, laws)
    return laws, case, written(laws, ask(laws, QUESTION, case), case)


def one(found: Any, kind: str, **having: Any) -> Any:
    """Return the first node of a kind with these entries."""
    return next(
        node
        for node in found["nodes"].values()
        if node["kind"] == kind and all(node.get(key) == value for key, value in having.items())
    )


def stated(found: Any) -> None:
    one(found, "stated")["source"]["who"] = "somebody else"


def words(found: Any) -> None:
    one(found, "stated")["sentence"] = "Ana never left"


def remark(found: Any) -> None:
    one(found, "compared")["text"] = "2020 < 2019"


def value(found: Any) -> None:
    one(found, "derived")["arguments"][0]["name"] = "Eva"


def clause(found: Any) -> None:
    one(found, "derived")["clause"] = "0" * 16


def premise(found: Any) -> None:
    one(found, "derived", status="holds")["premises"].clear()


def verdict(found: Any) -> None:
    found["verdict"] = "no" if found["verdict"] == "yes" else "yes"


def lost(found: Any) -> None:
    del found["nodes"][found["proof"] or found["routes"][0]]


def cyclic(found: Any) -> None:
    root = found["proof"] or found["routes"][0]
    found["nodes"][root]["premises"].append(root)


def unproved(found: Any) -> None:
    found.update(verdict="yes", proof=None, routes=[], conflicts=[])


def day(found: Any) -> None:
    found["as_of"] = "2031-01-01"


CHANGES = (stated, words, remark, value, clause, premise, verdict, lost, cyclic, unproved, day)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_changed_answer_is_refused(
    ana: tuple[KnowledgeBase, Case, Any], change: Callable[[Any], None]
) -> None:
    laws, case, found = ana
    changed = json.loads(json.dumps(found))
    change(changed)
    with pytest.raises(Refused):
        verified(laws, changed, case)


def test_an_answer_about_other_facts_is_refused(ana: tuple[KnowledgeBase, Case, Any]) -> None:
    laws, _, found = ana
    with pytest.raises(Refused):
        verified(laws, found, Case(""))


@pytest.mark.parametrize(
    "text",
    (
        "",
        "[",
        "7",
        "[" * 100_000,
        '{"schema": "zakonik/answer/99"}',
        '[{"schema": "zakonik/answer/4"}]',
    ),
)
def test_what_is_no_answer_is_not_read(text: str) -> None:
    with pytest.raises(Malformed):
        answers_from(text)


def test_an_answer_in_the_older_form_says_what_to_do() -> None:
    with pytest.raises(Malformed, match=r"older form `zakonik/answer/1`.*ask again"):
        answers_from('{"schema": "zakonik/answer/1", "nodes": {}}')


@pytest.mark.parametrize(
    "gap",
    (
        Gap("short", Duration(24, 3), date(2028, 3, 1)),
        Gap("over", Duration(0, 1)),
        Gap("short", Amount(Decimal("100.50"), "EUR")),
        Gap("over", Share(Decimal("0.5"))),
        Gap("short", 7),
    ),
)
def test_gaps_are_read_as_they_were_written(gap: Gap) -> None:
    node = comparison(date(2021, 5, 1), gap, "fails")
    known: Known = {}
    written = json.loads(json.dumps(node_object(node, {}, [], known)))
    identity = node_id(node, known)
    assert nodes_from({identity: written}, {})[identity] == node
    for wrong in (
        {"side": "left"},
        {"amount": None},
        {"amount": written["left"]},
        {"reached": "x"},
    ):
        changed = {**written, "gap": {**written["gap"], **wrong}}
        with pytest.raises(Malformed):
            nodes_from({identity: changed}, {})
    with pytest.raises(Changed):
        nodes_from({identity: {**written, "gap": None}}, {})


def test_limits_are_read_as_they_were_written() -> None:
    ground = GroundAtom("married", (None, None))
    limits = (Limit(0, None, date(2023, 12, 31)), Limit(1, 2, 5))
    node = Finding(ground, "Court", None, "open", limits)
    known: Known = {}
    written = json.loads(json.dumps(node_object(node, {}, [], known)))
    identity = node_id(node, known)
    assert nodes_from({identity: written}, {})[identity] == node


@pytest.mark.parametrize("broken", ("kind", "status", "arguments", "premises", "bindings"))
def test_a_malformed_node_is_not_read(ana: tuple[KnowledgeBase, Case, Any], broken: str) -> None:
    laws, case, found = ana
    for wrong in (7, None, "x", {"y": 1}, [{"type": "date", "value": "today"}]):
        changed = json.loads(json.dumps(found))
        one(changed, "derived")[broken] = wrong
        with pytest.raises((Malformed, Refused)):
            verified(laws, changed, case)


def test_the_command(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    answer = tmp_path / "answer.json"
    asked = zakonik(capsys, "ask", QUESTION, "--case", str(ANA), "--format", "json")
    answer.write_text(asked.out, encoding="utf-8")
    good = zakonik(capsys, "verify", str(answer), "--case", str(ANA))
    assert (good.code, good.err) == (0, "")
    assert good.out.startswith("1 answer stands: ")
    answer.write_text(asked.out.replace("2020", "2010"), encoding="utf-8")
    bad = zakonik(capsys, "verify", str(answer), "--case", str(ANA))
    assert (bad.code, bad.out) == (1, "")
    assert "does not stand" in bad.err
    answer.write_text("{}", encoding="utf-8")
    none = zakonik(capsys, "verify", str(answer), "--case", str(ANA))
    assert (none.code, none.out) == (2, "")
    assert "cannot be read as answers" in none.err
