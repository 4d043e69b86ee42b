"""Remedies are what a law declares, against what a rule concludes or against its refusal."""

from datetime import date
from pathlib import Path

import pytest

from engine.answers.ask import ask
from engine.answers.remedies import remedies_against
from engine.answers.reply import Answer
from engine.pages.remedies import remedy_words
from kb.from_files import load_texts, read_cases
from kb.remedies import declared_remedies
from parser.text.diagnostic import SourceError

LAW = """\
law permits "Rules of permits"

vocabulary
    {person} applied                    (given)
    {person} is late                    (given)
    {person} was seen                   (given)
    {person} may stay
    {person} is to go
    {person} may come back

rule P-1 "Staying"
    cites "section 1"
    a person may stay
    if the person applied

rule P-2 "Going"
    cites "section 2"
    remedy to "the court" within "a week" against P-2
    a person is to go
    if the person is late

rule P-3 "Coming back"
    cites "section 3"
    a person may come back
    if the person was seen

provision P-5 "An objection"
    cites "section 5"
    says  "An objection can be made."
    remedy to "the office" against refusal of P-1
    mark discretion "the office decides as it sees fit"

provision P-6 "What was not seen"
    cites "section 6"
    says  "Coming back can be refused."
    remedy not known against refusal of P-3
    mark not-known "the page breaks off"
"""


def said(facts: str, question: str) -> tuple[str, list[tuple[str, bool, str, str]]]:
    kb = load_texts((("permits.law", LAW),))
    (case,) = read_cases(f'case "x"\n    given\n        {facts}\n', "x.case", kb)
    reply = ask(kb, question, case, as_of=date(2026, 6, 1))
    assert isinstance(reply, Answer)
    found = [one.remedy for one in remedies_against(kb, reply)]
    data = [(one.provision, one.known, one.body, one.limit) for one in found]
    return remedy_words(kb, reply, kb.predicates), data


def test_against_a_refusal_it_is_said_what_the_law_says_and_what_it_does_not() -> None:
    words, data = said("it is false that Ana applied", "may Ana stay")
    assert words == (
        "An objection can be made. Within what time it is wanted is not in the source. (P-5)"
    )
    assert data == [("P-5", True, "the office", "")]


def test_against_what_is_done_to_somebody_it_is_said_where_it_is_so() -> None:
    words, data = said("Ana is late", "is Ana to go")
    assert words == "to the court, within a week (P-2)"
    assert data == [("P-2", True, "the court", "a week")]
    assert said("it is false that Ana is late", "is Ana to go") == ("", [])


def test_what_the_source_does_not_say_is_declared_too() -> None:
    words, data = said("it is false that Ana was seen", "may Ana come back")
    assert words == "Coming back can be refused. The page breaks off (P-6)"
    assert data == [("P-6", False, "", "")]
    assert said("Ana was seen", "may Ana come back") == ("", [])


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("remedy to P-2", "malformed-remedy"),
        ("remedy against P-99", "unknown-rule"),
        ('remedy within "a week" against', "malformed-remedy"),
    ],
)
def test_a_remedy_is_against_a_rule(line: str, code: str) -> None:
    law = LAW.replace('remedy to "the court" within "a week" against P-2', line)
    with pytest.raises(SourceError) as error:
        load_texts((("permits.law", law),))
    assert code in [one.code for one in error.value.diagnostics]


def test_they_are_read_again_without_the_laws(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("ZAKONIK_CACHE", raising=False)
    first = load_texts((("permits.law", LAW),))
    wanted = declared_remedies(first.laws)
    again = load_texts((("permits.law", LAW),))
    assert again.remedies == wanted
    assert "laws" not in vars(again)
    assert {one.remedy.provision for each in wanted.values() for one in each} == {
        "P-2",
        "P-5",
        "P-6",
    }
