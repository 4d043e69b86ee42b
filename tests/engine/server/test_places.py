"""What an editor is told about a place in a law or a case."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.engine.server.editor import Editor
from tests.engine.server.test_serving import CASE, LAW

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
