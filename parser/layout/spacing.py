"""A line -> the same pieces with one blank where there were several, and none too few."""

import itertools
from collections.abc import Iterator, Sequence

from parser.layout.tree import Code
from parser.syntax.expression_tokens import with_signs
from parser.syntax.lexed import Lexed
from parser.syntax.scan import scan
from parser.syntax.tree import Token
from parser.text.diagnostic import SourceError

_TIGHT_BEFORE = frozenset({"_COMMA", "_ALSO", "_COLON", "_RPAR", "CLOSE"})
_TIGHT_BEHIND = frozenset({"_LPAR", "OPEN"})
_WIDE_BEHIND = frozenset({"_COMMA", "_ALSO", "_COLON", "LABEL", "TEXT"})
_OPERATORS = frozenset({"OP", "_EQUALS", "PLUS", "STAR", "SLASH", "PERCENT"})
_OPERANDS = frozenset(
    {"REFERENCE", "NAME", "QUANTITY", "TODAY", "CLOSE", "ROUNDED", "ROUNDED_TO", "WORKING"}
)
_PADDED = {"_SAYS": 2, "_ALTERNATIVE": 2}
"""Behind `says` as behind `cites`, and behind `choice` as behind `default`: texts line up."""

_EMPTY = frozenset({"_COMPARE", "_AGGREGATE"})
"""Tokens that tell the grammar what follows, and stand for no piece."""


def spaced(code: Code, start: int = 0, end: int | None = None) -> str:
    """Return the pieces of a line from `start` up to `end`, with the blanks that belong there.

    What was written apart stays apart, and what was not stays together, except around the
    marks of lists and calculations. Where other blanks would make other pieces the line stays
    as it was written.
    """
    written = as_written(code, start, end)
    if code.as_is:
        return written
    pieces = code.line.pieces[start:end]
    for gaps in (_by_token(code, start, end), _collapsed(pieces)):
        text = _joined(code, pieces, gaps)
        if text == written or _same(text, pieces):
            return text
    return written


def as_written(code: Code, start: int = 0, end: int | None = None) -> str:
    """Return the pieces of a line from `start` up to `end` as they were written."""
    if code.as_is:
        return code.text
    pieces = code.line.pieces[start:end]
    first = code.line.pieces[0].span.start
    return code.text[pieces[0].span.start - first : pieces[-1].span.end - first]


def starts(text: str) -> list[tuple[int, Token]]:
    """Return each piece of a line that can be read, with the column at which it begins."""
    return [(piece.span.column - 1, piece) for piece in with_signs(scan(text, "", 0, 1))]


def _joined(code: Code, pieces: Sequence[Token], gaps: Sequence[int]) -> str:
    first = code.line.pieces[0].span.start
    parts: list[str] = []
    for piece, gap in zip(pieces, [*gaps, 0], strict=True):
        parts.append(code.text[piece.span.start - first : piece.span.end - first] + " " * gap)
    return "".join(parts)


def _same(text: str, pieces: Sequence[Token]) -> bool:
    try:
        found = with_signs(scan(text, "", 0, 1))
    except SourceError:
        return False
    return found == [*pieces]


def _collapsed(pieces: Sequence[Token]) -> list[int]:
    return [
        min(1, after.span.start - before.span.end) for before, after in itertools.pairwise(pieces)
    ]


def _by_token(code: Code, start: int, end: int | None) -> list[int]:
    """Return how many blanks stand behind each piece but the last, by what their tokens are."""
    owners = list(_owners(code))[start:end]
    pieces = code.line.pieces[start:end]
    written = _collapsed(pieces)
    gaps: list[int] = []
    for at, gap in enumerate(written):
        one, other = owners[at], owners[at + 1]
        if one is not None and one is other:
            gaps.append(_inside(one, pieces, at, gap))
        else:
            before = owners[at - 1] if at else None
            gaps.append(_between(before, one, other, pieces[at + 1].text, gap))
    return gaps


def _owners(code: Code) -> Iterator[Lexed | None]:
    """Yield the token of each piece, None for a mark that no token has."""
    tokens = [token for token in code.tokens if token.type not in _EMPTY]
    at = 0
    for piece in code.line.pieces:
        while at < len(tokens) and tokens[at].span.end <= piece.span.start:
            at += 1
        held = at < len(tokens) and tokens[at].span.start <= piece.span.start
        yield tokens[at] if held else None


def _inside(token: Lexed, pieces: Sequence[Token], at: int, gap: int) -> int:
    """Return the blanks behind a piece inside a token: only slots and colons have rules."""
    one, other = pieces[at], pieces[at + 1]
    if token.type in ("TEMPLATE", "COLUMNS"):
        if (one.kind == "mark" and one.text == "{") or (other.kind == "mark" and other.text == "}"):
            return 0
        if token.type == "TEMPLATE" and _is_in_slot(pieces, at):
            if other.kind == "mark" and other.text == ":":
                return 0
            if one.kind == "mark" and one.text == ":":
                return 1
    if token.type == "QUANTIFIER" and other.text == ":":
        return 0
    if token.type == "ANSWER":
        if other.kind == "mark" and other.text == ",":
            return 0
        if one.kind == "mark" and one.text == ",":
            return 1
    return gap


def _is_in_slot(pieces: Sequence[Token], at: int) -> bool:
    marks = [one.text for one in pieces[: at + 1] if one.kind == "mark" and one.text in "{}"]
    return marks[-1:] == ["{"]


def _between(
    before: Lexed | None, one: Lexed | None, other: Lexed | None, following: str, gap: int
) -> int:
    """Return the blanks between the pieces of two tokens, with the token before the first."""
    if other is None:
        return 0 if following == ":" else gap
    if one is None:
        return gap
    if other.type in _TIGHT_BEFORE or one.type in _TIGHT_BEHIND:
        return 0
    if one.type in _OPERATORS or other.type in _OPERATORS:
        return 1
    if one.type in _PADDED:
        return _PADDED[one.type]
    if other.type == "MINUS":
        return 1 if one.type in _OPERANDS else gap
    if one.type == "MINUS":
        return 1 if before is not None and before.type in _OPERANDS else gap
    return 1 if one.type in _WIDE_BEHIND or other.type == "TEXT" else gap
