"""What a line of a declaration says, until the declaration is whole."""

from datetime import date
from typing import Any, NamedTuple

from parser.syntax.lexed import error
from parser.syntax.lexer import Piece
from parser.text.span import Span


class Ids(tuple[tuple[str, Span], ...]):
    """Identifiers with their places, told apart from other tuples."""


class Said(NamedTuple):
    """A property or part of a declaration, with a place to show when it is said twice."""

    key: str
    value: Any
    span: Span


def once(found: dict[str, Any], said: Said) -> None:
    """Add what is said to what is found; raises SourceError if it was said before."""
    if said.key in found:
        raise error("said-twice", f"`{said.key}` is said twice", said.span, "say it once")
    found[said.key] = said.value


def exact_day(piece: Piece) -> date:
    """Return the day that a piece writes; raises SourceError for a month or a year."""
    if not isinstance(piece.payload, date):
        raise error(
            "not-a-day", f"`{piece.value}` is no single day", piece.span, "write YYYY-MM-DD"
        )
    return piece.payload
