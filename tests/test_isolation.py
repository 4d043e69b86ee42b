"""Tests touch no folder of the user: neither here nor in the processes that they start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kb import cache
from tests.work import GIVEN_UP

LAW = 'law club "Club"\n\nvocabulary\n    {person} is a member (given)\n'


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_the_cache_is_not_that_of_the_user() -> None:
    home = Path(os.path.expanduser("~"))
    for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        assert not Path(os.environ[name]).is_relative_to(home / ".cache")
        assert "zakonik-tests-" in os.environ[name]
    name = cache.key("test_the_cache_is_not_that_of_the_user")
    cache.store(name, ())
    assert (Path(os.environ["XDG_CACHE_HOME"]) / "zakonik" / name).is_file()


def test_a_process_leaves_the_home_of_the_user_as_it_was(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    law = tmp_path / "club.law"
    law.write_text(LAW, encoding="utf-8")
    words = [sys.executable, "-m", "engine.cli", "ask", "is Ana a member", "--kb", str(law)]
    kept = tmp_path / "kept"
    environment = {**os.environ, "HOME": str(home), "XDG_CACHE_HOME": str(kept)}
    done = subprocess.run(words, env=environment, capture_output=True, timeout=GIVEN_UP)
    assert done.stdout.startswith(b"UNKNOWN")
    assert files(home) == []
    assert files(kept) != []


def test_two_processes_fill_one_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    program = (
        "import sys; from kb import cache\n"
        "for n in range(60):\n"
        "    name = cache.key('one', str(n % 3))\n"
        "    cache.store(name, tuple(range(2_000)))\n"
        "    assert cache.fetch(name) == tuple(range(2_000)), n\n"
    )
    started = [subprocess.Popen([sys.executable, "-c", program]) for _ in range(3)]
    assert [one.wait(GIVEN_UP) for one in started] == [0, 0, 0]
    assert len(files(tmp_path)) == 3
