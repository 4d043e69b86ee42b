"""Where a piece of text stands. Data only."""

from parser.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one file: character offsets from `start` up to but excluding `end`.

    `line` and `column` count from 1 and belong to `start`.
    """

    file: str
    start: int
    end: int
    line: int
    column: int


NOWHERE = Span("", 0, 0, 0, 0)


def join(first: Span, last: Span) -> Span:
    """Return the span from the start of `first` to the end of `last` (same file).

    >>> join(Span("a.law", 0, 3, 1, 1), Span("a.law", 8, 9, 1, 9)).end
    9
    """
    return Span(first.file, first.start, last.end, first.line, first.column)
