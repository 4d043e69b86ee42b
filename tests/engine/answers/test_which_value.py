"""A question that leads nowhere if something is so at all: on which day, or how much, is asked."""

from engine.answers.ask import ask
from engine.answers.reply import Answer
from engine.commands.answered import short_answer
from engine.pages.text import Medium
from kb.from_files import load_texts, read_cases

LAW = """\
law pool "Rules of the pool"

vocabulary
    {person} was vaccinated on {day: date}        (given, single)
    {person} is barred until {day: date}          (given, single)
    {person} has a ticket                         (given)
    {person} came on {day: date}                  (given)
    {person} may swim
    {person} may dive
    {person} may rent a locker
    {person} is a regular

rule P-1 "Vaccinated within the year"
    a person may swim
    if the person was vaccinated on a day
    and the day <= today
    and today < the day + 1 year

rule P-2 "Divers"
    a person may dive
    if the person has a ticket

rule P-2a "Barred"
    notwithstanding P-2
    it is false that a person may dive
    if the person is barred until a day
    and the day >= today

rule P-3 "Between two days"
    a person may rent a locker
    if the person was vaccinated on a day
    and the day >= 2026-03-01
    and the day <= 2026-03-31

rule P-4 "Regulars"
    a person is a regular
    if the person has a ticket
    and a number = count of the day where:
        the person came on a day
    and the number >= 2
"""


CASE = """\
case "x"
    as of 2026-06-01
    given
        Ana has a ticket
"""


def told(question: str) -> str:
    """Return what is asked about Ana, of whom only a ticket is known."""
    kb = load_texts((("pool.law", LAW),))
    (case,) = read_cases(CASE, "x.case", kb)
    reply = ask(kb, question, case)
    assert isinstance(reply, Answer) and reply.verdict == "unknown"
    page = short_answer(kb, case, reply, kb.predicates, "pydatalog", Medium())
    return " ".join(page.partition("Ask")[2].partition("Cited")[0].split())


def test_which_day_is_asked_with_what_follows_from_each() -> None:
    page = told("may Ana swim")
    assert "on which day was Ana vaccinated?" in page
    assert "if between 2025-06-02 and 2026-06-01: yes; if outside that: no" in page


def test_a_day_that_settles_it_the_other_way_is_told_beside_none_at_all() -> None:
    page = told("may Ana dive")
    assert "until which day is Ana barred?" in page
    assert "if on or after 2026-06-01: no; if earlier: yes; if not at all: yes" in page


def test_a_few_days_of_many_years_are_found() -> None:
    page = told("may Ana rent a locker")
    assert "if between 2026-03-01 and 2026-03-31: yes; if outside that: no" in page


def test_of_what_is_counted_no_single_day_is_asked() -> None:
    assert "if not at all" not in told("is Ana a regular")
