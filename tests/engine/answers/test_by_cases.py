"""Proofs by cases: what the checker accepts, what it refuses, and what is said where none is."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from engine.answers.ask import ask, world
from engine.answers.reply import Answer, Values
from engine.answers.world import World
from engine.pages.as_json import reply_object
from engine.pages.suppositions import suppositions_words
from engine.proof.checker.verify import InvalidProof, verify
from engine.proof.node import ByCases, OneCase
from engine.rails.supposing import Supposed
from kb import load, load_cases
from parser.resolved.tree import Case
from parser.resolved.vocabulary import GroundAtom
from parser.values import Entity, Range

LAW = """
law cases "Cases"

vocabulary
    {person} applied on {filing: date}      (given)
    {person} objected on {objection: date}  (given)
    {person} pays rent                      (given)
    {person} is early
    {person} is housed
    {person} is prompt

rule R-1 "Before and after"
    cites "1"
    a person is early
    if the person applied on a filing
    and the filing <= 2026-06-30
    and the filing + 30 days > 2026-07-30

rule R-2 "Paying"
    cites "2"
    a person is housed
    if the person pays rent

rule R-3 "Not paying"
    cites "3"
    a person is housed
    unless the person pays rent

rule R-4 "Before and not before"
    cites "4"
    a person is prompt
    if the person applied on a filing
    and the person objected on an objection
    and the filing + 1 day < the objection
    and the objection < the filing
"""
DAY = date(2026, 11, 23)


def answered(tmp_path: Path, question: str) -> tuple[Answer, World]:
    (tmp_path / "cases.law").write_text(LAW)
    kb = load(tmp_path / "cases.law")
    reply = ask(kb, question, as_of=DAY)
    assert isinstance(reply, Answer)
    return reply, world(kb, reply.question, Case(""), DAY, "pydatalog")


def proved(tmp_path: Path, question: str) -> tuple[ByCases, World]:
    reply, where = answered(tmp_path, question)
    node = reply.proof if reply.verdict == "yes" else reply.routes[0]
    assert isinstance(node, ByCases)
    return node, where


@pytest.mark.parametrize("question", ["is Ana early", "is Ana housed"])
def test_a_proof_by_cases_is_checked(tmp_path: Path, question: str) -> None:
    node, where = proved(tmp_path, question)
    assert len(node.cases) == 2
    verify(node, where.railed, where.facts)


@pytest.mark.parametrize("question", ["is Ana early", "is Ana housed"])
def test_a_case_that_is_left_out_is_refused(tmp_path: Path, question: str) -> None:
    node, where = proved(tmp_path, question)
    for case in node.cases:
        with pytest.raises(InvalidProof, match="leave something out"):
            verify(replace(node, cases=(case,)), where.railed, where.facts)


def test_ranges_with_a_day_between_them_are_refused(tmp_path: Path) -> None:
    node, where = proved(tmp_path, "is Ana early")
    first, second = node.cases
    (supposed,) = second.supposed
    late = supposed.atom.args[1]
    assert isinstance(late, Range) and isinstance(late.low, date)
    later = Range(late.low + timedelta(days=1), None)
    moved = replace(supposed, atom=GroundAtom(supposed.atom.pred, (None, later)))
    gap = replace(node, cases=(first, replace(second, supposed=(moved,))))
    with pytest.raises(InvalidProof, match="leave something out"):
        verify(gap, where.railed, where.facts)


def test_ranges_that_are_too_wide_are_refused(tmp_path: Path) -> None:
    node, where = proved(tmp_path, "is Ana early")
    case = node.cases[0]
    anything = Supposed("within", GroundAtom(case.supposed[0].atom.pred, (None, Range())))
    whole = replace(node, cases=(OneCase((anything,), case.proof),))
    with pytest.raises(InvalidProof, match="it is possible"):
        verify(whole, where.railed, where.facts)


def test_the_proof_of_one_case_proves_nothing_in_the_other(tmp_path: Path) -> None:
    node, where = proved(tmp_path, "is Ana housed")
    first, second = node.cases
    swapped = (replace(first, proof=second.proof), replace(second, proof=first.proof))
    with pytest.raises(InvalidProof):
        verify(replace(node, cases=swapped), where.railed, where.facts)


def test_what_holds_is_not_shown_to_fail(tmp_path: Path) -> None:
    node, where = proved(tmp_path, "is Ana housed")
    with pytest.raises(InvalidProof, match="concludes something else"):
        verify(replace(node, status="fails"), where.railed, where.facts)


def test_cases_of_another_sentence_are_refused(tmp_path: Path) -> None:
    node, where = proved(tmp_path, "is Ana housed")
    other = GroundAtom("is_early", node.atom.args)
    with pytest.raises(InvalidProof, match="concludes something else"):
        verify(replace(node, atom=other), where.railed, where.facts)


@pytest.mark.parametrize(
    ("question", "decided"), [("does Ana pay rent", True), ("is Ana prompt", False)]
)
def test_an_unknown_says_whether_completions_were_shown_to_differ(
    tmp_path: Path, question: str, decided: bool
) -> None:
    reply, where = answered(tmp_path, question)
    assert reply.verdict == "unknown"
    written = reply_object(reply, where.railed.base.predicates)
    assert written["decided"] is decided


BY_CASES = sorted(Path(__file__).parent.glob("by-cases*.law"))


@pytest.mark.parametrize("law", BY_CASES, ids=lambda path: path.stem)
def test_whatever_is_certain_by_cases_is_checked(law: Path) -> None:
    kb = load(law)
    proved = 0
    for case in load_cases(str(law.with_suffix(".case")), kb):
        assert case.as_of is not None
        for expectation in case.expectations:
            reply = ask(kb, expectation.question, case)
            assert isinstance(reply, Answer)
            where = world(kb, reply.question, case, case.as_of, "pydatalog")
            nodes = reply.routes if reply.verdict == "no" else (reply.proof,)
            for node in nodes:
                if isinstance(node, ByCases):
                    proved += 1
                    verify(node, where.railed, where.facts)
    assert proved


def test_an_unknown_shows_a_way_to_either_answer(tmp_path: Path) -> None:
    reply, where = answered(tmp_path, "does Ana pay rent")
    assert [verdict for verdict, _ in reply.ways] == ["yes", "no"]
    written = reply_object(reply, where.railed.base.predicates)
    assert [one["verdict"] for one in written["ways"]] == ["yes", "no"]
    assert [one["how"] for way in written["ways"] for one in way["supposes"]] == ["so", "not"]


TOWNS = """
law towns "Towns"
kind town

vocabulary
    {town} is north                          (listed)
    {person} visited {town: town}            (given)
    {town} is liked

table "towns.csv"
    cites "1"
    {Town} is north

rule L-1 "Visited"
    cites "2"
    a town is liked
    if the town is north
    and a person visited the town
"""


def test_each_of_a_table_is_an_answer_and_nobody_else(tmp_path: Path) -> None:
    (tmp_path / "towns.law").write_text(TOWNS)
    (tmp_path / "towns.csv").write_text("Town\nKolasin\nPljevlja\n")
    reply = ask(load(tmp_path / "towns.law"), "which town is liked", as_of=DAY)
    assert isinstance(reply, Values)
    assert [(getattr(town, "name", ""), answer.verdict) for (town,), answer in reply.rows] == [
        ("Kolasin", "unknown"),
        ("Pljevlja", "unknown"),
    ]
    assert reply.others == "no"


def test_nobody_unnamed_is_an_answer_where_no_completion_has_one(tmp_path: Path) -> None:
    reply, _ = answered(tmp_path, "is Ana early")
    assert reply.verdict == "no"
    others = ask(load(tmp_path / "cases.law"), "who is early", as_of=DAY)
    assert isinstance(others, Values)
    assert others.others == "no"


SEVERAL = Path(__file__).parent / "by-cases-several.law"


def test_a_value_among_several_is_one_of_a_range_or_none_is() -> None:
    kb = load(SEVERAL)
    reply = ask(kb, "may Mia stay", Case("", names={"Mia": "person"}), as_of=DAY)
    assert isinstance(reply, Answer)
    assert isinstance(reply.proof, ByCases)
    where = world(kb, reply.question, Case("", names={"Mia": "person"}), DAY, "pydatalog")
    verify(reply.proof, where.railed, where.facts)
    lately, otherwise = reply.proof.cases
    denied, *regions = otherwise.supposed
    person, span = denied.atom.args
    assert isinstance(span, Range)
    assert isinstance(span.low, date)
    later = Range(span.low + timedelta(days=1), None)
    fewer = replace(denied, atom=GroundAtom(denied.atom.pred, (person, later)))
    without_a_day = replace(otherwise, supposed=(fewer, *regions))
    without_a_region = [replace(one, supposed=one.supposed[:-1]) for one in (lately, otherwise)]
    for cases in ((lately, without_a_day), tuple(without_a_region), (lately,), (otherwise,)):
        with pytest.raises(InvalidProof, match="leave something out"):
            verify(replace(reply.proof, cases=cases), where.railed, where.facts)


NOBODY = Path(__file__).parent / "by-cases-nobody.law"


def test_of_nobody_it_is_shown_of_each_and_of_whoever_has_no_name() -> None:
    kb = load(NOBODY)
    case = load_cases(str(NOBODY.with_suffix(".case")), kb)[2]
    reply = ask(kb, "is someone spared", case, as_of=DAY)
    assert isinstance(reply, Answer)
    (node,) = reply.routes
    assert isinstance(node, ByCases)
    where = world(kb, reply.question, case, DAY, "pydatalog")
    verify(node, where.railed, where.facts)
    assert {one.how for case in node.cases for one in case.supposed} == {"of"}
    for one in node.cases:
        left = tuple(case for case in node.cases if case is not one)
        if left:
            with pytest.raises(InvalidProof, match="everybody"):
                verify(replace(node, cases=left), where.railed, where.facts)
    about, *_ = node.cases
    (said,) = about.supposed
    unnamed = GroundAtom(said.atom.pred, (Entity("person", ""),))
    nobody = replace(about, supposed=(replace(said, atom=unnamed),))
    with pytest.raises(InvalidProof, match="leave something out"):
        verify(replace(node, cases=(nobody, *node.cases[1:])), where.railed, where.facts)
    with pytest.raises(InvalidProof):
        verify(replace(node, status="holds"), where.railed, where.facts)
    predicates = where.railed.base.predicates
    words = [suppositions_words(one.supposed, predicates) for one in node.cases]
    assert sorted(words) == ["if it is about Ana", "if it is about a certain person (1)"]
