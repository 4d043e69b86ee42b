"""The cache: faster or absent, never wrong, and never a way to run code."""

import os
import pickle
import subprocess
import sys
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest

from kb import cache
from parser.resolved.vocabulary import Predicate, Slot
from parser.text.span import Span
from parser.values import Amount, Duration, Entity

VALUE = {
    "predicate": Predicate("banned", (Slot("person", "person"),), span=Span("a.law", 0, 1, 1, 1)),
    "values": (Entity("person", "Ana"), Duration(36), Amount(Decimal("1.50"), "EUR")),
    "day": date(2026, 11, 23),
}


class Planted:
    """Unpickled, it would create a file."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[str, ...]]:
        return os.mkdir, (self.path,)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("ZAKONIK_CACHE", raising=False)
    return tmp_path / "zakonik"


def write(path: Path, payload: bytes) -> None:
    path.write_bytes(b"zakonik cache 1\n" + sha256(payload).digest() + payload)


def test_what_is_stored_comes_back(folder: Path) -> None:
    name = cache.key("a", b"b")
    assert cache.fetch(name) is None
    cache.store(name, VALUE)
    assert cache.fetch(name) == VALUE
    assert cache.fetch(name)["predicate"].span.line == 1
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / name).stat().st_mode & 0o777 == 0o600
    assert [path.name for path in folder.iterdir()] == [name]


def test_keys_depend_on_every_part() -> None:
    assert len({cache.key("ab"), cache.key("a", "b"), cache.key("", "ab"), cache.key("ba")}) == 4


@pytest.mark.parametrize("damage", [b"", b"zakonik", b"zakonik cache 1\n" + b"x" * 99])
def test_a_damaged_entry_is_no_entry(folder: Path, damage: bytes) -> None:
    cache.store("entry", VALUE)
    (folder / "entry").write_bytes(damage)
    assert cache.fetch("entry") is None
    cache.store("entry", VALUE)
    assert cache.fetch("entry") == VALUE


def test_every_truncation_and_flipped_byte_is_noticed(folder: Path) -> None:
    cache.store("entry", VALUE)
    whole = (folder / "entry").read_bytes()
    for position in range(0, len(whole), 7):
        (folder / "entry").write_bytes(whole[:position])
        assert cache.fetch("entry") is None
        flipped = bytes([whole[position] ^ 1])
        (folder / "entry").write_bytes(whole[:position] + flipped + whole[position + 1 :])
        assert cache.fetch("entry") is None


def test_an_entry_cannot_run_code(folder: Path, tmp_path: Path) -> None:
    cache.store("entry", VALUE)
    target = tmp_path / "planted"
    write(folder / "entry", pickle.dumps(Planted(str(target))))
    assert cache.fetch("entry") is None
    assert not target.exists()


@pytest.mark.parametrize(
    "payload",
    [
        b"cos\nsystem\n(S'true'\ntR.",
        b"cbuiltins\neval\n(S'1'\ntR.",
        b"ckb.cache\nos.system\n(S'true'\ntR.",
        b"cparser.values\nnumber\n(I1\ntR.",
        b"cparser.text.diagnostic\nSourceError\n(tR.",
        b"ckb.cache\nfilled\n(S'x'\ntR.",
        b"ckb.cache\nfilled\n(cparser.values\nShare\ntR.",
    ],
)
def test_only_dataclasses_of_ours_are_admitted(folder: Path, payload: bytes) -> None:
    cache.store("entry", VALUE)
    write(folder / "entry", payload)
    assert cache.fetch("entry") is None


def test_a_folder_that_others_can_write_to_is_not_used(folder: Path) -> None:
    cache.store("entry", VALUE)
    folder.chmod(0o777)
    assert cache.fetch("entry") is None


def test_a_link_is_not_followed(folder: Path, tmp_path: Path) -> None:
    cache.store("entry", VALUE)
    (folder / "entry").rename(tmp_path / "elsewhere")
    (folder / "entry").symlink_to(tmp_path / "elsewhere")
    assert cache.fetch("entry") is None
    cache.store("entry", VALUE)
    assert not (folder / "entry").is_symlink()


def test_a_folder_that_is_a_file_or_a_link_is_done_without(folder: Path, tmp_path: Path) -> None:
    folder.write_text("not a folder")
    cache.store("entry", VALUE)
    assert cache.fetch("entry") is None
    folder.unlink()
    (tmp_path / "other").mkdir()
    folder.symlink_to(tmp_path / "other")
    cache.store("entry", VALUE)
    assert list((tmp_path / "other").iterdir()) == []


def test_it_can_be_turned_off(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZAKONIK_CACHE", "off")
    cache.store("entry", VALUE)
    assert not folder.exists()
    assert cache.fetch("entry") is None


def test_what_cannot_be_kept_is_not(folder: Path) -> None:
    cache.store("entry", lambda: None)
    assert cache.fetch("entry") is None


def test_the_oldest_entries_go_first(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "ENTRIES", 3)
    for number in range(6):
        cache.store(f"entry{number}", number)
        os.utime(folder / f"entry{number}", (number, number))
    cache.store("last", 9)
    assert sorted(path.name for path in folder.iterdir()) == ["entry4", "entry5", "last"]


def test_what_is_read_stays(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "ENTRIES", 3)
    for number in range(3):
        cache.store(f"entry{number}", number)
        os.utime(folder / f"entry{number}", (number, number))
    assert cache.fetch("entry0") == 0
    cache.store("last", 9)
    assert sorted(path.name for path in folder.iterdir()) == ["entry0", "entry2", "last"]


def test_of_too_many_some_more_go(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "ENTRIES", 16)
    for number in range(17):
        cache.store(f"entry{number:02}", number)
        os.utime(folder / f"entry{number:02}", (number, number))
    assert len(list(folder.iterdir())) == 14


def test_the_oldest_go_first_when_all_are_too_large_together(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.store("entry0", "x" * 1000)
    size = (folder / "entry0").stat().st_size
    monkeypatch.setattr(cache, "TOTAL", 3 * size)
    for number in range(1, 6):
        cache.store(f"entry{number}", "x" * 1000)
        os.utime(folder / f"entry{number}", (number, number))
    cache.store("last", "x" * 1000)
    assert sum(path.stat().st_size for path in folder.iterdir()) <= 3 * size
    assert cache.fetch("last") == "x" * 1000
    assert cache.fetch("entry1") is None


WRITER = """
import sys
from kb import cache
cache.ENTRIES = 4
own = int(sys.argv[1])
for number in range(60):
    name = f"entry{number % 6}"
    cache.store(name, [name] * 2000)
    found = cache.fetch(name)
    assert found is None or found == [name] * 2000, (own, name)
"""


def test_processes_share_the_folder_and_never_read_half_an_entry(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(number)],
            cwd=Path(__file__).parents[2],
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(4)
    ]
    for process in running:
        _, errors = process.communicate()
        assert (process.returncode, errors) == (0, "")
    monkeypatch.setattr(cache, "ENTRIES", 4)
    cache.store("last", ["last"])
    left = sorted(path.name for path in folder.iterdir())
    assert len(left) == 4
    assert not [name for name in left if name.startswith(".new-")]
    for name in left:
        assert cache.fetch(name) in (["last"], [name] * 2000)
