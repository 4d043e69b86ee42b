"""CSV files as people write them: any break of lines, quoted cells over several, UTF-8 or UTF-16.

A plain file is read by the database as it is. Any other is written anew for it, each row with the
line of the file on which it begins.
"""

import codecs
import csv
import os
from collections.abc import Iterator
from typing import IO

from engine.backends.sql.dialects import quoted, string
from engine.registers.tables.databases import NoTable
from parser.frozen import dataclass

LINE = "\N{BULLET} line"
"""The column with the line of the file on which a row begins (of a file that has lines)."""

FAULT = "\N{BULLET} fault"
"""The column with what is wrong with a row as a whole, null if nothing is."""

_DELIMITERS = b",;\t|"

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def csv_query(path: str, scratch: str) -> str:
    """Return the query for the rows of a CSV file: its columns as text, and `LINE` and `FAULT`.

    `scratch` is a folder for what is written anew. Raises NoTable for a file that is empty, is no
    text, or has a quotation mark that nothing closes.
    """
    with open(path, "rb") as opened:
        start = opened.read(4)
    encoding = next((name for mark, name in _MARKS if start.startswith(mark)), "utf-8")
    look = _look(path) if encoding == "utf-8" else None
    if look is not None and look.plain:
        columns = f"row_number() OVER () + 1 AS {quoted(LINE)}, NULL::VARCHAR AS {quoted(FAULT)}"
        return f"(SELECT *, {columns} FROM {_read_csv(path, look.delimiter, '')})"
    copy = os.path.join(scratch, f"{len(os.listdir(scratch))}.csv")
    with open(copy, "w", encoding="utf-8", newline="") as out:
        _write_anew(path, encoding, out)
    # a cell may go over several lines, which readers that share a file cannot follow
    whole = _read_csv(copy, ",", ", parallel = false")
    return f"(SELECT * REPLACE (CAST({quoted(LINE)} AS BIGINT) AS {quoted(LINE)}) FROM {whole})"


def _read_csv(path: str, delimiter: str, more: str) -> str:
    return (
        f"read_csv({string(path)}, header = true, all_varchar = true, null_padding = true, "
        f"delim = {string(delimiter)}, quote = '\"', escape = '\"', comment = '', skip = 0"
        f"{more})"
    )


@dataclass(frozen=True, slots=True)
class _Look:
    """What separates the cells of a file in UTF-8, and whether each of its lines is one row."""

    delimiter: str
    plain: bool


def _look(path: str) -> _Look:
    """Look through a file once; raises NoTable if it is not in UTF-8, or empty."""
    plain = True
    with open(path, "rb") as opened:
        header = opened.readline()
        delimiter = _delimiter(header)
        most = header.count(delimiter)
        number = 0
        opened.seek(0)
        for number, line in enumerate(opened, 1):
            if not line.isascii():
                _decoded(line, path, number)
            plain = plain and b'"' not in line and line.count(delimiter) == most
            body = line.removesuffix(b"\n").removesuffix(b"\r")
            plain = plain and body.strip() != b"" and b"\r" not in body
    if number == 0:
        raise NoTable(f"`{path}` is empty", "the first line has the names of the columns")
    return _Look(delimiter.decode(), plain)


def _decoded(line: bytes, path: str, number: int) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        reason = f"`{path}` is not in UTF-8: line {number} has other signs"
        way_out = "save it as UTF-8 (what programs call CSV is often Windows-1250)"
        raise NoTable(reason, way_out) from None


def _delimiter(header: bytes) -> bytes:
    """Return what separates the names of the columns: the sign that is there most often.

    >>> _delimiter(b"id;born"), _delimiter(b"id")
    (b';', b',')
    """
    signs = [_DELIMITERS[i : i + 1] for i in range(len(_DELIMITERS))]
    return max(signs, key=header.count)


def _write_anew(path: str, encoding: str, out: IO[str]) -> None:
    """Write the rows of a file as plain CSV, with `LINE` and `FAULT`."""
    writer = csv.writer(out)
    try:
        with open(path, encoding=encoding, newline="") as opened:
            delimiter = _delimiter(opened.readline().encode()).decode()
            opened.seek(0)
            rows = _rows(opened, delimiter)
            _, header = next(rows, (0, []))
            if not header:
                raise NoTable(f"`{path}` is empty", "the first line has the names of the columns")
            writer.writerow([*header, LINE, FAULT])
            for line, row in rows:
                left = row[: len(header)]
                left += [""] * (len(header) - len(left))
                more = any(cell.strip() for cell in row[len(header) :])
                fault = f"it has more cells than there are columns ({len(header)})" if more else ""
                writer.writerow([*left, str(line), fault])
    except UnicodeDecodeError:
        reason = f"`{path}` begins as {encoding.upper()} and goes on as something else"
        raise NoTable(reason, "save it as UTF-8") from None
    except csv.Error as error:
        raise NoTable(f"`{path}` cannot be read as CSV: {error}", "look at the quotes") from None


def _rows(opened: IO[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not blank, each with the line on which it begins."""
    reader = csv.reader(opened, delimiter=delimiter, strict=True)
    line = 1
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise csv.Error(f"line {line}: {error}") from None
        if any(cell.strip() for cell in row):
            yield line, row
        line = reader.line_num + 1
