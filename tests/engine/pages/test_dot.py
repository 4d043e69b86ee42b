"""Replies as graphs: every step once, every arrow between steps that are there."""

import re
from pathlib import Path

import pytest

from engine.answers.reply import Answer
from engine.pages.dot import render
from tests.engine.commands.running import zakonik
from tests.engine.pages.samples import DEPENDS, PREDICATES, UNKNOWN

EXAMPLES = Path(__file__).parents[3] / "examples"
NODE = re.compile(r'^  (n\d+) \[label="((?:[^"\\]|\\.)*)", [^\n]*\];$', re.MULTILINE)
ARROW = re.compile(r"^  (n\d+) -> (n\d+);$", re.MULTILINE)


def checked(text: str) -> dict[str, str]:
    """Return the labels of a graph by name, once its arrows are known to be sound."""
    found = NODE.findall(text)
    labels = dict(found)
    assert len(labels) == len(found)
    arrows = ARROW.findall(text)
    assert {name for arrow in arrows for name in arrow} <= labels.keys()
    assert {below for _, below in arrows} == labels.keys() - {"n1"}
    assert text.count("{") == text.count("}") == 1
    return labels


@pytest.mark.parametrize("reply", [DEPENDS, UNKNOWN], ids=("depends", "unknown"))
def test_every_step_is_reached_from_the_question(reply: Answer) -> None:
    assert len(checked(render(reply, PREDICATES))) > 3


def test_a_step_says_what_the_text_says() -> None:
    labels = " ".join(checked(render(DEPENDS, PREDICATES)).values()).replace("\\l", " ")
    assert "DEPENDS can Ana obtain citizenship by admittance" in labels
    assert "✓ Ana is married to Marko from 2020-05-01 stated in ana.case:4" in labels
    assert 'by CIT-ADM-3 \\"Admittance by marriage\\"' in labels


def test_ask_draws_one_answer(capsys: pytest.CaptureFixture[str]) -> None:
    case = str(EXAMPLES / "citizenship" / "ana.case")
    question = "can Ana obtain citizenship by admittance"
    ended = zakonik(capsys, "ask", question, "--case", case, "--format", "dot")
    assert (ended.code, ended.err) == (0, "")
    labels = checked(ended.out)
    marriage = [one for one in labels.values() if "Ana is married to Marko" in one]
    assert len(marriage) == 1


def test_a_graph_shows_one_answer_only(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("was Ana born in Serbia", "was Ana born in Malta")
    ended = zakonik(capsys, "ask", *asked, "--fact", "Ana was born in Malta", "--format", "dot")
    assert (ended.code, ended.out) == (2, "")
    assert "a graph shows one answer" in ended.err


def test_a_name_cannot_break_out_of_its_label(capsys: pytest.CaptureFixture[str]) -> None:
    name = "x\\]; n9 [label=<b>\\"
    fact = f'"{name}" was born on 1990-01-01'
    ended = zakonik(capsys, "ask", f'when was "{name}" born', "--fact", fact, "--format", "dot")
    assert (ended.code, ended.err) == (0, "")
    labels = checked(ended.out)
    assert any("x\\\\]; n9 [label=<b>\\\\" in one.replace("\\l", " ") for one in labels.values())
