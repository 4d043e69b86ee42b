"""The interview reaches the answer of the full case, and asks for little."""

import io
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import kb
from engine.answers.ask import read_question
from engine.answers.interview.query import Query, in_words
from engine.answers.interview.running import interview
from engine.answers.reply import Answer, Verdict
from engine.commands.talk.typed_value import value_of
from engine.rails.relevant_rules import relevant
from kb.base import KnowledgeBase
from kb.from_files import load, load_cases, read_cases
from parser.datalog import naming
from parser.datalog.variables import atoms
from parser.resolved.tree import Case, Question, Statement
from parser.resolved.vocabulary import Slot
from parser.text.diagnostic import SourceError
from tests.engine.commands.running import zakonik
from tests.engine.commands.talk.oracle import Oracle
from tests.engine.commands.talk.test_piped import LAW
from tests.laws import answered, shipped
from tests.work import EVERYTHING

FOLDER = Path(kb.__file__).parent / "montenegro"
FILES = sorted(FOLDER.glob("*.case"))
Said = tuple[Statement, ...] | None

EVERY = 12 if EVERYTHING else 48
"""One of how many worked cases is taken; `make bench` takes more, and see `tests.work.ALL`."""


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_the_answer_is_that_of_the_full_case(file: Path) -> None:
    laws = shipped()
    for case, results in answered(file)[::EVERY]:
        if any(one.kind == "closes all" for one in case.statements):
            continue  # where all facts are given there is nothing to ask
        for one in results[:2]:
            question, full = one.expectation.question, one.reply
            if question.open or not question.sentence.predicate:
                continue
            assert isinstance(full, Answer)
            # what is not so unless stated, or is presumed, is not asked for: whoever knows better
            # says so first
            told = tuple(
                one
                for one in case.statements
                if is_by_default(laws, one) or gives_way_to(laws, question, one)
            )
            nothing = replace(case, statements=told, expectations=())
            found = interview(laws, question, nothing, Oracle(case))
            assert found.answer.verdict == full.verdict, f"{case.title}: {question.text}"


FOREIGNER = "is_a_foreigner"


def gives_way_to(laws: KnowledgeBase, question: Question, statement: Statement) -> bool:
    """Tell whether a fact speaks against a presumption that is asked: who is a foreigner."""
    rules = relevant(laws.program, naming.write(naming.Denial(FOREIGNER))).rules
    shown = {atom.pred for rule in rules for atom, _ in atoms(rule.body)}
    return question.sentence.predicate == FOREIGNER and statement.sentence.predicate in shown


NATIONALITY = "is_a_national_of_from_to"
"""What the presumption gives way to that somebody is a foreigner (NAT-5)."""


def is_by_default(laws: KnowledgeBase, statement: Statement) -> bool:
    """Tell whether a case states or reopens what is not so unless stated, or what is presumed."""
    name = statement.sentence.predicate
    predicate = laws.predicates.get(name)
    given = predicate is not None and not predicate.else_no and predicate.origin != "derived"
    return not given or name == NATIONALITY


def test_less_than_half_of_the_facts_are_asked_for() -> None:
    laws = shipped()
    questions = facts = 0
    for file in FILES[:: 3 if EVERYTHING else 6]:
        for case in load_cases(file, laws)[::EVERY]:
            expectation = case.expectations[0]
            if expectation.question.open or not expectation.question.sentence.predicate:
                continue
            oracle = Oracle(case)
            interview(laws, expectation.question, replace(case, statements=()), oracle)
            questions += oracle.questions
            facts += len(case.statements)
    assert 0 < questions < facts / 2


def test_whose_document_is_asked_and_not_each_row_of_a_table() -> None:
    laws = shipped()
    title = "Ninety days on end, nothing known of visas"
    (case,) = (one for one in load_cases(FOLDER / "stay.case", laws) if one.title == title)
    asked: list[tuple[str, ...]] = []

    def respond(queries: tuple[Query, ...], stands: Verdict) -> tuple[Said, ...]:
        asked.append(tuple(in_words(query, laws.predicates) for query in queries))
        return Oracle(case)(queries, stands)

    question = case.expectations[0].question
    interview(laws, question, replace(case, statements=()), respond)
    assert asked == [
        ("Ana made a short stay from an entry to an exit",),
        ("Ana enters on a document",),
        ("Ana carries a document",),
    ]


def test_facts_come_before_findings_and_what_is_rare_last() -> None:
    """Of an unknown document nothing is asked, nor of a treaty before parents and nationality."""
    laws = shipped()
    day = date(2026, 11, 30)

    def asked(text: str, most: int) -> list[str]:
        question = read_question(laws, text, Case("", as_of=day), day)
        assert isinstance(question, Question)
        found: list[str] = []

        def respond(queries: tuple[Query, ...], stands: Verdict) -> tuple[Said, ...]:
            found.extend(query.pred for query in queries)
            return (None,) * len(queries)

        interview(laws, question, Case("", as_of=day), respond, goes_on=lambda: len(found) < most)
        return found

    assert asked("Mei may come without a visa", 9) == ["enters_on"]
    order = asked("Mei can acquire Montenegrin citizenship", 9)
    assert all(laws.predicates[one].origin == "given" for one in order)
    first = ["was_born_on", "is_the_mother_of", "is_a_national_of_from_to"]
    later = ["makes_a_national_of_montenegro", "entitles_to_montenegrin_citizenship"]
    assert [one for one in order if one in (*first, *later)][:3] == first


ROWS = """
law rows "Rows of a table"
names of country: Serbia, Malta, Albania

vocabulary
    {person} came from {country}         (given)
    {country} is at war                  (given)
    {country} is {color} on the map      (listed)
    {person} may be sent back

table "map.csv"
    cites "Annex"
    {Country} is {Color} on the map

rule ROW-1 "Sent back"
    cites "Section 1"
    a person may be sent back
    if the person came from a country
    and the country is red on the map
    and it is false that the country is at war

rule ROW-2 "Unless all is peace"
    cites "Section 2"
    notwithstanding ROW-1
    it is false that a person may be sent back
    if Serbia is at war
"""


def test_who_says_which_row_is_asked_about_that_row(tmp_path: Path) -> None:
    (tmp_path / "map.csv").write_text("Country,Color\nSerbia,red\nMalta,red\nAlbania,red\n")
    (tmp_path / "rows.law").write_text(ROWS.replace("vocabulary", "kind color\n\nvocabulary", 1))
    laws = load(tmp_path / "rows.law")
    (case,) = read_cases(
        'case "Ana"\n  as of 2026-11-23\n  given\n    Ana came from Malta\n'
        "    it is false that Malta is at war\n    it is false that Serbia is at war\n"
        "  expect\n    may Ana be sent back: yes\n",
        "ana.case",
        laws,
    )
    question = case.expectations[0].question
    asked: list[str] = []

    def respond(queries: tuple[Query, ...], stands: Verdict) -> tuple[Said, ...]:
        asked.extend(in_words(query, laws.predicates) for query in queries)
        return Oracle(case)(queries, stands)

    found = interview(laws, question, replace(case, statements=()), respond)
    assert found.answer.verdict == "yes"
    assert "Malta is at war" in asked
    assert "Albania is at war" not in asked


def talk(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, typed: str
) -> tuple[int, str]:
    (folder / "club.law").write_text(LAW)
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    words = ("may Ana vote", "--kb", str(folder / "club.law"), "--as-of", "2026-11-23")
    ended = zakonik(capsys, "interview", *words, "--save", str(folder / "ana.case"))
    return ended.code, ended.out


def test_an_interview_ends_with_the_answer_and_a_case(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out = talk(tmp_path, capsys, monkeypatch, "maybe\nyes\nlast year\n2020-01-01\n")
    assert code == 0
    assert "answer yes, no or ?" in out
    assert "YES: may Ana vote" in out
    assert (tmp_path / "ana.case").read_text() == (
        'case "ana"\n    as of 2026-11-23\n    given\n'
        "        Ana is a member\n        Ana joined on 2020-01-01\n"
    )


def test_one_no_is_enough(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, out = talk(tmp_path, capsys, monkeypatch, "no\n?\n")
    assert "NO: may Ana vote" in out
    assert "1 question, " in out


def test_what_is_not_asked_for_is_named_at_the_end(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    banned = LAW.replace("vocabulary\n", "vocabulary\n    {person} is banned (given, else no)\n", 1)
    banned += "    unless the person is banned\n"
    monkeypatch.setattr("tests.engine.commands.talk.test_interview.LAW", banned)
    _, out = talk(tmp_path, capsys, monkeypatch, "yes\n2020-01-01\n")
    assert "YES: may Ana vote" in out
    assert "taken as no because nobody states it:\n  - a person is banned\n" in out


def test_a_question_is_asked_in_the_words_written_for_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    line = "    {person} is a member                     (given)\n"
    written = f'{line}        asks "Is {{person}} on the roll?"\n        help "The roll of May."\n'
    monkeypatch.setattr(
        "tests.engine.commands.talk.test_interview.LAW", LAW.replace(line, written, 1)
    )
    _, out = talk(tmp_path, capsys, monkeypatch, "help\nyes\n2020-01-01\n")
    assert "  Is Ana on the roll?\n  yes, no or ?: help\n  The roll of May.\n" in out
    assert "  On which day did Ana join?\n" in out


def test_why_says_which_rule_and_what_follows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, out = talk(tmp_path, capsys, monkeypatch, "why do you ask?\nyes\n2020-01-01\n")
    assert "  C-1 needs it: Vote (Club: Section 1)\n" in out
    assert "  the answer if it is so: unknown\n  the answer if it is not: no\n" in out
    assert "YES: may Ana vote" in out


SPONSORED = """
law club "Club"

vocabulary
    {person} is sponsored by {sponsor: person}    (given, single)
    {person} is a member                          (given)
    {person} stayed from {first: date} to {last: date}    (given, all "stays of {person}")
    {person} may vote
    {person} has stayed long enough

rule C-1 "Vote"
    cites "Section 1"
    a person may vote
    if the person is sponsored by a sponsor
    and the sponsor is a member

rule C-2 "Stay"
    cites "Section 2"
    a person has stayed long enough
    if a number = days from the first to the last covered where:
        the person stayed from a first to a last
    and the number >= 10
"""


def test_an_earlier_answer_is_corrected_and_the_others_stay(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.engine.commands.talk.test_interview.LAW", SPONSORED)
    script = "Marko\nanswers\nchange 7\nchange 1\nBoris\nback\nCleo\nyes\n"
    _, out = talk(tmp_path, capsys, monkeypatch, script)
    assert "  1  Is Ana sponsored by a sponsor?\n     Ana is sponsored by Marko\n" in out
    assert "there was no question 7 yet" in out
    assert "Is Marko a member?" in out
    assert "Is Boris a member?" in out
    assert "YES: may Ana vote" in out
    kept = (tmp_path / "ana.case").read_text()
    assert "        Ana is sponsored by Cleo\n        Cleo is a member\n" in kept
    assert "Marko" not in kept


def test_an_interview_in_montenegrin(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = "pomoć\nMarko\n1. maja 2020. godine\nne\nne znam\nCrna Gora\n2.3.1985.\ndanas\nne\n"
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    question = "može li Ana steći državljanstvo prijemom po osnovu braka"
    ended = zakonik(capsys, "interview", question, "--as-of", "2026-11-23")
    said = ended.out.split("NIJE RAZJAŠNJENO")[0]
    assert "  S kim je u braku osoba Ana, ili je bila ranije, i od kog dana?\n" in said
    assert "  supružnik (ime; `ne` ako toga nema): pomoć\n  Računa se svaki brak" in said
    assert not [word for word in (" the ", " is ", " of ", "known") if word in said]
    assert "Marko is a national of Montenegro from 1985-03-02 to 2026-11-23\n" in ended.out


STAY = """
case "known in part"
    as of 2026-11-23
    given
        Ana stayed from 2026-05-01 to a last
        Ana stayed from 2026-06-01 to 2026-06-02
"""


def test_a_stay_without_its_last_day_is_completed_and_not_doubled(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "club.law").write_text(SPONSORED)
    (tmp_path / "ana.case").write_text(STAY)
    monkeypatch.setattr(sys, "stdin", io.StringIO("2026-05-07\n2026-07-01\n?\nno\n"))
    words = ("has Ana stayed long enough", "--kb", str(tmp_path / "club.law"))
    case, kept = str(tmp_path / "ana.case"), tmp_path / "kept.case"
    ended = zakonik(capsys, "interview", *words, "--case", case, "--save", str(kept))
    assert "known already: Ana stayed from 2026-05-01 to a last" in ended.out
    assert [line.strip() for line in kept.read_text().splitlines()[3:]] == [
        "Ana stayed from 2026-06-01 to 2026-06-02",
        "Ana stayed from 2026-05-01 to 2026-05-07",
        "Ana stayed from 2026-07-01 to a last",
        "all cases where Ana stayed from a first to a last are given",
    ]


def test_whoever_does_not_know_gets_an_honest_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, out = talk(tmp_path, capsys, monkeypatch, "?\n?\n")
    assert "UNKNOWN: may Ana vote" in out


def test_what_was_said_is_kept_when_the_input_ends(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out = talk(tmp_path, capsys, monkeypatch, "yes\n")
    assert code == 0
    assert "UNKNOWN: may Ana vote" in out
    assert "Ana is a member" in (tmp_path / "ana.case").read_text()


@pytest.mark.parametrize(
    "question, said",
    [("who may vote", "can be answered yes or no"), ("does Ana fly", "no sentence of the laws")],
)
def test_other_questions_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], question: str, said: str
) -> None:
    (tmp_path / "club.law").write_text(LAW)
    ended = zakonik(capsys, "interview", question, "--kb", str(tmp_path / "club.law"))
    assert ended.code == 2
    assert said in ended.err


def test_a_day_is_nobody_s_name() -> None:
    laws = shipped()
    with pytest.raises(SourceError) as caught:
        value_of("2022-01-10", Slot("spouse", "person"), laws, Case(""), date(2026, 11, 23))
    (problem,) = caught.value.diagnostics
    assert problem.message == "`2022-01-10` is not the name of a spouse"


def test_where_the_law_is_silent_the_interview_is_too() -> None:
    laws = shipped()
    title = "The law is not yet in force"
    (case,) = (one for one in load_cases(FOLDER / "origin.case", laws) if one.title == title)
    oracle = Oracle(case)
    question = case.expectations[0].question
    found = interview(laws, question, replace(case, statements=()), oracle)
    assert (found.answer.verdict, oracle.questions) == ("silent", 0)
