"""What cannot be worked out: an error of that case, with the provision, its citation and place."""

from pathlib import Path

import pytest

from engine.answers.ask import ask
from engine.answers.checked import check
from engine.answers.reply import Answer, Reply
from engine.answers.worked_cases import check_case, check_files, got_words
from engine.backends import reference
from engine.backends.pydatalog import tables
from engine.backends.sql import recursion
from kb import load
from kb.from_files import load_texts, read_cases
from parser.resolved.tree import Case, Question
from parser.text.diagnostic import SourceError

LAW = """\
law errors "Errors"

vocabulary
    {person} holds {sum: amount} (given)
    {person} was born on {birthday: date} (given, single)
    {person} is a starter (given)
    {person} has level {n: number}
    {person} has step {n: number}
    {person} is rich
    {person} is old

rule A "Level"
    cites "article 1"
    a person has level 1
    if the person is a starter

rule B "Next level"
    cites "article 2"
    a person has level a number
    if the person has level a step
    and the number = the step + 1

rule C "Rich"
    cites "article 3"
    a person is rich
    if the person holds a sum
    and the sum > 100 EUR

rule D "Old"
    cites "article 4"
    a person is old
    if the person was born on a birthday
    and the birthday + 9000 years < today

rule E "Steps"
    cites "article 5"
    a person has step 1
    if the person is a starter

rule F "Next step"
    cites "article 5"
    a person has step a number
    if the person has step a step
    and the step < 9
    and the number = the step + 1
"""
CASES = """\
case "with an error in each question but the last"
    as of 2026-01-01
    given
        Ana holds 200 GBP
        Ana was born on 2000-01-01
        Ana is a starter
    expect
        is Ana rich: yes
        is Ana old: yes
        does Ana have level 7: yes
        does Ana have step 9: yes

case "without"
    as of 2026-01-01
    given
        Ana holds 200 EUR
    expect
        is Ana rich: yes
"""
ERRORS = {
    "is Ana rich": 'amounts in GBP and EUR cannot be compared, in C "Rich" (article 3), {law}:23',
    "is Ana old": "2000-01-01 moved by 108000 months leaves the calendar, in "
    'D "Old" (article 4), {law}:29',
    "does Ana have level 7": "the rules conclude more and more without end, in "
    'B "Next level" (article 2), {law}:17',
}


@pytest.mark.parametrize("engine", ["pydatalog", "reference", "duckdb"])
def test_an_error_names_the_provision_and_stops_no_other_answer(
    engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recursion, "UNBOUNDED", 40)
    monkeypatch.setattr(reference, "ROWS", 200)
    monkeypatch.setattr(tables, "VALUES", 200)
    law = tmp_path / "errors.law"
    law.write_text(LAW)
    (tmp_path / "errors.case").write_text(CASES)
    _, _, results = check_files([str(law)], engine)
    found = {one.expectation.question.text: one for one in results if not one.met}
    assert sum(one.met for one in results) == 2
    assert {asked: got_words(one) for asked, one in found.items()} == {
        asked: f"error: {said.format(law=law)}" for asked, said in ERRORS.items()
    }


def test_a_rule_that_nothing_bounds_is_a_warning(tmp_path: Path) -> None:
    law = tmp_path / "errors.law"
    law.write_text(LAW)
    found = [(one.code, one.at.line) for one in load(law).warnings]
    assert found == [("endless-recursion", 17)]


WITHOUT_CONDITIONS = """\
law ancestry "Ancestry"

vocabulary
    {parent: person} is a parent of {child: person} (given)
    {ancestor: person} is an ancestor of {person}

impossible A-0 "Nobody is their own ancestor"
    cites "nature"
    that a person is an ancestor of the person

rule A-1 "Everybody is an ancestor of everybody"
    an ancestor is an ancestor of a person

rule A-2 "Parents"
    an ancestor is an ancestor of a person
    if the ancestor is a parent of the person
"""


def test_rules_that_conclude_what_cannot_be_whatever_is_stated_are_named() -> None:
    kb = load_texts([("ancestry.law", WITHOUT_CONDITIONS)])
    (case,) = read_cases(CASE_OF_ANA, "ana.case", kb)
    with pytest.raises(SourceError) as refused:
        ask(kb, "is Ana an ancestor of Mira", case)
    error = refused.value.diagnostics[0]
    assert error.code == "cannot-be"
    assert error.message == (
        "what the rules conclude, whatever is stated: this cannot be, by A-0 "
        '"Nobody is their own ancestor" (nature)'
    )
    assert (error.at.file, error.at.line) == ("ancestry.law", 7)


CASE_OF_ANA = """\
case "Ana"
    given
        Ana is a parent of Mira
"""


UNREACHED = """
law unreached "A comparison of two currencies that is never reached"

vocabulary
    {person} lent {loan: number} to {debtor: person}    (given)
    {person} won {prize: amount}                        (given, single)
    {person} is active

rule ACTIVE "Few loans to others, unless nothing great was won"
    cites "1"
    a person is active
    if a total = count of the loan where:
        the person lent a loan to a debtor
        and it is false that the person lent the loan to the person
    and 6 / the total >= 0.5
    unless none of:
        (a) the person != Ana
        (b) all of:
            (i) the person won a prize
            (ii) the prize >= 20 USD
"""

LENT = """
case "Whoever lent to nobody but herself divides six by nothing, which is no number"
    as of 2026-11-23
    given
        Mia won 0 EUR
        Mia lent a loan to Mia
        all cases where a person lent a loan to a debtor are given
        all cases where a person won a prize are given
"""


def test_no_proof_rests_on_a_comparison_of_two_currencies_beside_it() -> None:
    kb = load_texts([("unreached.law", UNREACHED)])
    (case,) = read_cases(LENT, "unreached.case", kb)
    reply = ask(kb, "is Mia active", case)
    assert isinstance(reply, Answer)
    assert reply.verdict == "no"
    assert check(kb, reply, case) > 0


def test_a_fault_in_one_question_stops_no_other() -> None:
    law = Path(__file__).with_name("excluded-beside-ranges.law")
    _, _, results = check_files([str(law)], "pydatalog")
    case = results[0].case

    def asking(question: Question, _: Case) -> Reply:
        raise KeyError(question.text)

    found = check_case(case, asking)
    assert [one.met for one in found] == [False] * len(case.expectations)
    assert all(one.error.startswith("internal error: KeyError") for one in found)
