"""That a page names the lists that close an answer, the counts that decide it, and its sources."""

import pytest

from engine.answers.ask import ask
from engine.answers.reply import Answer
from engine.answers.summing import summary
from engine.pages.language import spoken
from engine.pages.opened import opened
from engine.pages.room import ROOMS
from engine.proof.node import Derived
from kb.from_files import load_cases
from tests.laws import FILES, laws_of
from tests.reading import Drawn, page_of


def page(stem: str, title: str, place: int = 0, language: str = "en") -> str:
    """Return the page of a worked case in one line."""
    (file,) = (one for one in FILES if one.stem == stem)
    cases = load_cases(file, laws_of(file))
    case = next(one for one in cases if one.title.startswith(title))
    return " ".join(page_of(Drawn(file, case, case.expectations[place], language)).split())


@pytest.mark.parametrize(
    ("stem", "title", "said"),
    [
        (
            "registered-parents",
            "On the day after the eighteenth birthday the application",
            "all applications to register Ada are given",
        ),
        (
            "work-categories",
            "Item 2: a founder who works for another company",
            "all principals of Job1 are given (line 94)",
        ),
        ("visas-transit", "A transit of 5 days", "all transits of Ana are given"),
    ],
)
def test_a_list_that_closes_an_answer_is_named(stem: str, title: str, said: str) -> None:
    assert said in page(stem, title)


def test_in_montenegrin_too() -> None:
    found = page("origin-application", "The child still had another nationality", 0, "me")
    assert "potpun je spisak: zahtjevi za upis djeteta Ana" in found


def test_that_all_facts_are_given_is_one_declaration() -> None:
    found = page("section-152", "Age requirements: subsection (c)(3)", 1)
    assert found.count("are given") <= 1


def test_a_count_that_keeps_to_its_limit_is_told_with_the_limit() -> None:
    found = page("ten-years", "Absent on 90 days of the first year of life", 2)
    assert (
        "on 90 days of year 1 of life (BNA-1-4-days); 90, exactly the most that is allowed" in found
    )
    found = page("visas-transit", "A transit of 5 days", 1)
    told = (
        "5, the days from 2026-11-01 to the earlier of 2026-11-05 and 2026-11-23, exactly the most"
    )
    assert told in found
    found = page("grant", "The entitlement ends on the day of the question")
    assert "1350, exactly the least that is enough" in found
    assert "on 270 days of year 1 before the application (NZ-8-2-b-year); 270 is at least" in found


def test_days_used_up_stand_before_the_day_on_which_they_begin_anew() -> None:
    found = page("stay", "A stay of forty days where thirty are free, on 2026-07-01", 3)
    used, anew = found.index("30 is not under the upper limit of 30"), found.index("2026-11-30")
    assert found.index("Ana may come without a visa for 30 days at the most (VF-0b)") < used < anew


def test_what_a_conclusion_rests_on_is_cited_beside_its_rule() -> None:
    found = page("emigrants", "Two years back since yesterday")
    assert "sufficient means (ART-8-4; lines 96, 97)" in found
    assert " more; not stated" not in found and "and 1 more" not in found


def test_no_condition_of_a_yes_hides_behind_a_count() -> None:
    found = page("armed-forces", "A mother who joins on the day before the eighteenth birthday")
    assert "Kit is not a British citizen by virtue of subsections 1 to 2" in found
    assert "- and " not in found


def test_what_is_open_of_somebody_else_is_not_told() -> None:
    found = page("residence-conditions", "The identity card of somebody else", 1)
    assert "Bob does not carry any document" in found and "K1" not in found


def test_how_much_something_is_is_not_asked_as_if_it_might_be_nothing() -> None:
    found = page("penalties", "Very late, and the liability is not known")
    assert "how much is the liability in the return of Nell for 2021-22?" in found
    assert "the answer depends on how much it is" in found and "if it is not: no" not in found


def test_ways_for_which_there_is_no_room_say_where_the_case_denies_them() -> None:
    found = page("clara", "Clara, married too recently")
    assert "Admittance for special interest (denied in line 10)" in found


def test_in_any_room_the_places_of_the_grounds_are_said() -> None:
    (file,) = (one for one in FILES if one.stem == "emigrants")
    laws = laws_of(file)
    case = next(
        one for one in load_cases(file, laws) if one.title == "Two years back since yesterday"
    )
    reply = ask(laws, case.expectations[0].question, case)
    assert isinstance(reply, Answer)
    words = spoken(laws, "en")
    met = [turn.node for turn in summary(reply, words).met]
    means = next(one for one in met if isinstance(one, Derived) and "means" in one.atom.pred)
    for room in ROOMS:
        made = opened("x", means, met, reply.as_of, words, room)
        assert "emigrants.case:96" in made.text
        assert len(made.grounds) == 2


def test_a_limit_that_is_just_kept_decides_and_no_value_is_greater_than_itself() -> None:
    title = "Across the turn of the year, together in each year: thirty days"
    found = page("absence", title, 1)
    assert "Why (ABS-1 " in found and "30, exactly the most that is allowed" in found
    assert "greater of" not in found
    found = page("02-days-of-visa-c", "Back in Montenegro within the six months", 2)
    assert "2026-05-30, as it is earlier than 2026-12-31" in found


def test_what_would_take_a_presumption_back_is_no_reason_for_it() -> None:
    found = page("digital-nomads", "Whoever has died is no digital nomad and applies", 3)
    assert "Vera is a foreigner (presumed: NAT-5) " in found


def test_nobody_is_presumed_not_to_be_born() -> None:
    found = page("section-152-circles", "Two friends without income share a home", 3)
    assert "not born" not in found and "presumed" not in found
    assert "all facts are given" in found


def test_what_nobody_could_meet_is_no_open_condition_of_a_way() -> None:
    found = page("medical-treatment", "The certificate comes from another institution", 2)
    assert "has secured accommodation (not stated)" in found
    assert "was sentenced" not in found


def test_of_a_law_that_asks_for_very_much_some_is_named_and_the_rest_counted() -> None:
    title = "Both are silent after sixty days"
    (file,) = (one for one in FILES if one.stem == "permanent-residence")
    case = next(one for one in load_cases(file, laws_of(file)) if one.title.startswith(title))
    (place,) = (
        number
        for number, one in enumerate(case.expectations)
        if "may permanent residence be granted" in one.question.text
    )
    found = page("permanent-residence", title, place)
    assert "(8) " in found and "(9) " not in found and "and 1 more Why (PERM-1" in found
    assert "is any conviction final" not in found and "Cited: Law on Foreigners" in found
