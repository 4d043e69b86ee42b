# ruff: noqa: RUF001
"""Questions, facts and cases in Montenegrin ask and say what their English ones do."""

from datetime import date

import pytest

from engine.answers.ask import read_question
from engine.answers.reply import Answer
from engine.answers.situations import describe
from kb.from_files import read_cases
from parser.resolved.tree import Case, Question
from parser.text.diagnostic import Quoted, SourceError
from tests.laws import shipped

DAY = date(2026, 11, 23)

QUESTIONS = [
    ("može li Ana steći državljanstvo prijemom", "can Ana obtain citizenship by admittance"),
    ("Da li Ana može steći državljanstvo prijemom?", "can Ana obtain citizenship by admittance"),
    ("da li može Ana steći državljanstvo prijemom", ""),
    ("moze li Ana steci drzavljanstvo prijemom", "can Ana obtain citizenship by admittance"),
    ("може ли Ана стећи држављанство пријемом", "can Ana obtain citizenship by admittance"),
    ("ko može steći državljanstvo prijemom", "who can obtain citizenship by admittance"),
    ("koja osoba može steći državljanstvo prijemom", "who can obtain citizenship by admittance"),
    ("može li neka osoba doći bez vize", "may someone come without a visa"),
    ("je li osoba Ana rođena u državi Srbija", "was Ana born in Serbia"),
    ("da li je osoba Ana rođena u državi Srbija", "was Ana born in Serbia"),
    ("u kojoj državi je rođena osoba Ana", "in which country was Ana born"),
    ("u kojoj državi je osoba Ana rođena?", "in which country was Ana born"),
    ("kada je rođena osoba Ana", "when was Ana born"),
    (
        "po kom osnovu osoba Ana može steći crnogorsko državljanstvo",
        "which route leads Ana to Montenegrin citizenship",
    ),
    (
        "koji put vodi osobu Ana do crnogorskog državljanstva",
        "which route leads Ana to Montenegrin citizenship",
    ),
    ("kada je osoba Ana rođena", "when was Ana born"),
    ("kada je Ana rođena", "when was Ana born"),
    ("kada je rođena Ana", "when was Ana born"),
    ("kada je rođen Ana", "when was Ana born"),
    ("ko je rođen u državi Srbija", "who was born in Serbia"),
    ("ko je rodjen u državi Srbija?", "who was born in Serbia"),
    ("ко је рођен у држави Србија", "who was born in Serbia"),
    ("ko je rođena u državi Srbija", "who was born in Serbia"),
    ("ko je rođen 1.1.2000.", "who was born on 2000-01-01"),
    ("da li je Ana rođen u državi Srbija", "was Ana born in Serbia"),
    ("u kojoj državi je rođen Ana", "in which country was Ana born"),
    (
        "sa kojom osobom je Ana u braku od 1. maja 2020. godine",
        "Ana is married to whom from 2020-05-01",
    ),
    (
        "da li je Ana u braku sa nekom osobom od nekog datuma",
        "is Ana married to a spouse from a wedding",
    ),
    (
        "koja država je na spisku država bez viza za 90 dana",
        "which country is listed visa-free for 90 days",
    ),
    (
        "na koliko dana može Ana doći bez vize najviše",
        "Ana may come without a visa for how many days at the most",
    ),
    (
        "da li Ana ima državljanstvo države Bosna i Hercegovina na dan danas",
        "is Ana a national of Bosnia and Herzegovina on today",
    ),
    (
        "ima li Ana državljanstvo države Crna Gora na dan 23.11.2026.",
        "is Ana a national of Montenegro on 2026-11-23",
    ),
]

FACTS = [
    ("osoba Ana rođena je 30. juna 1994. godine", "Ana was born on 1994-06-30"),
    ("osoba Ana je rođena 30.6.1994.", "Ana was born on 1994-06-30"),
    ("особа Ана рођена је 30.06.1994. године", "Ana was born on 1994-06-30"),
    ("osoba Ana rođena je 1994. godine", "Ana was born on 1994"),
    ("osoba Ana rođena je 06.1994. godine", "Ana was born on 1994-06"),
    (
        "osoba Ana rođena je nekog datuma, najkasnije 2008-11-23",
        "Ana was born on a birthday, on or before 2008-11-23",
    ),
    (
        "osoba Ana rođena je nekog datuma, između 1.1.2000. i 31.12.2001.",
        "Ana was born on a birthday, between 2000-01-01 and 2001-12-31",
    ),
    (
        "Ana ima državljanstvo države Srbija od nekog datuma do nekog datuma, "
        "početak najranije 1.1.2000.",
        "Ana is a national of Serbia from a start to a finish, the start on or after 2000-01-01",
    ),
    (
        "Ana posjeduje neki udio društva Adria, najmanje 51 %",
        "Ana owns a part of Adria, at least 51%",
    ),
    (
        "osoba Ana je u osudi K1 osuđena na kaznu zatvora u trajanju od 2 godine",
        "Ana was sentenced in K1 to 2 years of imprisonment",
    ),
    ("nije tačno da je osoba Ana rođena u Srbiji", ""),
    (
        "nije tačno da je osoba Ana rođena u državi Srbija",
        "it is false that Ana was born in Serbia",
    ),
    (
        "nije tačno da je Ana u braku sa nekom osobom od nekog datuma",
        "it is false that Ana is married to a spouse from a wedding",
    ),
    ("potpun je spisak: brakovi osobe Ana", "all marriages of Ana are given"),
    (
        "navedeni su svi slučajevi u kojima važi: Ana je u braku sa nekom osobom od nekog datuma",
        "all cases where Ana is married to a spouse from a wedding are given",
    ),
    ("sve činjenice su navedene", "all facts are given"),
    (
        "nije poznato da li je osoba Ana umrla 1.1.2020.",
        "it is not known whether Ana died on 2020-01-01",
    ),
]


def asked(text: str) -> object:
    kb = shipped()
    found = read_question(kb, text, Case("", names={}), DAY)
    assert isinstance(found, Question), text
    return found.sentence, found.open, found.how_many


@pytest.mark.parametrize(("montenegrin", "english"), [one for one in QUESTIONS if one[1]])
def test_questions(montenegrin: str, english: str) -> None:
    assert asked(montenegrin) == asked(english)


@pytest.mark.parametrize(("montenegrin", "english"), [one for one in FACTS if one[1]])
def test_facts(montenegrin: str, english: str) -> None:
    kb = shipped()
    first, second = describe(kb, montenegrin), describe(kb, english)
    assert first.statements == second.statements


def test_what_no_form_says_is_silent_with_the_nearest() -> None:
    found = read_question(shipped(), "može li Ana kupiti državljanstvo prijemom", Case(""), DAY)
    assert isinstance(found, Answer)
    assert found.verdict == "silent"
    assert found.question.language == "me"
    assert found.nearest[0] == "neka osoba može steći državljanstvo prijemom"


def test_the_colon_before_a_name_may_be_left_out() -> None:
    for mark in (":", ""):
        text = f"može li Ana preći granicu sa zajedničkom ispravom{mark} G1"
        found = read_question(shipped(), text, Case(""), DAY)
        assert isinstance(found, Question)
        assert len(found.sentence.args) == 2


def test_two_sentences_on_a_child_without_nationality_are_told_apart() -> None:
    asked = (
        "ostaje li dijete Ana bez državljanstva",
        "da li bi dijete Ana ostalo bez državljanstva",
    )
    found = [read_question(shipped(), text, Case(""), DAY) for text in asked]
    assert all(isinstance(one, Question) for one in found)
    assert len({one.sentence.predicate for one in found if isinstance(one, Question)}) == 2


def test_a_fact_that_is_nearly_a_sentence_is_told_the_nearest() -> None:
    with pytest.raises(Quoted) as caught:
        describe(shipped(), "Ana je u braku sa osobom Marko")
    (one,) = caught.value.diagnostics
    assert one.code == "unknown-sentence"
    assert one.help is not None
    assert "u braku sa osobom {supružnik} od {datum vjenčanja}" in one.help


def test_a_case_in_cyrillic_and_with_its_own_keywords() -> None:
    text = """\
позадина
    особа Ана рођена је 30.06.1994. године
случај "Ана"
    на дан 2026-11-23
    дато
        Ана има стални боравак од 1. маја 2020. године
    очекује се
        има ли Ана најмање осамнаест година: да
        када је рођена особа Ана: 1994-06-30
"""
    (case,) = read_cases(text, "ana.case", shipped())
    assert case.title == "Ana"
    assert case.as_of == DAY
    assert [one.verdict for one in case.expectations] == ["yes", None]
    assert case.expectations[1].values == ((date(1994, 6, 30),),)
    assert case.expectations[0].question.text == "ima li Ana najmanje osamnaest godina"


def test_a_wrong_line_of_a_case_has_its_place() -> None:
    text = 'slučaj "Ana"\n    dato\n        osoba Ana rođena je u kući\n'
    with pytest.raises(SourceError) as caught:
        read_cases(text, "ana.case", shipped())
    (one,) = caught.value.diagnostics
    assert (one.code, one.at.line, one.at.column) == ("unknown-sentence", 3, 9)
