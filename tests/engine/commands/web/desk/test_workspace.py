"""A folder of cases: written whole, never over what was not seen, with every text it had."""

import os
from pathlib import Path

import pytest

from engine.commands.web.desk.workspace import NoCase, Overtaken, Workspace
from parser.text.diagnostic import SourceError

TEXT = 'case "Ana"\n    as of 2026-11-23\n'


def test_a_case_is_made_found_and_read(tmp_path: Path) -> None:
    desk = Workspace(str(tmp_path))
    names = [desk.make("Ana Đurić", TEXT), desk.make("Ana Đurić", TEXT), desk.make("../x", TEXT)]
    assert names == ["ana-djuric.case", "ana-djuric-2.case", "x.case"]
    (tmp_path / "notes.txt").write_text("no case")
    (tmp_path / ".hidden.case").write_text(TEXT)
    assert desk.names() == ("ana-djuric-2.case", "ana-djuric.case", "x.case")
    assert desk.read("x.case").content == TEXT
    assert sorted(os.listdir(tmp_path)) == sorted([*names, "notes.txt", ".hidden.case"])


@pytest.mark.parametrize(
    "name",
    ["../out.case", "/etc/passwd", "a/b.case", "..", "", ".case", "x.txt", "a\0.case", "gone.case"],
)
def test_nothing_outside_the_folder_is_a_case(tmp_path: Path, name: str) -> None:
    (tmp_path / "out.case").write_text(TEXT)
    inside = tmp_path / "inside"
    inside.mkdir()
    with pytest.raises(NoCase):
        Workspace(str(inside)).read(name)


def test_no_link_leads_out(tmp_path: Path) -> None:
    (tmp_path / "out.case").write_text(TEXT)
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "link.case").symlink_to(tmp_path / "out.case")
    (tmp_path / "elsewhere").mkdir()
    (inside / ".history").symlink_to(tmp_path / "elsewhere")
    desk = Workspace(str(inside))
    assert desk.names() == ()
    with pytest.raises(NoCase):
        desk.read("link.case")
    name = desk.make("own", TEXT)
    with pytest.raises(SourceError):
        desk.save(name, f"{TEXT}# more\n", desk.read(name).version)
    assert desk.read(name).content == TEXT
    assert os.listdir(tmp_path / "elsewhere") == []


def test_two_windows_never_lose_a_change(tmp_path: Path) -> None:
    desk = Workspace(str(tmp_path))
    name = desk.make("x", TEXT)
    seen = desk.read(name)
    desk.save(name, f"{TEXT}# first\n", seen.version)
    with pytest.raises(Overtaken) as refused:
        desk.save(name, f"{TEXT}# second\n", seen.version)
    assert refused.value.now == desk.read(name)
    assert desk.read(name).content == f"{TEXT}# first\n"
    with pytest.raises(Overtaken):
        desk.step(name, seen.version, back=True)
    desk.save(name, f"{TEXT}# second\n", refused.value.now.version)
    assert desk.read(name).content == f"{TEXT}# second\n"


def _step(desk: Workspace, name: str, back: bool) -> str:
    assert desk.step(name, desk.read(name).version, back)
    return desk.read(name).content


def test_every_text_can_be_gone_back_to(tmp_path: Path) -> None:
    desk = Workspace(str(tmp_path))
    name = desk.make("x", "a")
    for text in ("b", "a", "c"):
        desk.save(name, text, desk.read(name).version)
    assert [_step(desk, name, True) for _ in range(3)] == ["a", "b", "a"]
    assert not desk.step(name, desk.read(name).version, back=True)
    assert [_step(desk, name, False) for _ in range(2)] == ["b", "a"]
    desk.save(name, "d", desk.read(name).version)
    assert not desk.step(name, desk.read(name).version, back=False)
    assert [_step(desk, name, True), _step(desk, name, False)] == ["a", "d"]
    assert [(one.number, one.made_from, one.is_now) for one in desk.versions(name)] == [
        (1, 0, False),
        (2, 1, False),
        (3, 2, False),
        (4, 3, False),
        (5, 3, True),
    ]


def test_what_another_program_wrote_is_kept_too(tmp_path: Path) -> None:
    desk = Workspace(str(tmp_path))
    name = desk.make("x", "a")
    desk.save(name, "b", desk.read(name).version)
    (tmp_path / name).write_text("by an editor")
    desk.save(name, "c", desk.read(name).version)
    assert [_step(desk, name, True) for _ in range(3)] == ["by an editor", "b", "a"]


def test_what_cannot_be_written_leaves_all_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Workspace(str(tmp_path))
    name = desk.make("x", "a")
    desk.save(name, "b", desk.read(name).version)
    replaced = os.replace

    def fails(source: str, target: str) -> None:
        if target.endswith(".case"):
            raise OSError(28, "No space left on device")
        replaced(source, target)

    monkeypatch.setattr(os, "replace", fails)
    with pytest.raises(SourceError):
        desk.save(name, "c", desk.read(name).version)
    monkeypatch.undo()
    assert desk.read(name).content == "b"
    assert _step(desk, name, True) == "a"
    assert not [one for one in os.listdir(tmp_path) if one.startswith(".zakonik-")]


def test_what_a_killed_server_left_is_removed_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "cases"
    kept = folder / ".history" / "ana.case"
    kept.mkdir(parents=True)
    gone = [folder / ".zakonik-ab12_xyz", kept / ".zakonik-00000000"]
    stays = [
        folder / "ana.case", folder / ".zakonik-site", folder / ".zakonik-notes-of-mine",
        folder / ".zakonik-ABCDEFGH", kept / "000001-000000",
    ]  # fmt: skip
    young = folder / ".zakonik-justnow0"
    for path in (*gone, *stays, young):
        path.write_text("half")
        os.utime(path, (1_000_000, 1_000_000))
    os.utime(young, (1_009_000, 1_009_000))
    link = folder / ".zakonik-linkaway"
    link.symlink_to(stays[0])
    (folder / ".zakonik-a_folder").mkdir()
    assert Workspace(str(folder)).clear(1_010_000) == len(gone)
    assert not any(path.exists() for path in gone)
    assert all(path.exists() for path in (*stays, young, link, folder / ".zakonik-a_folder"))
