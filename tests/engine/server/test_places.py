"""What an editor is told about a place in a law or a case."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from engine.server.places import pointed, references
from engine.server.workspace import Workspace
from parser.text.span import Span
from tests.engine.server.editor import Editor
from tests.engine.server.test_serving import CASE, LAW
from tests.laws import MONTENEGRO
from tests.work import at_most

SECOND = """law lane "Lanes of the pool"
    uses pool

kind lane
names of lane: Slow, Fast

vocabulary
    {person} may use {lane}

rule LANE-1 "Everybody"
    cites "section 2"
    subject to LANE-2
    a person may use Slow
    if the person may swim

rule LANE-2 "Nobody without a ticket"
    cites "section 2"
    it is false that a person may use Slow
    unless the person holds a ticket
"""


@pytest.fixture(scope="module")
def editor() -> Iterator[Editor]:
    """Start one server for all tests of this file: each works in a folder of its own."""
    with Editor() as started:
        yield started


@pytest.fixture
def uris(editor: Editor, tmp_path: Path) -> dict[str, str]:
    """Write two laws and cases, open them, and return their addresses by the name of the file."""
    files = {"pool.law": LAW, "lane.law": SECOND, "pool.case": CASE}
    for name, said in files.items():
        (tmp_path / name).write_text(said, encoding="utf-8")
    return {name: editor.open(tmp_path / name) for name in files}


def lines(found: Any) -> list[tuple[str, int]]:
    """Return the file and the line, counted from 1, of each location."""
    return sorted((Path(one["uri"]).name, one["range"]["start"]["line"] + 1) for one in found)


def test_hover_says_what_a_sentence_a_rule_and_a_name_are(
    editor: Editor, uris: dict[str, str]
) -> None:
    said = editor.at("hover", uris["pool.case"], CASE, "may Ana| swim")["contents"]["value"]
    assert said.startswith("`{person} may swim`")
    assert "concluded by rules" in said
    assert "**POOL-1** Admittance (section 1)" in said
    said = editor.at("hover", uris["pool.case"], CASE, "yes by P|OOL-1")["contents"]["value"]
    assert said.startswith("**POOL-1** Admittance")
    assert "> Who holds a ticket may swim." in said
    said = editor.at("hover", uris["lane.law"], SECOND, "may use S|low")["contents"]["value"]
    assert said == "**Slow** · lane"
    assert editor.at("hover", uris["pool.law"], LAW, "Who h|olds") is None


def test_definitions_lead_to_vocabulary_rules_laws_and_names(
    editor: Editor, uris: dict[str, str]
) -> None:
    for name, text, words, wanted in (
        ("pool.case", CASE, "may Ana s|wim", [("pool.law", 5)]),
        ("pool.case", CASE, "Ana h|olds", [("pool.law", 4)]),
        ("pool.case", CASE, "by POOL|-1", [("pool.law", 7)]),
        ("lane.law", SECOND, "subject to L|ANE", [("lane.law", 16)]),
        ("lane.law", SECOND, "uses p|ool", [("pool.law", 1)]),
        ("lane.law", SECOND, "may use S|low", [("lane.law", 5)]),
    ):
        assert lines(editor.at("definition", uris[name], text, words)) == wanted, words


def test_references_are_those_of_laws_and_cases(editor: Editor, uris: dict[str, str]) -> None:
    more = {"context": {"includeDeclaration": False}}
    found = editor.at("references", uris["pool.law"], LAW, "{person} may s|wim", more)
    assert lines(found) == [
        ("lane.law", 14),
        ("pool.case", 6),
        ("pool.case", 13),
        ("pool.law", 10),
    ]
    found = editor.at("references", uris["pool.law"], LAW, "POOL|-1", more)
    assert lines(found) == [("pool.case", 6)]


def test_references_follow_what_is_written(
    editor: Editor, uris: dict[str, str], tmp_path: Path
) -> None:
    def found(words: str, law: str = LAW) -> list[tuple[str, int]]:
        more = {"context": {"includeDeclaration": False}}
        every = lines(editor.at("references", uris["pool.law"], law, words, more))
        return [one for one in every if one[0] != "lane.law"]

    assert found("{person} may s|wim") == [("pool.case", 6), ("pool.case", 13), ("pool.law", 10)]
    editor.change(uris["pool.case"], f"# one line more\n{CASE}")
    assert found("{person} may s|wim") == [("pool.case", 7), ("pool.case", 14), ("pool.law", 10)]
    (tmp_path / "other.case").write_text(CASE, encoding="utf-8")
    here = [("other.case", 6), ("other.case", 13)]
    assert found("{person} may s|wim")[:2] == here
    law = LAW.replace("may swim", "may dive")
    editor.change(uris["pool.law"], law)
    editor.change(uris["lane.law"], SECOND.replace("may swim", "may dive"))
    assert found("{person} may d|ive", law) == [("pool.law", 10)]
    dives = CASE.replace("Boris swim", "Boris dive")
    (tmp_path / "other.case").write_text(dives, encoding="utf-8")
    assert found("{person} may d|ive", law) == [("other.case", 13), ("pool.law", 10)]


def test_cases_are_not_read_again_for_references_after_a_change_of_a_law() -> None:
    """All 61 case files take nineteen million calls, and their places a few hundred thousand."""
    workspace = Workspace()
    law = str(MONTENEGRO / "visas-short-stay.law")
    text = workspace.text(law)

    def found() -> tuple[Span, ...]:
        what = pointed(workspace, law, text.index("made a short stay"))
        assert what is not None
        return references(workspace, law, what)

    first = found()
    assert len({one.file for one in first}) > 10
    assert len(first) > 500
    workspace.put(law, f"{text}\n# a line more\n")
    with at_most(1_000_000):
        assert found() == first


@pytest.mark.parametrize(
    ("name", "line", "wanted", "unwanted"),
    [
        ("pool.law", "ru", {"rule", "vocabulary"}, {"case"}),
        ("pool.law", "    sub", {"subject to", "cites", "if"}, {"given"}),
        ("pool.law", "    and ", {"${1:a person} holds a ticket"}, {"cites"}),
        ("pool.law", "    and a person ho", {"holds a ticket", "may swim"}, {"cites"}),
        ("pool.law", "    and ", {"the person"}, {"person"}),
        ("pool.law", "    and the ", {"person"}, {"the person"}),
        ("pool.law", "    and the person ", {"holds a ticket"}, {"the person"}),
        ("pool.law", "    subject to PO", {"POOL-1", "LANE-1"}, {"cites"}),
        ("lane.law", "    uses ", {"pool", "lane"}, {"POOL-1"}),
        ("lane.law", "    and the person may use ", {"Slow", "Fast"}, {"cites"}),
        ("pool.case", "ca", {"case", "background"}, {"rule"}),
        ("pool.case", "        may Vera s", {"swim"}, {"holds a ticket"}),
        ("pool.case", "        may Vera swim: yes by ", {"POOL-1"}, {"swim"}),
        ("pool.case", "    given\n        ", {"${1:person} holds a ticket"}, {"may swim"}),
        ("pool.case", "    given\n        Vera ", {"holds a ticket"}, {"may swim"}),
        ("pool.law", '    says "Who ho', set(), {"holds a ticket"}),
        ("pool.law", "    # and ", set(), {"cites", "if"}),
    ],
)
def test_completion_offers_what_can_stand_there(
    editor: Editor,
    uris: dict[str, str],
    name: str,
    line: str,
    wanted: set[str],
    unwanted: set[str],
) -> None:
    said = {"pool.law": LAW, "lane.law": SECOND, "pool.case": CASE}[name] + line
    editor.change(uris[name], said)
    position = {"line": said.count("\n"), "character": len(said.rpartition("\n")[2])}
    found = editor.of("completion", uris[name], position=position)["items"]
    offered = {one["textEdit"]["newText"] for one in found}
    assert wanted <= offered
    assert not unwanted & offered


def test_lenses_say_what_each_expectation_comes_to_and_why(
    editor: Editor, uris: dict[str, str]
) -> None:
    case = uris["pool.case"]
    lenses = [editor.ask("codeLens/resolve", one) for one in editor.of("codeLens", case)]
    titles = [one["command"]["title"] for one in lenses]
    assert titles == ["\u2713 yes", "\u2717 got no"]
    command = lenses[0]["command"]
    arguments = {"command": command["command"], "arguments": command["arguments"]}
    page = editor.ask("workspace/executeCommand", arguments)
    assert page.startswith("```text\nYES")
    assert "POOL-1" in page
    editor.change(case, CASE.replace("Boris swim: yes", "Boris swim: no"))
    lenses = [editor.ask("codeLens/resolve", one) for one in editor.of("codeLens", case)]
    assert [one["command"]["title"] for one in lenses] == ["\u2713 yes", "\u2713 no"]


def test_what_is_typed_in_a_law_counts_for_its_cases_at_once(
    editor: Editor, uris: dict[str, str]
) -> None:
    law = uris["pool.law"]
    counts = [one["command"]["title"] for one in editor.of("codeLens", law)]
    assert counts == ["1 case"]
    lenses = editor.of("codeLens", uris["pool.case"])
    editor.change(law, LAW.replace("if the person", "unless the person"))
    said = [editor.ask("codeLens/resolve", one)["command"]["title"] for one in lenses]
    assert said == ["\u2717 got no", "\u2713 yes"]
    editor.change(law, LAW.replace("if the person", "iff the person"))
    said = [editor.ask("codeLens/resolve", one)["command"]["title"] for one in lenses]
    assert said == ["not asked: the laws have errors"] * 2
