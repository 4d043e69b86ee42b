"""What is not so, counted, cited or worked out is said as people say it, in both languages."""

from datetime import date

from engine.answers.ask import ask
from engine.pages.language import spoken
from engine.pages.montenegrin import Montenegrin
from engine.pages.text import short
from kb.from_files import load_texts, read_cases
from parser.resolved.vocabulary import GroundAtom
from parser.values import Entity
from parser.words.sentence import denial
from tests.laws import shipped

LAW = """\
law club "Rules of the club"

vocabulary
    {person} joined on {day: date}                             (given, single)
    {person} worked from {start: date} to {end: date}          (given, all "work of {person}")
    {person} holds a card from {start: date}                   (given, all "cards of {person}")
    {person} is not welcome                                    (given)
    {person} worked on {number} days
    {person} has a card
    {person} has worked
    {person} may enter

rule C-1 "Days of work"
    cites "section 1"
    a person worked on a number days
    if the number = days from the start to the end covered where:
        the person worked from a start to an end

rule C-2 "Cards"
    cites "section 2"
    a person has a card
    if the person holds a card from a start
    and the start <= today

rule C-3 "Work"
    cites "section 3"
    a person has worked
    if the person worked on a number days
    and the number >= 10

rule C-4 "Entry"
    cites "section 4"
    a person may enter
    if the person has a card
    and the person has worked
    and it is false that the person is not welcome
"""
WORK = "Ana worked from 2026-05-02 to 2026-05-08\nAna worked from 2026-05-20 to 2026-05-24"


def page_of(facts: str, question: str) -> str:
    kb = load_texts((("club.law", LAW),))
    lines = "".join(f"        {line}\n" for line in facts.splitlines())
    (case,) = read_cases(f'case "x"\n    given\n{lines}', "x.case", kb)
    reply = ask(kb, question, case, as_of=date(2026, 6, 1))
    return " ".join(short(reply, spoken(kb, "en")).split())


def test_a_number_has_its_unit_and_each_case_its_place() -> None:
    page = page_of(f"{WORK}\nall work of Ana are given", "Ana worked on how many days")
    assert page.startswith("12 days: Ana worked on 12 days")
    said = "12 days in all: Ana worked from 2026-05-02 to 2026-05-08 (x.case:3); "
    assert said + "from 2026-05-20 to 2026-05-24 (x.case:4)" in page, page
    assert page.count("2026-05-20") == 1


def test_what_stands_on_a_page_by_its_rule_is_cited() -> None:
    facts = f"{WORK}\nall work of Ana are given\nAna holds a card from 2026-01-01"
    page = page_of(f"{facts}\nit is false that Ana is not welcome", "may Ana enter")
    assert 'Why (C-4 "Entry"):' in page and "it is false" not in page
    assert "- Ana is welcome (x.case:7)" in page
    assert "section 4 (C-4); section 2 (C-2); section 3 (C-3)" in page, page


def test_of_what_never_was_so_no_day_is_said() -> None:
    page = page_of("all cards of Ana are given", "has Ana a card")
    assert "Ana does not hold a card (all are given in x.case:3)" in page, page


def test_montenegrin_denies_by_the_verb() -> None:
    laws = shipped()
    predicates = Montenegrin(laws.predicates, laws.translation)
    ana, marko = Entity("person", "Ana"), Entity("person", "Marko")
    day = date(2020, 5, 1)

    def said(pred: str, *args: Entity | date | None) -> str:
        return denial(GroundAtom(pred, args), predicates)

    assert said("was_born_on", ana, day) == "osoba Ana nije rođena 01.05.2020. godine"
    assert said("holds_permanent_residence_from", ana, None) == "Ana nema stalni boravak"
    assert said("is_the_mother_of", None, ana) == "nijedna osoba nije majka djeteta Ana"
    assert (
        said("was_divorced_from_on", ana, marko, None) == "osoba Ana se nije razvela od osobe Marko"
    )
    assert said("died_on", ana, None) == "osoba Ana nije umrla"
