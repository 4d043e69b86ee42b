"""The lines of a block -> the tokens of the grammar.

Keywords count at the start of a line only, so that every word may occur in a sentence. What
the author wrote rides on each token as `payload`.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from lark import Token as LarkToken
from lark.lexer import Lexer

from parser.syntax import line_tokens
from parser.syntax.blocks import DEPTH, Block
from parser.syntax.lexed import Lexed
from parser.syntax.scan import Line
from parser.text.diagnostic import Diagnostic, SourceError
from parser.text.span import Span


class Piece(LarkToken):
    """A grammar token with what it stands for."""

    payload: Any
    span: Span


def piece(lexed: Lexed) -> Piece:
    """Return the grammar token for one lexed piece."""
    made = Piece(lexed.type, lexed.text, lexed.span.start, lexed.span.line, lexed.span.column)
    made.payload = lexed.payload
    made.span = lexed.span
    return made


class LineLexer(Lexer):
    """Feeds a block to the parser."""

    def __init__(self, lexer_conf: object) -> None:
        """Take no configuration: the grammar declares its tokens."""

    def lex(self, data: Block) -> Iterator[LarkToken]:  # type: ignore[override]
        """Yield the tokens of a block, with _NL after each line and indentation between."""
        for lexed in block_tokens(data):
            yield piece(lexed)


def block_tokens(block: Block) -> Iterator[Lexed]:
    """Yield the tokens of a block; raise SourceError for indentation that fits nothing."""
    levels = [0]
    section = block.lines[0].pieces[0].text.casefold()
    part = ""
    for line in block.lines:
        yield from _indentation(line, levels, block.file)
        if len(levels) == 2 and section == "case":
            part = line.pieces[0].text.casefold()
        yield from line_tokens.tokens(line, section, part, len(levels) - 1)
        yield Lexed("_NL", "\n", None, _end(line, block.file))
    last = block.lines[-1]
    for _ in levels[1:]:
        yield Lexed("_DEDENT", "", None, _end(last, block.file))


def _indentation(line: Line, levels: list[int], file: str) -> Iterable[Lexed]:
    place = line.pieces[0].span
    if line.indent > levels[-1]:
        levels.append(line.indent)
        if len(levels) > DEPTH:
            raise _error(
                "too-deep",
                f"lines nest deeper than {DEPTH} levels",
                place,
                "give the inner part a rule of its own",
            )
        return (Lexed("_INDENT", "", None, place),)
    found = []
    while line.indent < levels[-1]:
        levels.pop()
        found.append(Lexed("_DEDENT", "", None, place))
    if line.indent != levels[-1]:
        raise _error(
            "odd-indentation",
            "this line is indented less than its neighbours and more than what they belong to",
            place,
            "line it up with the lines it belongs to",
        )
    return found


def _end(line: Line, file: str) -> Span:
    last = line.pieces[-1].span
    width = last.end - last.start
    return Span(file, last.end, last.end + 1, line.number, last.column + width)


def _error(code: str, message: str, span: Span, advice: str) -> SourceError:
    return SourceError((Diagnostic(code, message, span, help=advice),))
