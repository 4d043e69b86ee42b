"""Tables of databases, read without changing anything: DuckDB, SQLite, PostgreSQL."""

import csv
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO, Any

from engine.backends.sql.dialects import quoted, string
from engine.backends.sql.store import Database
from engine.registers.tables.mapping import POSTGRESQL


class NoTable(Exception):
    """A table or a database cannot be read; says why, and what may help."""

    def __init__(self, reason: str, way_out: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.way_out = way_out


@dataclass(slots=True)
class Attached:
    """The databases of a mapping by name, as far as they were needed.

    DuckDB reads its own files; tables of the others go through a file in the folder `scratch`,
    which is to be removed once they are read.
    """

    database: Database
    addresses: Mapping[str, str]
    folder: str
    scratch: str
    names: dict[str, str] = field(default_factory=dict)

    def query(self, name: str) -> str:
        """Return what a query reads the table `database.table` from; raises NoTable."""
        prefix, _, table = name.partition(".")
        address = self.addresses[prefix]
        if address.startswith(POSTGRESQL):
            return self._copied(_of_postgresql, address, table)
        path = os.path.join(self.folder, address)
        if not os.path.isfile(path):
            raise NoTable(f"there is no file `{path}`", "check `[databases]` and `--data`")
        if address.casefold().endswith(".duckdb"):
            return self._attached(prefix, path, table)
        return self._copied(_of_sqlite, path, table)

    def _attached(self, prefix: str, path: str, table: str) -> str:
        if prefix not in self.names:
            alias = f"database_{len(self.names)}"
            self.database.execute(f"ATTACH {string(path)} AS {alias} (READ_ONLY)")
            self.names[prefix] = alias
        alias = self.names[prefix]
        found = self.database.execute(
            f"SELECT table_name FROM duckdb_tables() WHERE database_name = '{alias}' "
            f"UNION SELECT view_name FROM duckdb_views() WHERE database_name = '{alias}' "
            "AND NOT internal ORDER BY 1"
        ).fetchall()
        if (table,) not in found:
            raise _not_there(table, [row[0] for row in found])
        return f"{alias}.{quoted(table)}"

    def _copied(self, read: Any, address: str, table: str) -> str:
        path = os.path.join(self.scratch, f"{len(os.listdir(self.scratch))}.csv")
        with open(path, "w", encoding="utf-8", newline="") as opened:
            read(address, table, opened)
        return (
            f"read_csv({string(path)}, header = true, all_varchar = true, delim = ',', "
            "quote = '\"', escape = '\"', comment = '', skip = 0, parallel = false)"
        )


def _not_there(table: str, there: Sequence[str]) -> NoTable:
    return NoTable(f"the database has no table `{table}`", f"it has: {', '.join(there)}")


def _of_sqlite(path: str, table: str, out: IO[str]) -> None:
    import sqlite3

    address = f"file:{path.replace('?', '%3f').replace('#', '%23')}?mode=ro"
    connection = sqlite3.connect(address, uri=True)
    try:
        listed = connection.execute(
            "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name"
        ).fetchall()
        if (table,) not in listed:
            raise _not_there(table, [row[0] for row in listed])
        rows = connection.execute(f"SELECT * FROM {quoted(table)}")
        _write(out, [column[0] for column in rows.description], rows)
    except sqlite3.Error as error:
        raise NoTable(f"`{path}` cannot be read: {error}", "is it a SQLite file?") from None
    finally:
        connection.close()


def _of_postgresql(address: str, table: str, out: IO[str]) -> None:
    try:
        import psycopg
        from psycopg import sql
    except ImportError:
        reason = "PostgreSQL is read with a library that is not installed"
        raise NoTable(reason, "install `zakonik[postgresql]`") from None
    names = sql.Identifier(*table.split("."))
    try:
        with psycopg.connect(address) as connection, connection.cursor() as cursor:
            connection.read_only = True
            query = sql.SQL("COPY (SELECT * FROM {}) TO STDOUT (FORMAT csv, HEADER)")
            with cursor.copy(query.format(names)) as copied:
                for part in copied:
                    out.write(bytes(part).decode())
    except psycopg.Error as error:
        reason = str(error).strip().splitlines()[0]
        raise NoTable(f"PostgreSQL: {reason}", "check `[databases]` and the table") from None


def _write(out: IO[str], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows(rows)
