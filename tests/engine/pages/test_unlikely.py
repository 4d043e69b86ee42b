"""What nobody is asked next, by what a law declares and in whatever words it says it."""

from datetime import date

import pytest

from engine.answers.ask import ask
from engine.answers.asked_next import asked_next
from engine.pages.text import short
from kb.from_files import load_texts, read_cases

LAW = """\
law isle "Isle"

vocabulary
    {person} came into the world on {day: date}           (given, single)
    {person} is wed to {mate: person} since {day: date}   (given, single, irreflexive)
    {person} follows {mate: person} since {day: date}     (given, irreflexive)
    {person} is welcome                                   (decided by "the council")
    {person} may settle

rule I-1 "By a bond"
    a person may settle
    if any of:
        (1) the person is wed to a mate since a day
        (2) the person follows a mate since a day
    and the person is welcome

rule I-2 "In youth"
    a person may settle
    if the person came into the world on a day
    and today < the day + 18 years
"""


@pytest.mark.parametrize(
    ("fact", "asked"),
    [
        ("Ana is wed to Bo since 2020-05-01", False),
        ("Ana is wed to Bo since 2025-05-01", True),
        ("Ana follows Bo since 2020-05-01", True),
    ],
)
def test_whoever_has_the_one_bond_for_years_is_not_asked_whether_they_are_a_child(
    fact: str, asked: bool
) -> None:
    kb = load_texts((("isle.law", LAW),))
    (case,) = read_cases(f'case "x"\n    given\n        {fact}\n', "x.case", kb)
    reply = ask(kb, "may Ana settle", case, as_of=date(2026, 6, 1))
    page = short(asked_next(kb, case, reply, "pydatalog"), kb.predicates)
    assert "is Ana welcome?" in page
    assert ("did Ana come into the world" in page) is asked
