"""What a comparison that fails is called: over or under a limit, too late or still to come."""

from datetime import date

import pytest

from engine.answers.ask import ask
from engine.pages.text import short
from kb.from_files import load_texts, read_cases

LAW = """\
law camp "Camp"

vocabulary
    {person} was born on {day: date}              (given, single)
    {person} asked on {day: date}                 (given, single)
    {person} lives in {country}                   (given, single)
    {person} stays {number} days                  (given, single)
    {person} earns {sum: amount}                  (given, single)
    the place of {person} is kept from {day: date}    (given, single)
    the place of {person} is kept until {last: date}  (given, single)
    {person} may come as a child
    {person} asked as a child
    {person} comes from abroad
    {person} stays long
    {person} is a short guest
    {person} is brief
    {person} pays nothing
    {person} has a place
    {person} may ask until {last: date}

rule L-1 "Of L-1"
    a person may come as a child
    if the person was born on a day
    and today < the day + 18 years

rule L-2 "Of L-2"
    a person asked as a child
    if the person asked on a question
    and the person was born on a day
    and the question < the day + 18 years

rule L-3 "Of L-3"
    a person comes from abroad
    if the person lives in a country
    and the country != Montenegro

rule L-4 "Of L-4"
    a person stays long
    if the person stays a number days
    and the number > 90

rule L-5 "Of L-5"
    a person is a short guest
    if the person stays a number days
    and the number <= 20

rule L-6 "Of L-6"
    a person is brief
    if the person stays a number days
    and the number < 31

rule L-8 "Of L-8"
    a person pays nothing
    if the person stays a number days
    and the number != 7

rule L-9 "Of L-9"
    a person may ask until a last
    if the person asked on a day
    and the last = the day + 1 year
    and today <= the last

rule L-7 "Of L-7"
    a person has a place
    if the place of the person is kept from a day
    and the day <= today
    and the place of the person is kept until a last
    and today <= the last
"""


def answered(facts: str, question: str) -> str:
    kb = load_texts((("camp.law", LAW),))
    lines = "".join(f"        {line}\n" for line in facts.splitlines())
    (case,) = read_cases(f'case "x"\n    given\n{lines}', "x.case", kb)
    return short(ask(kb, question, case, as_of=date(2026, 6, 1)), kb.predicates)


STANDING = [
    (
        "Ana was born on 2000-06-01",
        "may Ana come as a child",
        "2018-06-01, too late since then (8 y",
    ),
    ("Ana was born on 2008-06-01", "may Ana come as a child", "2026-06-01, too late from today on"),
    (
        "Ana was born on 2000-06-01\nAna asked on 2018-07-01",
        "Ana asked as a child",
        "2018-07-01 is not before 2000-06-01 + 18 years = 2018-06-01 (1 month and 1 day too late)",
    ),
    (
        "Ana was born on 2000-06-01\nAna asked on 2018-06-01",
        "Ana asked as a child",
        "2000-06-01 + 18 years = 2018-06-01, the same day and not an earlier one (1 day too late)",
    ),
    (
        "Ana lives in Montenegro",
        "Ana comes from abroad",
        "that must be a country other than Montenegro",
    ),
    ("Ana stays 31 days", "Ana stays long", "31 does not exceed 90 days (59 left)"),
    ("Ana stays 90 days", "Ana stays long", "90 does not exceed 90 days"),
    (
        "Ana stays 31 days",
        "Ana is a short guest",
        "31 is over the upper limit of 20 days (11 too much)",
    ),
    (
        "Ana asked on 2025-05-31",
        "Ana may ask until a date",
        "Ana asked on 2025-05-31 (x.case:3); 2025-05-31 + 1 year = 2026-05-31 was the last day, "
        "too late (1 day ago)",
    ),
    (
        "Ana stays 7 days",
        "Ana pays nothing",
        "Ana stays 7 days (x.case:3); that must be other than 7",
    ),
    ("Ana stays 31 days", "Ana is brief", "31 is not under the upper limit of 31 days"),
    (
        "the place of Ana is kept from 2026-01-01\nthe place of Ana is kept until 2026-05-31",
        "Ana has a place",
        "2026-05-31 was the last day, too late (1 day ago)",
    ),
    (
        "the place of Ana is kept from 2026-06-02\nthe place of Ana is kept until 2026-06-30",
        "Ana has a place",
        "2026-06-02, still to come (1 day to go)",
    ),
]


@pytest.mark.parametrize(("facts", "question", "said"), STANDING)
def test_what_fails_says_on_which_side_of_a_limit_it_lies(
    facts: str, question: str, said: str
) -> None:
    page = " ".join(answered(facts, question).split())
    assert page.startswith("NO: ")
    assert said in page, page
