"""One line of text -> the pieces it consists of: words, quoted texts, numbers, dates, marks."""

import re
from unicodedata import category, normalize

from parser.frozen import dataclass
from parser.syntax import literals
from parser.syntax.alphabets import check_alphabets
from parser.syntax.lexed import error
from parser.syntax.tree import Token
from parser.text.span import Span
from parser.values import Amount, Share, number

_REST = r"[\w\u0300-\u036f]*(?:(?:[-.]|['\u2019](?!s\b))[\w\u0300-\u036f]+)*"
_WORD = re.compile(r"[^\W\d]" + _REST)

# The groups of thousands are bounded, so that a long row of them is not read again and again.
_PIECE = re.compile(
    r"""
    (?P<space>\s+)
  | (?P<comment>\#.*)
  | (?P<word>[^\W\d]REST)
  | "(?P<text>[^"]*)"
  | (?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})(?![\w-])
  | (?P<month>[0-9]{4}-[0-9]{2})(?![\w-])
  | (?P<foreign>[0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2}
               |[0-9]{1,2}[-./][0-9]{1,2}[-./][0-9]{4})(?![\w-])
  | (?P<number>
        (?P<below>(?<![^\s(,:])-(?![0-9,.]++[ ]{1,4}(?i:years?|months?|weeks?|days?)(?!\w)))?
        (?P<sign>[£€$][ ]?)?
        (?P<digits>
            (?:[0-9]{1,3}+(?:,[0-9]{3}){1,20}+(?!,?[0-9])|[0-9]++)(?P<fraction>\.[0-9]++)?+
        )
        (?:(?(sign)(?!\w)|(?!))
          |(?P<share>%)
          |[ ](?P<currency>[A-Z]{3})(?!\w)
          |(?(fraction)(?!)|[ ]{1,4}(?P<unit>(?i:years?|months?|weeks?|days?))(?!\w))
          |(?!\w)
        )
    )
  | (?P<possessive>['\u2019]s)(?!\w)
  | (?P<numbered>\wREST)
  | (?P<remark>//|/\*)
  | (?P<op><=|>=|!=|==|=>|=<|<>|<|>|=)
  | (?P<mark>.)
    """.replace("REST", _REST),
    re.VERBOSE,
)

LONGEST_NUMBER = 60
"""Characters of the longest number that is read."""

_CURLY = frozenset("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033")
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_JOINERS = frozenset("\u200c\u200d")  # parts of words in some scripts


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file: its indentation, number (from 1) and pieces."""

    indent: int
    number: int
    pieces: tuple[Token, ...]


def scan(text: str, file: str, offset: int, line: int) -> tuple[Token, ...]:
    """Return the pieces of a line that starts at `offset` of its file.

    Comparison operators are marks. Raises SourceError for an unterminated or a curly quote, a
    letter of another alphabet that looks like a Latin one, an impossible date and a number of
    absurd length.

    >>> [piece.text for piece in scan("Ana's visa lasts 90 days # so far", "a.law", 0, 1)]
    ['Ana', "'s", 'visa', 'lasts', '90 days']
    """
    pieces: list[Token] = []
    plain = text.isascii()
    for match in _PIECE.finditer(text):
        kind = match.lastgroup
        if kind == "space" or kind == "comment":
            continue
        start, end = match.span()
        span = Span(file, offset + start, offset + end, line, start + 1)
        if kind == "word" or kind == "numbered":
            word = match.group() if plain else normalize("NFC", match.group())
            pieces.append(Token("word", word, span=span))
        elif kind == "text":
            quoted = match["text"] if plain else normalize("NFC", match["text"])
            pieces.append(Token("text", quoted, quoted, span=span))
        elif kind == "possessive" or kind == "op":
            pieces.append(Token("mark", match.group(), span=span))
        elif kind == "mark":
            pieces.append(_mark(match.group(), span))
        elif kind == "remark":
            advice = "begin the comment with `#`; it ends with the line"
            raise error("comment-form", f"`{match.group()}` begins no comment", span, advice)
        else:
            pieces.append(_literal(match, span))
    if not plain:
        check_alphabets(pieces)
    return tuple(pieces)


def first_word(text: str) -> str:
    """Return the word that a line starts with, or nothing.

    >>> first_word('rule LEN-1 "Lending"'), first_word(" indented")
    ('rule', '')
    """
    word = _WORD.match(text)
    return word.group() if word else ""


def check_visible(text: str, file: str, offset: int, line: int) -> None:
    """Raise SourceError if a line has control characters, or others that nobody can see."""
    if text.isprintable():
        return
    for at, character in enumerate(text):
        if character in "\t\r" or character in _JOINERS:
            continue
        if category(character) in _INVISIBLE:
            raise error(
                "invisible-character",
                f"an invisible character (U+{ord(character):04X}) stands here",
                Span(file, offset + at, offset + at + 1, line, at + 1),
                "remove it",
            )


def _mark(mark: str, span: Span) -> Token:
    if mark == '"':
        raise error(
            "unterminated-quote",
            "the quote that starts here has no end",
            span,
            'put `"` at the end of the quoted text, on the same line',
        )
    if mark in _CURLY:
        raise error("curly-quote", f"`{mark}` is no quote here", span, 'write the straight `"`')
    return Token("mark", mark, span=span)


def _literal(match: "re.Match[str]", span: Span) -> Token:
    written = match.group()
    if match.lastgroup == "date":
        return Token("date", written, literals.day(written, span), span=span)
    if match.lastgroup == "month":
        return Token("date", written, literals.month(written, span), span=span)
    if match.lastgroup == "foreign":
        raise literals.no_date(written, span)
    if len(written) > LONGEST_NUMBER:
        raise error(
            "number-too-long",
            f"this number has more than {LONGEST_NUMBER} characters",
            span,
            "write it shorter",
        )
    exact = literals.decimal(match["digits"])
    if match["below"]:
        exact = -exact
    if match["sign"]:
        currency = literals.SIGNS[match["sign"].strip()]
        return Token("amount", written, Amount(exact, currency), span=span)
    if match["share"]:
        return Token("share", written, Share(exact), span=span)
    if match["currency"]:
        return Token("amount", written, Amount(exact, match["currency"]), span=span)
    if match["unit"]:
        value = literals.duration(int(exact), match["unit"], span)
        # The unit may be a word of a template, `for {number} days`: the number stands alone then.
        return Token("duration", written.replace(",", ""), value, span=span)
    return Token("number", written, number(exact), span=span)
