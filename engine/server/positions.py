"""Places in a text as editors count them, and as spans do.

Spans count the characters of a text from its start; editors count lines from 0 and, within a line,
units of the encoding that was agreed on: UTF-16 unless the editor says otherwise.
"""

from bisect import bisect_right
from functools import cached_property
from typing import Literal, NamedTuple, assert_never

Encoding = Literal["utf-8", "utf-16", "utf-32"]


class Position(NamedTuple):
    """A line and a place in it, both counted from 0, the place in units of the encoding."""

    line: int
    character: int


class Positions:
    r"""The lines of a text.

    >>> found = Positions("a 𝄞 b\nc")
    >>> found.position(4), found.offset(0, 5), found.position(6), found.offset(9, 9)
    (Position(line=0, character=5), 4, Position(line=1, character=0), 7)
    """

    def __init__(self, text: str, encoding: Encoding = "utf-16") -> None:
        """Count in a text whose lines end with a line feed."""
        self._text = text
        self._encoding: Encoding = encoding

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        for line in self._text.split("\n"):
            starts.append(starts[-1] + len(line) + 1)
        return starts[:-1]

    def position(self, offset: int) -> Position:
        """Return where a character stands; beyond the text that is its end."""
        offset = max(0, min(offset, len(self._text)))
        line = bisect_right(self._starts, offset) - 1
        return Position(line, self._units(self._text[self._starts[line] : offset]))

    def offset(self, line: int, character: int) -> int:
        """Return which character stands at a place; what lies beyond a line is its end."""
        if line >= len(self._starts):
            return len(self._text)
        start = self._starts[line]
        end = self._text.find("\n", start)
        said = self._text[start : end if end >= 0 else len(self._text)]
        units = 0
        for at, one in enumerate(said):
            if units >= character:
                return start + at
            units += self._units(one)
        return start + len(said)

    def _units(self, text: str) -> int:
        encoding = self._encoding
        match encoding:
            case "utf-8":
                return len(text.encode("utf-8", "surrogatepass"))
            case "utf-16":
                return len(text.encode("utf-16-le", "surrogatepass")) // 2
            case "utf-32":
                return len(text)
            case _:
                assert_never(encoding)
