"""One line of text -> the pieces it consists of: words, quoted texts, numbers, dates, marks."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from parser.syntax.tree import Token
from parser.text.diagnostic import Diagnostic, SourceError
from parser.text.span import Span
from parser.values import Amount, Duration, Range, Share, Value, number

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])|\d+(?:\.\d+)?"

_PIECE = re.compile(
    rf"""
    (?P<space>[ \t]+)
  | (?P<comment>(?:(?<=\s)|^)\#.*)
  | "(?P<text>[^"]*)"
  | (?P<date>\d{{4}}-\d{{2}}-\d{{2}})(?![\w-])
  | (?P<month>\d{{4}}-\d{{2}})(?![\w-])
  | (?P<amount>(?P<sum>{_NUMBER})[ ](?P<currency>[A-Z]{{3}}))(?!\w)
  | (?P<duration>(?P<count>\d{{1,9}})[ ](?P<unit>years?|months?|weeks?|days?))(?!\w)
  | (?P<share>(?P<percent>{_NUMBER})%)
  | (?P<number>{_NUMBER})(?![\w])
  | (?P<possessive>['\u2019]s)(?!\w)
  | (?P<word>\w(?:[\w-]|['\u2019](?!s\b)(?=\w))*)
  | (?P<op><=|>=|!=|==|<|>|=)
  | (?P<mark>.)
    """,
    re.VERBOSE,
)

LONGEST_NUMBER = 60
"""Digits of the longest number that is read."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file: its indentation, number (from 1), place and pieces."""

    indent: int
    number: int
    start: int
    end: int
    pieces: tuple[Token, ...]


def scan(text: str, file: str, offset: int, line: int) -> tuple[Token, ...]:
    """Return the pieces of a line that starts at `offset` of its file.

    Comparison operators are marks. Raises SourceError for an unterminated quote, an impossible
    date and a number of absurd length.
    """
    pieces: list[Token] = []
    for match in _PIECE.finditer(text):
        kind = match.lastgroup
        if kind in ("space", "comment"):
            continue
        start, end = match.span()
        span = Span(file, offset + start, offset + end, line, start + 1)
        pieces.append(_token(match, span))
    return tuple(pieces)


def _token(match: "re.Match[str]", span: Span) -> Token:
    group = match.groupdict()
    if group["text"] is not None:
        return Token("text", group["text"], group["text"], span=span)
    if group["word"] is not None:
        return Token("word", group["word"], span=span)
    if match.lastgroup in ("possessive", "op"):
        return Token("mark", match.group(), span=span)
    if group["mark"] is not None:
        if group["mark"] == '"':
            raise _error(
                "unterminated-quote",
                "the quote that starts here has no end",
                span,
                'put `"` at the end of the quoted text, on the same line',
            )
        return Token("mark", group["mark"], span=span)
    if len(match.group()) > LONGEST_NUMBER:
        raise _error("number-too-long", "this number has too many digits", span, "write it shorter")
    return _literal(match, group, span)


def _literal(match: "re.Match[str]", group: dict[str, str], span: Span) -> Token:
    written = match.group()
    if group["date"]:
        return Token("date", written, _day(written, span), span=span)
    if group["month"]:
        return Token("date", written, _month(written, span), span=span)
    if group["amount"]:
        value: Value = Amount(_decimal(group["sum"]), group["currency"])
        return Token("amount", written, value, span=span)
    if group["duration"]:
        return Token("duration", written, _duration(group), span=span)
    if group["share"]:
        return Token("share", written, Share(_decimal(group["percent"])), span=span)
    return Token("number", written, number(_decimal(group["number"])), span=span)


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _duration(group: dict[str, str]) -> Duration:
    count = int(group["count"])
    match group["unit"].rstrip("s"):
        case "year":
            return Duration(months=12 * count)
        case "month":
            return Duration(months=count)
        case "week":
            return Duration(days=7 * count)
        case _:
            return Duration(days=count)


def _day(text: str, span: Span) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _error(
            "impossible-date", f"there is no day `{text}`", span, "write a day that exists"
        ) from None


def _month(text: str, span: Span) -> Range:
    year, month = int(text[:4]), int(text[5:])
    if not (1 <= month <= 12 and year >= 1):
        raise _error(
            "impossible-date", f"there is no month `{text}`", span, "write a month from 01 to 12"
        )
    return Range(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def _error(code: str, message: str, span: Span, advice: str) -> SourceError:
    return SourceError((Diagnostic(code, message, span, help=advice),))
