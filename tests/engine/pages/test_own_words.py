"""No page prints a name that the engine made for itself: each says the sentences of the law."""

import re
from random import Random

import pytest

from engine.answers.ask import ask
from engine.answers.reply import Reply
from engine.pages.report.compose import Reported, compose
from engine.pages.report.markdown import render as report_text
from engine.pages.text import render, short
from kb.from_files import load_texts, read_cases
from parser.resolved.tree import Case
from parser.text.diagnostic import SourceError
from parser.words.sentence import Predicates
from tests.semantics.drafts import Nothing
from tests.semantics.engines import read
from tests.semantics.writing import Writer

MADE = re.compile(r"[\w-]+[/:][\w/:-]*\(")
"""A name that lowering made, before its arguments: `R-1/2(Ana)`."""


def pages(reply: Reply, case: Case, predicates: Predicates) -> str:
    report = report_text(compose([Reported(case, reply)], predicates, "")).decode()
    both = f"{short(reply, predicates)} {render(reply, predicates)}"
    return " ".join(f"{both} {report}".split())


LAW = """\
law t "Items"

vocabulary
    {person} is fit       (given)
    {person} is ill       (given)
    {person} is rich      (given)
    {person} is taken
    {person} is spared
    {person} is left

rule R1 "Two of three"
    a person is taken
    if at least 2 of:
        (a) the person is fit
        (b) it is false that the person is rich
        (c) the person is ill

rule R2 "One at most"
    a person is spared
    if at most 1 of:
        (a) the person is fit
        (b) the person is rich
        (c) the person is ill

rule R3 "Unless two"
    a person is left
    unless at least 2 of:
        (a) the person is fit
        (b) the person is rich
        (c) the person is ill
"""

FACTS = ("Bo is fit", "it is false that Bo is fit", "Bo is ill", "it is false that Bo is ill")


@pytest.mark.parametrize("rich", ["Bo is rich", "it is false that Bo is rich", ""])
@pytest.mark.parametrize("facts", [FACTS[::2], FACTS[1:3], FACTS[1::2], FACTS[:1], FACTS[2:3]])
def test_what_is_met_of_several_items_is_said_in_the_sentences_of_the_law(
    facts: tuple[str, ...], rich: str
) -> None:
    kb = load_texts((("t.law", LAW),))
    stated = [one for one in (*facts, rich, "Cy is fit") if one]
    lines = "".join(f"        {one}\n" for one in stated)
    (case,) = read_cases(f'case "c"\n    as of 2026-11-23\n    given\n{lines}', "t.case", kb)
    for question in ("is Bo taken", "is Bo spared", "is Bo left"):
        said = pages(ask(kb, question, case), case, kb.predicates)
        assert not MADE.findall(said), said
    if facts == FACTS[::2] and rich == "Bo is rich":
        said = short(ask(kb, "is Bo taken", case), kb.predicates)
        assert "2 of its conditions met: Bo is fit; Bo is ill" in said


def test_no_page_of_a_generated_law_prints_a_made_name() -> None:
    looked_at = 0
    for seed in range(60):
        try:
            text = Writer(Random(seed)).text()
            kb, case, questions = read(text)
        except (Nothing, SourceError):
            continue
        for question in questions[:3]:
            try:
                reply = ask(kb, question, case)
            except SourceError:
                continue
            said = pages(reply, case, kb.predicates)
            assert not MADE.findall(said), f"{seed}: {question.text}: {said}"
            looked_at += 1
    assert looked_at > 50
