"""What went wrong where the grammar found another token than it can use."""

from collections.abc import Callable, Mapping
from functools import cache

from lark.exceptions import UnexpectedToken

from parser.syntax.blocks import Block, blocks
from parser.syntax.examples import MISTAKES, Mistake
from parser.syntax.lexed import shown, spanning
from parser.syntax.lexer import Piece
from parser.syntax.line_tokens import PROPERTY_WORDS
from parser.syntax.scan import Line
from parser.syntax.tree import Sentence
from parser.text.diagnostic import Diagnostic
from parser.text.span import Span

Place = tuple[int, str]
"""A state of the parser and the type of the token that does not fit there."""

_EXPECTED = {
    "SENTENCE": "a sentence",
    "TEXT": "a text in quotes",
    "ID": "a short name",
    "DATE": "a day",
    "NAME": "a name",
    "_NL": "the end of the line",
    "_COMMA": "a comma",
    "_COLON": "a colon",
    "_RPAR": "`)`",
    "OP": "a comparison such as `<=`",
}
_AFTER = frozenset({"_NL", "_DEDENT", "$END"})
"""Tokens without text: what they show is that something is missing before them."""


def place_of(unexpected: UnexpectedToken) -> Place:
    """Return where in the grammar a token did not fit."""
    position: int = unexpected.interactive_parser.parser_state.position
    return position, unexpected.token.type


@cache
def recognised(attempt: Callable[[Block], UnexpectedToken | None]) -> Mapping[Place, Mistake]:
    """Return the mistake that each example stands for, by its place in the grammar.

    `attempt` parses a block and returns what did not fit.
    """
    found: dict[Place, Mistake] = {}
    for mistake in MISTAKES:
        for snippet in mistake.snippets:
            (block,), _ = blocks(snippet, "example")
            unexpected = attempt(block)
            assert unexpected is not None, snippet
            found.setdefault(place_of(unexpected), mistake)
    return found


def explain(
    unexpected: UnexpectedToken, block: Block, mistakes: Mapping[Place, Mistake]
) -> Diagnostic:
    """Return the diagnostic for a token that does not fit."""
    token = unexpected.token
    found = _found(token)
    mistake = mistakes.get(place_of(unexpected))
    span = _span(token, block, mistake is not None and mistake.above)
    if token.type == "_STRAY":
        return Diagnostic("stray-mark", f"{found} does not belong here", span, help="remove it")
    if mistake is None:
        expected = sorted({_EXPECTED[one] for one in unexpected.expected if one in _EXPECTED})
        advice = f"write {' or '.join(expected)}" if expected else "see the language reference"
        return Diagnostic("unexpected", f"{found} does not belong here", span, help=advice)
    if mistake.code == "missing-if" and (misread := _misread_property(block, span)):
        return misread
    return Diagnostic(mistake.code, mistake.message.format(found=found), span, help=mistake.advice)


def _found(token: object) -> str:
    if not isinstance(token, Piece) or token.type in _AFTER:
        return "the end of the line"
    if isinstance(token.payload, Sentence):
        return f"`{shown(token.payload.tokens)}`"
    return f"`{token.value[:60]}`"


def _span(token: object, block: Block, above: bool) -> Span:
    """Return what to point at; for a missing part the line or word that it should follow."""
    if isinstance(token, Piece) and token.type not in _AFTER and not above:
        return token.span
    before = [line for line in block.lines if _stands_before(line, token)]
    line = before[-1] if before else block.lines[-1]
    if isinstance(token, Piece) and token.type == "_NL" and not above:
        return line.pieces[-1].span
    return spanning(line.pieces)


def _stands_before(line: Line, token: object) -> bool:
    return not isinstance(token, Piece) or line.pieces[-1].span.end <= token.span.start


def _misread_property(block: Block, span: Span) -> Diagnostic | None:
    """Return the error that what was taken for the conclusion is a malformed property."""
    above = [line for line in block.lines[1:] if line.pieces[0].span.start < span.start]
    if not above:
        return None
    pieces = above[-1].pieces
    first = pieces[0].text
    if first in PROPERTY_WORDS:
        return Diagnostic(
            "malformed-property",
            f"this is taken for the conclusion, since `{first}` is written otherwise",
            spanning(pieces),
            help='write `cites "…"`, `says "…"`, `reads "…"`, `confidence high`, '
            "`in force from DATE`, `notwithstanding RULE` or `subject to RULE`",
        )
    if len(pieces) == 2 and pieces[0].kind == "word" and pieces[1].kind == "text":
        return Diagnostic(
            "unknown-property",
            f"`{first}` is no property of a rule",
            spanning(pieces),
            help='write `cites "…"`, `says "…"` or `reads "…"`',
        )
    return None
