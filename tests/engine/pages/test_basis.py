"""The short page names the facts from which a decisive value is worked out, with their lines."""

from datetime import date

from engine.answers.ask import ask
from engine.pages.text import short
from kb.from_files import load_texts, read_cases

LAW = """\
law transit "Transit"

vocabulary
    {person} passed from {first: date} to {last: date}    (given, all "passages of {person}")
    {person} resides from {day: date}                     (given, single)
    {person} was absent on {day: date}                    (given, all "absences of {person}")
    {person} passed from {first: date} for {number} days
    {person} passed too long
    {person} keeps to the law
    {person} may apply from {day: date}
    {person} may apply
    {person} was absent {number} times
    {person} was away too often

rule T-1 "How long"
    a person passed from a first for a number days
    if the person passed from the first to a last
    and the number = days from the first to the last

rule T-2 "Too long"
    a person passed too long
    if the person passed from a first for a number days
    and the number > 5

rule T-3 "Lawful"
    a person keeps to the law
    if the person passed from a first to a last
    unless the person passed too long

rule T-4 "From when"
    a person may apply from a day
    if the person resides from a start
    and the day = the start + 5 years

rule T-5 "Applying"
    a person may apply
    if the person may apply from a day
    and the day <= today

rule T-6 "Absences"
    a person was absent a number times
    if the number = count of the day where:
        the person was absent on a day

rule T-7 "Too often"
    a person was away too often
    if the person was absent a number times
    and the number > 3
"""


def page(facts: str, question: str) -> str:
    kb = load_texts((("transit.law", LAW),))
    lines = "".join(f"        {line}\n" for line in facts.splitlines())
    (case,) = read_cases(f'case "x"\n    given\n{lines}', "x.case", kb)
    reply = ask(kb, question, case, as_of=date(2026, 12, 1))
    return " ".join(short(reply, kb.predicates).split())


def test_what_stands_in_the_way_says_the_fact_the_number_and_the_limit() -> None:
    said = page(
        "Ana passed from 2026-11-01 to 2026-11-06\nall passages of Ana are given",
        "Ana keeps to the law",
    )
    assert said.startswith("NO: ")
    assert (
        "Ana passed too long (T-2): Ana passed from 2026-11-01 to 2026-11-06 (x.case:3); "
        "Ana passed from 2026-11-01 for 6 days (T-1); 6 is more than 5"
    ) in said


def test_a_day_worked_out_says_from_which_fact() -> None:
    said = page("Ana resides from 2022-03-01", "may Ana apply")
    assert said.startswith("NO: ")
    assert (
        'T-5 "Applying"): Ana resides from 2022-03-01 (x.case:3); Ana may apply from 2027-03-01 '
        "(T-4); 2027-03-01, still to come (3 months to go)"
    ) in said


def test_a_count_says_what_was_counted() -> None:
    days = ("2026-01-01", "2026-02-01", "2026-03-01")
    facts = "\n".join(f"Ana was absent on {day}" for day in days)
    said = page(f"{facts}\nall absences of Ana are given", "Ana was away too often")
    assert said.startswith("NO: ")
    assert (
        "Ana was absent on 2026-01-01 (x.case:3); Ana was absent on 2026-02-01 (x.case:4); "
        "Ana was absent on 2026-03-01 (x.case:5); Ana was absent 3 times (T-6); "
        "3 does not exceed 3 times"
    ) in said
