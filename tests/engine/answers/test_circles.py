"""Proofs about what rests on its own negation: what the independent checker lets pass, and not."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from engine.answers.ask import ask, world
from engine.answers.reply import Answer
from engine.answers.situations import describe
from engine.answers.world import World
from engine.pages.from_reply import need_words
from engine.proof.checker.verify import InvalidProof, verify
from engine.proof.identity import premises
from engine.proof.node import Absent, Circular, Derived, Node
from kb import load, load_cases
from parser.resolved.vocabulary import GroundAtom
from parser.values import Entity

LAW = Path(__file__).parent / "circles-of-exceptions.law"
DAY = date(2026, 11, 23)
LOOP = "two who would each be the other's dependent"
BROKEN = "a finding breaks the circle"


def asked(title: str, text: str) -> tuple[Answer, World]:
    kb = load(LAW)
    (case,) = (one for one in load_cases(LAW.with_suffix(".case"), kb) if one.title == title)
    reply = ask(kb, text, case)
    assert isinstance(reply, Answer)
    return reply, world(kb, reply.question, case, DAY, "pydatalog")


def below(node: Node) -> Iterator[Node]:
    yield node
    for one in premises(node):
        yield from below(one)


def person(name: str) -> Entity:
    return Entity("person", name)


def test_a_circle_is_shown_where_it_comes_back_to_itself() -> None:
    reply, where = asked(LOOP, "is Bob a dependent of Ann")
    assert reply.proof is not None
    found = [node for node in below(reply.proof) if isinstance(node, Circular)]
    assert [node.atom.args for node in found] == [(person("Bob"), person("Ann"))]
    verify(reply.proof, where.railed, where.facts)


def test_what_is_decided_goes_round_in_no_circle() -> None:
    _, where = asked(BROKEN, "is Bob a dependent of Ann")
    forged = Circular(GroundAtom("is_a_dependent_of", (person("Bob"), person("Ann"))))
    with pytest.raises(InvalidProof, match="it is decided"):
        verify(forged, where.railed, where.facts)


def test_what_is_undecided_is_not_absent() -> None:
    _, where = asked(LOOP, "is Bob a dependent of Ann")
    atom = GroundAtom("is_treated_as_having_no_dependents", (person("Ann"),))
    with pytest.raises(InvalidProof, match="it is possible"):
        verify(Absent(atom, "no route"), where.railed, where.facts)


def test_an_exception_that_is_undecided_is_not_passed_over() -> None:
    reply, where = asked(LOOP, "is Bob a dependent of Ann")
    assert isinstance(reply.proof, Derived)
    sure = where.railed.naming.name("is_a_dependent_of", "certain")
    (clause,) = (rule for rule in where.railed.program.rules if rule.head.pred == sure)
    forged = replace(reply.proof, rule=clause, rail="certain", status="holds")
    with pytest.raises(InvalidProof):
        verify(forged, where.railed, where.facts)


def test_two_reasons_that_rest_on_each_other_are_none() -> None:
    """`trusted unless distrusted` and `distrusted unless trusted`: neither proves the other."""
    reply, where = asked(
        "trusted unless distrusted, and distrusted unless trusted", "is Ana trusted"
    )
    assert reply.verdict == "unknown"
    sure = where.railed.naming.name("is_trusted", "certain")
    clause = next(
        rule
        for rule in where.railed.program.rules
        if rule.head.pred == sure and rule.provision and rule.provision.rule == "TRUST-2"
    )
    assert isinstance(reply.proof, Derived)
    distrusted = Absent(GroundAtom("is_distrusted", (person("Ana"),)), "no route")
    forged = replace(
        reply.proof,
        rule=clause,
        rail="certain",
        premises=(*reply.proof.premises[:-1], distrusted),
        status="holds",
    )
    with pytest.raises(InvalidProof):
        verify(forged, where.railed, where.facts)


def test_a_finding_that_ends_a_round_is_said_to_decide() -> None:
    kb = load(LAW)
    case = describe(
        kb,
        "Ann supports Bob",
        "Bob supports Ann",
        "Bob lives with Ann",
        "Ann lives with Bob",
        "it is false that Ann is excused",
        as_of=DAY,
    )
    answer = ask(kb, "is Bob a dependent of Ann", case)
    assert isinstance(answer, Answer)
    (missing,) = answer.missing
    assert [need_words(need, kb.predicates) for need in missing.needs] == ["Bob is excused"]
    assert (answer.verdict, missing.if_so, missing.if_not) == ("unknown", "no", "unknown")
