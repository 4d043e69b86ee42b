"""Text of a CSV file -> its header and rows, each with its place in the file."""

import csv
import re
from collections.abc import Iterator

from parser.frozen import dataclass
from parser.text.diagnostic import Diagnostic
from parser.text.span import Span

_FIELD = re.compile(r'\s*"(?:[^"]|"")*"[^,]*|[^,]*')


@dataclass(frozen=True, slots=True)
class CsvRow:
    """The cells of a row; `text` is the row as it stands in the file."""

    cells: tuple[str, ...]
    text: str
    span: Span


def csv_rows(text: str, file: str, problems: list[Diagnostic]) -> list[CsvRow]:
    r"""Return the rows of a CSV file that are not blank, the header first.

    >>> [row.cells for row in csv_rows("a,b\n1,2\n", "t.csv", [])]
    [('a', 'b'), ('1', '2')]
    """
    start = 1 if text.startswith("\ufeff") else 0
    lines = _lines(text[start:])
    offset, line = start, 1
    rows: list[CsvRow] = []
    reader = csv.reader(iter(lines), strict=True)
    while True:
        before = reader.line_num
        try:
            cells = next(reader, None)
        except csv.Error as error:
            here = "".join(lines[before : before + 1])
            span = Span(file, offset, offset + len(here.rstrip("\r\n")), line, 1)
            problems.append(
                Diagnostic(
                    "bad-csv",
                    f"this line is not well-formed CSV: {error}",
                    span,
                    help="put a cell with commas or quotes in quotes, and double its quotes",
                )
            )
            return rows
        if cells is None:
            return rows
        own = "".join(lines[before : reader.line_num])
        shown = own.rstrip("\r\n")
        if any(cell.strip() for cell in cells):
            span = Span(file, offset, offset + len(shown), line, 1)
            rows.append(CsvRow(tuple(cell.strip() for cell in cells), shown, span))
        offset += len(own)
        line += reader.line_num - before


def _lines(text: str) -> list[str]:
    return [found for found in re.split(r"(?<=\n)", text) if found]


def cell_span(row: CsvRow, index: int) -> Span:
    """Return the place of one cell, or of the whole row when it goes over several lines.

    >>> cell_span(CsvRow(("1", "22"), "1, 22", Span("t.csv", 10, 15, 3, 1)), 1)
    Span(file='t.csv', start=13, end=15, line=3, column=4)
    """
    if "\n" in row.text:
        return row.span
    for count, (start, found) in enumerate(_fields(row.text)):
        if count == index:
            start += len(found) - len(found.lstrip())
            length = max(1, len(found.strip()))
            at = row.span.start + start
            return Span(row.span.file, at, at + length, row.span.line, row.span.column + start)
    return row.span


def _fields(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    while at <= len(text):
        found = _FIELD.match(text, at)
        assert found is not None
        yield at, found.group()
        at = found.end() + 1
