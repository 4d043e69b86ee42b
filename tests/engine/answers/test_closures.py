"""A closure on which a total rests is a step of the proof, shown and checked."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from engine.answers.ask import ask, read_question, world
from engine.answers.reasons import nodes
from engine.answers.reply import Answer
from engine.pages import as_json, text
from engine.proof.checker.verify import InvalidProof, verify
from engine.proof.node import Absent, Aggregated
from engine.rails.said import Source
from kb import load
from kb.from_files import read_cases

LAW = """\
law closures "Closures"

vocabulary
    {person} stayed from {entry: date} to {exit: date} (given, all "stays of {person}")
    {person} is short

rule A "Short"
    cites "1"
    a person is short
    if a total = sum of the days from the entry to the exit where:
        the person stayed from an entry to an exit
    and the total <= 90
"""
CASE = """\
case "one"
    as of 2026-01-01
    given
        Ana stayed from 2025-05-01 to 2025-05-20
        all stays of {whom} are given
"""


def test_that_there_are_no_more_is_shown_and_checked(tmp_path: Path) -> None:
    law = tmp_path / "closures.law"
    law.write_text(LAW)
    kb = load(law)
    (case,) = read_cases(CASE.format(whom="Ana"), "one.case", kb)
    day = date(2026, 1, 1)
    read = read_question(kb, "is Ana short", case, day)
    assert not isinstance(read, Answer)
    answer = ask(kb, read, case)
    assert isinstance(answer, Answer) and answer.proof is not None
    said = " ".join(text.render(answer, kb.predicates).replace("│", " ").split())
    assert "no other case where Ana stayed from an entry to an exit" in said
    assert "(all are given in one.case:5)" in said
    proof = json.loads(as_json.render([("one", answer)], kb.predicates))
    assert "no more" in json.dumps(proof)
    (total,) = (one for one in nodes([answer.proof]) if isinstance(one, Aggregated))
    (closed,) = total.closed
    assert isinstance(closed, Absent) and closed.reason == "no more"
    there = world(kb, read, case, day, "reference")
    verify(answer.proof, there.railed, there.facts)
    for forged in (
        replace(closed, source=None),
        replace(closed, source=Source("somebody")),
        replace(closed, atom=replace(closed.atom, args=(None, None, None))),
    ):
        with pytest.raises(InvalidProof, match="nobody closed it"):
            verify(forged, there.railed, there.facts)


def test_without_a_closure_there_is_no_total(tmp_path: Path) -> None:
    law = tmp_path / "closures.law"
    law.write_text(LAW)
    kb = load(law)
    (case,) = read_cases(CASE.format(whom="Boris"), "one.case", kb)
    answer = ask(kb, "is Ana short", case)
    assert isinstance(answer, Answer) and answer.verdict == "unknown"
