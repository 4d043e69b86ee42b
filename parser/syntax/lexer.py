"""The lines of a block -> the tokens of the grammar.

Keywords count at the start of a line only, so that every word may occur in a sentence. What
the author wrote rides on each token as `payload`.
"""

from collections.abc import Iterator
from typing import Any

from lark import Token as LarkToken
from lark.lexer import Lexer

from parser.syntax import line_tokens
from parser.syntax.blocks import DEPTH, Block
from parser.syntax.lexed import Lexed, error
from parser.syntax.scan import Line
from parser.text.span import Span


class Piece(LarkToken):
    """A grammar token with what it stands for."""

    payload: Any
    span: Span


def piece(lexed: Lexed) -> Piece:
    """Return the grammar token for one lexed piece."""
    made: Any = Piece(lexed.type, lexed.text, lexed.span.start, lexed.span.line, lexed.span.column)
    made.payload = lexed.payload
    made.span = lexed.span
    found: Piece = made
    return found


class LineLexer(Lexer):
    """Feeds a block to the parser."""

    def __init__(self, lexer_conf: object) -> None:
        """Take no configuration: the grammar declares its tokens."""

    def lex(self, data: Block) -> Iterator[LarkToken]:  # type: ignore[override]
        """Yield the tokens of a block, with _NL after each line and indentation between."""
        for lexed in block_tokens(data):
            yield piece(lexed)


def block_tokens(block: Block) -> Iterator[Lexed]:
    """Yield the tokens of a block; raise SourceError for a line that cannot be understood."""
    depth = 0
    for line, level, part in levels(block):
        place = line.pieces[0].span
        if level > depth:
            yield Lexed("_INDENT", "", None, place)
        for _ in range(level, depth):
            yield Lexed("_DEDENT", "", None, place)
        depth = level
        yield from line_tokens.tokens(line, block.section, part, level)
        yield Lexed("_NL", "", None, _end(line))
    last = _end(block.lines[-1])
    for _ in range(depth):
        yield Lexed("_DEDENT", "", None, last)


def levels(block: Block) -> Iterator[tuple[Line, int, str]]:
    """Yield each line with its level and the first word of the line at level 1 above it.

    A line that could not be scanned fits everywhere. Raises SourceError for indentation that
    fits nothing.
    """
    indents = [0]
    part = ""
    for line in block.lines:
        if line.indent > indents[-1]:
            indents.append(line.indent)
            if len(indents) > DEPTH and line.pieces:
                raise error(
                    "too-deep",
                    f"lines nest deeper than {DEPTH} levels",
                    line.pieces[0].span,
                    "give the inner part a rule of its own",
                )
        while line.indent < indents[-1]:
            indents.pop()
        if line.indent != indents[-1] and line.pieces:
            raise error(
                "odd-indentation",
                "this line is indented less than the line above and lines up with none before",
                line.pieces[0].span,
                "line it up with the lines it belongs to",
            )
        if len(indents) == 2 and line.pieces:
            part = line.pieces[0].text.casefold()
        yield line, len(indents) - 1, part


def _end(line: Line) -> Span:
    last = line.pieces[-1].span
    column = last.column + last.end - last.start
    return Span(last.file, last.end, last.end + 1, line.number, column)
