"""`--reading` and `--law`: what they choose, and what a wrong choice is told."""

import io
import json
import re
import shutil
import sys
from pathlib import Path

import pytest

from tests.engine.commands.running import zakonik

ANSWERS = Path(__file__).parents[1] / "answers"
QUESTION = 'does Ana owe a fine for "Faust"'
OVERLAY = """
law strict "Strict returns"
    overlay strict
    uses returns

rule STRICT "a fine for every book"
    cites "section 9"
    confidence low
    instead of FINE, FINE-late
    a person owes a fine for a book
    if the person returned the book on a day
"""
CASE = """
case "On the very day"
    as of 2026-02-01
    given
        Ana returned "Faust" on 2026-01-05
        "Faust" is due on 2026-01-05
"""

Capsys = pytest.CaptureFixture[str]


@pytest.fixture
def returns(tmp_path: Path) -> Path:
    shutil.copy(ANSWERS / "readings.law", tmp_path)
    (tmp_path / "strict.law").write_text(OVERLAY)
    (tmp_path / "ana.case").write_text(CASE)
    return tmp_path


def asked(capsys: Capsys, folder: Path, *options: str) -> str:
    ended = zakonik(capsys, "ask", QUESTION, "--case", str(folder / "ana.case"), *options)
    assert (ended.code, ended.err) == (0, "")
    return ended.out


def test_a_reading_changes_the_answer_and_is_named(capsys: Capsys, returns: Path) -> None:
    assert asked(capsys, returns).startswith("NO by the source page alone (YES by the strict): ")
    found = asked(capsys, returns, "--reading", "DUE=late", "--all")
    assert found.startswith("YES: ")
    assert "under DUE late" in found
    assert "reading: DUE read as `late`: the last day is late" in found


def test_a_proof_says_which_choices_it_rests_on(capsys: Capsys, returns: Path) -> None:
    found = " ".join(asked(capsys, returns, "--all").replace("│", " ").split())
    assert "DUE read as `in-time`: the last day is in time (`late` gives FINE-late)" in found
    assert "`strict` says otherwise: STRICT" in found


def test_a_body_of_law_prevails_over_every_reading(capsys: Capsys, returns: Path) -> None:
    for options in ((), ("--reading", "DUE=late")):
        found = asked(capsys, returns, "--law", "strict", "--all", *options)
        assert found.startswith("YES: ")
        assert "by STRICT" in found
        assert "confidence in this reading: low" in found


def test_what_other_choices_would_answer_is_said(capsys: Capsys, returns: Path) -> None:
    found = asked(capsys, returns)
    assert re.search(r'\nRead otherwise: if "[^"]+"\s\(DUE late\): yes \([\w-]+\)\n', found)
    assert "If the strict is followed: yes (STRICT, section 9; " in " ".join(found.split())
    assert "Read otherwise" not in asked(capsys, returns, "--all")


def test_the_choices_are_in_the_data(capsys: Capsys, returns: Path) -> None:
    found = json.loads(asked(capsys, returns, "--law", "strict", "--format", "json"))
    assert found["under"] == {"strict": "on"}
    assert json.loads(asked(capsys, returns, "--format", "json"))["under"] == {}


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--reading", "DUE=lat"), "`lat` is no choice of `DUE`"),
        (("--reading", "DUE"), "nothing is chosen of `DUE`"),
        (("--reading", "DEW=late"), "there is no reading `DEW`"),
        (("--reading", "=="), "there is no reading ``"),
        (("--law", "statute"), "there is no reading `statute`"),
        (("--law", "DUE"), "nothing is chosen of `DUE`"),
        (("--reading", "DUE=late", "--reading", "DUE=gone"), "`DUE` is chosen twice"),
    ],
)
def test_a_wrong_choice_is_bad_input(
    capsys: Capsys, returns: Path, options: tuple[str, ...], told: str
) -> None:
    ended = zakonik(capsys, "ask", QUESTION, "--case", str(returns / "ana.case"), *options)
    assert (ended.code, ended.out) == (2, "")
    assert told in ended.err
    assert "help: " in ended.err


def test_what_if_shows_both_answers(capsys: Capsys, returns: Path) -> None:
    ended = zakonik(
        capsys, "whatif", QUESTION, "--case", str(returns / "ana.case"), "--reading", "DUE=late"
    )
    assert ended.code == 0
    assert ended.out.startswith("NO → YES: ") or ended.out.startswith("NO -> YES: ")
    before, after = ended.out.split("Against it:")
    assert "It turns on (FINE " in before
    assert "Why (FINE-late " in after


def test_explain_lists_what_there_is_to_choose(capsys: Capsys, returns: Path) -> None:
    listed = zakonik(capsys, "explain", "--kb", str(returns)).out
    assert "DUE: the day on which a book is due" in listed
    assert "  * in-time: the last day is in time" in listed
    one = zakonik(capsys, "explain", "DUE", "--kb", str(returns), "--format", "json").out
    assert json.loads(one)[0]["choices"]["gone"] == "nothing is ever late"
    rule = zakonik(capsys, "explain", "FINE", "--kb", str(returns)).out
    assert "gives its place to: FINE-late, STRICT" in rule


def test_a_conversation_chooses_undoes_and_saves(
    capsys: Capsys, returns: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = returns / "kept.case"
    lines = [
        QUESTION,
        "under DUE late",
        "undo",
        "under strict",
        "facts",
        f"save {kept}",
        "readings",
    ]
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(lines)))
    ended = zakonik(capsys, "repl", str(returns / "ana.case"))
    assert (ended.code, ended.err) == (0, "")
    assert "under DUE late" in ended.out
    assert "    under strict on" in kept.read_text()
    again = zakonik(capsys, "ask", QUESTION, "--case", str(kept))
    assert again.out.startswith("YES by the strict (NO by the source page alone): ")


def test_a_conversation_explains_a_rule(
    capsys: Capsys, returns: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("explain FINE\nexplain XYZZY\n"))
    ended = zakonik(capsys, "repl", str(returns / "ana.case"))
    assert ended.code == 2
    assert "FINE: a fine for a late book" in ended.out
    assert "no rule or provision is called `XYZZY`" in ended.out + ended.err


def test_a_rule_and_a_reading_cannot_have_one_name(capsys: Capsys, returns: Path) -> None:
    law = returns / "readings.law"
    law.write_text(law.read_text().replace("DUE", "FINE").replace("strict.law", "s.law"))
    (returns / "strict.law").unlink()
    found = zakonik(capsys, "explain", "FINE", "--kb", str(returns))
    assert found.code == 2
    assert "error[duplicate-id]: `FINE` is used twice" in found.err
