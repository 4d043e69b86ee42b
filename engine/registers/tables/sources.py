"""The files of a register as tables: read once, each row with the number of its case."""

import difflib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from engine.backends.sql.dialects import quoted, string
from engine.backends.sql.store import Database
from engine.registers.tables.csv_files import FAULT, LINE, csv_query
from engine.registers.tables.databases import Attached, NoTable
from engine.registers.tables.mapping import Cases, RegisterMap, Says
from engine.registers.tables.run_tables import RUN
from parser.text.diagnostic import Diagnostic, SourceError
from parser.text.span import Span


@dataclass(frozen=True, slots=True)
class ReadableFile:
    """A file of a register: the query that reads it, and its columns with their types."""

    file: str
    query: str
    types: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Rows:
    """A table with the rows of a file, and with four columns more.

    `number` is that of the case (null if there is none), `case_key` its key, `row` the line of a
    CSV file on which the row begins or else the number of the row, and `fault` what is wrong with
    the row as a whole. `columns` has for each column of the file its name in the table, `types` its
    type. Where `unique` no case has two rows.
    """

    table: str
    columns: Mapping[str, str]
    types: Mapping[str, str]
    unique: bool


@dataclass(slots=True)
class Sources:
    """The files that a mapping speaks of, and the tables made of them.

    `found` are the files, `wanted` the columns of each that are read; `tables` are the rows so far
    by file and column of the key.
    """

    database: Database
    found: Mapping[str, ReadableFile]
    wanted: Mapping[str, Sequence[str]]
    cases: Cases
    tables: dict[tuple[str, str], Rows] = field(default_factory=dict)

    def rows(self, one: Says) -> Rows:
        """Return the table with the rows that state a sentence, made when first asked for."""
        asked = (one.table, one.case)
        if asked not in self.tables:
            self.tables[asked] = self._read(*asked)
        return self.tables[asked]

    def _read(self, file: str, case: str) -> Rows:
        source = self.found[file]
        name = f"rows_{len(self.tables)}"
        columns = {column: f"c{number}" for number, column in enumerate(self.wanted[file])}
        listed = [f"{_cell(column, source)} AS {short}" for column, short in columns.items()]
        key = text_of(case, "s.")
        self.database.execute(
            f"CREATE TABLE {name} AS SELECT c.a0 AS number, s.{quoted(LINE)} AS row, "
            f"{key} AS case_key, {', '.join([*listed, f's.{quoted(FAULT)} AS fault'])} "
            f"FROM {source.query} AS s LEFT JOIN {RUN.all_cases} AS c ON c.key = {key}"
        )
        unique = (file, case) == (self.cases.table, self.cases.key)
        return Rows(name, columns, source.types, unique)


def text_of(column: str, prefix: str = "") -> str:
    """Return a column as text without blanks around it; null if nothing else is there."""
    return f"nullif(trim(CAST({prefix}{quoted(column)} AS VARCHAR), {_BLANKS}), '')"


_BLANKS = "' ' || chr(9) || chr(10) || chr(13) || chr(160)"


def _cell(column: str, source: ReadableFile) -> str:
    """Return a column of a row, text without the blanks around it."""
    if source.types[column] == "VARCHAR":
        return text_of(column, "s.")
    return f"s.{quoted(column)}"


def open_sources(database: Database, mapping: RegisterMap, folder: str, scratch: str) -> Sources:
    """Return the tables of a mapping; raises SourceError if one, or a column, is not there.

    `scratch` is a folder for what is not read from where it is.
    """
    problems: list[Diagnostic] = []
    found: dict[str, ReadableFile] = {}
    wanted: dict[str, list[str]] = {}
    needed = [(mapping.cases.table, [mapping.cases.key, mapping.cases.name])]
    needed += [(one.table, _columns_of(one)) for one in mapping.says if one.table]
    for file, columns in needed:
        wanted[file] = list(dict.fromkeys([*wanted.get(file, ()), *columns]))
    attached = Attached(database, mapping.databases, folder, scratch)
    for file, columns in wanted.items():
        try:
            query = _query(attached, folder, file)
        except NoTable as error:
            problems.append(trouble(mapping, error.reason, error.way_out))
            continue
        there = database.execute(f"DESCRIBE SELECT * FROM {query}").fetchall()
        types = {row[0]: row[1] for row in there if row[0] not in (LINE, FAULT)}
        found[file] = ReadableFile(file, query, types)
        problems.extend(_missing(mapping, found[file], columns))
    if problems:
        raise SourceError(tuple(problems))
    return Sources(database, found, wanted, mapping.cases)


def _query(attached: Attached, folder: str, file: str) -> str:
    """Return what to read a table from, with `LINE` and `FAULT` of each row; raises NoTable."""
    if file.partition(".")[0] in attached.addresses:
        return _numbered(attached.query(file))
    path = os.path.join(folder, file)
    if not os.path.isfile(path):
        raise NoTable(f"there is no file `{path}`", "check `--data`")
    if file.casefold().endswith(".parquet"):
        return _numbered(f"read_parquet({string(path)})")
    return csv_query(path, attached.scratch)


def _numbered(source: str) -> str:
    columns = f"row_number() OVER () AS {quoted(LINE)}, NULL::VARCHAR AS {quoted(FAULT)}"
    return f"(SELECT *, {columns} FROM {source})"


def _columns_of(one: Says) -> list[str]:
    named = [column for column in one.columns if not column.startswith("=")]
    return [one.case, *named, *([one.when] if one.when else [])]


def _missing(mapping: RegisterMap, source: ReadableFile, needed: Sequence[str]) -> list[Diagnostic]:
    problems: list[Diagnostic] = []
    for column in needed:
        if column not in source.types:
            near = difflib.get_close_matches(column, source.types, 1, 0.4)
            near_one = f"did you mean `{near[0]}`? " if near else ""
            message = f"`{source.file}` has no column `{column}`"
            way_out = f"{near_one}it has: {', '.join(source.types)}"
            problems.append(trouble(mapping, message, way_out))
    return problems


def trouble(mapping: RegisterMap, message: str, way_out: str) -> Diagnostic:
    """Return what is wrong with a register, at its mapping."""
    return Diagnostic("register", message, Span(mapping.path, 0, 0, 1, 1), help=way_out)
