"""A file -> its top-level blocks: the lines from one at the margin up to the next."""

from dataclasses import dataclass

from parser.syntax.scan import Line, scan
from parser.text.diagnostic import Diagnostic, SourceError
from parser.text.span import Span

DEPTH = 40
"""How deep lines may be indented below one another."""

LONGEST_LINE = 20_000
"""Characters of the longest line that is read."""


@dataclass(frozen=True, slots=True)
class Block:
    """The scanned lines of one declaration; the first stands at the margin."""

    file: str
    lines: tuple[Line, ...]


def blocks(text: str, file: str) -> tuple[list[Block], list[Diagnostic]]:
    """Return the blocks of a file, and what is wrong with single lines.

    A block with a faulty line is left out, so that each block is reported on its own.
    """
    found: list[Block] = []
    problems: list[Diagnostic] = []
    current: list[Line] = []
    faulty = False
    offset = 0
    for number, line_text in enumerate(text.split("\n"), 1):
        stripped = line_text.strip(" ")
        blank = not stripped or stripped.startswith("#")
        if not blank:
            at_margin = not line_text.startswith((" ", "\t"))
            if at_margin:
                if current and not faulty:
                    found.append(Block(file, tuple(current)))
                current, faulty = [], False
            try:
                line = _line(line_text, file, offset, number)
                if not at_margin and not current and not faulty:
                    raise _error(
                        "stray-line",
                        "this line belongs to nothing",
                        line_text,
                        file,
                        offset,
                        number,
                        "start a declaration at the margin first",
                    )
                if line.pieces:
                    current.append(line)
            except SourceError as error:
                problems.extend(error.diagnostics)
                faulty = True
        offset += len(line_text) + 1
    if current and not faulty:
        found.append(Block(file, tuple(current)))
    return found, problems


def _line(text: str, file: str, offset: int, number: int) -> Line:
    if len(text) > LONGEST_LINE:
        raise _error(
            "line-too-long",
            f"this line is longer than {LONGEST_LINE:,} characters",
            "",
            file,
            offset,
            number,
            "break it into several lines",
        )
    body = text.lstrip(" ")
    indent = len(text) - len(body)
    if body.startswith("\t"):
        raise _error(
            "tab",
            "this line is indented with a tab",
            body[:1],
            file,
            offset + indent,
            number,
            "indent with spaces",
            indent,
        )
    return Line(
        indent,
        number,
        offset + indent,
        offset + len(text.rstrip()),
        scan(text, file, offset, number),
    )


def _error(
    code: str,
    message: str,
    text: str,
    file: str,
    offset: int,
    line: int,
    advice: str,
    indent: int = 0,
) -> SourceError:
    span = Span(file, offset, offset + max(1, len(text)), line, indent + 1)
    return SourceError((Diagnostic(code, message, span, help=advice),))
