"""What is read again when a law changes: that law, and what rests on its words if they changed."""

from collections.abc import Iterator

import pytest

from engine.server import case_reading, reading
from engine.server.workspace import Workspace
from kb.base import KnowledgeBase
from kb.from_files import read_cases_in_part
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


POOL = {
    "/pool/pool.law": """law pool "Pool"

vocabulary
    {person} holds a ticket (given)
    {person} may swim

rule POOL-1 "Admittance"
    cites "section 1"
    a person may swim
    if the person holds a ticket
""",
    "/pool/a.case": """case "a ticket"
    as of 2026-01-01
    given
        Ana holds a ticket
    expect
        may Ana swim: yes by POOL-1
""",
    "/pool/b.case": """case "no ticket"
    as of 2026-01-01
    given
        Ben holds a pass
    expect
        may Ben swim: no
""",
}
LAW, GOOD, BAD = POOL


def pool(change: str = "", by: str = "") -> Workspace:
    """Return a law with two case files, of which one has a sentence that the law has not."""
    workspace = Workspace()
    for path, text in POOL.items():
        workspace.put(path, text.replace(change, by) if change and path == LAW else text)
    return workspace


def test_cases_are_read_again_where_their_text_or_the_words_of_the_laws_changed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    done: list[str] = []

    def counted(text: str, name: str, kb: KnowledgeBase) -> object:
        done.append(name)
        return read_cases_in_part(text, name, kb)

    monkeypatch.setattr(case_reading, "read_cases_in_part", counted)
    workspace, law = pool(), POOL[LAW]
    for text, path, again in (
        (law, LAW, [GOOD, BAD]),
        (POOL[GOOD], GOOD, []),
        (POOL[GOOD].replace("Ana", "Eva"), GOOD, [GOOD]),
        (law.replace("Admittance", "Entrance"), LAW, [BAD]),
        (law.replace("    if the person holds a ticket\n", ""), LAW, [BAD]),
        (law.replace("POOL-1", "POOL-2"), LAW, [GOOD, BAD]),
        (law, LAW, [GOOD, BAD]),
        (law.replace("holds a ticket", "holds a pass"), LAW, [GOOD, BAD]),
        (law.replace("rule", "rul"), LAW, []),
    ):
        done.clear()
        workspace.put(path, text)
        found = dict(workspace.cases_beside(LAW))
        assert list(found) == [GOOD, BAD]
        assert done == again, text


def test_what_is_read_again_is_what_one_reads_who_never_read_before() -> None:
    kept = pool()
    for change, by in (
        ("", ""),
        ("holds a ticket", "holds a pass"),
        ("    if the person holds a ticket\n", ""),
        ("POOL-1", "POOL-2"),
        ("law pool", "law swimming"),
        ("may swim\n\n", "may swim\n\nkind ship\nnames of ship: Ana, Ben\n\n"),
    ):
        anew = pool(change, by)
        kept.put(LAW, anew.text(LAW))
        assert list(kept.cases_beside(LAW)) == list(anew.cases_beside(LAW)), change
        assert kept.problems(LAW) == anew.problems(LAW), change
        for path in (GOOD, BAD):
            assert kept.case_problems(path) == anew.case_problems(path), change
