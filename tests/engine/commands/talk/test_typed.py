"""The conversation at a real pseudo-terminal: typing, completing, undoing, asking, resizing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.commands.talk.screen import Screen
from tests.engine.commands.talk.test_piped import LAW

MARRIED = "Ana is married to Marko from 2020-05-01\r"


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    return {"XDG_STATE_HOME": str(tmp_path / "state")}


@pytest.fixture
def desk(home: dict[str, str]) -> Iterator[Screen]:
    screen = Screen("repl", more=home)
    screen.sees("zakonik>")
    yield screen
    screen.child.close(force=True)


def test_facts_are_told_and_questions_answered(desk: Screen) -> None:
    desk.type(MARRIED)
    desk.sees("noted: Ana is married to Marko from 2020-05-01")
    desk.type("is Ana married to Marko from 2020-05-01\r")
    desk.sees("YES: is Ana married to Marko from 2020-05-01")
    desk.type("why\r")
    desk.sees("stated in fact 1")


def test_the_first_screen_says_what_can_be_done(desk: Screen) -> None:
    desk.sees("tell a fact")  # the prompt may be drawn before all that stands above it
    lines = desk.sees("zakonik>").split("zakonik>")[0].rstrip().splitlines()
    assert len(lines) <= 12
    assert any(line.endswith("tell a fact") for line in lines)
    assert any(line.startswith("  sentences WORD ") for line in lines)


def test_the_next_words_are_offered(desk: Screen) -> None:
    desk.type("Ana is marr")
    desk.sees("married to")
    desk.type("\t")
    desk.sees("zakonik> Ana is married to")
    desk.type(" Marko from ")
    desk.sees("a day, such as")
    desk.type("2020-05-01\r")
    desk.sees("noted: Ana is married to Marko")


def test_a_change_is_taken_back(desk: Screen) -> None:
    desk.type(MARRIED)
    desk.sees("noted:")
    desk.type("undo\r")
    desk.sees("taken back: Ana is married to Marko from 2020-05-01")
    desk.type("facts\r")
    desk.sees("no facts were told yet")


def test_a_mistake_is_explained_and_loses_nothing(desk: Screen) -> None:
    desk.type(MARRIED)
    desk.sees("noted:")
    desk.type("Ana is maried to Petar from 2021-01-01\r")
    desk.sees("error[other-word]")
    desk.type("facts\r")
    desk.sees("1  Ana is married to Marko from 2020-05-01")


def test_control_c_clears_the_line_and_control_d_ends(desk: Screen) -> None:
    desk.type("Ana is mar\x03")
    desk.type(MARRIED)
    desk.sees("noted: Ana is married to Marko")
    desk.type("\x04")
    assert desk.ends() == 0


def test_a_narrow_terminal_is_no_trouble(desk: Screen) -> None:
    desk.resize(40, 30)
    desk.type(MARRIED)
    desk.sees("noted:")
    desk.type("is Ana married to Marko from 2020-05-01\r")
    desk.sees("YES:")
    desk.type("why\r")
    text = desk.sees("stated in fact")
    assert max(map(len, text.splitlines())) <= 40


def test_what_was_told_can_be_taken_up_again(home: dict[str, str], desk: Screen) -> None:
    desk.type(MARRIED)
    desk.sees("noted:")
    desk.child.close(force=True)
    again = Screen("repl", "--resume", more=home)
    again.sees("zakonik>")
    again.type("facts\r")
    again.sees("1  Ana is married to Marko from 2020-05-01")
    again.type("\x1b[A")  # the line before last, from the history
    again.sees("zakonik> facts")
    again.child.close(force=True)


def test_a_rule_file_is_edited_meanwhile(home: dict[str, str], tmp_path: Path) -> None:
    law = tmp_path / "club.law"
    law.write_text(LAW, encoding="utf-8")
    desk = Screen("repl", "--kb", str(law), more=home)
    desk.sees("zakonik>")
    desk.type("Ana is a member\r")
    desk.sees("noted: Ana is a member")
    law.write_text(LAW.replace("if the person is a member", "if the person is a"), encoding="utf-8")
    desk.type("may Ana vote\r")
    desk.sees("the last good version stays")
    desk.sees("may Ana vote")
    law.write_text(LAW.replace('"Section 1"', '"Section 2"'), encoding="utf-8")
    desk.type("may Ana vote\r")
    desk.sees("the laws have changed and were read again")
    desk.type("facts\r")
    desk.sees("Ana is a member")
    desk.child.close(force=True)
