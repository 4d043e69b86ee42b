"""Answers that once were given and were wrong: the checker refuses them, whoever gives them."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from engine.answers.ask import ask, read_question, world
from engine.answers.reply import Answer
from engine.answers.world import World
from engine.proof.checker.verify import InvalidProof, verify
from engine.proof.node import Absent, Derived, Node, Stated
from engine.rails.rail import CERTAIN
from kb import load
from kb.base import KnowledgeBase
from kb.from_files import read_cases
from parser.resolved.vocabulary import GroundAtom

DAY = date(2026, 11, 23)
LAW = """\
law forged "Forged"

vocabulary
    {person} carries a mark {mark: text} (given)
    {person} is unmarked
    {person} earned {points: number} in {year: number} (given, single points)
    {person} is above the line
    {person} owns {books: number} books (given, single)
    {person} is a reader
    {person} is fit (given)
    {person} works for {other: person} (given)
    {person} weighs {points: number} (given, single)
    the team of {person} is light
    {person} knows {friend: person} (given)
    {person} is here (given)
    {person} has a full table

rule A "Nobody marked"
    cites "1"
    a person is unmarked
    unless the person carries a mark "fraud"

rule B "Above"
    cites "2"
    a person is above the line
    if the person earned a points in 2021
    and the points > 100

rule C "Reader"
    cites "3"
    a person is a reader
    if the person owns a number books
    and 10 / the number <= 10

rule D "Light"
    cites "4"
    the team of a person is light
    if a total = sum of the points where:
        another person works for the person
        and the other person is fit
        and the other person weighs a points
    and the total / 2 <= 1

rule E "Table"
    cites "5"
    a person has a full table
    if a n = count of the friend where:
        the person knows a friend
    and the n = 3
    and the person is here
"""
TEAM = (
    "Bo works for Ana",
    "Zed works for Ana",
    "all cases where a person works for Ana are given",
    "Bo weighs 2.5",
    "Zed weighs 2",
    "Zed is fit",
)
WRONG = (
    ("is Ana unmarked", "yes", ('Ana carries a mark "late"',)),
    ("is Ana above the line", "no", ("Ana earned 50 in 2020",)),
    ("is Ana a reader", "yes", ("Ana owns a number books",)),
    ("is the team of Ana light", "yes", TEAM),
    ("has Ana a full table", "no", ("Ana knows Mia", "Ana is here")),
)


def asked(kb: KnowledgeBase, question: str, facts: tuple[str, ...]) -> tuple[Answer, World]:
    """Return the answer about these facts, with the world it is about."""
    given = "".join(f"        {fact}\n" for fact in facts)
    (case,) = read_cases(f'case "one"\n    as of {DAY}\n    given\n{given}', "one.case", kb)
    read = read_question(kb, question, case, DAY)
    assert not isinstance(read, Answer)
    answer = ask(kb, read, case)
    assert isinstance(answer, Answer)
    return answer, world(kb, read, case, DAY, "reference")


def forged(node: Node, there: World) -> Node:
    """Return how far something is shown as if it were shown."""
    if not isinstance(node, Derived):
        return replace(node, status="holds") if not isinstance(node, Stated) else node
    name = there.railed.naming.name(node.atom.pred, CERTAIN)
    rule = next(one for one in there.railed.program.rules if one.head.pred == name)
    premises = tuple(forged(one, there) for one in node.premises)
    return replace(node, rule=rule, rail=CERTAIN, premises=premises, status="holds")


@pytest.mark.parametrize(("question", "wrong", "facts"), WRONG)
def test_what_was_wrong_is_refused(
    question: str, wrong: str, facts: tuple[str, ...], tmp_path_factory: pytest.TempPathFactory
) -> None:
    law = tmp_path_factory.mktemp("forged") / "forged.law"
    law.write_text(LAW)
    answer, there = asked(load(law), question, facts)
    assert answer.verdict == "unknown" and isinstance(answer.proof, Derived)
    verify(answer.proof, there.railed, there.facts)
    atom = GroundAtom(answer.proof.atom.pred, answer.proof.atom.args)
    claim = forged(answer.proof, there)
    if wrong == "no":
        claim = Absent(atom, "no route", None, (), "fails")
    with pytest.raises(InvalidProof):
        verify(claim, there.railed, there.facts)


def test_a_sentence_that_no_constraint_rules_out_is_not_impossible(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    law = tmp_path_factory.mktemp("forged") / "forged.law"
    own = '\nimpossible X "Nobody knows whom nobody is"\n    that a person knows a friend\n'
    law.write_text(LAW + own + "    and the friend knows the person\n    and the person is here\n")
    facts = ("Ana knows Mia", "Ana is here")
    answer, there = asked(load(law), "does Mia know Ana", facts)
    (node,) = answer.routes
    assert answer.verdict == "no" and isinstance(node, Absent) and node.reason == "impossible"
    verify(node, there.railed, there.facts)
    for fewer in (node.routes[:1], ()):
        with pytest.raises(InvalidProof, match="no constraint"):
            verify(replace(node, routes=fewer), there.railed, there.facts)
    other = GroundAtom(node.atom.pred, (node.atom.args[1], node.atom.args[1]))
    with pytest.raises(InvalidProof):
        verify(replace(node, atom=other), there.railed, there.facts)


def test_what_rules_conclude_is_not_broken_by_fewer_facts() -> None:
    folder = Path(__file__).parent
    kb = load(folder / "impossible-conclusions.law")
    facts = ("Vera is a parent of Petar", "Petar is a parent of Mila")
    answer, there = asked(kb, "is Mila a parent of Vera", facts)
    (node,) = answer.routes
    assert isinstance(node, Absent) and node.reason == "impossible" and len(node.routes) == 2
    verify(node, there.railed, there.facts)
    for fewer in (node.routes[:1], node.routes[1:], ()):
        with pytest.raises(InvalidProof, match="no constraint"):
            verify(replace(node, routes=fewer), there.railed, there.facts)
    other = GroundAtom(node.atom.pred, tuple(reversed(node.atom.args)))
    with pytest.raises(InvalidProof):
        verify(replace(node, atom=other), there.railed, there.facts)
