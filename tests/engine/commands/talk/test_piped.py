"""The conversation from a pipe: a script of lines, no colour, an exit status."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from engine.commands.talk.guide import first_screen
from engine.commands.talk.request import (
    Ask,
    Explain,
    Forget,
    Plain,
    Suppose,
    Tell,
    Unclear,
    understand,
)
from kb.from_files import load
from tests.laws import EXAMPLES
from tests.work import GIVEN_UP

LAW = """
law club "Club"

vocabulary
    {person} is a member                     (given)
    {person} joined on {day: date}           (given, single)
    {person} may vote

rule C-1 "Vote"
    cites "Section 1"
    a person may vote
    if the person is a member
    and the person joined on a day
    and the day + 1 year <= today
"""


def talk(folder: Path, script: str, *words: str) -> subprocess.CompletedProcess[str]:
    law = folder / "club.law"
    if not law.exists():
        law.write_text(LAW)
    zakonik = str(Path(sys.executable).with_name("zakonik"))
    return subprocess.run(
        [zakonik, "repl", "--kb", str(law), "--as-of", "2026-11-23", *words],
        input=script,
        capture_output=True,
        text=True,
        timeout=GIVEN_UP,
        check=False,
    )


def test_a_script_runs_to_its_end(tmp_path: Path) -> None:
    done = talk(tmp_path, "Ana is a member\nmay Ana vote\nAna joined on 2020-01-01\nwhy\n")
    assert done.returncode == 0
    assert done.stderr == ""
    assert "\x1b" not in done.stdout
    assert "UNKNOWN: may Ana vote" in done.stdout
    assert "may Ana vote: yes (was unknown)" in done.stdout
    assert "✓ Ana joined on 2020-01-01 (stated in fact 2)" in done.stdout


def test_a_line_that_fails_is_said_and_the_rest_goes_on(tmp_path: Path) -> None:
    done = talk(tmp_path, "Ana flies\nAna is a member\nfacts\n")
    assert done.returncode == 2
    assert "error[unknown-sentence]" in done.stdout
    assert "1  Ana is a member" in done.stdout
    assert done.stderr == "1 line could not be carried out\n"


def test_another_value_takes_the_place_of_the_first(tmp_path: Path) -> None:
    done = talk(tmp_path, "Ana joined on 2020-01-01\nAna joined on 2021-01-01\nfacts\n")
    assert "instead of: Ana joined on 2020-01-01" in done.stdout
    assert done.stdout.rstrip().endswith("1  Ana joined on 2021-01-01")


def test_what_was_taken_back_is_told_again(tmp_path: Path) -> None:
    script = "Ana is a member\nundo\nredo\nfacts\nredo\nundo\nAna joined on 2020-01-01\nredo\n"
    done = talk(tmp_path, script)
    first, _, rest = done.stdout.partition("> facts\n")
    assert first.endswith("taken back: Ana is a member\n> redo\nagain: Ana is a member\n")
    assert rest.startswith("as of 2026-11-23\n1  Ana is a member\n> redo\nerror[nothing-to-redo]")
    assert rest.rstrip().endswith(
        "> redo\nerror[nothing-to-redo]: nothing was taken back\n  help: `undo` takes a change back"
    )


def test_sentences_are_found_by_a_word(tmp_path: Path) -> None:
    done = talk(tmp_path, "sentences members\nsentences membr\nsentences\n")
    assert "  {person} is a member\n    given; club\n" in done.stdout
    assert (
        "no sentence of the laws has `membr` in it\n  help: did you mean `member`?" in done.stdout
    )
    assert "sentences with which word?" in done.stdout


@pytest.mark.parametrize(
    ("line", "helps"),
    [
        ("foget 2", "did you mean `forget`?"),
        ("member", "such as `{person} is a member`; `sentences member` shows all"),
        ("Ana flies", "`sentences WORD` shows which sentences have a word"),
        ("does Ana fly", "`sentences WORD` shows which sentences have a word"),
    ],
)
def test_unknown_words_are_answered_helpfully(tmp_path: Path, line: str, helps: str) -> None:
    done = talk(tmp_path, f"{line}\n")
    assert helps in done.stdout
    assert "declare it" not in done.stdout


def test_the_first_screen_is_short_for_any_laws() -> None:
    for path in (None, "library", "british-nationality", "tax-taper"):
        kb = load() if path is None else load(EXAMPLES / path)
        lines = first_screen(kb, date(2026, 11, 23)).splitlines()
        assert len(lines) <= 12
        assert max(map(len, lines)) <= 80


STAYS = """
law club "Club"

vocabulary
    {person} stayed from {first: date} to {last: date}    (given)
    {person} has stayed

rule C-1 "Stay"
    cites "Section 1"
    a person has stayed
    if the person stayed from a first to a last
    and the last >= the first
"""


def test_a_stay_is_completed_and_not_doubled(tmp_path: Path) -> None:
    (tmp_path / "club.law").write_text(STAYS)
    script = (
        "Ana stayed from 2026-01-01 to a last\nAna stayed from 2026-01-01 to 2026-02-01\n"
        "Ana stayed from a first to a last\nAna stayed from 2026-03-01 to 2026-03-02\nfacts\n"
    )
    done = talk(tmp_path, script)
    assert "instead of: Ana stayed from 2026-01-01 to a last\n" in done.stdout
    assert done.stdout.endswith(
        "1  Ana stayed from 2026-01-01 to 2026-02-01\n2  Ana stayed from a first to a last\n"
        "3  Ana stayed from 2026-03-01 to 2026-03-02\n"
    )


def test_what_if_holds_for_one_question_only(tmp_path: Path) -> None:
    script = (
        "Ana is a member\nAna joined on 2020-01-01\nmay Ana vote\n"
        "what if Ana joined on 2026-06-01\nfacts\nwhat if without Ana is a member\n"
    )
    done = talk(tmp_path, script)
    assert "YES → NO: may Ana vote" in done.stdout
    assert "  - without: Ana joined on 2020-01-01" in done.stdout
    assert "2  Ana joined on 2020-01-01" in done.stdout
    assert "YES → UNKNOWN: may Ana vote" in done.stdout


def test_what_would_turn_a_no_is_said(tmp_path: Path) -> None:
    script = "Ana is a member\nAna joined on 2026-06-01\nmay Ana vote\nmissing\n"
    done = talk(tmp_path, script)
    assert "from 2027-06-01: yes" in done.stdout
    assert "with: Ana joined on a day, on or before 2025-11-23" in done.stdout


def test_every_request_about_a_no_prints_the_page_that_the_question_does(tmp_path: Path) -> None:
    facts = "Ana is a member\nAna joined on 2026-06-01\n"
    page = talk(tmp_path, f"{facts}may Ana vote\n").stdout
    head = "NO, but on these facts yes as of 2027-06-01: may Ana vote"
    page = page[page.index(head) : page.index("(`why`")]
    for request in ("why not", "missing", "what if Ana joined on 2026-07-01"):
        done = talk(tmp_path, f"{facts}may Ana vote\n{request}\n").stdout
        wanted, times = page, 2
        if "if" in request:
            wanted = page.replace("2026-06-01 (fact 2)", "2026-07-01 (fact 3)")
            wanted, times = wanted.replace("yes as of 2027-06-01", "yes as of 2027-07-01"), 1
        first, *lines = wanted.splitlines()
        assert done.count(first) == times
        assert request.startswith("what") or done.count("\n".join(lines)) == 2


def test_cases_are_saved_and_loaded(tmp_path: Path) -> None:
    file = tmp_path / "ana.case"
    saved = talk(tmp_path, f"Ana is a member\nit is false that Ivo is a member\nsave {file}\n")
    assert saved.returncode == 0
    loaded = talk(tmp_path, f"load {file}\nfacts\n")
    assert "1  Ana is a member\n2  it is false that Ivo is a member" in loaded.stdout
    begun = talk(tmp_path, "facts\n", str(file))
    assert "1  Ana is a member" in begun.stdout


def test_a_place_that_cannot_be_written_to_is_said(tmp_path: Path) -> None:
    done = talk(tmp_path, f"Ana is a member\nsave {tmp_path}/no/ana.case\nfacts\n")
    assert "cannot be written" in done.stdout
    assert "1  Ana is a member" in done.stdout


def test_undo_goes_back_step_by_step(tmp_path: Path) -> None:
    script = "Ana is a member\nas of 2030-01-01\nundo\nundo\nundo\nfacts\n"
    done = talk(tmp_path, script)
    assert "taken back: Ana is a member" in done.stdout
    assert "error[nothing-to-undo]" in done.stdout
    assert "as of 2026-11-23\nno facts were told yet" in done.stdout


def test_names_in_other_scripts_and_with_markup(tmp_path: Path) -> None:
    script = 'Ана is a member\n"<b>Ana</b> & co" is a member\nfacts\nmay Ана vote\n'
    done = talk(tmp_path, script)
    assert done.returncode == 0
    assert '2  "<b>Ana</b> & co" is a member' in done.stdout


def test_every_command_is_understood() -> None:
    assert understand("forget Ana is banned") == Forget("Ana is banned")
    assert understand("proof 2") == Explain("proof", 2)
    assert understand("# a remark") == Plain("nothing")
    assert understand("?") == Plain("help")
    assert isinstance(understand("what if"), Unclear)
    assert understand("what if Ana is old; without 2?") == Suppose(("Ana is old",), ("2",))
    assert understand("for how many days is Serbia listed") == Ask(
        "for how many days is Serbia listed"
    )
    assert understand("it is false that Ana is old") == Tell("it is false that Ana is old")
