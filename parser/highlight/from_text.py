"""Text of a law or case file -> what each stretch of it is; faulty lines as far as they go."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from parser.highlight.kinds import KINDS, UNWRITTEN, Kind
from parser.syntax import line_tokens
from parser.syntax.blocks import Block, blocks
from parser.syntax.expression_tokens import with_signs
from parser.syntax.lexed import Lexed
from parser.syntax.lexer import levels
from parser.syntax.scan import Line
from parser.syntax.tree import Token
from parser.text.diagnostic import Diagnostic, SourceError

_DETERMINERS = frozenset({"a", "an", "the", "another"})
_INSIDE = frozenset({"sentence", "answer", "quantity"})
"""Kinds of tokens whose pieces are told apart."""


class Stretch(NamedTuple):
    """From which character up to which, and what that is."""

    start: int
    end: int
    kind: Kind


def stretches(text: str) -> Iterator[Stretch]:
    r"""Yield what stands in a text, one after the other and without a gap.

    >>> [(one.kind, 'law a "A"'[one.start : one.end]) for one in stretches('law a "A"')]
    [('declaration', 'law'), ('blank', ' '), ('id', 'a'), ('blank', ' '), ('text', '"A"')]
    """
    end = 0
    for one in _said(text):
        yield from _between(text, end, one.start)
        yield one
        end = one.end
    yield from _between(text, end, len(text))


def _between(text: str, start: int, end: int) -> Iterator[Stretch]:
    """Yield the blanks and comments, or the unreadable lines, between what is said."""
    at = start
    for line in text[start:end].splitlines(keepends=True):
        body = line.strip()
        first = at + len(line) - len(line.lstrip())
        if body:
            if first > at:
                yield Stretch(at, first, "blank")
            kind: Kind = "comment" if body.startswith("#") else "sentence"
            yield Stretch(first, first + len(body), kind)
            first += len(body)
        else:
            first = at
        if first < at + len(line):
            yield Stretch(first, at + len(line), "blank")
        at += len(line)


def _said(text: str) -> Iterator[Stretch]:
    problems: list[Diagnostic] = []
    for block in blocks(text, "", problems):
        for line, level, part in _levels(block):
            if line.pieces:
                yield from _of_line(line, _tokens(line, block.section, level, part))


def _levels(block: Block) -> Sequence[tuple[Line, int, str]]:
    """Return the lines of a block with their levels; all at the first where these fit nothing."""
    try:
        return tuple(levels(block))
    except SourceError:
        return tuple((line, min(at, 1), "") for at, line in enumerate(block.lines))


def _tokens(line: Line, section: str, level: int, part: str) -> Sequence[Lexed]:
    """Return the tokens of a line, those before its fault if it has one."""
    found: list[Lexed] = []
    try:
        for token in line_tokens.tokens(line, section, part, level):
            found.append(token)
    except (SourceError, KeyError):
        pass
    return [token for token in found if token.type not in UNWRITTEN]


def _of_line(line: Line, tokens: Sequence[Lexed]) -> Iterator[Stretch]:
    pieces = with_signs(line.pieces)
    for token in tokens:
        while pieces and pieces[0].span.end <= token.span.start:
            yield from _pieces([pieces.pop(0)])
        inside: list[Token] = []
        while pieces and pieces[0].span.end <= token.span.end:
            inside.append(pieces.pop(0))
        if not inside:
            continue
        kind = KINDS[token.type]
        if kind in _INSIDE:
            yield from _pieces(inside, kind, token.type != "TEMPLATE")
        else:
            yield Stretch(inside[0].span.start, inside[-1].span.end, kind)
    yield from _pieces(pieces)


def _pieces(
    pieces: Sequence[Token], kind: Kind = "sentence", has_variables: bool = True
) -> Iterator[Stretch]:
    """Yield the pieces of a sentence: its slots, variables, names and values, and its words.

    A template has slots and no variables: `a fee` in it is two of its words.
    """
    in_slot = False
    at = 0
    while at < len(pieces):
        one = pieces[at]
        start, end = one.span.start, one.span.end
        in_slot = one.text == "{" if one.kind == "mark" and one.text in "{}" else in_slot
        following = pieces[at + 1] if at + 1 < len(pieces) else None
        if in_slot or (one.kind == "mark" and one.text == "}"):
            yield Stretch(start, end, "slot")
        elif has_variables and _is_determiner(one) and _is_noun(following):
            assert following is not None
            yield Stretch(start, following.span.end, "variable")
            at += 1
        else:
            yield Stretch(start, end, _kind(one, kind))
        at += 1


def _is_determiner(piece: Token) -> bool:
    return piece.kind == "word" and piece.text.casefold() in _DETERMINERS


def _is_noun(piece: Token | None) -> bool:
    return piece is not None and piece.kind == "word" and piece.text[:1].islower()


def _kind(piece: Token, kind: Kind) -> Kind:
    match piece.kind:
        case "text":
            return "text"
        case "date":
            return "day"
        case "number" | "duration" | "share" | "amount":
            return "quantity"
        case "mark":
            return "punctuation"
        case "word":
            return "name" if kind == "sentence" and piece.text[:1].isupper() else kind
