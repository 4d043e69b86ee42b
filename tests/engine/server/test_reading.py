"""What is read again when a law changes: that law, and no other unless its words changed."""

from collections.abc import Iterator

import pytest

from engine.server import reading
from engine.server.workspace import Workspace
from tests.laws import MONTENEGRO

LAWS = [str(path) for path in sorted(MONTENEGRO.glob("*.law"))]
PERSONS = str(MONTENEGRO / "persons.law")


@pytest.fixture
def worked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Return which pass is done on what, as it is done."""
    done: list[str] = []
    for name in ("parse_law_in_part", "resolve_law_in_part", "told_apart"):

        def counted(
            *args: object, name: str = name, own: object = getattr(reading, name)
        ) -> object:
            done.append(name)
            assert callable(own)
            return own(*args)

        monkeypatch.setattr(reading, name, counted)
    yield done


def test_only_what_changed_is_read_again(worked: list[str]) -> None:
    workspace = Workspace()
    whole = {path: workspace.text(path) for path in LAWS}
    assert not any(workspace.problems(LAWS[0]).values())
    assert worked.count("parse_law_in_part") == len(LAWS)
    worked.clear()
    changed = whole[PERSONS].replace("rule ", "rule  ", 1)
    workspace.put(PERSONS, changed)
    assert not any(workspace.problems(PERSONS).values())
    assert worked == ["parse_law_in_part", "resolve_law_in_part"]
    worked.clear()
    workspace.put(PERSONS, f"{changed}\nkind ship\n")
    assert not any(workspace.problems(PERSONS).values())
    assert worked.count("parse_law_in_part") == 1
    assert worked.count("resolve_law_in_part") > 1
