"""Whom a page speaks of: nobody stands on it of whom it is not said who that is."""

from datetime import date

from engine.answers.ask import ask
from engine.pages.text import short
from kb.from_files import load_cases, load_texts, read_cases
from tests.laws import MONTENEGRO, shipped

LAW = """\
law clinic "Rules of a clinic"

kind treatment
kind house
kind paper
kind form

vocabulary
    {person} is to undergo {treatment}     (given, all "treatments of {person}")
    {treatment} takes place at {house}     (given, single)
    {house} is a hospital                  (given)
    {house} is licensed                    (given)
    {person} brings {paper}                (given, all "papers of {person}")
    {paper} is classed as {form}           (given, single)
    {person} may stay
    {person} may pay
    {house} may treat
    {person} pays and is no guest          (given)
    {person} is let in

rule S-1 "Treated in a hospital"
    cites "section 1"
    a person may stay
    if the person is to undergo a treatment
    and the treatment takes place at a house
    and the house may treat

rule S-2 "Who may treat"
    cites "section 2"
    a house may treat
    if a treatment takes place at the house
    and the house is a hospital
    and the house is licensed

rule S-3 "Paying"
    cites "section 3"
    a person may pay
    if the person brings a paper
    and the paper is classed as Cheque

rule S-4 "Let in"
    cites "section 4"
    a person is let in
    if the person pays and is no guest
"""

TREATED = "Ana is to undergo T1\nT1 takes place at C1\nall treatments of Ana are given"


def page_of(facts: str, question: str) -> str:
    kb = load_texts((("clinic.law", LAW),))
    lines = "".join(f"        {line}\n" for line in facts.splitlines())
    (case,) = read_cases(f'case "x"\n    given\n{lines}', "x.case", kb)
    return " ".join(short(ask(kb, question, case, as_of=date(2026, 6, 1)), kb.predicates).split())


def test_whom_the_question_does_not_name_is_tied_to_whom_it_names() -> None:
    denied = f"{TREATED}\nit is false that C1 is a hospital\nit is false that C1 is licensed"
    page = page_of(denied, "may Ana stay")
    ties = "Ana is to undergo T1 (x.case:3); T1 takes place at C1 (x.case:4); C1 is not a hospital"
    assert ties in page
    assert page.count("T1 takes place at C1") == 1  # of the second condition it is said already
    assert "undergo" not in page_of("it is false that C1 is a hospital", "may C1 treat")


def test_another_value_of_what_has_only_one_is_said() -> None:
    page = page_of(
        "all papers of Ana are given\nAna brings P1\nP1 is classed as Note", "may Ana pay"
    )
    said = "Ana brings P1 (x.case:4); P1 is classed as Note (x.case:5), and so not as Cheque"
    assert said in page


def test_what_is_concluded_is_opened_where_its_facts_are_few() -> None:
    page = page_of(f"{TREATED}\nC1 is a hospital\nC1 is licensed", "may Ana stay")
    assert "C1 may treat (S-2): C1 is a hospital (x.case:6); C1 is licensed (x.case:7)" in page
    assert page.count("C1 is licensed") == page.count("T1 takes place at C1") == 1


def test_a_denial_of_two_things_reaches_both() -> None:
    page = page_of("it is false that Ana pays and is no guest", "is Ana let in")
    assert "it is false that both are so: Ana pays and is no guest (x.case:3)" in page


def test_of_a_table_the_row_with_another_value_is_said_and_its_source_cited() -> None:
    reply = ask(shipped(), 'Serbia has the country code "SCG"')
    page = " ".join(short(reply, shipped().predicates).split())
    assert (
        'has the country code "SRB" (United Nations member; ISO 3166-1), and so not "SCG"' in page
    )
    assert page.endswith("Cited: United Nations member; ISO 3166-1")


def test_what_is_asked_of_nobody_in_particular_is_no_demand() -> None:
    laws = shipped()
    cases = load_cases(MONTENEGRO / "medical-treatment.case", laws)
    (case,) = (one for one in cases if one.title.startswith("Treatment in an institution that is"))
    reply = ask(laws, "may Ana be granted temporary residence for medical treatment", case)
    page = " ".join(short(reply, laws.predicates).split())
    assert "Ana carries a document (not stated)" in page
    assert "a document was issued by" not in page and "a document is classed" not in page
