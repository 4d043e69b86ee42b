"""`zakonik ask`."""

import io
import json
import shutil
import sys
from pathlib import Path

import pytest

from tests.engine.commands.running import zakonik
from tests.laws import MONTENEGRO

EXAMPLES = Path(__file__).parents[3] / "examples"
LENDING = str(EXAMPLES / "library" / "lending.case")
CLARA = str(EXAMPLES / "citizenship" / "clara.case")
ANA = str(EXAMPLES / "citizenship" / "ana.case")
BORIS = str(EXAMPLES / "citizenship" / "boris.case")
CAN_ANA = "can Ana obtain citizenship by admittance"

Capsys = pytest.CaptureFixture[str]

DOGS = EXAMPLES / "conflict" / "dogs.case"


def test_a_question_is_answered_with_its_reasons(capsys: Capsys) -> None:
    ended = zakonik(capsys, "ask", CAN_ANA, "--case", ANA)
    assert ended.code == 0
    assert ended.out.startswith(f"DEPENDS: {CAN_ANA} (as of 2026-11-23)\n")
    assert "Ask: Ministry of Interior: is it in the interests of Montenegro to admit" in ended.out
    assert "2020-05-01 + 3 years = 2023-05-01, reached" in " ".join(ended.out.split())
    assert len(ended.out.splitlines()) <= 24
    assert max(map(len, ended.out.splitlines())) <= 80
    assert "\x1b" not in ended.out


def test_laws_that_lie_here_and_were_not_asked_are_named(
    capsys: Capsys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert zakonik(capsys, "ask", "may Mira fly a kite").err == ""
    shutil.copytree(EXAMPLES / "library", tmp_path / "library")
    ended = zakonik(capsys, "ask", "may Mira fly a kite")
    assert ended.out.startswith("SILENT: may Mira fly a kite")
    assert ended.err == (
        "the laws of Montenegro were asked; those here are asked with --kb library\n"
    )
    assert zakonik(capsys, "ask", "may Mira fly a kite", "--kb", "library").err == ""


def test_a_command_that_is_given_no_path_says_which_laws_it_took(
    capsys: Capsys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert zakonik(capsys, "compile", "--to", "datalog").err == ""
    shutil.copytree(EXAMPLES / "library", tmp_path / "library")
    said = "these are the laws of Montenegro; for those here add `library`\n"
    assert zakonik(capsys, "compile", "--to", "datalog").err == said
    assert zakonik(capsys, "compile", "--to", "datalog", "library").err == ""
    monkeypatch.chdir(MONTENEGRO)
    assert zakonik(capsys, "compile", "--to", "datalog").err == ""


def test_the_proof_of_a_way_and_all_that_is_explained_are_shown_on_request(capsys: Capsys) -> None:
    every = zakonik(capsys, "ask", CAN_ANA, "--case", ANA, "--all").out
    assert "to be found by Ministry of Interior" in every
    assert "✓ 2020-05-01 + 3 years = 2023-05-01 <= 2026-11-23" in every
    clara = ("ask", "can Clara obtain citizenship by admittance", "--case", CLARA)
    short = zakonik(capsys, *clara).out
    assert "  1 Admittance through marriage:\n" in short
    assert "  2 Admittance under the general conditions: " in short
    other = "If the statute is followed: no as well, a yes on 2029-04-01 at the earliest"
    assert other in " ".join(short.split())
    second = zakonik(capsys, *clara, "--why", "2").out
    assert "Way 2, Admittance under the general conditions:\n" in second
    assert "by ART-8-3" in second and "by CIT-ADM-3 " not in second
    ended = zakonik(capsys, *clara, "--why", "9")
    assert (ended.code, ended.err.count("there is no way 9")) == (2, 1)


def test_words_need_no_quotes_and_atoms_work_too(capsys: Capsys) -> None:
    spoken = zakonik(capsys, "ask", CAN_ANA, "--case", ANA, "--proofs", "0").out
    words = zakonik(capsys, "ask", *CAN_ANA.split(), "--case", ANA, "--proofs", "0").out
    form = "can_obtain_citizenship_by_admittance(Ana)"
    atom = zakonik(capsys, "ask", form, "--case", ANA, "--proofs", "0").out
    assert words == spoken
    assert atom.startswith("DEPENDS: ")
    assert atom.splitlines()[2:] == spoken.splitlines()[2:]


def test_every_engine_gives_the_same(capsys: Capsys) -> None:
    ended = [
        zakonik(capsys, "ask", CAN_ANA, "--case", ANA, "--engine", engine)
        for engine in ("pydatalog", "reference")
    ]
    assert ended[0] == ended[1]


def test_the_day_and_further_facts_count(capsys: Capsys) -> None:
    early = zakonik(capsys, "ask", CAN_ANA, "--case", ANA, "--as-of", "2023-04-30")
    assert "(as of 2023-04-30)" in early.out
    fact = "admission of Ana is in the interests of Montenegro"
    ended = zakonik(capsys, "ask", CAN_ANA, "--case", ANA, "--fact", fact)
    assert ended.out.startswith("YES by the source page alone (UNKNOWN by the statute): ")
    whole = zakonik(capsys, "ask", CAN_ANA, "--case", ANA, "--fact", fact, "--all")
    assert f"{fact} (stated in --fact 1;" in whole.out


def test_facts_alone_make_a_situation_in_which_names_are_known(capsys: Capsys) -> None:
    ended = zakonik(
        capsys,
        *("ask", "is Ivana a parent of Luka"),
        *("--fact", "Ivana is the mother of Luka", "--as-of", "2026-01-01"),
    )
    assert ended.out.startswith("YES: is Ivana a parent of Luka")
    assert "Ivana is the mother of Luka (--fact 1)" in ended.out


def test_several_questions_are_answered_in_turn(capsys: Capsys) -> None:
    ended = zakonik(
        capsys, "ask", CAN_ANA, "is Ana under the age of eighteen", "--case", ANA, "--proofs", "0"
    )
    assert [line.split(":")[0] for line in ended.out.splitlines() if "(as of" in line] == [
        "DEPENDS",
        "UNKNOWN",
    ]


def test_files_with_one_case_are_one_situation(capsys: Capsys) -> None:
    ended = zakonik(
        capsys, "ask", "who can obtain citizenship by admittance", "--case", ANA, "--case", BORIS
    )
    assert "  - Boris: yes (CIT-ADM-3)\n" in ended.out
    assert "  - Ana: depends\n" in ended.out


def test_each_case_of_a_file_is_answered_unless_one_is_chosen(capsys: Capsys) -> None:
    every = zakonik(capsys, "ask", "who may borrow a book", "--case", LENDING)
    assert every.out.count("who may borrow a book (as of") == 3
    assert every.out.startswith("Mira, a month and a day after joining\n")
    one = zakonik(
        capsys, "ask", "may Mira borrow a book", "--case", LENDING, "--title", "Mira joins today"
    )
    assert one.out.startswith("NO, but on these facts yes as of 2026-03-01: may Mira borrow a book")
    none = zakonik(capsys, "ask", "may Mira borrow a book", "--case", LENDING, "--title", "Mira")
    assert none.code == 2
    assert "no case is called `Mira`" in none.err


def test_a_case_may_come_from_standard_input(
    capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    def given(text: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    given(Path(ANA).read_text())
    assert zakonik(capsys, "ask", CAN_ANA, "--case", "-").out.startswith("DEPENDS: ")
    given('case "x"\n    given\n        Ana sings\n')
    ended = zakonik(capsys, "ask", CAN_ANA, "--case", "-")
    assert ended.code == 2
    assert ended.err.startswith("standard input:3:9: error[unknown-sentence]")
    assert "  3 |         Ana sings\n" in ended.err


def test_json_and_markdown(capsys: Capsys) -> None:
    found = json.loads(zakonik(capsys, "ask", CAN_ANA, "--case", ANA, "--format", "json").out)
    assert (found["schema"], found["verdict"]) == ("zakonik/answer/4", "depends")
    assert found["case"] == "Ana, married for six years"
    shown = zakonik(capsys, "ask", CAN_ANA, "--case", ANA, "--format", "md").out
    assert shown.startswith(f"## {CAN_ANA}\n\n**depends**, as of 2026-11-23\n")


def test_an_unknown_sentence_is_answered_with_silence(capsys: Capsys) -> None:
    ended = zakonik(capsys, "ask", "can Ana obtain citizenship by marriage", "--case", ANA)
    assert ended.code == 0
    assert ended.out.startswith("SILENT: ")
    assert "{person} can obtain citizenship by admittance" in ended.out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["can Anna obtain citizenship by admittance", "--case", ANA], "did you mean `Ana`?"),
        ([CAN_ANA, "--case", "absent.case"], "there is no file `absent.case`"),
        ([CAN_ANA, "--case", ANA, "--fact", "Ana is happy"], "`Ana is happy`"),
        ([CAN_ANA, "--case", ANA, "--fact", ""], "--fact 1"),
        ([CAN_ANA, "--case", ANA, "--fact", "Ana is married\nto Marko"], "--fact 1"),
        ([CAN_ANA, "--kb", "absent"], "`absent` cannot be read"),
        (["", "--case", ANA], "question"),
        (["(" * 10_000, "--case", ANA], "question"),
        ([CAN_ANA, "--case", str(EXAMPLES)], "is a folder"),
    ],
)
def test_bad_input_ends_with_2_and_says_what_to_do(
    words: list[str], message: str, capsys: Capsys
) -> None:
    ended = zakonik(capsys, "ask", *words)
    assert (ended.code, ended.out) == (2, "")
    assert message in ended.err


def test_a_fact_that_contradicts_the_case_is_refused(capsys: Capsys) -> None:
    fact = "admission of Ana is of special interest for Montenegro"
    ended = zakonik(capsys, "ask", CAN_ANA, "--case", ANA, "--fact", fact)
    assert ended.code == 2
    assert "ana.case:7" in ended.err
    assert f"`{fact}` is stated and denied" in ended.err
    assert f"  1 | {fact}\n" in ended.err


def test_characters_that_are_no_text_are_shown_as_escapes(capsys: Capsys) -> None:
    ended = zakonik(capsys, "ask", "Ana \x1b[2J \ud800", "--case", ANA)
    assert "\x1b" not in ended.out + ended.err


TERMS = """
law terms "Terms"
    calendar Montenegro

kind permit
names of permit: Blue card, seasonal permit

vocabulary
    {person} was served on {service: date}    (given, single)
    {person} supports {other: person}         (given)
    {person} holds {permit}                   (given)
    {person} answers by {day: date}
    {person} may work

rule T-1 "Five working days"
    cites "Section 1"
    a person answers by a day
    if the person was served on a service
    and the day = the service + 5 working days

rule T-2 "Work"
    cites "Section 2"
    a person may work
    if the person supports another person
    and the person holds seasonal permit
"""


@pytest.fixture
def terms(tmp_path: Path) -> str:
    (tmp_path / "terms.law").write_text(TERMS, encoding="utf-8")
    return str(tmp_path / "terms.law")


def asked(capsys: Capsys, law: str, *words: str) -> tuple[str, str]:
    ended = zakonik(capsys, "ask", *words, "--kb", law, "--as-of", "2026-11-23")
    return " ".join(ended.out.split()), ended.err


@pytest.mark.parametrize(
    "said, passing_over",
    [
        ("Ana was served on 2026-04-28", "2026-05-06 = 2026-04-28 + 5 working days of Montenegro"),
        ("Ana was served on 2026-06-02", "2026-06-09 = 2026-06-02 + 5 working days of Montenegro"),
    ],
)
def test_a_day_in_working_days_is_printed_once(
    capsys: Capsys, terms: str, said: str, passing_over: str
) -> None:
    out, _ = asked(capsys, terms, "when does Ana answer", "--fact", said, "--all")
    assert f"✓ {passing_over}" in out
    assert (", not counting the holiday 2026-05-01" in out) == ("2026-04-28" in said)


def test_names_of_the_law_are_suggested_without_quotes(capsys: Capsys, terms: str) -> None:
    out, err = asked(capsys, terms, "may Ana work", "--fact", "Ana supports Gran", "--all")
    assert "- Ana holds seasonal permit" in out
    assert not err
    facts = ("--fact", "Ana supports Gran", "--fact", "Ana holds seasonal permit")
    out, _ = asked(capsys, terms, "may Ana work", *facts)
    assert out.startswith("YES")


@pytest.mark.parametrize(
    "name, note",
    [
        ("a gran", "; did you mean `Gran`?"),
        ("a person", ": in quotes it is a name, not just any person"),
        ("a supporter", ""),
    ],
)
def test_somebody_called_like_a_noun_is_noted(
    capsys: Capsys, terms: str, name: str, note: str
) -> None:
    facts = ("--fact", "Ana supports Gran", "--fact", f'"{name}" supports Ana')
    _, err = asked(capsys, terms, "may Ana work", *facts)
    assert err == f'note: "{name}" is somebody the case has not named before{note}\n'


def test_the_note_is_in_the_language_of_the_answer(capsys: Capsys) -> None:
    fact = 'Ana is married to "a spouse" from 2020-05-01'
    ended = zakonik(capsys, "ask", CAN_ANA, "--fact", fact, "--lang", "me")
    assert ended.err.startswith("napomena: „a spouse” je neko koga slučaj dosad nije imenovao")


def test_a_file_is_no_word_of_a_question(capsys: Capsys, terms: str) -> None:
    for words in (("who", "may", "work", terms), ("who may work", "ana.case")):
        ended = zakonik(capsys, "ask", *words)
        option = "--kb" if words[-1] == terms else "--case"
        assert ended.code == 2
        assert f"is a file, no part of a question: write `{option} {words[-1]}`" in ended.err


def test_nobody_is_told_that_a_word_means_a_visa(capsys: Capsys) -> None:
    ended = zakonik(capsys, "ask", "what is a dependent")
    assert ended.out.startswith("SILENT: what is a dependent")
    assert "a visa" not in ended.out + ended.err


def test_a_law_without_a_translation_says_so_in_one_line(capsys: Capsys) -> None:
    title = "A guide dog that frightens nobody"
    words = ("ask", "may Ana enter with Rex", "--case", str(DOGS), "--title", title)
    assert "nema crnogorskog prevoda" not in zakonik(capsys, *words).out
    said = zakonik(capsys, *words, "--lang", "me").out
    assert said.count("Ovaj propis nema crnogorskog prevoda") == 1
