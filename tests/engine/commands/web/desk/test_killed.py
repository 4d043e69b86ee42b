"""A server that is killed in the middle of saves: every file is whole, and no text is lost."""

import os
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path
from threading import Thread
from types import FrameType
from typing import Any

import httpx2
import pytest

from engine.commands import whole_files
from engine.commands.web.desk import history, workspace
from engine.commands.web.desk.history import FOLDER, version_of
from engine.commands.web.desk.workspace import Workspace
from tests.engine.commands.web.desk.conftest import FIELD
from tests.laws import EXAMPLES
from tests.served import serving
from tests.work import ALL, GIVEN_UP

_END = "# whole\n"
_LONG = "# as long as it takes to be written in parts\n" * 2000


def _text(number: int) -> str:
    return f'case "Ana"\n    as of 2026-11-23\n# {number}\n{_LONG}{_END}'


def _kept(folder: Path) -> list[str]:
    """Return the texts in the history; what is still being written is not called like one."""
    return [one.read_text() for one in (folder / FOLDER / "ana.case").glob("[0-9]*-*")]


def _saving(address: str, saved: list[str]) -> None:
    """Save one text after the other until nobody is there, and note which are said to be."""
    with httpx2.Client(base_url=address, timeout=GIVEN_UP) as client, suppress(httpx2.HTTPError):
        seal = dict(FIELD.findall(client.get("/en/case/ana.case/text").text))["seal"]
        version = version_of(_text(0))
        for number in count(1):
            text = _text(number)
            fields = {"seal": seal, "version": version, "content": text, "way": "save"}
            found = client.post("/en/case/ana.case/text", data=fields)
            assert found.status_code == 303, found.text
            version = version_of(text)
            saved.append(text)


def test_no_file_is_half_written_when_it_is_killed(tmp_path: Path) -> None:
    (tmp_path / "ana.case").write_text(_text(0))
    saved: list[str] = []
    with serving(tmp_path, EXAMPLES / "library") as running:
        saves = Thread(target=_saving, args=(f"http://127.0.0.1:{running.port}", saved))
        saves.start()
        while len(saved) < 5 and saves.is_alive():
            saves.join(0.01)
        running.process.kill()
        saves.join(GIVEN_UP)
    assert len(saved) >= 5
    desk = Workspace(str(tmp_path))
    texts = [desk.read("ana.case").content]
    texts += _kept(tmp_path)
    assert all(one.startswith("case ") and one.endswith(_END) for one in texts)
    assert set(saved) <= set(texts)
    assert texts[0] in (saved[-1], _text(len(saved) + 1))


_SAVING = {one.__file__ for one in (history, whole_files, workspace)}
_KILLED = 9


def _until_line(number: int) -> Callable[[FrameType, str, Any], Any]:
    """Return what ends the process before so many lines of what saves have run."""
    left = number

    def traced(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal left
        if frame.f_code.co_filename not in _SAVING:
            return None
        if event == "line":
            left -= 1
            if left < 0:
                os._exit(_KILLED)
        return traced

    return traced


def _ends(act: Callable[[], object], number: int) -> bool:
    """Do something in a process that is killed before so many lines; tell whether it ended."""
    child = os.fork()
    if child == 0:
        sys.settrace(_until_line(number))
        act()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def _save(desk: Workspace, number: int) -> None:
    desk.save("ana.case", _text(number), desk.read("ana.case").version)


def _undo(desk: Workspace) -> None:
    desk.step("ana.case", desk.read("ana.case").version, back=True)


EVERY = 1 if ALL in os.environ else 4
"""Before one of how many lines the process is killed; it takes half a second each."""

ACTS: dict[str, tuple[int, Callable[[Workspace], None], set[str]]] = {
    "first": (0, lambda desk: _save(desk, 1), {_text(0), _text(1)}),
    "next": (2, lambda desk: _save(desk, 3), {_text(2), _text(3)}),
    "undo": (2, _undo, {_text(2), _text(1)}),
}
"""How many saves were before, what is done, and which texts may stand there then."""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes are forked on this system")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
@pytest.mark.parametrize("name", ACTS)
def test_killed_before_any_line_it_has_the_text_before_or_the_one_after(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # what a killed process has written is there, also if the disk does not have it yet
    monkeypatch.setattr(os, "fsync", lambda _: None)
    before, act, wanted = ACTS[name]
    seen: set[str] = set()
    number = 0
    for number in count(0, EVERY):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "ana.case").write_text(_text(0))
        desk = Workspace(str(folder))
        for one in range(1, before + 1):
            _save(desk, one)
        has_ended = _ends(lambda desk=desk: act(desk), number)  # type: ignore[misc]
        now = desk.read("ana.case").content
        seen.add(now)
        assert now in wanted, number
        texts = _kept(folder)
        assert all(one.endswith(_END) for one in texts), number
        assert {_text(one) for one in range(1, before + 1)} <= set(texts), "no text is lost"
        heads = [one.read_text() for one in (folder / FOLDER / "ana.case").glob("HEAD")]
        assert all(re.fullmatch(r"\d+\n", one) for one in heads), number
        _save(desk, 9)
        assert desk.step("ana.case", version_of(_text(9)), back=True), "it can be undone"
        assert desk.read("ana.case").content == now
        if has_ended:
            break
    assert seen == wanted
    assert number > 30, "it was killed at many places"
