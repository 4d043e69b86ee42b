"""What the law says a fact is proved by is listed for the facts relied on and for those asked."""

from datetime import date

import pytest

from engine.answers.ask import ask
from engine.answers.evidence import evidence
from engine.answers.reply import Answer
from engine.answers.summing import summary
from engine.commands.answered import to_bring
from engine.pages.report.compose import Reported, compose
from engine.pages.report.text import render
from kb.from_files import load_texts, read_cases
from parser.text.diagnostic import SourceError

LAW = """\
law club "Rules of the club"

vocabulary
    {person} was born on {day: date}        (given, single)
        asks "When was {person} born?"
        proved by "a certificate of birth (section 2)"
    {person} is a student                   (given)
        proved by "a card of the school (section 3)"
    {person} is tall                        (given)
    {person} may enter

rule E-1 "Entry"
    cites "section 1"
    a person may enter
    if the person was born on a day
    and the day + 18 years <= today
    and the person is a student
    and the person is tall
"""


def listed(facts: str) -> tuple[list[str], str, str]:
    kb = load_texts((("club.law", LAW),))
    lines = "".join(f"        {line}\n" for line in facts.splitlines())
    (case,) = read_cases(f'case "x"\n    given\n{lines}', "x.case", kb)
    reply = ask(kb, "may Ana enter", case, as_of=date(2026, 6, 1))
    assert isinstance(reply, Answer)
    found = evidence(summary(reply, kb.predicates), kb.predicates)
    report = compose((Reported(case, reply),), kb.predicates, "0")
    text = " ".join(render(report).decode().split())
    return [one.proved for one in found], to_bring(reply, kb.predicates), text


def test_the_facts_relied_on_and_those_asked_for_have_theirs() -> None:
    proved, page, report = listed("Ana was born on 2000-01-01")
    assert proved == ["a certificate of birth (section 2)", "a card of the school (section 3)"]
    assert page == (
        "\nWhat to bring, where the law names it:\n"
        "  - Ana was born on 2000-01-01: a certificate of birth (section 2)\n"
        "  - Ana is a student: a card of the school (section 3)\n"
    )
    assert "EVIDENCE, WHERE THE LAW NAMES IT" in report
    assert "Ana is a student: a card of the school (section 3)." in report


def test_where_the_law_names_none_nothing_is_said() -> None:
    proved, page, report = listed("it is false that Ana is tall")
    assert (proved, page) == ([], "") and "EVIDENCE" not in report


def test_what_is_concluded_has_no_evidence_of_its_own() -> None:
    law = LAW.replace(
        "    {person} may enter\n", '    {person} may enter\n        proved by "a card"\n'
    )
    with pytest.raises(SourceError) as error:
        load_texts((("club.law", law),))
    assert "asks-what-nobody-states" in [one.code for one in error.value.diagnostics]
