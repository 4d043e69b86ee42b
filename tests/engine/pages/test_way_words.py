"""The ways of a *no*: what decides is told, and what nobody speaks of stands together."""

from datetime import date

from engine.answers.ask import ask
from engine.pages.text import short
from kb.from_files import load_texts, read_cases

LAW = """\
law club "Rules of the club"

kind card
kind place
names of place: Paris, Rome

vocabulary
    {person} was born on {day: date}                (given, single)
    {person} carries {card: card}                   (given, all "cards of {person}")
    {card: card} was issued by {place: place}       (given, single)
    {person} is a cheat                             (given, else no)
    {person} is a debtor                            (given, else no)
    {person} is banned                              (given)
    {guardian: person} is the guardian of {person}  (given, all "guardians of {person}")
    {guardian: person} consents to {person}         (given)
    {person} is an orphan                           (given)
    {person} may enter
    {person} is to leave
    {person} may join
    {person} may visit

rule E-1 "Members of the house"
    cites "section 1"
    a person may enter
    if the person was born on a day
    and the day + 18 years <= today

rule E-2 "Banned"
    cites "section 2"
    notwithstanding E-1
    it is false that a person may enter
    if the person is banned

rule E-3 "Guests"
    cites "section 3"
    a person may enter
    if the person carries a card
    and the card was issued by Paris
    and the person is a cheat

rule V-1 "Visitors"
    cites "section 7"
    a person may visit
    if the person carries a card
    and the card was issued by Paris
    and the person is a debtor

rule L-1 "Grounds"
    cites "section 4"
    a person is to leave
    if any of:
        (a) the person is a cheat
        (b) the person is a debtor
        (c) the person is banned

rule J-1 "Children"
    cites "section 5"
    a person may join
    if any of:
        (a) the person is an orphan
        (b) a guardian is the guardian of the person
            and the guardian consents to the person
"""


def answered(facts: str, question: str) -> str:
    kb = load_texts((("club.law", LAW),))
    lines = "".join(f"        {line}\n" for line in facts.splitlines())
    (case,) = read_cases(f'case "x"\n    given\n{lines}', "x.case", kb)
    reply = ask(kb, question, case, as_of=date(2026, 6, 1))
    return " ".join(short(reply, kb.predicates).split())


def test_an_exception_stands_before_what_the_case_denies_and_what_nobody_said() -> None:
    facts = "Ana was born on 2000-01-01\nAna is banned\nAna carries C1\nC1 was issued by Paris"
    page = answered(facts, "may Ana enter")
    exception = page.index(
        '1 Members of the house: the exception E-2 "Banned" applies: Ana is banned'
    )
    assert exception < page.index("presumed, since nobody states otherwise: Ana")


def test_what_is_only_assumed_not_to_be_so_stands_in_one_entry() -> None:
    page = answered("it is false that Ana is banned", "is Ana to leave")
    assert "1 Grounds: Ana is not banned (x.case:3)" in page
    said = "2, 3 Grounds: presumed, since nobody states otherwise: Ana is not a cheat; "
    assert f"{said}Ana is not a debtor" in page


def test_what_is_open_of_another_than_is_stated_says_so() -> None:
    page = answered("Ana carries C1\nC1 was issued by Rome", "may Ana visit")
    assert "Ana carries a card (not stated)" not in page
    assert "besides, open whether: Ana carries a card (other than C1: not stated)" in page


def test_nearer_is_what_somebody_does_than_what_is_so_of_somebody() -> None:
    facts = (
        "it is false that Ana is an orphan\nMarko is the guardian of Ana\n"
        "it is false that Marko consents to Ana\nall guardians of Ana are given"
    )
    page = answered(facts, "may Ana join")
    assert page.index("does not consent to Ana") < page.index("Ana is not an orphan")


FOUNDLING = """\
law birth "Rules of birth"

vocabulary
    {person} was found at the door           (given)
    {person} was born on {birthday: date}    (given, single)
    {person} is a national from {start: date} to {end: date} (given, all "states of {person}")
    {person} would have no nationality       (decided by "the registry")
    {person} was born a national
    {person} becomes a national

rule B-1 "Born a national"
    cites "section 1"
    a person was born a national
    if the person was born on a birthday
    and the person is a national from a start to an end
    and the start <= the birthday

rule B-2 "Without a nationality"
    cites "section 2"
    a person becomes a national
    if the person would have no nationality
    and it is false that the person was born a national
"""


def test_it_is_not_asked_whether_somebody_has_no_birthday() -> None:
    kb = load_texts((("birth.law", FOUNDLING),))
    (case,) = read_cases('case "x"\n    given\n        Beba was found at the door\n', "x.case", kb)
    reply = ask(kb, "Beba becomes a national", case, as_of=date(2026, 6, 1))
    page = " ".join(short(reply, kb.predicates).split())
    assert "Ask (Beba, or who acts for Beba): is Beba a national from some day to some day?" in page
    assert "was Beba born" not in page
