"""What an editor can have changed in laws and cases, and how it shows them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.engine.server.editor import Editor
from tests.engine.server.test_serving import CASE, LAW

TRANSLATION = """translation of pool "Pravila bazena"

texts
    POOL-1 "Ulazak"
"""


@pytest.fixture(scope="module")
def editor() -> Iterator[Editor]:
    """Start one server for all tests of this file: each works in a folder of its own."""
    with Editor() as started:
        yield started


def applied(text: str, edits: list[Any]) -> str:
    """Return a text after some edits, each within a line."""
    lines = text.split("\n")
    for edit in sorted(edits, key=lambda one: one["range"]["start"]["character"], reverse=True):
        start, end = edit["range"]["start"], edit["range"]["end"]
        line = lines[start["line"]]
        assert start["line"] == end["line"]
        changed = line[: start["character"]] + edit["newText"] + line[end["character"] :]
        lines[start["line"]] = changed
    return "\n".join(lines)


def test_a_quick_fix_writes_what_was_meant(editor: Editor, tmp_path: Path) -> None:
    wrong = LAW.replace("{person} may swim", "{persn} may swim")
    law = editor.open(tmp_path / "pool.law", wrong)
    told = next(one for one in editor.problems(law) if "did you mean" in one["message"])
    context = {"diagnostics": [told]}
    (fix,) = editor.of("codeAction", law, range=told["range"], context=context)
    assert fix["title"] == "write `person`"
    mended = applied(wrong, fix["edit"]["changes"][law])
    assert mended == LAW
    editor.change(law, mended)
    assert [one for one in editor.problems(law) if one["severity"] == 1] == []


@pytest.mark.parametrize(
    ("right", "wrong", "title"),
    [
        ("if the person holds a ticket", "if the person hold a ticket", "write `holds`"),
        (
            "if the person holds a ticket",
            "if the person holds a t",
            "write `the person holds a ticket`",
        ),
        ("if the person holds a ticket", "if the person holds a ticket.", "remove `.`"),
        (
            "if the person holds a ticket",
            "if he holds a ticket",
            "write `the person holds a ticket`",
        ),
    ],
)
def test_a_quick_fix_is_offered_where_it_leaves_nothing_wrong(
    editor: Editor, tmp_path: Path, right: str, wrong: str, title: str
) -> None:
    broken = LAW.replace(right, wrong)
    law = editor.open(tmp_path / "pool.law", broken)
    told = editor.problems(law)[0]
    context = {"diagnostics": [told]}
    fixes = editor.of("codeAction", law, range=told["range"], context=context)
    assert [one["title"] for one in fixes] == [title]
    assert applied(broken, fixes[0]["edit"]["changes"][law]) == LAW


def test_an_example_in_a_help_is_no_quick_fix(editor: Editor, tmp_path: Path) -> None:
    broken = LAW.replace('rule POOL-1 "Admittance"', 'kind\n\nrule POOL-1 "Admittance"')
    law = editor.open(tmp_path / "pool.law", broken)
    told = next(one for one in editor.problems(law) if one["code"] == "missing-kind")
    assert "write `kind permit`" in told["message"]
    context = {"diagnostics": [told]}
    assert editor.of("codeAction", law, range=told["range"], context=context) == []


def test_an_id_is_renamed_in_laws_cases_and_translations(editor: Editor, tmp_path: Path) -> None:
    files = {"pool.law": LAW, "pool.case": CASE, "pool.me": TRANSLATION}
    for name, said in files.items():
        (tmp_path / name).write_text(said, encoding="utf-8")
    law = editor.open(tmp_path / "pool.law")
    editor.open(tmp_path / "pool.case")
    edit = editor.at("rename", law, LAW, "rule P|OOL-1", {"newName": "POOL-9"})
    edits = {Path(uri).name: each for uri, each in edit["changes"].items()}
    changed = {name: applied(files[name], each) for name, each in edits.items()}
    assert changed == {name: said.replace("POOL-1", "POOL-9") for name, said in files.items()}


@pytest.mark.parametrize(("words", "new"), [("law p|ool", "lake"), ("rule P|OOL-1", "not an id")])
def test_what_cannot_be_renamed_is_refused(
    editor: Editor, tmp_path: Path, words: str, new: str
) -> None:
    law = editor.open(tmp_path / "pool.law", LAW)
    with pytest.raises(AssertionError, match="id"):
        editor.at("rename", law, LAW, words, {"newName": new})


SENTENCE = """translation of pool "Pravila bazena"

sentences
    {person} holds a ticket
        {osoba person} ima kartu
"""
LANES = """law lane "Lanes"
    uses pool

kind lane
names of lane: Slow, Fast

vocabulary
    {person} may use {lane}

rule LANE-1 "Everybody"
    cites "section 2"
    a person may use Slow
    if the person holds a ticket
"""


def renamed(editor: Editor, folder: Path, at: str, words: str, new: str) -> dict[str, str]:
    """Rename what stands in a file of a folder, and return the texts of all files after it."""
    texts = {one.name: one.read_text(encoding="utf-8") for one in folder.iterdir()}
    uri = editor.open(folder / at)
    edit = editor.at("rename", uri, texts[at], words, {"newName": new})
    edits = {Path(one).name: each for one, each in edit["changes"].items()}
    return {name: in_turn(said, edits.get(name, [])) for name, said in texts.items()}


def in_turn(text: str, edits: list[Any]) -> str:
    """Return a text after edits of one line each, the last ones first."""
    for edit in sorted(edits, key=lambda one: -one["range"]["start"]["line"]):
        text = applied(text, [edit])
    return text


def test_a_sentence_is_renamed_where_it_stands_and_where_it_is_asked(
    editor: Editor, tmp_path: Path
) -> None:
    files = {"pool.law": LAW, "lane.law": LANES, "pool.case": CASE, "pool.me": SENTENCE}
    for name, said in files.items():
        (tmp_path / name).write_text(said, encoding="utf-8")
    law = editor.open(tmp_path / "pool.law")
    found = editor.at("prepareRename", law, LAW, "the person holds| a ticket")
    assert found["placeholder"] == "{person} holds a ticket"
    after = renamed(
        editor, tmp_path, "pool.law", "the person holds| a ticket", "{person} has a pass"
    )
    quoted = "Who holds a ticket may swim."
    assert after == {
        name: said.replace("holds a ticket", "has a pass").replace(
            quoted.replace("holds a ticket", "has a pass"), quoted
        )
        for name, said in files.items()
    }
    after = renamed(editor, tmp_path, "pool.case", "may Ana |swim", "{person} can dive into it")
    assert "a person can dive into it\n    if" in after["pool.law"]
    assert "can Ana dive into it: yes by POOL-1" in after["pool.case"]


def test_a_name_is_renamed_in_laws_cases_and_translations(editor: Editor, tmp_path: Path) -> None:
    case = CASE + "        may Boris use Slow: no\n"
    names = 'translation of lane "Staze"\n\nnames\n    Slow = Spora\n    Fast = Brza\n'
    files = {"pool.law": LAW, "lane.law": LANES, "pool.case": case, "lane.me": names}
    for name, said in files.items():
        (tmp_path / name).write_text(said, encoding="utf-8")
    after = renamed(editor, tmp_path, "lane.law", "a person may use |Slow", "Calm")
    assert after == {name: said.replace("Slow", "Calm") for name, said in files.items()}
    after = renamed(editor, tmp_path, "pool.case", "A|na holds", "Anabel Lee")
    own, _, other = after["pool.case"].partition('case "Boris')
    assert '"Anabel Lee" holds a ticket' in own
    assert 'may "Anabel Lee" swim' in own
    assert case.endswith(other)


@pytest.mark.parametrize(
    ("words", "new", "why"),
    [
        ("a person may swim|", "{person} holds a ticket", "errors"),
        ("a person may swim|", "everybody may swim", "same slots"),
        ('says "W|ho', "nothing", "only an id, a name or a sentence"),
    ],
)
def test_a_sentence_that_would_say_something_else_is_refused(
    editor: Editor, tmp_path: Path, words: str, new: str, why: str
) -> None:
    (tmp_path / "pool.case").write_text(CASE, encoding="utf-8")
    law = editor.open(tmp_path / "pool.law", LAW)
    with pytest.raises(AssertionError, match=why):
        editor.at("rename", law, LAW, words, {"newName": new})


def test_colours_are_those_of_the_parser(editor: Editor, tmp_path: Path) -> None:
    law = editor.open(tmp_path / "pool.law", LAW)
    names = editor.can["semanticTokensProvider"]["legend"]["tokenTypes"]
    data = editor.of("semanticTokens/full", law)["data"]
    line = character = 0
    found = []
    for at in range(0, len(data), 5):
        down, right, width, number, _ = data[at : at + 5]
        character = right if down else character + right
        line += down
        found.append((LAW.split("\n")[line][character : character + width], names[number]))
    assert found[:3] == [("law", "keyword"), ("pool", "class"), ('"Rules of the pool"', "string")]
    assert ("POOL-1", "class") in found
    assert ("if", "keyword") in found
