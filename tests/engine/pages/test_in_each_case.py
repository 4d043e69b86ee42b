"""An answer that is certain by cases says by which rule in each, and states none as a fact."""

from engine.answers.ask import ask
from engine.pages.text import short
from kb.from_files import load_texts, read_cases

LAW = """\
law club "Rules of the club"

vocabulary
    {person} is fit                    (decided by "the doctor")
    {person} is a pupil                (given)
    {person} has {stock: number} books (given, single)
    {person} is special
    {person} is a reader
    {person} may borrow

rule R1 "Fit"
    cites "section 1"
    a person is special
    if the person is fit

rule R2 "Not fit"
    cites "section 2"
    a person is special
    if the person is a pupil
    unless the person is fit

rule N1 "Many books"
    cites "section 3"
    a person is a reader
    if the person has a stock books
    and the stock > 4

rule N2 "Few books"
    cites "section 4"
    a person is a reader
    if the person has a stock books
    and the stock <= 4

rule N3 "Readers borrow"
    cites "section 5"
    a person may borrow
    if the person is a reader
    and the person is a pupil
"""


def _page(question: str, *facts: str) -> str:
    kb = load_texts([("club.law", LAW)])
    given = "".join(f"        {fact}\n" for fact in facts)
    text = f'case "c"\n    as of 2026-11-23\n    given\n{given}'
    (case,) = read_cases(text, "c.case", kb)
    return short(ask(kb, question, case), kb.predicates)


def test_each_case_says_by_which_rule_and_what_else_makes_it_so() -> None:
    assert (
        _page("is Bo special", "Bo is a pupil")
        == """\
YES: is Bo special (as of 2026-11-23)

Why, in each case:
  - if Bo is fit: R1
  - if it is false that Bo is fit: R2; Bo is a pupil (c.case:4)

Cited: Rules of the club: section 1 (R1); section 2 (R2)
"""
    )


def test_a_value_in_parts_is_stated_as_it_was_stated() -> None:
    assert (
        _page("is Bo a reader", "Bo has a stock books")
        == """\
YES: is Bo a reader (as of 2026-11-23)

Why, in each case:
  - if the stock is at most 4: N2
  - if the stock is more than 4: N1

It also rests on: Bo has some number of books (c.case:4)
Cited: Rules of the club: section 4 (N2); section 3 (N1)
"""
    )


def test_what_all_cases_share_is_said_in_each() -> None:
    page = _page("may Bo borrow", "Bo has a stock books", "Bo is a pupil")
    assert (
        "  - if the stock is at most 4: N3; Bo is a reader (N2); Bo is a pupil (c.case:5)" in page
    )
    assert "Cited: Rules of the club: section 5 (N3)" in page
