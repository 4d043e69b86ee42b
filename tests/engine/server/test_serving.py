"""A real editor at the other end: what it is told and answered while somebody writes a law."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine import cli
from tests.engine.server.editor import Editor
from tests.laws import EXAMPLES

LAW = """law pool "Rules of the pool"

vocabulary
    {person} holds a ticket        (given)
    {person} may swim

rule POOL-1 "Admittance"
    cites "section 1"
    says "Who holds a ticket may swim."
    a person may swim
    if the person holds a ticket
"""
CASE = """case "Ana swims"
    as of 2026-01-01
    given
        Ana holds a ticket
    expect
        may Ana swim: yes by POOL-1

case "Boris does not"
    as of 2026-01-01
    given
        it is false that Boris holds a ticket
    expect
        may Boris swim: yes
"""


@pytest.fixture(scope="module")
def editor() -> Iterator[Editor]:
    """Start one server for all tests of this file: each works in a folder of its own."""
    with Editor() as started:
        yield started


@pytest.fixture
def pool(tmp_path: Path) -> Path:
    """Write a law and its cases, and return their folder."""
    (tmp_path / "pool.law").write_text(LAW, encoding="utf-8")
    (tmp_path / "pool.case").write_text(CASE, encoding="utf-8")
    return tmp_path


def test_what_is_wrong_is_told_as_one_types_and_taken_back_when_mended(
    editor: Editor, pool: Path
) -> None:
    law = editor.open(pool / "pool.law")
    case = editor.open(pool / "pool.case")
    assert editor.problems(case) == []
    editor.change(law, LAW.replace("if the person holds a ticket", "if the person holds a tiket"))
    (wrong,) = editor.problems(law)
    assert wrong["code"] == "other-word"
    assert wrong["severity"] == 1
    assert wrong["range"]["start"] == {"line": 10, "character": 26}
    assert "help: " in wrong["message"]
    editor.change(law, LAW)
    assert editor.problems(law) == []
    editor.change(case, CASE.replace("Boris swim: yes", "Boris dive: yes"))
    (wrong,) = editor.problems(case)
    assert wrong["range"]["start"]["line"] == 12
    editor.change(case, CASE)
    assert editor.problems(case) == []


def test_an_error_in_one_law_hides_none_of_another(editor: Editor, pool: Path) -> None:
    other = 'law other "Other"\n    uses pool\n\nrule O-1 "Odd"\n    cites "1"\n    it is odd\n'
    law = editor.open(pool / "pool.law", LAW.replace("cites", "citse"))
    second = editor.open(pool / "other.law", other.replace("uses pool\n", "published today\n"))
    assert editor.problems(law)
    assert editor.problems(second)


def test_findings_of_the_linter_are_hints_and_an_unsaved_change_is_theirs_to_forget(
    editor: Editor, pool: Path
) -> None:
    untried = LAW.replace("    {person} may swim", "    {person} may swim\n    {person} may dive")
    untried += (
        '\nrule POOL-2 "Diving"\n    cites "2"\n    a person may dive if the person may swim\n'
    )
    law = editor.open(pool / "pool.law", untried.replace("dive if", "dive\n    if"))
    hints = editor.problems(law)
    assert {one["code"] for one in hints if one["severity"] == 4} == {"L104"}


@pytest.mark.parametrize(("encoding", "column"), [("utf-16", 20), ("utf-8", 22)])
def test_columns_are_counted_as_was_agreed(pool: Path, encoding: str, column: int) -> None:
    with Editor([encoding]) as editor:
        said = LAW.replace("the person holds a ticket", '"𝄞" holds a tiket')
        law = editor.open(pool / "pool.law", said)
        wrong = next(one for one in editor.problems(law) if one["severity"] == 1)
        assert wrong["range"]["start"]["character"] == column
        assert wrong["range"]["end"]["character"] == column + len("tiket")


def test_outline_folds_and_layout(editor: Editor, pool: Path) -> None:
    untidy = LAW.replace('    cites "section 1"', '    cites   "section 1"')
    law = editor.open(pool / "pool.law", untidy)
    (top,) = editor.of("documentSymbol", law)
    assert (top["name"], top["detail"]) == ("pool", "Rules of the pool")
    assert [one["name"] for one in top["children"]] == ["vocabulary", "POOL-1"]
    folds = editor.of("foldingRange", law)
    assert [(one["startLine"], one["endLine"]) for one in folds] == [(2, 4), (6, 10)]
    options = {"tabSize": 4, "insertSpaces": True}
    editor.change(law, LAW)
    (edit,) = editor.of("formatting", law, options=options)
    shown = editor.of("documentSymbol", editor.open(pool / "pool.case"))
    assert [one["name"] for one in shown] == ["Ana swims", "Boris does not"]
    editor.change(law, edit["newText"])
    assert editor.of("formatting", law, options=options) == []


def test_a_folder_with_cases_alone_is_read_in_the_words_of_a_law_above_it(
    editor: Editor, pool: Path
) -> None:
    below = pool / "cases"
    below.mkdir()
    shutil.copy(pool / "pool.case", below / "more.case")
    assert editor.problems(editor.open(below / "more.case")) == []


def test_without_the_library_the_command_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert cli.main(["lsp"]) == 2
    assert "zakonik[lsp]" in capsys.readouterr().err


def test_the_laws_of_the_examples_have_nothing_to_tell(editor: Editor) -> None:
    for name in ("library", "garden/after"):
        law = editor.open(next((EXAMPLES / name).glob("*.law")))
        assert [one for one in editor.problems(law) if one["severity"] < 3] == []
