"""Reading tables: only from inside the folder of the law."""

import os
from pathlib import Path

import pytest

from kb import tables
from kb.tables import Read, is_unchanged, table_reader


@pytest.fixture
def law(tmp_path: Path) -> str:
    (tmp_path / "laws" / "data").mkdir(parents=True)
    (tmp_path / "laws" / "a.csv").write_text("Country\nČad\n", encoding="utf-8")
    (tmp_path / "laws" / "data" / "b.csv").write_text("x\n")
    (tmp_path / "secret.csv").write_text("secret\n")
    return str(tmp_path / "laws" / "demo.law")


def test_tables_beside_the_law_and_below_are_read(law: str) -> None:
    read: Read = {}
    assert table_reader(law, read)("a.csv") == "Country\nČad\n"
    assert table_reader(law, read)("data/b.csv") == "x\n"
    assert len(read) == 2
    assert is_unchanged(read)


def test_what_leads_outside_is_refused(law: str) -> None:
    folder = Path(law).parent
    (folder / "link.csv").symlink_to(folder.parent / "secret.csv")
    (folder / "up").symlink_to(folder.parent)
    read: Read = {}
    for path in ("../secret.csv", "link.csv", "up/secret.csv", str(folder.parent / "secret.csv")):
        with pytest.raises(OSError, match="outside the folder"):
            table_reader(law, read)(path)
    assert read == {}


def test_a_link_that_stays_inside_is_followed(law: str) -> None:
    (Path(law).parent / "same.csv").symlink_to("data/b.csv")
    assert table_reader(law, {})("same.csv") == "x\n"


def test_what_is_no_readable_text_is_refused(law: str, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Path(law).parent
    os.mkfifo(folder / "pipe.csv")
    (folder / "latin.csv").write_bytes(b"\xe9\n")
    for path, error in (
        ("pipe.csv", "ordinary"),
        ("data", "ordinary|directory"),
        ("none.csv", "No such file"),
    ):
        with pytest.raises(OSError, match=error):
            table_reader(law, {})(path)
    with pytest.raises(UnicodeError):
        table_reader(law, {})("latin.csv")
    monkeypatch.setattr(tables, "LIMIT", 3)
    with pytest.raises(OSError, match="larger"):
        table_reader(law, {})("a.csv")


def test_a_change_is_noticed(law: str) -> None:
    read: Read = {}
    table_reader(law, read)("a.csv")
    (Path(law).parent / "a.csv").write_text("other")
    assert not is_unchanged(read)
    (Path(law).parent / "a.csv").unlink()
    assert not is_unchanged(read)
