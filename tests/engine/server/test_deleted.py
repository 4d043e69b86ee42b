"""A law with any character missing: every function gives an answer."""

import random
from pathlib import Path

import pytest

from engine.server.calls import feeds, rests_on, rule_at
from engine.server.completing import offers
from engine.server.hovering import hover, markdown
from engine.server.ladder import ladder
from engine.server.outline import declared, folds
from engine.server.places import definitions, pointed, references
from engine.server.positions import Positions
from engine.server.provisions import provisions
from engine.server.workspace import Workspace
from tests.deletions import fault, read_together, without_one
from tests.engine.server.editor import Editor, asked_all
from tests.laws import EXAMPLES, MONTENEGRO
from tests.work import drawn

LAWS = sorted((*EXAMPLES.rglob("*.law"), *MONTENEGRO.glob("*.law")))
SAMPLES = 4
"""How many characters of each law are deleted, one at a time."""


@pytest.mark.parametrize("path", LAWS, ids=lambda path: path.stem)
def test_a_deleted_character_never_stops_the_server(path: Path, tmp_path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    chance = random.Random(path.stem)
    alone = str(tmp_path / path.name)
    workspace = Workspace()
    for _ in range(SAMPLES):
        at = chance.randrange(len(text))
        broken = text[:at] + text[at + 1 :]
        workspace.put(alone, broken)
        problems = workspace.problems(alone)
        lines = Positions(broken)
        for one in problems[alone]:
            start = lines.position(one.at.start)
            assert lines.offset(start.line, start.character) == one.at.start
        assert [one.start for one in declared(broken)]
        place = chance.randrange(len(broken))
        what = pointed(workspace, alone, place)
        if what is not None:
            assert set(definitions(workspace, alone, what)) <= set(
                references(workspace, alone, what)
            )
            assert "\n\n\n" not in markdown(hover(workspace, alone, what))
        assert offers(workspace, alone, place).start <= place
        found = rule_at(workspace, alone, place)
        if found is not None:
            laws = workspace.reading(alone).laws
            assert found not in {one.rule for one in (*feeds(laws, found), *rests_on(laws, found))}
            assert ladder(found, broken, (), {}).rule == found.provision.rule
        named = [one.name for one in provisions(workspace, alone)]
        assert len(named) >= broken.count("\nrule ") - 1
        assert all(one.at.file == alone for one in workspace.findings(alone))
        assert all(fold.first < fold.last for fold in folds(broken))
        assert fault(broken) is None


def test_every_place_of_a_declaration_is_read_and_laid_out() -> None:
    """Of some declarations, others in each run; `python -m tests.deletions` reads all of them."""
    for piece, following in random.sample(sorted(read_together().values()), drawn(12)):
        wrong = {one: fault(one) for one in without_one(piece, following)}
        assert {one: what for one, what in wrong.items() if what is not None} == {}


def test_a_server_answers_an_editor_of_a_law_with_any_character_missing(tmp_path: Path) -> None:
    path = EXAMPLES / "library" / "lending.law"
    text = path.read_text(encoding="utf-8")
    with (tmp_path / "log").open("w+", encoding="utf-8") as log:
        with Editor(log=log) as editor:
            uri = editor.open(path, text)
            for at in random.sample(range(len(text)), drawn(30)):
                broken = text[:at] + text[at + 1 :]
                editor.change(uri, broken)
                asked_all(editor, uri, broken, at)
        log.seek(0)
        assert log.read() == ""
