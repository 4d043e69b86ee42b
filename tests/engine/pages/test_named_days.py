"""Days worked out on the short page: named by what they are for, or left out."""

from datetime import date

from engine.answers.ask import ask
from engine.pages.language import spoken
from engine.pages.text import short
from kb.from_files import load_cases, load_texts, read_cases
from tests.laws import FILES, laws_of

LAW = """\
law office "Office"

vocabulary
    {person} was born on {day: date}              (given, single)
    {person} entered on {day: date}               (given, single)
    {person} applied on {day: date}               (given, single)
    the answer to {person} is due by {day: date}
    the answer to {person} is awaited
    {person} may wait
    {person} may apply
    {person} opened a year on {day: date}
    {person} is in a year
    {person} is a child
    {person} is covered

rule D-1 "The answer"
    the answer to a person is due by a limit
    if the person applied on a day
    and the limit = the day + 60 days

rule D-1a "Awaited"
    the answer to a person is awaited
    if the answer to the person is due by a limit
    and today <= the limit

rule D-2 "Waiting"
    a person may wait
    if the answer to the person is awaited
    and the person entered on an entry
    and the person applied on a day
    and the day <= the entry + 89 days

rule D-3 "Grown up"
    a person may apply
    if the person was born on a birthday
    and the birthday + 18 years <= today

rule D-4 "Years"
    a person opened a year on a start
    if the person entered on the start

rule D-5 "Later years"
    a person opened a year on a start
    if the person opened a year on a former
    and the former <= today + 1 year
    and the start = the former + 1 year

rule D-8 "Child"
    a person is a child
    if the person was born on a birthday
    and today < the birthday + 18 years

rule D-9 "Covered"
    a person is covered
    if the person was born on a birthday
    and the birthday <= today
    and the person is a child

rule D-6 "In a year"
    a person is in a year
    if the person opened a year on a start
    and today < the start
"""


def page(facts: str, question: str) -> str:
    kb = load_texts((("office.law", LAW),))
    lines = "".join(f"        {line}\n" for line in facts.splitlines())
    (case,) = read_cases(f'case "x"\n    given\n{lines}', "x.case", kb)
    reply = ask(kb, question, case, as_of=date(2026, 6, 1))
    return " ".join(short(reply, kb.predicates).split())


def test_a_day_is_named_by_its_sentence_or_by_the_fact_that_it_bounds() -> None:
    said = page("Ana entered on 2026-05-01\nAna applied on 2026-05-20", "may Ana wait")
    assert said.startswith("YES: ")
    assert "the answer to Ana is due by 2026-07-19 (D-1); that is 2026-05-20 + 60 days" in said
    said = page("Ana entered on 2026-05-01", "may Ana wait")
    assert said.startswith("UNKNOWN: ")
    assert "if between 2026-04-02 and 2026-07-29: yes; if outside that: no" in said


def test_a_day_that_today_is_compared_with_is_named_by_its_rule() -> None:
    said = page("Ana was born on 2010-03-01", "is Ana covered")
    assert said.startswith("YES: ")
    assert "Ana is a child (D-8): Ana was born on 2010-03-01 (x.case:3)" in said
    assert "2010-03-01 + 18 years = 2028-03-01, not yet reached" in said


def test_birthdays_past_and_bounds_of_rules_that_come_back_are_left_out() -> None:
    said = page("Ana was born on 1990-01-01", "may Ana apply")
    assert said.startswith("YES: ")
    assert "Days worked out" not in said
    said = page("Ana entered on 2026-05-01", "Ana is in a year")
    assert said.startswith("YES: ")
    assert "Days worked out" not in said


def test_a_day_that_bounds_a_fact_says_what_has_to_be_before_it() -> None:
    (file,) = (one for one in FILES if one.stem == "09-born-abroad")
    laws = laws_of(file)
    case, *_ = load_cases(file, laws)
    question = "does Luka acquire citizenship by origin through one parent upon application in"
    reply = ask(laws, f"{question} childhood", case)
    for language, bound in (
        (
            "en",
            "in time, since it had to be before 2030-05-20 (2012-05-20 + 18 years; Luka was born",
        ),
        (
            "me",
            "na vrijeme, jer je moralo biti prije 20.05.2030. (20.05.2012. + 18 godina; osoba Luka",
        ),
    ):
        assert bound in " ".join(short(reply, spoken(laws, language)).split())
