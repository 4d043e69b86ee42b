"""A register in a database says the same as in files."""

import os
import pwd
import shutil
import socket
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import duckdb
import psycopg
import pytest

from tests.engine.commands.running import zakonik

QUESTION = "has {person} reached the age of eighteen"
MAPPING = """\
[databases]
register = "{address}"

[cases]
table = "register.people"
key = "number"

[[says]]
sentence = "{{person}} was born on {{birthday}}"
table = "register.people"
columns = {{ birthday = "born" }}
"""
TABLE = "CREATE TABLE people (number TEXT, born {day})"
ROWS = [("A1", "1990-05-01"), ("A2", "2008-11-24"), ("A3", None), ("A4", "2008-11-23")]
EXPECTED = {"A1": "yes", "A2": "no", "A3": "unknown", "A4": "yes"}

Capsys = pytest.CaptureFixture[str]


def screened(capsys: Capsys, folder: Path, address: str) -> dict[str, str]:
    (folder / "mapping.toml").write_text(MAPPING.format(address=address), encoding="utf-8")
    out = folder / "out.csv"
    ended = zakonik(
        capsys,
        *("screen", QUESTION, "--data", str(folder), "--as-of", "2026-11-23", "-o", str(out)),
    )
    assert (ended.code, ended.err) == (0, "")
    return dict(duckdb.connect().execute(f"SELECT case_key, answer FROM '{out}'").fetchall())


def refused(capsys: Capsys, folder: Path, mapping: str) -> str:
    (folder / "mapping.toml").write_text(mapping, encoding="utf-8")
    ended = zakonik(capsys, "screen", QUESTION, "--data", str(folder), "-o", str(folder / "o.csv"))
    assert ended.code == 2
    assert "Traceback" not in ended.err
    return ended.err


def in_sqlite(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute(TABLE.format(day="TEXT"))
    connection.executemany("INSERT INTO people VALUES (?, ?)", ROWS)
    connection.commit()
    connection.close()


def test_sqlite(capsys: Capsys, tmp_path: Path) -> None:
    in_sqlite(tmp_path / "register.sqlite")
    assert screened(capsys, tmp_path, "register.sqlite") == EXPECTED


def test_duckdb(capsys: Capsys, tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "register.duckdb")) as connection:
        connection.execute(TABLE.format(day="DATE"))
        connection.executemany("INSERT INTO people VALUES (?, ?)", ROWS)
    assert screened(capsys, tmp_path, "register.duckdb") == EXPECTED


@pytest.fixture
def postgresql(tmp_path: Path) -> Iterator[str]:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin")) or [
        Path(path).parent for path in (shutil.which("initdb"),) if path
    ]
    if not found:
        pytest.skip("needs a PostgreSQL server")
    user: dict[str, int] = {}
    if os.getuid() == 0:  # a server refuses to be run by root
        nobody = pwd.getpwnam("nobody")
        user = {"user": nobody.pw_uid, "group": nobody.pw_gid}
        shutil.chown(tmp_path, nobody.pw_uid, nobody.pw_gid)
        for folder in tmp_path.parents:
            if folder.stat().st_mode & 0o005 == 0o005:
                break
            folder.chmod(0o755)
    data = tmp_path / "data"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    make = [str(found[-1] / "initdb"), "-D", str(data), "-U", "clerk", "-A", "trust"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": tmp_path}
    subprocess.run(make, check=True, **quiet, **user)  # type: ignore[call-overload]
    command = [str(found[-1] / "pg_ctl"), "-D", str(data), "-w", "-l", str(tmp_path / "log")]
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories="
    start = [*command, "-o", options, "start"]
    subprocess.run(start, check=True, **quiet, **user)  # type: ignore[call-overload]
    yield f"postgresql://clerk@127.0.0.1:{port}/postgres"
    stop = [*command, "-m", "immediate", "stop"]
    subprocess.run(stop, check=True, **quiet, **user)  # type: ignore[call-overload]


def test_postgresql(capsys: Capsys, tmp_path: Path, postgresql: str) -> None:
    with psycopg.connect(postgresql) as connection:
        connection.execute("CREATE TABLE people (number TEXT, born DATE)")
        connection.cursor().executemany("INSERT INTO people VALUES (%s, %s)", ROWS)
    folder = tmp_path / "register"
    folder.mkdir()
    assert screened(capsys, folder, postgresql) == EXPECTED
    gone = MAPPING.format(address=postgresql).replace("register.people", "register.persons")
    assert 'relation "persons" does not exist' in refused(capsys, folder, gone)
    nowhere = MAPPING.format(address="postgresql://clerk@127.0.0.1:1/postgres")
    assert "PostgreSQL: connection" in refused(capsys, folder, nowhere)


def test_a_table_that_is_not_there(capsys: Capsys, tmp_path: Path) -> None:
    in_sqlite(tmp_path / "register.sqlite")
    mapping = MAPPING.format(address="register.sqlite").replace("register.people", "register.all")
    said = refused(capsys, tmp_path, mapping)
    assert "the database has no table `all`" in said
    assert "it has: people" in said


def test_a_file_that_is_no_database(capsys: Capsys, tmp_path: Path) -> None:
    for name in ("register.sqlite", "register.duckdb"):
        (tmp_path / name).write_bytes(b"no database at all" * 100)
        assert f"{name}" in refused(capsys, tmp_path, MAPPING.format(address=name))
    said = refused(capsys, tmp_path, MAPPING.format(address="register.docx"))
    assert "`register.docx` is no database" in said
    assert "there is no file" in refused(capsys, tmp_path, MAPPING.format(address="none.sqlite"))
