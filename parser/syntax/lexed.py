"""A token of the grammar with what it stands for. Data only, and how to make one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

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


def spanning(pieces: Sequence[Token]) -> Span:
    """Return the place of a row of pieces."""
    return join(pieces[0].span, pieces[-1].span)


def error(code: str, message: str, span: Span, advice: str) -> SourceError:
    """Return an error with one diagnostic."""
    return SourceError((Diagnostic(code, message, span, help=advice),))
