"""A server that is killed in the middle of saves: every file is whole, and no text is lost."""

from contextlib import suppress
from itertools import count
from pathlib import Path
from threading import Thread

import httpx2
import pytest

from engine.commands.web.desk.history import FOLDER, version_of
from engine.commands.web.desk.workspace import Workspace
from tests.engine.commands.web.desk.conftest import FIELD
from tests.laws import EXAMPLES
from tests.served import serving
from tests.work import GIVEN_UP

pytestmark = pytest.mark.xdist_group("web")

_END = "# whole\n"
_LONG = "# as long as it takes to be written in parts\n" * 2000


def _text(number: int) -> str:
    return f'case "Ana"\n    as of 2026-11-23\n# {number}\n{_LONG}{_END}'


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
    texts += [one.read_text() for one in (tmp_path / FOLDER / "ana.case").glob("*-*")]
    assert all(one.startswith("case ") and one.endswith(_END) for one in texts)
    assert set(saved) <= set(texts)
    assert texts[0] in (saved[-1], _text(len(saved) + 1))
