"""What a page says is so by itself: nothing that no reader needs, nothing that reads otherwise."""

from datetime import date

from engine.answers.ask import ask
from engine.pages.language import spoken
from engine.pages.report import text as report_text
from engine.pages.report.compose import Reported, compose
from engine.pages.short import short_page
from engine.pages.text import SHORT, laid_out, short
from kb.from_files import load_cases, load_texts, read_cases
from tests.laws import FILES, MONTENEGRO, laws_of, shipped

LAW = """\
law club "Rules of the club"

kind event

vocabulary
    {person} paid {sum: amount} for {event}   (given, all "payments of {person}")
    {person} joined on {day: date}            (given, single)
    {person} left on {day: date}              (given, all "leaving of {person}")
    {person} was late on {day: date}          (given, all "delays of {person}")
    {person} is banned                        (given)
    {person} broke a rule on {day: date}      (given)
    {person} was warned on {day: date}        (given)
    {person} is in disgrace
    {person} paid {sum: amount} in all
    {person} is a patron
    {person} is slow
    {person} may vote
    {person} may speak

rule C-1 "Sums"
    a person paid a sum in all
    if the sum = sum of the part where:
        the person paid a part for an event

rule C-2 "Patrons"
    cites "section 2"
    a person is a patron
    if the person paid a sum in all
    and the sum >= 1 EUR

rule C-3 "Voters"
    cites "section 3"
    a person may vote
    if the person joined on a day
    and the day + 1 year <= today
    and it is false that the person is slow
    unless the person is banned

rule C-3a "Slow"
    a person is slow
    if the person was late on a day

rule C-4 "Disgrace"
    a person is in disgrace
    if the person broke a rule on a day
    and the person was warned on the day

rule C-5 "Speakers"
    cites "section 5"
    a person may speak
    if the person joined on a day
    and the day + 10 years <= today
    and it is false that the person is in disgrace
"""


def page_of(facts: str, question: str, language: str = "en") -> str:
    kb = load_texts((("club.law", LAW),))
    lines = "".join(f"        {line}\n" for line in facts.splitlines())
    (case,) = read_cases(f'case "x"\n    given\n{lines}', "x.case", kb)
    reply = ask(kb, question, case, as_of=date(2026, 6, 1))
    return " ".join(short(reply, spoken(kb, language)).split())


def test_a_bar_that_is_not_there_is_no_part_of_a_no() -> None:
    page = page_of(
        "Ana joined on 2026-01-01\nall delays of Ana are given\nit is false that Ana is banned",
        "may Ana vote",
    )
    assert "still to come (7 months to go)" in page
    assert "It also rests on" not in page


def test_what_must_not_be_so_stands_against_it() -> None:
    facts = "Ana joined on 2020-01-01\nall delays of Ana are given\nAna was late on 2021-02-03"
    page = page_of(facts, "may Ana vote")
    assert "against it: Ana is slow (C-3a): Ana was late on 2021-02-03 (x.case:5)" in page


def test_of_several_cases_that_are_added_up_each_is_told() -> None:
    paid = "Ana paid 20 EUR for Concert\nAna paid 5 EUR for Dance\nall payments of Ana are given"
    page = page_of(paid, "Ana paid how much in all")
    said = "25 EUR in all: Ana paid 5 EUR for Dance (x.case:4); 20 EUR for Concert (x.case:3)"
    assert said in page, page


def test_the_only_case_that_counts_is_told_once_with_its_place() -> None:
    page = page_of(
        "Ana paid 20 EUR for Concert\nall payments of Ana are given", "Ana paid how much in all"
    )
    assert "20 EUR in all: Ana paid 20 EUR for Concert (x.case:3)" in page
    assert page.count("Ana paid 20 EUR for Concert") == 1


def test_what_must_not_be_so_and_is_open_is_told_by_its_own_sentence() -> None:
    """Its conditions one by one would read as if all of them were wanted."""
    page = page_of("Ana joined on 2020-01-01", "may Ana speak")
    assert "besides, open whether: Ana is not in disgrace (not settled)" in page
    assert "Ana broke a rule" not in page


def test_what_a_later_condition_finds_is_no_part_of_why_an_earlier_one_fails() -> None:
    """That nobody took a nationality *on the day of the question* is not what the law asks."""
    laws = shipped()
    cases = load_cases(MONTENEGRO / "citizenship-loss.case", laws)
    (case,) = (one for one in cases if one.title == "Deceit, and no other nationality")
    reply = ask(laws, "has Ana lost Montenegrin nationality by law", case)
    page = " ".join(short(reply, laws.predicates).split())
    assert "take the nationality of any country by choice (all are given" in page


def test_of_alike_misses_the_smallest_is_told() -> None:
    """Of ten years of absences it is the year that comes closest to too many days."""
    (file,) = (one for one in FILES if one.name == "ten-years.case")
    laws = laws_of(file)
    title = "Born on 29 February: the first year ends on 27 February"
    (case,) = (one for one in load_cases(file, laws) if one.title == title)
    question = "was Lena absent for more than 90 days in one of the first ten years of life"
    page = " ".join(short(ask(laws, question, case), laws.predicates).split())
    assert "on 90 days of year 2 of life (BNA-1-4-days); 90 does not exceed 90 days" in page


def test_what_is_supposed_in_one_case_is_nothing_that_the_answer_rests_on() -> None:
    (file,) = (one for one in FILES if one.name == "penalties.case")
    laws = laws_of(file)
    title = "Very late, and the liability is not known"
    (case,) = (one for one in load_cases(file, laws) if one.title == title)
    for amount in ("£399", "£400"):
        reply = ask(laws, f'does Nell owe penalties of {amount} for "2021-22"', case)
        page = short(reply, laws.predicates)
        assert "supposed" not in page and ": met" not in page


def test_a_day_worked_out_promises_nothing() -> None:
    """On the day on which ten years are complete something else may be missing."""
    laws = shipped()
    cases = load_cases(MONTENEGRO / "statute-citizenship.case", laws)
    title = "Ten years, nothing is said of dues"
    (case,) = (one for one in cases if one.title == title)
    replies = [ask(laws, one.question, case) for one in case.expectations]
    pages = [laid_out(short_page(reply, laws.predicates)) for reply in replies]
    said = [" ".join(page.split()) for page in pages]
    assert any("2016-11-23 + 10 years = 2026-11-23, today" in page for page in said)
    assert not any("yes on 2026-11-23" in page for page in said)


def test_lines_that_are_left_are_filled() -> None:
    """Where the next larger page is too long, some part of it still finds its place."""
    laws = shipped()
    (file,) = (one for one in FILES if one.name == "clara.case")
    (case,) = load_cases(file, laws)
    page = short(ask(laws, "can Clara obtain citizenship by admittance", case), laws.predicates)
    assert "(7 years, 4 months and 9 days to go)" in " ".join(page.split())
    assert SHORT - 3 <= len(page.splitlines()) <= SHORT


def test_of_several_grounds_that_are_not_there_the_one_that_a_value_misses_is_told() -> None:
    """That a stay is illegal is decided by the ninety-first day, not by being in the country."""
    laws = shipped()
    cases = load_cases(MONTENEGRO / "illegal-stay.case", laws)
    (case,) = (one for one in cases if one.title == "The ninety-first day of a visa-free stay")
    reply = ask(laws, "is the stay of Boris illegal", case)
    page = " ".join(short(reply, laws.predicates).split())
    assert (
        "the stay of Boris rests on a ground of the law: Residence for up to ninety days: Boris "
        "may stay for 90" in page
    )
    assert "91 is more than 90 (by 1)" in page
    made = compose([Reported(case, reply)], laws.predicates, laws.version)
    said, _, _ = " ".join(report_text.render(made).decode().split()).partition("ANNEX")
    assert "91 is more than 90. 1 too much." in said


def test_what_a_table_lists_is_said_with_its_source() -> None:
    laws = shipped()
    page = short(ask(laws, 'has Serbia the country code "SRB"'), laws.predicates)
    assert 'Why: Serbia has the country code "SRB" (United Nations member; ISO 3166-1)' in page


def test_what_is_open_and_cannot_be_asked_is_said() -> None:
    """Days and a year have no order, so that nobody can be asked which is longer."""
    laws = shipped()
    cases = load_cases(MONTENEGRO / "articles.case", laws)
    title = "A sentence of 366 days is more than a year only outside a leap year"
    (case,) = (one for one in cases if one.title == title)
    page = short(ask(laws, "has Ivan no conviction that counts", case), laws.predicates)
    assert "It turns on: " in page and "366 days is more than 1 year (not settled)" in page


def test_ways_that_one_fact_falls_short_of_tell_it_once() -> None:
    laws = shipped()
    cases = load_cases(MONTENEGRO / "statute-visas.case", laws)
    (case,) = (one for one in cases if one.title == "A visa of another state")
    question = "may Ana come without a visa because of another visa until a date"
    page = " ".join(short(ask(laws, question, case), laws.predicates).split())
    assert page.count("Ana holds a visa or residence of China until 2026-12-31") == 1
    called = "2-4 Which visas and residence are recognized: settled for good on these facts"
    assert f"{called}: Ana holds" in page
    assert "China is not United States; China is not United Kingdom; China is not Ireland" in page
