"""The short page: what it says first, and what it does not say."""

import re
from dataclasses import replace
from datetime import date

from engine.answers.ask import ask
from engine.answers.reply import Answer, Reply
from engine.answers.summing import summary
from engine.pages.language import spoken
from engine.pages.short import way_page
from engine.pages.text import SHORT, short
from kb.from_files import load_cases, load_texts, read_cases
from tests.laws import EXAMPLES, FILES, shipped

LAW = """\
law club "Rules of the club"

vocabulary
    {person} joined on {day: date}            (given, single)
    {person} paid {sum: amount}               (given, single)
    {person} is suspended                     (given)
    {person} was seen on {day: date}          (given, all "sightings of {person}")
    {person} is welcome                       (decided by "the committee")
    {person} may vote
    {person} may speak
    {person} was seen {number} times

rule C-1 "Members of a year"
    cites "section 1"
    a person may vote
    if the person joined on a day
    and the day + 1 year <= today
    and the person is welcome

rule C-2 "Patrons"
    cites "section 2"
    a person may vote
    if the person paid a sum
    and the sum >= 100 EUR

rule C-3 "Suspended"
    cites "section 3"
    notwithstanding C-1
    it is false that a person may vote
    if the person is suspended

rule C-4 "Seen"
    cites "section 4"
    a person was seen a number times
    if the number = count of the day where:
        the person was seen on a day

rule C-5 "Speakers"
    cites "section 5"
    a person may speak
    if the person was seen a number times
    and the number >= 3
"""


def answered(facts: str, question: str, day: date = date(2026, 6, 1), law: str = LAW) -> str:
    kb = load_texts((("club.law", law),))
    lines = "".join(f"        {line}\n" for line in facts.splitlines())
    (case,) = read_cases(f'case "x"\n    given\n{lines}', "x.case", kb)
    return short(ask(kb, question, case, as_of=day), kb.predicates)


def test_a_no_says_what_each_way_stands_or_falls_with_nearest_first() -> None:
    page = answered("Ana joined on 2025-09-01\nAna paid 60 EUR", "may Ana vote")
    assert page.startswith("NO: may Ana vote (as of 2026-06-01)\n\nWays, nearest first:\n")
    assert "  1 Members of a year:\n" in page
    line = " ".join(page.split())
    assert "(x.case:3); 2025-09-01 + 1 year = 2026-09-01, still to come (3 months to go)" in line
    wanted = "Ana is welcome (for the committee to decide); Ana is suspended (not stated)"
    assert f"besides, open whether: {wanted} 2 Patrons" in line
    assert (
        "  2 Patrons: Ana paid 60 EUR (x.case:4); 60 EUR is under the lower limit of 100\n" in page
    )
    assert page.endswith("Cited: Rules of the club: section 1 (C-1); section 2 (C-2)\n")


def test_an_open_answer_asks_and_says_what_each_answer_leads_to() -> None:
    page = answered("Ana joined on 2025-01-01\nit is false that Ana is suspended", "may Ana vote")
    assert (
        "Ask: the committee: is Ana welcome?\n  if it decides so: yes; if it decides that " in page
    )
    page = answered("Ana paid 60 EUR", "may Ana vote")
    assert "does it" not in page and "Ask" in page


SEVERAL = """\
law hall "Rules of the hall"

vocabulary
    {person} rents {room} from {start: date} to {finish: date}   (given)
    {person} is banned                                           (given)
    {person} has paid                                            (given)
    {person} has signed                                          (given)
    {person} has shown a card                                    (given)
    {person} may enter
    {person} may stay

kind room

rule H-1 "Entering"
    cites "section 1"
    a person may enter
    if the person rents a room from a start to a finish
    and the start <= today
    and the finish >= today

rule H-2 "Staying"
    cites "section 2"
    a person may stay
    if it is false that the person is banned
    and the person has paid
    and the person has signed
    and the person has shown a card
    and the person rents a room from a start to a finish
    and the start <= today
"""


def in_the_hall(facts: str, question: str) -> str:
    kb = load_texts((("hall.law", SEVERAL),))
    lines = "".join(f"        {line}\n" for line in facts.splitlines())
    (case,) = read_cases(f'case "x"\n    given\n{lines}', "x.case", kb)
    return short(ask(kb, question, case, as_of=date(2026, 6, 1)), kb.predicates)


def test_of_two_days_it_says_which_is_which() -> None:
    page = " ".join(in_the_hall("Ana has paid", "may Ana enter").split())
    assert "to some day (which days)?" in page
    assert "if the start on or before 2026-06-01, the finish on or after 2026-06-01: yes" in page


def test_each_of_several_things_is_asked_with_the_answer_that_is_needed() -> None:
    page = " ".join(in_the_hall("it is not known whether Ana is banned", "may Ana stay").split())
    for asked in ("Ana banned? ", "Ana paid? ", "Ana signed? ", "Ana shown a card? "):
        assert asked in page
    assert "Ana banned? a no is enough" in page or "Ana banned? if it is so: no" in page
    assert "(which day)? needed: on or before 2026-06-01" in page
    assert "with all of these: yes" in page and "and 1 more" not in page


ORDERED = """\
law order "Ways in order"

vocabulary
    {person} moved on {day: date}                     (given, single)
    {person} is a member from {start: date}           (given, single)
    {person} is known                                 (given)
    {person} is free

rule O-1 "Before the act"
    cites "section 1"
    a person is free
    if the person moved on a day
    and the day < 2008-05-05

rule O-2 "Known"
    cites "section 2"
    a person is free
    if the person is known

rule O-3 "Members"
    cites "section 3"
    a person is free
    if the person is a member from a start
    and the start <= today

rule O-4 "New members"
    cites "section 4"
    notwithstanding O-3
    it is false that a person is free
    if the person is a member from a start
    and the start + 1 year + 10 days > today
"""


def test_a_way_whose_exception_ends_stands_before_what_cannot_be() -> None:
    kb = load_texts((("order.law", ORDERED),))
    facts = """\
case "x"
    given
        Ana moved on 2020-01-01
        Ana is a member from 2025-06-01
        it is false that Ana is known
"""
    (case,) = read_cases(facts, "x.case", kb)
    reply = ask(kb, "is Ana free", case, as_of=date(2026, 6, 10))
    assert isinstance(reply, Answer) and reply.verdict == "no"
    found = summary(reply, kb.predicates).ways
    assert [way.state for way in found] == ["waits", "denied", "never"]
    said = " ".join(short(reply, kb.predicates).split())
    assert "(this until 2026-06-10)" in said
    later = ask(kb, "is Ana free", case, as_of=date(2026, 6, 11))
    assert isinstance(later, Answer) and later.verdict == "yes"


HEIRS = """\
law heirs "Who inherits"

vocabulary
    {person} died on {day: date}              (given, single, else no)
    {person} lived here on {day: date}        (asked day)
    {person} was here from {start: date}      (given)
    {person} left an estate here

rule E-0 "Living here"
    cites "section 1"
    a person lived here on a day
    if the person was here from a start
    and the start <= the day

rule E-1 "An estate"
    cites "section 2"
    a person left an estate here
    if the person died on a day
    and the day <= today
    and the person lived here on the day
"""


def test_what_is_not_so_unless_stated_is_so_on_no_day() -> None:
    kb = load_texts((("heirs.law", HEIRS),))
    for fact, said in (
        ("", "it is not stated that Marko died"),
        ("        Marko died on 2026-07-01\n", "Marko died on 2026-07-01 (x.case:"),
    ):
        text = f'case "x"\n    given\n        Marko was here from 2000-01-01\n{fact}'
        (case,) = read_cases(text, "x.case", kb)
        reply = ask(kb, "Marko left an estate here", case, as_of=date(2026, 6, 1))
        page = " ".join(short(reply, kb.predicates).split())
        assert page.startswith("NO: ") and said in page, page


def test_a_count_says_what_was_counted_and_what_closes_it() -> None:
    page = answered(
        "Ana was seen on 2026-01-01\nAna was seen on 2026-02-01\nall sightings of Ana are given",
        "may Ana speak",
    )
    assert "NO: " in page
    assert "all sightings of Ana are given (x.case:5)" in page
    assert "over 0 rows" not in page


def test_a_block_says_why_it_applies() -> None:
    page = answered("Ana joined on 2025-01-01\nAna is suspended\nAna paid 1 EUR", "may Ana vote")
    said = 'the exception C-3 "Suspended" applies: Ana is suspended (x.case:4)'
    assert said in " ".join(page.split())


def test_what_is_not_in_a_table_names_the_table() -> None:
    laws = shipped()
    page = short(ask(laws, "is Iran listed visa-free for 90 days"), laws.predicates)
    assert re.search(r"not\s+among\s+the\s+\d\d\s+rows\s+of\s", page)


def test_a_no_about_one_value_says_of_which_it_is_so() -> None:
    laws = shipped()
    page = short(
        ask(laws, "nationals of Spain may come without a visa for 30 days at the most"),
        laws.predicates,
    )
    assert page.startswith("NO: ")
    told = "However: nationals of Spain may come without a visa for 90 days at the most"
    assert told in " ".join(page.split())
    page = short(
        ask(laws, "nationals of India may come without a visa for 30 days at the most"),
        laws.predicates,
    )
    assert page.startswith("NO: ") and "However" not in page


def test_what_is_counted_that_is_still_to_come_is_named() -> None:
    facts = "Ana was seen on 2026-01-01\nAna was seen on 2026-02-01\nAna was seen on 2026-07-01"
    facts += "\nall sightings of Ana are given"
    page = answered(facts, "may Ana speak", date(2026, 6, 30))
    assert page.startswith("YES: ")
    assert "Counted with days still to come: Ana was seen on 2026-07-01" in page
    assert "still to come" not in answered(facts, "may Ana speak", date(2026, 7, 1))


def test_what_is_only_compared_is_not_called_counted() -> None:
    """The first of some days is found among days to come too, which are not counted."""
    (case,) = (
        one
        for one in load_cases(EXAMPLES / "situations" / "05-technician.case", shipped())
        if one.title == "Ninety days of work, and one more"
    )
    laws = shipped()
    left = "Lena has how many days of work left of the ninety"
    assert "days still to come" not in short(ask(laws, left, case), laws.predicates)
    more = short(ask(laws, "did Lena work more than ninety days in a year", case), laws.predicates)
    assert "days still to come: Lena resided and worked under W2" in " ".join(more.split())


CLARA = EXAMPLES / "citizenship" / "clara.case"


def clara() -> Reply:
    (case,) = load_cases(CLARA, shipped())
    return ask(shipped(), "can Clara obtain citizenship by admittance", case)


def test_the_summary_has_the_ways_with_their_days() -> None:
    reply = clara()
    assert isinstance(reply, Answer)
    found = summary(reply, shipped().predicates)
    assert [way.state for way in found.ways] == ["waits", "waits", "refused", "refused", "never"]
    assert [way.day for way in found.ways[:2]] == [date(2027, 3, 1), date(2034, 4, 1)]
    assert found.decides


def test_there_is_a_page_for_each_way_and_no_other() -> None:
    laws = shipped()
    pages = [way_page(clara(), laws.predicates, number) for number in range(7)]
    assert [made is not None for made in pages] == [False, *[True] * 5, False]


def test_in_montenegrin_there_is_no_english() -> None:
    laws = shipped()
    page = short(clara(), spoken(laws, "me"))
    assert page.startswith("NE: ")
    assert not re.search(r"\b(the|and|of|is not|more|short|from)\b", page), page


def test_a_question_in_cyrillic_is_answered_in_cyrillic() -> None:
    laws = shipped()
    (case,) = load_cases(CLARA, laws)
    reply = ask(laws, "може ли Clara стећи држављанство пријемом", case)
    page = short(reply, spoken(laws, "me"))
    assert ": може ли Цлара стећи држављанство пријемом (на дан 23.11.2026." in page.splitlines()[0]
    assert "(clara.case:5)" in page and "CIT-ADM-3" in page
    assert not re.search(r"\b(je|nije|od|put|godine|Izvori)\b", page), page


def test_a_long_page_is_never_longer_than_the_most() -> None:
    laws = shipped()
    (case,) = load_cases(CLARA, laws)
    reply = ask(laws, "can Clara obtain citizenship by admittance", case)
    page = short(reply, laws.predicates, foot=("a line below it",) * 6)
    assert len(page.splitlines()) <= SHORT


ITEMS = """\
law gate "Rules of the gate, opening hours"

vocabulary
    {person} holds a key                (given)
    {person} holds a ticket             (given)
    {person} is invited                 (given)
    {person} may pass

rule G-1 "At the gate"
    cites "Opening Hours, first paragraph"
    a person may pass
    if any of:
        (a) the person holds a key
        (b) the person holds a ticket

rule G-2 "Through the yard"
    cites "Opening Hours, second paragraph"
    a person may pass
    if the person holds a ticket
    and the person is invited

rule G-3 "Through the cellar"
    cites "section 3"
    a person may pass
    if the person holds a ticket
    and the person is invited
"""


def test_items_are_told_by_their_conditions_equal_ways_once_and_the_law_once() -> None:
    kb = load_texts((("gate.law", ITEMS),))
    facts = ("holds a key", "holds a ticket", "is invited")
    lines = "".join(f"        it is false that Ana {fact}\n" for fact in facts)
    (case,) = read_cases(f'case "x"\n    given\n{lines}', "x.case", kb)
    page = " ".join(short(ask(kb, "may Ana pass", case), kb.predicates).split())
    assert " Ana does not hold a key (x.case:3)" in page and "(a)" not in page
    assert "Through the yard; Through the cellar: the same as " in page
    assert page.endswith(
        "Cited: Rules of the gate, opening hours: first paragraph (G-1); "
        "second paragraph (G-2); section 3 (G-3)"
    )


BORIS = EXAMPLES / "citizenship" / "boris.case"


def test_what_is_stated_up_to_today_has_not_ended_today() -> None:
    laws = shipped()
    (case,) = load_cases(BORIS, laws)
    reply = ask(laws, "can Boris obtain citizenship by admittance", case)
    page = " ".join(short(reply, laws.predicates).split())
    assert "Vesna is a national of Montenegro from 1990-01-01, known up to today" in page
    assert "from 1990-01-01 to" not in page
    page = " ".join(short(reply, spoken(laws, "me")).split())
    assert "od 01.01.1990., poznato do danas" in page


def test_the_other_side_of_a_limit_is_named_by_itself() -> None:
    """`else` would take in that nobody can say."""
    laws = shipped()
    question = '"expulsion of five diplomats of Russia" had happened by 2022-04-29'
    reply = ask(laws, question, as_of=date(2026, 11, 23))
    page = " ".join(short(reply, laws.predicates).split())
    assert "if on or before 2022-04-29: yes; if later: no" in page
    page = " ".join(short(reply, spoken(laws, "me")).split())
    assert "ako je najkasnije 29.04.2022.: da; ako je kasnije: ne" in page


def test_a_sum_over_what_rules_conclude_names_the_closure_it_rests_on() -> None:
    laws = shipped()
    file = EXAMPLES / "situations" / "06-seasonal-waiter.case"
    (case,) = (one for one in load_cases(file, laws) if one.title == "A summer of seasonal work")
    question = "P1 of Arben could run until when at the longest in the seasonal year"
    page = " ".join(short(ask(laws, question, case), laws.predicates).split())
    _, _, resting = page.partition("It also rests on: ")
    assert "all permits of Arben are given (lines 9, 10)" in resting


def test_no_colon_stands_before_a_rule_whose_place_is_the_law_itself() -> None:
    laws = shipped()
    reply = ask(laws, 'is Montenegro a member of "ENTSO-E" on 2026-11-23', as_of=date(2026, 11, 23))
    page = " ".join(short(reply, spoken(laws, "me")).split())
    cited = (
        r"članstvo u međunarodnim organizacijama \([^()]*, datum čitanja [\d.]+\) \(REL-ORG-Ma\)"
    )
    assert re.search(cited, page) and ": (" not in page


def test_an_answer_is_summed_up_once() -> None:
    reply = clara()
    assert isinstance(reply, Answer)
    predicates = shipped().predicates
    first = summary(reply, predicates)
    short(reply, predicates)
    assert summary(reply, predicates) is first
    equal = replace(reply)  # another answer, whose nodes may be others
    assert summary(equal, predicates) is not first


def test_what_a_case_states_of_a_finding_is_no_decision_of_the_authority() -> None:
    facts = "Ana joined on 2025-01-01\nit is false that Ana is suspended\n"
    said = " ".join(answered(f"{facts}Ana is welcome", "may Ana vote").split())
    assert "Ana is welcome (stated in x.case:5; the committee decides on it)" in said
    said = " ".join(answered(f"{facts}it is false that Ana is welcome", "may Ana vote").split())
    assert "Ana is not welcome (x.case:5)" in said and "refused" not in said


def test_beside_a_law_stands_what_was_read_where_a_page_of_the_web_was() -> None:
    laws = shipped()
    (file,) = (one for one in FILES if one.stem == "training")
    (case,) = (one for one in load_cases(file, laws) if one.title.startswith("Specialization, app"))
    question = "S1 has a programme that sets the stay until what date"
    said = " ".join(short(ask(laws, question, case), laws.predicates).split())
    read = "(a page of a firm, read on 2026-11-23)"
    assert f"temporary residence for specialization and training {read}: " in said
