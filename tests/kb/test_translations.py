"""Translation files: what is wrong with one is said once, with its place; what is right is used."""

from pathlib import Path

import pytest

from engine import cli
from engine.answers.ask import ask
from engine.answers.reply import Answer
from engine.answers.situations import describe
from engine.pages.forms import written
from engine.pages.language import spoken
from engine.pages.report.compose import Reported, compose
from engine.pages.report.document import plain
from engine.pages.text import render
from kb.diagnose import diagnose
from kb.from_files import load
from kb.translations import missing
from parser.text.diagnostic import Diagnostic, SourceError

LAW = """\
law club "Rules of a club"

names of country: Serbia, Malta

vocabulary
    {person} was born in {country}                  (given, single, all "birthplaces of {person}")
        asks "In which country was {person} born?"
    {person} paid {number} days ahead               (given, single)
    {person} is a friend of {other: person}         (given)
    {person} may enter

rule CLUB-1 "Entry"
    cites "section 3"
    says "Whoever was born in Malta may enter."
    a person may enter
    if the person was born in Malta
"""

GOOD = """\
translation of club "Pravila kluba"
    published "Novine 1"

nouns
    osoba f: osobe, osobi, osobu, osobom
    država f: države, državi, državu, državom

words
    person = osoba
    country = država

names
    Serbia = Srbija

phrases
    section # = odjeljak #

sentences
    {person} was born in {country}
        {osoba person} rođena je u {državi country}
        all mjesta rođenja {osobe person}
        asks "U kojoj državi je rođena {osoba person}?"
        help "Država iz izvoda."
    {person} paid {number} days ahead
        {osoba person} platila je {number} [dan|dana|dana] unaprijed
    {person} may enter
        {person} smije ući

texts
    CLUB-1 "Ulazak"
        says "Ko je rođen na Malti smije ući."
"""

WRONG = [
    ("sentences\n", "sentence\n", "malformed-translation", "sentence"),
    ("translation of club", "translation of klub", "unknown-law", "klub"),
    ("osobu, osobom", "osobu", "malformed-translation", "osoba f: osobe, osobi, osobu"),
    ("person = osoba", "persona = osoba", "unknown-kind", "persona"),
    ("Serbia = Srbija", "Serbija = Srbija", "unknown-name", "Serbija"),
    ("Serbia = Srbija", "Serbia = Malta", "names-alike", "Malta"),
    ("Serbia = Srbija", "Serbia = Srbija\n    Malta = Srbija", "names-alike", "Srbija"),
    ("Serbia = Srbija", "Serbia Srbija", "malformed-translation", "Serbia Srbija"),
    ("{person} may enter\n", "{person} may enters\n", "unknown-sentence", "{person} may enters"),
    ("{person} smije", "{persn} smije", "unknown-slot", "{persn}"),
    ("{person} smije", "neko smije", "slots-of-form", "neko smije ući"),
    (
        "{person} smije",
        "{person} i {person} smije",
        "slots-of-form",
        "{person} i {person} smije ući",
    ),
    ("{osoba person} platila", "{osobica person} platila", "unknown-noun", "{osobica person}"),
    ("[dan|dana|dana]", "[dan|dana]", "counted-forms", "[dan|dana]"),
    ("{person} smije", "{person smije", "unbalanced", "{"),
    ("        {person} smije ući\n", "", "malformed-translation", "{person} may enter"),
    ('CLUB-1 "Ulazak"', 'CLUB-2 "Ulazak"', "unknown-id", "CLUB-2"),
    ('CLUB-1 "Ulazak"', 'CLUB-1 #000000 "Ulazak"', "translation-outdated", "CLUB-1"),
    ("says ", "sayz ", "unknown-id", "sayz"),
    (
        "        all mjesta",
        "        all mjesta {osobe person}\n        all mjesta",
        "malformed-translation",
        "all mjesta rođenja {osobe person}",
    ),
    (
        "{person} smije ući\n",
        "{person} smije ući\n    {person} may enter\n        {person} ulazi\n",
        "translated-twice",
        "{person} may enter",
    ),
    (
        "{person} smije ući\n",
        "{person} smije ući\n        all ulasci\n",
        "no-closing",
        "ulasci",
    ),
    (
        "rođena {osoba person}?",
        "rođena ta osoba?",
        "slots-of-form",
        "U kojoj državi je rođena ta osoba?",
    ),
    (
        "{person} smije ući\n",
        "{person} smije ući\n        also neko može ući\n",
        "slots-of-form",
        "neko može ući",
    ),
    (
        'help "Država iz izvoda."',
        'help "Država iz izvoda."\n        help "Država."',
        "malformed-translation",
        'help "Država."',
    ),
]


def files(folder: Path, translation: str) -> str:
    (folder / "club.law").write_text(LAW, encoding="utf-8")
    (folder / "club.me").write_text(translation, encoding="utf-8")
    return str(folder / "club.law")


def problems(folder: Path, translation: str) -> list[Diagnostic]:
    found = diagnose(files(folder, translation)).diagnostics
    return [one for one in found if one.at.file.endswith(".me")]


def test_a_good_one_has_no_errors(tmp_path: Path) -> None:
    assert not problems(tmp_path, GOOD)


@pytest.mark.parametrize(("old", "new", "code", "place"), WRONG)
def test_each_mistake_is_one_error_at_its_place(
    tmp_path: Path, old: str, new: str, code: str, place: str
) -> None:
    assert GOOD.count(old) == 1 or old == "sentences\n"
    text = GOOD.replace(old, new, 1)
    found = problems(tmp_path, text)
    assert [one.code for one in found][:1] == [code]
    (first, *others) = found
    assert text[first.at.start : first.at.end] == place
    assert text.split("\n")[first.at.line - 1][first.at.column - 1 :].startswith(place)
    assert not others or old in ("sentences\n", "osobu, osobom", "translation of club")


def test_two_forms_alike(tmp_path: Path) -> None:
    text = GOOD.replace(
        "{person} smije ući\n",
        "{person} smije ući\n    {person} is a friend of {other}\n        {person} zna {other}\n",
    ).replace("{osoba person} rođena je u {državi country}", "{person} zna {country}")
    (found,) = problems(tmp_path, text)
    assert found.code == "forms-alike"


def test_a_wrong_one_is_told_when_it_is_needed(tmp_path: Path) -> None:
    kb = load(files(tmp_path, GOOD.replace("{person} smije", "{persn} smije")))
    reply = ask(kb, "may Ana enter", describe(kb, "Ana was born in Malta"))
    assert isinstance(reply, Answer) and reply.verdict == "yes"
    with pytest.raises(SourceError):
        ask(kb, "smije li Ana ući", describe(kb, "Ana was born in Malta"))


def test_what_is_missing_is_listed(tmp_path: Path) -> None:
    kb = load(files(tmp_path, GOOD))
    assert missing(kb) == (
        "club: sentence `{person} is a friend of {other}`",
        "club: name `Malta`",
    )


def test_coverage_lists_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["coverage", files(tmp_path, GOOD)])
    assert capsys.readouterr().out.endswith(
        "without translation: 2\n"
        "  club: sentence `{person} is a friend of {other}`\n"
        "  club: name `Malta`\n"
    )


def test_a_report_says_which_sentences_stay_in_their_language(tmp_path: Path) -> None:
    rest = """    {person} may enter
        {person} smije ući
"""
    kb = load(files(tmp_path, GOOD.replace(rest, "")))
    case = describe(kb, "Ana was born in Malta")
    reply = ask(kb, "may Ana enter", case)
    made = compose([Reported(case, reply)], spoken(kb, "me"), "", "me")
    assert plain(made.closing).endswith("jer nemaju prevoda: {person} may enter.")
    whole = load(files(tmp_path, GOOD))
    made = compose([Reported(case, reply)], spoken(whole, "me"), "", "me")
    assert "prevoda" not in plain(made.closing)


def test_a_law_without_translation_answers_in_its_own_words(tmp_path: Path) -> None:
    path = files(tmp_path, GOOD)
    (tmp_path / "club.me").unlink()
    kb = load(path)
    reply = ask(kb, "may Ana enter", describe(kb, "Ana was born in Malta"))
    assert render(reply, spoken(kb, "me")) == written(kb, reply)
    silent = ask(kb, "smije li Ana ući")
    assert isinstance(silent, Answer) and silent.verdict == "silent"


def test_a_page_in_the_language_of_the_question(tmp_path: Path) -> None:
    kb = load(files(tmp_path, GOOD))
    case = describe(
        kb, "osoba Ana rođena je u državi Malta", "osoba Ana platila je 2 dana unaprijed"
    )
    reply = ask(kb, "smije li Ana ući", case)
    lines = render(reply, spoken(kb, "me")).splitlines()
    assert lines[0].startswith("DA: smije li Ana ući (na dan ")
    assert lines[3:] == [
        "✓ Ana smije ući",
        '│  po odredbi CLUB-1 "Ulazak"',
        "│  Pravila kluba: odjeljak 3",
        "└─ ✓ osoba Ana rođena je u državi Malta (navedeno: --fact 1)",
    ]
