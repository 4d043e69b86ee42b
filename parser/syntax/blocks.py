"""A file -> its top-level blocks: the lines from one at the margin up to the next."""

from collections.abc import Iterator

from parser.frozen import dataclass
from parser.syntax.lexed import error
from parser.syntax.scan import Line, check_visible, first_word, scan
from parser.text.diagnostic import Diagnostic, SourceError
from parser.text.span import Span

DEPTH = 40
"""How deep lines may be indented below one another."""

LONGEST_LINE = 20_000
"""Characters of the longest line that is read."""


@dataclass(frozen=True, slots=True)
class Block:
    """The scanned lines of one declaration; the first, at the margin, starts with `section`.

    `place` is where that word stands. A faulty block has lines that could not be scanned: they
    have no pieces.
    """

    section: str
    place: Span
    lines: tuple[Line, ...]

    @property
    def is_faulty(self) -> bool:
        """Tell whether a line could not be scanned."""
        return not all(line.pieces for line in self.lines)


def blocks(text: str, file: str, problems: list[Diagnostic]) -> Iterator[Block]:
    """Yield the blocks of a file one after the other; add what is wrong with single lines."""
    section, place = "", Span(file, 0, 1, 1, 1)
    lines: list[Line] = []
    offset = 0
    for number, line in enumerate(text.split("\n"), 1):
        body = line.strip()
        is_read = body != "" and body[0] != "#"
        at_margin = is_read and not line[0].isspace()
        if at_margin:
            if lines:
                yield Block(section, place, tuple(lines))
            section, lines = first_word(line), []
            place = Span(file, offset, offset + max(1, len(section)), number, 1)
        try:
            check_visible(line, file, offset, number)
            if is_read:
                if not at_margin and not lines:
                    raise _stray(line, file, offset, number)
                lines.append(_line(line, file, offset, number))
        except SourceError as problem:
            problems.extend(problem.diagnostics)
            if is_read:
                lines.append(Line(len(line) - len(line.lstrip()), number, ()))
        offset += len(line) + 1
    if lines:
        yield Block(section, place, tuple(lines))


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
