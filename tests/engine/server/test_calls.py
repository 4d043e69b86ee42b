"""What a rule feeds and rests on, as an editor asks it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.engine.server.editor import Editor
from tests.engine.server.test_places import SECOND
from tests.engine.server.test_serving import LAW


@pytest.fixture(scope="module")
def editor() -> Iterator[Editor]:
    """Start one server for all tests of this file: each works in a folder of its own."""
    with Editor() as started:
        yield started


@pytest.fixture
def uris(editor: Editor, tmp_path: Path) -> dict[str, str]:
    """Write two laws, open them, and return their addresses by the name of the file."""
    files = {"pool.law": LAW, "lane.law": SECOND}
    for name, said in files.items():
        (tmp_path / name).write_text(said, encoding="utf-8")
    return {name: editor.open(tmp_path / name) for name in files}


def calls(editor: Editor, item: Any, way: str) -> list[tuple[str, list[int]]]:
    """Return the rules on one side of a rule, each with the lines that speak of the other."""
    side = {"incoming": "from", "outgoing": "to"}[way]
    found = editor.ask(f"callHierarchy/{way}Calls", {"item": item})
    return [
        (one[side]["name"], [each["start"]["line"] for each in one["fromRanges"]]) for one in found
    ]


def test_a_rule_feeds_those_whose_conditions_it_concludes(
    editor: Editor, uris: dict[str, str]
) -> None:
    (pool,) = editor.at("prepareCallHierarchy", uris["pool.law"], LAW, "rule P|OOL-1")
    assert (pool["name"], pool["detail"], pool["uri"]) == ("POOL-1", "Admittance", uris["pool.law"])
    condition = SECOND.split("\n").index("    if the person may swim")
    assert calls(editor, pool, "incoming") == [("LANE-1", [condition])]
    assert calls(editor, pool, "outgoing") == []


def test_a_rule_rests_on_what_it_asks_for_and_on_what_takes_precedence(
    editor: Editor, uris: dict[str, str]
) -> None:
    (lane,) = editor.at("prepareCallHierarchy", uris["lane.law"], SECOND, "if the per|son may swim")
    assert lane["name"] == "POOL-1"
    (lane,) = editor.at("prepareCallHierarchy", uris["lane.law"], SECOND, 'cites "sec|tion 2"')
    assert lane["name"] == "LANE-1"
    condition = SECOND.split("\n").index("    if the person may swim")
    precedence = SECOND.split("\n").index("    subject to LANE-2")
    assert calls(editor, lane, "outgoing") == [("POOL-1", [condition]), ("LANE-2", [precedence])]
    (second,) = editor.at("prepareCallHierarchy", uris["lane.law"], SECOND, "rule L|ANE-2")
    assert calls(editor, second, "incoming") == [("LANE-1", [precedence])]


def test_where_no_rule_stands_there_is_nothing_to_call(
    editor: Editor, uris: dict[str, str]
) -> None:
    assert editor.at("prepareCallHierarchy", uris["pool.law"], LAW, "law p|ool") == []
