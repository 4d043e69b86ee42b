"""What is assumed since nobody said otherwise is said to be, and what is open besides is named."""

from datetime import date

from engine.answers.ask import ask
from engine.answers.reply import Answer
from engine.answers.summing import summary
from engine.pages.assumed import not_stated_words
from engine.pages.rests_on import relied_words
from engine.pages.room import ROOMS
from engine.pages.text import short
from kb.from_files import load_texts, read_cases
from parser.resolved.vocabulary import GroundAtom, Predicate, Slot
from parser.values import UNKNOWN, Entity

LAW = """\
law guild "Guild"

vocabulary
    {person} joined on {day: date}        (given, single)
    {person} left on {day: date}          (given, else no)
    {person} paid {sum: amount}           (given, single)
    {person} is fit                       (decided by "the board")
    {person} is known                     (given)
    {person} is honest                    (given)
    {person} has left
    {person} is a member
    {person} may stand

rule G-1 "Left"
    a person has left
    if the person left on a day
    and the day <= today

rule G-2 "Members"
    a person is a member
    if the person joined on a day
    and it is false that the person has left

rule G-3 "Standing"
    a person may stand
    if the person joined on a day
    and the day + 1 year <= today
    and the person paid a sum
    and the sum >= 10 EUR
    and the person is fit
    and the person is known
    and the person is honest
"""


def page(facts: str, question: str) -> str:
    kb = load_texts((("guild.law", LAW),))
    lines = "".join(f"        {line}\n" for line in facts.splitlines())
    (case,) = read_cases(f'case "x"\n    given\n{lines}', "x.case", kb)
    reply = ask(kb, question, case, as_of=date(2026, 6, 1))
    return " ".join(short(reply, kb.predicates).split())


def test_what_nobody_said_is_said_to_be_assumed() -> None:
    said = page("Ana joined on 2025-05-01", "is Ana a member")
    assert said.startswith("YES: ")
    assert "Ana has not left (assumed, since nobody said otherwise)" in said
    assert "Ana did not leave" not in said, "it is said already"


def test_what_was_said_is_not() -> None:
    said = page(
        "Ana joined on 2025-05-01\nit is false that Ana left on a date",
        "is Ana a member",
    )
    assert said.startswith("YES: ")
    assert "assumed" not in said and "presumed" not in said


def test_open_conditions_are_named() -> None:
    said = page("Ana joined on 2025-09-01", "may Ana stand")
    assert said.startswith("NO: ")
    assert "besides, open whether: Ana is fit (for the board to decide); " in said
    assert "Ana paid some sum (not stated); " in said
    assert "Ana is honest (not stated)" in said and " more" not in said


def test_what_an_answer_rests_on_stands_most_telling_first() -> None:
    law = """\
law fair "Rules of the fair"

vocabulary
    {person} came on {day: date}              (given)
    {person} hired {worker: person}           (given)
    {person} may sell
    {person} may rent

rule F-1 "Selling"
    cites "section 1"
    a person may sell
    if the person may rent

rule F-2 "Renting"
    cites "section 2"
    a person may rent
    if the person hired a worker
    and the worker came on a day
    and the day <= today
"""
    kb = load_texts((("fair.law", law),))
    facts = "        Ana hired Bo\n        Bo came on 2026-01-05\n"
    (case,) = read_cases(f'case "x"\n    given\n{facts}', "x.case", kb)
    reply = ask(kb, "may Ana sell", case, as_of=date(2026, 6, 1))
    assert isinstance(reply, Answer)
    found = summary(reply, kb.predicates)
    said = relied_words(found, lambda _: False, kb.predicates, ROOMS[0])
    assert said == "Bo came on 2026-01-05; Ana hired Bo (x.case:3, 4)"


def test_only_what_a_law_declares_else_no_may_be_told_without_its_day() -> None:
    slots = (Slot("person", "person"), Slot("day", "date"))
    born = Predicate("born", slots, "given", (0, "was", "born", "on", 1), single=1)
    died = Predicate("died", slots, "given", (0, "died", "on", 1), single=1, else_no=True)
    known, ben = {"born": born, "died": died}, (Entity("person", "Ben"), UNKNOWN)
    said = not_stated_words(GroundAtom("born", ben), known)
    assert said == "it is not stated that Ben was born on some day"
    assert not_stated_words(GroundAtom("died", ben), known) == "it is not stated that Ben died"
