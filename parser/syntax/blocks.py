"""A file -> its top-level blocks: the lines from one at the margin up to the next."""

from dataclasses import dataclass

from parser.syntax.lexed import error
from parser.syntax.scan import Line, check_visible, scan
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
        try:
            check_visible(line_text, file, offset, number)
            body = line_text.strip()
            if body and body[0] != "#":
                at_margin = not line_text[0].isspace()
                if at_margin:
                    if current and not faulty:
                        found.append(Block(file, tuple(current)))
                    current, faulty = [], False
                elif not current and not faulty:
                    faulty = True
                    raise _stray(line_text, file, offset, number)
                current.append(_line(line_text, file, offset, number))
        except SourceError as problem:
            problems.extend(problem.diagnostics)
            faulty = True
        offset += len(line_text) + 1
    if current and not faulty:
        found.append(Block(file, tuple(current)))
    return found, problems


def _line(text: str, file: str, offset: int, number: int) -> Line:
    if len(text) > LONGEST_LINE:
        raise error(
            "line-too-long",
            f"this line is longer than {LONGEST_LINE:,} characters",
            Span(file, offset, offset + 1, number, 1),
            "break it into several lines",
        )
    body = text.lstrip(" ")
    indent = len(text) - len(body)
    if body[0].isspace():
        name = "a tab" if body[0] == "\t" else f"the blank U+{ord(body[0]):04X}"
        raise error(
            "tab" if body[0] == "\t" else "odd-blank",
            f"this line is indented with {name}",
            Span(file, offset + indent, offset + indent + 1, number, indent + 1),
            "indent with spaces",
        )
    return Line(indent, number, scan(text, file, offset, number))


def _stray(text: str, file: str, offset: int, number: int) -> SourceError:
    indent = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    return error(
        "stray-line",
        "this line belongs to nothing",
        Span(file, offset + indent, offset + end, number, indent + 1),
        "start a declaration at the margin first",
    )
