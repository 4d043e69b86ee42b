"""A token of the grammar with what it stands for. Data only, and how to make one."""

from collections.abc import Sequence
from typing import Any

from parser.frozen import dataclass
from parser.syntax.tree import Token
from parser.text.diagnostic import Diagnostic, SourceError
from parser.text.span import Span, join


@dataclass(frozen=True, slots=True)
class Lexed:
    """A terminal of the grammar: its type, its text, its meaning and its place."""

    type: str
    text: str
    payload: Any
    span: Span


def lexed(type_: str, token: Token) -> Lexed:
    """Return a grammar token that stands for one piece of a line."""
    return Lexed(type_, token.text, token.text, token.span)


def is_mark(piece: Token, text: str) -> bool:
    """Tell whether a piece is this mark, and not a quoted text that looks like it."""
    return piece.text == text and piece.kind == "mark"


def spanning(pieces: Sequence[Token]) -> Span:
    """Return the place of a row of pieces."""
    return join(pieces[0].span, pieces[-1].span)


def written(pieces: Sequence[Token]) -> str:
    """Return a row of pieces as it was written, with one blank where there were several.

    >>> from parser.syntax.scan import scan
    >>> written(scan("St. Kitts  (the island)", "a.law", 0, 1))
    'St. Kitts (the island)'
    """
    text, end = "", pieces[0].span.start if pieces else 0
    for piece in pieces:
        gap = " " if piece.span.start > end else ""
        text += gap + (f'"{piece.text}"' if piece.kind == "text" else piece.text)
        end = piece.span.end
    return text


def shown(pieces: Sequence[Token]) -> str:
    """Return the beginning of a row of pieces, for a message."""
    text = written(pieces[:6])
    return text if len(pieces) <= 6 and len(text) <= 60 else f"{text[:60]}…"


def error(code: str, message: str, span: Span, advice: str) -> SourceError:
    """Return an error with one diagnostic."""
    return SourceError((Diagnostic(code, message, span, help=advice),))
