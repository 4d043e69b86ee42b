"""What people say in words of their own leads to the sentences of the law that they may mean."""

from datetime import date
from functools import cache

import pytest

from kb.heard.everyday import everyday
from kb.heard.nearest import HeardClause, Sentences, is_askable, is_tellable, said_with
from parser.resolved.wording import template_text
from tests.laws import shipped

DAY = date(2026, 11, 30)


@cache
def _sentences(asking: bool) -> Sentences:
    return Sentences(shipped(), is_askable if asking else is_tellable)


def _heard(text: str, asking: bool = False) -> tuple[HeardClause, ...]:
    return _sentences(asking).heard(text, {"Mei": "person"}, DAY, "Mei", asking)


def _said(clause: HeardClause) -> list[str]:
    return [said_with(shipped(), one) for one in clause.nearest]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Mei is Chinese", "Mei is a national of China from {start} to 2026-11-30"),
        ("Wang je Kinez", "Wang is a national of China from {start} to 2026-11-30"),
        ("She is an American", "Mei is a national of United States from {start} to 2026-11-30"),
        ("Jovana je Srpkinja", "Jovana is a national of Serbia from {start} to 2026-11-30"),
        ("I came on 1st May 2026", "Mei made a short stay from 2026-05-01 to {exit}"),
        ("ušla je 1. maja 2026.", "Mei made a short stay from 2026-05-01 to {exit}"),
        ("stayed until 3/6/2026", "Mei made a short stay from {entry} to 2026-06-03"),
        ("She came on a tourist trip", "Mei travels for tourism"),
        ("born in Serbia", "Mei was born in Serbia"),
        ("rođena je u Kini", "Mei was born in China"),
        ("I married Marko on May 5, 2020", "Mei is married to Marko from 2020-05-05"),
        ("her passport expires on 1.1.2030", "{document} expires on 2030-01-01"),
        ("works remotely for a German firm", "Mei works electronically for {employer}"),
        ("boravi u Crnoj Gori kao turista", "Mei is staying in Montenegro"),
    ],
)
def test_what_is_no_sentence_leads_to_those_that_may_be_meant(text: str, meant: str) -> None:
    (clause,) = _heard(text)
    assert meant in _said(clause)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("how long may Mei stay", "Mei may stay for {number} days at the most"),
        ("koliko dugo može ostati", "Mei may stay for {number} days at the most"),
        ("does she need a visa", "Mei may come without a visa"),
        ("can she become a citizen", "Mei can acquire Montenegrin citizenship"),
        ("has she stayed too long", "the stay of Mei is illegal"),
    ],
)
def test_questions_are_found_by_what_people_ask(text: str, meant: str) -> None:
    (clause,) = _heard(text, asking=True)
    assert meant in _said(clause)


def test_a_story_is_taken_apart_and_its_people_are_kept() -> None:
    found = _heard("Wang is Chinese, entered on 1 May 2026 and stayed until 3 June.")
    assert [one.text for one in found] == [
        "Wang is Chinese", "entered on 2026-05-01", "stayed until 2026-06-03"
    ]  # fmt: skip
    assert all(any("Wang" in said for said in _said(one)) for one in found)


def test_two_clauses_may_tell_of_one_stay() -> None:
    for clause in _heard("Mei entered on 1 May 2026 and stayed until 3 June 2026"):
        assert "Mei made a short stay from 2026-05-01 to 2026-06-03" in _said(clause)[:3]


def test_a_day_of_something_else_fills_no_slot() -> None:
    (clause,) = _heard("She has a Chinese passport that expires on 2030-01-01")
    assert not any("China from 2030-01-01" in one for one in _said(clause))


@pytest.mark.parametrize("text", ["", "  ", "qqq zzz", "?!", "1 2 3", "the of and"])
def test_where_nothing_is_said_nothing_is_meant(text: str) -> None:
    assert not any(one.nearest for one in _heard(text))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("she never left", "Mei left for {country} on {day}"),
        ("Mei didn't leave the country", "Mei left for {country} on {day}"),
        ("I don't speak Montenegrin", "Mei speaks Montenegrin well enough for basic communication"),
        ("ne govorim crnogorski", "Mei speaks Montenegrin well enough for basic communication"),
        ("Nema zdravstveno osiguranje", "Mei has insurance for medical costs"),
        ("nije se prijavila policiji", "{arrival} was registered with the police on {day}"),
    ],
)
def test_what_is_said_not_to_be_so_is_denied(text: str, meant: str) -> None:
    (clause,) = _heard(text)
    assert f"it is false that {meant}" in _said(clause)
    assert meant not in _said(clause)


@pytest.mark.parametrize(
    "text",
    [
        "has been living here for 5 years without interruption",
        "she was told not to work",
        "works here with no contract",
        "rekli su joj da ne radi",
    ],
)
def test_what_is_said_to_be_so_is_not_denied_by_a_word_in_it(text: str) -> None:
    assert not any(near.denied for one in _heard(text) for near in one.nearest)


def test_a_denial_behind_a_clause_is_of_what_it_says_itself() -> None:
    found = _heard("She wants to live in Kotor for a year. She has never been there before.")
    assert not any(near.denied for one in found for near in one.nearest)


def test_a_sentence_that_denies_is_said_by_a_denial() -> None:
    (clause,) = _heard("she has no nationality")
    assert "Mei is without nationality" in _said(clause)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("My husband Marko is from Montenegro.", [
            "Mei is married to Marko from {wedding}",
            "Marko is a national of Montenegro from {start} to 2026-11-30",
        ]),
        ("Her mother is German", [
            "mother of Mei is the mother of Mei",
            "mother of Mei is a national of Germany from {start} to 2026-11-30",
        ]),
        ("njena majka je Kineskinja", [
            "majka (Mei) is the mother of Mei",
            "majka (Mei) is a national of China from {start} to 2026-11-30",
        ]),
    ],
)  # fmt: skip
def test_kin_are_others_than_who_is_spoken_of(text: str, meant: list[str]) -> None:
    assert [_said(one)[0] for one in _heard(text)] == meant


def test_of_several_kin_nothing_is_said_of_anybody_else() -> None:
    (clause,) = _heard("The parents are not married")
    assert _said(clause)[0] == "it is false that {person} is married to {spouse} from {wedding}"


@pytest.mark.parametrize(
    "text", ["I'm Russian", "Nema vizu", "Imamo dvoje djece", "Nije osuđivana", "Don't know"]
)
def test_a_word_that_begins_a_sentence_is_nobody(text: str) -> None:
    begins = text.split()[0]
    assert not any(begins in near.values for one in _heard(text) for near in one.nearest)


def test_a_place_is_nobody_and_a_town_is_in_its_country() -> None:
    found = _heard("born in Podgorica. Works for a firm in New York")
    assert "Mei was born in Montenegro" in _said(found[0])
    assert not any("New York" in near.values for one in found for near in one.nearest)


def test_a_country_of_several_words_is_one_country() -> None:
    (clause,) = _heard("Petar je iz Bosne i Hercegovine")
    first = "Petar is a national of Bosnia and Herzegovina from {start} to 2026-11-30"
    assert _said(clause)[0] == first


def test_a_full_stop_behind_a_year_ends_a_clause() -> None:
    found = _heard("I came on 15 January 2025. My passport expires on 14.1.2026. I am ill.")
    assert [one.text for one in found] == [
        "I came on 2025-01-15", "My passport expires on 2026-01-14", "I am ill"
    ]  # fmt: skip


def test_a_name_in_another_case_is_the_same_person() -> None:
    found = _heard("Oženjena je Markom od 5. maja 2020. Marko je Crnogorac. Ušla je 1.5.2026.")
    assert "Mei is married to Marko from 2020-05-05" in _said(found[0])
    assert _said(found[1])[0] == "Marko is a national of Montenegro from {start} to 2026-11-30"
    assert "Mei made a short stay from 2026-05-01 to {exit}" in _said(found[2])
    both = _heard("Mei živi sa Ivanom. Ivan je Crnogorac. Ivana je Kineskinja.")
    assert any("Ivana" in one for one in _said(both[-1]))


def test_what_was_done_to_somebody_they_have_not_done() -> None:
    (clause,) = _heard("Mei was adopted by us on 3 May 2024")
    assert _said(clause)[0] == "{adopter} adopted Mei completely on 2024-05-03"


def test_who_tells_of_their_kin_is_somebody_else() -> None:
    found = _heard("My wife Mei was born in China. I am German")
    assert "{person} is a national of Germany from {start} to 2026-11-30" in _said(found[-1])


def test_who_is_unknown_is_nobodys_name() -> None:
    found = _heard("Otac joj je nepoznat")
    assert _said(found[-1])[0] == "the father of Mei is unknown"


@pytest.mark.parametrize("text", ["Ušao je prije dvije sedmice", "Sad je u braku", "Bih da odem"])
def test_a_word_is_no_abbreviation(text: str) -> None:
    countries = {"United States", "Bosnia and Herzegovina"}
    assert not any(countries & {*near.values} for one in _heard(text) for near in one.nearest)
    assert any(one.nearest for one in _heard("Mei je iz SAD"))


def test_kin_is_heard_again_as_before_once_it_is_in_the_case() -> None:
    story = "His mother is German. Oženjen je Anom od 5. maja 2020. Ana je Crnogorka."
    names = {"Luka": "person"}
    told = {**names, "mother of Luka": "person", "Ana": "person"}
    before = _sentences(False).heard(story, names, DAY, "Luka")
    assert _sentences(False).heard(story, told, DAY, "Luka") == before


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("He was Chinese until 2020", "Mei is a national of China from {start} to {finish}"),
        (
            "She is not Chinese",
            "it is false that Mei is a national of China from {start} to {finish}",
        ),
        (
            "She is German since 2001-05-01",
            "Mei is a national of Germany from 2001-05-01 to 2026-11-30",
        ),
    ],
)
def test_what_somebody_is_lasts_until_the_day_of_the_question(said: str, meant: str) -> None:
    """A nationality without a last day is not known today, and nobody tells the last day of it."""
    assert _said(_heard(said)[0])[0] == meant


@pytest.mark.parametrize(
    "said",
    [
        "I came on 1 May 2026 and left on 3 June 2026",
        "She came to Montenegro as a tourist on 1 May 2026. She left on 3 June 2026.",
        "Došla sam kao turista 1. maja 2026. i otišla 3. juna 2026.",
    ],
)
def test_coming_and_leaving_are_one_stay(said: str) -> None:
    found = _heard(said)
    stay = "Mei made a short stay from 2026-05-01 to 2026-06-03"
    assert _said(found[0])[0] == _said(found[-1])[0] == stay, "and not one that is planned"


def test_a_stay_to_come_is_planned() -> None:
    (found,) = _heard("She will come on 1 December 2026 and leave on 5 December 2026")[:1]
    assert _said(found)[0] == "Mei plans a stay from 2026-12-01 to 2026-12-05"


def test_what_is_said_to_be_asked_often_can_be_asked() -> None:
    kb = shipped()
    asked = {template_text(one) for one in kb.predicates.values() if is_askable(one)}
    assert everyday(kb).often
    assert set(everyday(kb).often) <= asked


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Udata je za Crnogorca Marka od 10. juna 2017", "Marka"),
        ("She is married to the Montenegrin Marko since 2017-06-10", "Marko"),
        ("She is married to a Montenegrin since 2017-06-10", ""),
    ],
)
def test_who_is_married_to_one_of_a_people_is_not_of_it(text: str, people: str) -> None:
    """It is the spouse of whom the nationality is told."""
    first, *others = _heard(text)
    spouse = people or "{spouse}"
    assert _said(first)[0] == f"Mei is married to {spouse} from 2017-06-10"
    assert not any("Mei is a national" in one for each in (first, *others) for one in _said(each))
    told = [_said(one)[0] for one in others]
    assert told == (
        [f"{people} is a national of Montenegro from {{start}} to {{finish}}"] * bool(people)
    )


def test_who_is_of_a_people_and_married_is_of_it() -> None:
    assert any(
        "Mei is a national of China" in one
        for one in _said(_heard("Mei is a Chinese woman married to Marko")[0])
    )


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Mei is married to Luka, a Montenegrin national", "Luka to today"),
        ("Mei is married to Luka, who is Montenegrin", "Luka to today"),
        ("Mei is married to Luka who is Montenegrin", "Luka to today"),
        ("Mei is married to Luka, 41, a Montenegrin national, and lives here", "Luka to today"),
        ("Mei is married to Luka from Kotor, a Montenegrin national", "Luka to today"),
        ("Mei is married to Luka, a doctor, a Montenegrin national", "Luka to today"),
        ("Mei is married to Luka the Montenegrin", "Luka"),
        ("Mei was married to Luka, a Montenegrin national, until 2020", "Luka"),
        ("Mei je udata za Luku, crnogorskog državljanina", "Luku"),
        ("Mei je udata za Luku, koji je Crnogorac", "Luku to today"),
        ("Mei, a Montenegrin national, is married to Luka", "Mei to today"),
        ("Mei is married to Luka, has a Montenegrin passport", "Mei to today"),
    ],
)
def test_a_description_is_of_the_name_nearest_before_it(text: str, meant: str) -> None:
    who, _, until = meant.partition(" to ")
    last = "{finish}" if not until else "2026-11-30"
    nearest = [_said(one)[0] for one in _heard(text) if one.nearest]
    told = [one for one in nearest if "national" in one]
    assert told == [f"{who} is a national of Montenegro from {{start}} to {last}"]
    assert any(one.startswith("Mei is married to Lu") for one in nearest)


def test_who_was_named_in_a_sentence_that_says_nothing_else_is_in_no_other() -> None:
    found = _heard("Mila Kovac is 31. Ana is married to Luka. She is German.")
    assert [one.text for one in found][:2] == ["Mila Kovac is 31", "Ana is married to Luka"]
    assert _said(found[1])[0] == "Ana is married to Luka from {wedding}"
    assert _said(found[2])[0] == "Ana is a national of Germany from {start} to 2026-11-30"


@pytest.mark.parametrize(
    ("text", "meant", "opposite"),
    [
        ("Mei has temporary residence since 2016-03-01", "temporary", "permanent"),
        ("Mei ima privremeni boravak od 1. marta 2016.", "temporary", "permanent"),
        ("She has been granted temporary residence", "temporary", "permanent"),
        ("Mei has a permit for temporary residence", "temporary", "permanent"),
        ("Mei has permanent residence", "permanent", "temporary"),
        ("Mei ima stalni boravak", "permanent", "temporary"),
        ("Mei had permanent and then temporary residence", "", ""),
        ("The application of Mei was refused", "refused", "granted"),
    ],
)
def test_what_was_told_comes_before_its_opposite(text: str, meant: str, opposite: str) -> None:
    said = [one for clause in _heard(text) for one in _said(clause)]
    assert any(meant in one for one in said)
    assert not opposite or not any(opposite in one for one in said)


def test_a_permit_that_is_told_by_its_kind_is_offered_first() -> None:
    (clause,) = _heard("Mei has a permit for temporary residence")
    assert _said(clause)[0] == "{permit} is a permit for temporary residence"
