"""What all cases of a file have: where it is shown, and what is wrong with it."""

from datetime import date
from pathlib import Path

import pytest

from engine.answers.ask import ask
from engine.answers.reply import Answer
from engine.pages import text
from kb import load
from kb.base import KnowledgeBase
from kb.from_files import read_cases
from parser.text.diagnostic import SourceError

LAW = Path(__file__).parents[1] / "engine" / "answers" / "background.law"
BACKGROUND = "background\n    as of 2026-11-23\n    Mira is a member\n\n"


@pytest.fixture(scope="module")
def kb() -> KnowledgeBase:
    return load(LAW)


def test_it_is_shown_with_its_place(kb: KnowledgeBase) -> None:
    (case,) = read_cases(
        f'{BACKGROUND}case "one"\n    expect\n        who is a member: Mira\n', "a.case", kb
    )
    assert case.as_of == date(2026, 11, 23)
    answer = ask(kb, "may Mira enter", case)
    assert isinstance(answer, Answer)
    assert "stated in a.case:3" in text.render(answer, kb.predicates)


def test_it_may_stand_below_the_cases(kb: KnowledgeBase) -> None:
    lines = f'case "one"\n    given\n        Ana is a member\n\n{BACKGROUND}'
    (case,) = read_cases(lines, "a.case", kb)
    assert [one.span.line for one in case.statements] == [7, 3]


@pytest.mark.parametrize(
    ("lines", "code", "line"),
    [
        ("background\n    given\n        Mira is a member\n", "case-part-in-background", 2),
        ("background\n    under statute\n", "case-part-in-background", 2),
        ("background:\n    Mira is a member\n", "stray-colon", 1),
        ("background\n", "empty-background", 1),
        (f"{BACKGROUND}{BACKGROUND}", "second-background", 6),
        ("background\n    Mira is a dragon\n", "unknown-sentence", 2),
    ],
)
def test_what_is_wrong_is_said_once(kb: KnowledgeBase, lines: str, code: str, line: int) -> None:
    cases = 'case "one"\n    given\n        Ana is a member\n\ncase "two"\n    as of 2026-11-23\n'
    with pytest.raises(SourceError) as refused:
        read_cases(lines + cases, "a.case", kb)
    assert [(one.code, one.at.line) for one in refused.value.diagnostics] == [(code, line)]


def test_a_case_may_not_deny_it(kb: KnowledgeBase) -> None:
    lines = f'{BACKGROUND}case "one"\n    given\n        it is false that Mira is a member\n'
    with pytest.raises(SourceError) as refused:
        read_cases(lines, "a.case", kb)
    (problem,) = refused.value.diagnostics
    assert (problem.code, problem.at.line, problem.also[0].span.line) == ("contradiction", 3, 7)


def test_it_belongs_to_cases(tmp_path: Path) -> None:
    law = tmp_path / "a.law"
    law.write_text('law a "A"\n\nbackground\n    Mira is a member\n')
    with pytest.raises(SourceError) as refused:
        load(law)
    (problem,) = refused.value.diagnostics
    assert (problem.code, problem.message) == (
        "misplaced-declaration",
        "`background` belongs into a .case file",
    )
