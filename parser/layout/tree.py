"""The lines of a file with what no syntax tree has: its comments and blank lines. Data only."""

from parser.frozen import dataclass
from parser.syntax.lexed import Lexed
from parser.syntax.scan import Line


@dataclass(frozen=True, slots=True)
class Blank:
    """A line with nothing on it."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A line with a comment and nothing else: the comment, and how far it was indented."""

    text: str
    indent: int


@dataclass(frozen=True, slots=True)
class Code:
    """A line that the parser reads: its pieces, its tokens, and where both stand.

    `text` is the line as written without its indentation and its comment, `level` how deep it
    stands in its block, `section` the keyword of that. `comment` stands behind it, or is empty;
    `comment_column` is the column in which it begins, from 0.
    A line that is `as_is` was not read as it was written, so that its blanks have to stay.
    """

    line: Line
    section: str
    level: int
    tokens: tuple[Lexed, ...]
    text: str
    comment: str = ""
    comment_column: int = 0
    as_is: bool = False


Row = Blank | Comment | Code


@dataclass(frozen=True, slots=True)
class Placed:
    """A line in its place: how deep, what it says, and the comment behind it.

    `behind` stands in a column that the lines around share, `column` columns after the
    indentation. A comment that has a line to itself has no `text`. `source` is the line that it
    was made from, None for a line that a longer one was broken into.
    """

    level: int
    text: str
    behind: str = ""
    column: int = 0
    comment: str = ""
    source: Code | Comment | None = None


Laid = Blank | Placed
