"""What went wrong where the grammar found another token than it can use."""

import itertools
from collections.abc import Callable, Collection, Mapping, Sequence
from difflib import get_close_matches
from functools import cache

from lark import Token
from lark.exceptions import UnexpectedToken

from parser.syntax.blocks import Block, blocks
from parser.syntax.examples import MISTAKES, Mistake
from parser.syntax.lexed import shown, spanning, written
from parser.syntax.lexer import Piece
from parser.syntax.line_tokens import PROPERTY_WORDS, TEXT_PROPERTIES
from parser.syntax.scan import Line
from parser.syntax.tree import Sentence
from parser.syntax.tree import Token as SourceToken
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

_MARKS = frozenset({"_STRAY", "_COMMA", "_COLON", "_LPAR", "_RPAR", "OPEN", "CLOSE", "OP"})

_ANYWHERE = {
    "_INDENT": "too-far-in",
    "_IF": "second-if",
    **dict.fromkeys(
        ("SENTENCE", "FALSE", "LABEL", "QUANTIFIER", "_COMPARE", "_AGGREGATE"), "missing-and"
    ),
    **dict.fromkeys(
        (
            *("_CITES", "_SAYS", "_READS", "_CONFIDENCE", "_IN_FORCE", "_NOTWITHSTANDING"),
            *("_UNDER", "PRESUMED"),
        ),
        "late-property",
    ),
}
"""The mistake that a token shows where no example has it."""


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
            (block,) = blocks(snippet, "example", [])
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
    mistake = mistakes.get(place_of(unexpected)) or _elsewhere(token)
    if block.section == "impossible":
        mistake = _of_constraint(mistake, block)
    span = _span(token, block, mistake is not None and mistake.above)
    if mistake is None:
        return _unexpected(token, found, span, unexpected.expected)
    if mistake.code == "missing-comma" and (kind := _word_for_a_rule(block, span)):
        said = f"a rule is called by its id alone, without `{kind.text}`"
        return Diagnostic("stray-word", said, kind.span, help="leave it out")
    if mistake.code == "missing-if" and (misread := _misread_property(block, span)):
        return misread
    return Diagnostic(mistake.code, mistake.message.format(found=found), span, help=mistake.advice)


def _word_for_a_rule(block: Block, span: Span) -> SourceToken | None:
    """Return a word such as `rule` that stands before an id, None if it is an id itself."""
    for line in block.lines:
        for before, one in itertools.pairwise(line.pieces):
            if one.span == span and before.text.casefold() in {"rule", "rules"}:
                return before
    return None


_OF_CONSTRAINTS = {
    "missing-conclusion": "missing-that",
    "second-if": "misfit-in-constraint",
    "late-property": "misfit-in-constraint",
}


def _of_constraint(mistake: Mistake | None, block: Block) -> Mistake | None:
    """Return what a mistake in a rule is in a constraint: they share lines, and so places."""
    code = _OF_CONSTRAINTS.get(mistake.code) if mistake is not None else None
    begun = any(line.pieces[0].text.casefold() == "that" for line in block.lines)
    if not begun and code in (None, "missing-that"):
        code = "missing-that"
    return next((each for each in MISTAKES if each.code == code), mistake)


def _elsewhere(token: Token) -> Mistake | None:
    """Return the mistake that a token shows wherever it does not fit."""
    code = _ANYWHERE.get(token.type)
    return next((mistake for mistake in MISTAKES if mistake.code == code), None)


def _unexpected(token: Token, found: str, span: Span, expected: Collection[str]) -> Diagnostic:
    known = sorted({_EXPECTED[one] for one in expected if one in _EXPECTED})
    advice = f"write {' or '.join(known)}" if known else "remove it"
    if token.type in _MARKS and known:
        is_whole = _EXPECTED["_NL"] in known
        advice = "remove it" if is_whole else f"remove it: here stands {' or '.join(known)}"
    if token.type == "_STRAY" and found == "`.`":
        advice = "no line ends with a full stop: remove it"
    if token.type in _MARKS:
        message = f"the mark {found} does not belong here"
        return Diagnostic("stray-mark", message, span, help=advice)
    return Diagnostic("unexpected", f"{found} does not belong here", span, help=advice)


def _found(token: Token) -> str:
    if not isinstance(token, Piece) or token.type in _AFTER:
        return "the end of the line"
    if isinstance(token.payload, Sentence):
        return f"`{shown(token.payload.tokens)}`"
    return f"`{token.value[:60]}`"


def _span(token: Token, block: Block, above: bool) -> Span:
    """Return what to point at; for a missing part the line or word that it should follow."""
    if isinstance(token, Piece) and token.type not in _AFTER and not above:
        return token.span
    before = [line for line in block.lines if _stands_before(line, token)]
    line = before[-1] if before else block.lines[-1]
    if isinstance(token, Piece) and token.type == "_NL" and not above:
        return line.pieces[-1].span
    return spanning(line.pieces)


def _stands_before(line: Line, token: Token) -> bool:
    return not isinstance(token, Piece) or line.pieces[-1].span.end <= token.span.start


def _misread_property(block: Block, span: Span) -> Diagnostic | None:
    """Return the error that what was taken for the conclusion is a malformed property."""
    above = [line for line in block.lines if line.pieces[0].span.start < span.start]
    pieces = above[-1].pieces
    first = pieces[0].text
    if first in TEXT_PROPERTIES and (unquoted := _unquoted(pieces)):
        return unquoted
    if first in PROPERTY_WORDS:
        return Diagnostic(
            "malformed-property",
            f"this is taken for the conclusion, since `{first}` is written otherwise",
            spanning(pieces),
            help='write `cites "…"`, `says "…"`, `reads "…"`, `confidence high`, '
            "`in force from DATE`, `notwithstanding RULE`, `subject to RULE`, `instead of RULE` "
            "or `under READING CHOICE`",
        )
    if len(pieces) == 2 and pieces[0].kind == "word" and pieces[1].kind == "text":
        near = get_close_matches(first.casefold()[:40], TEXT_PROPERTIES, 1)
        return Diagnostic(
            "unknown-property",
            f"`{first}` is no property of a rule",
            pieces[0].span,
            help=f"did you mean `{near[0]}`?"
            if near
            else 'write `cites "…"`, `says "…"` or `reads "…"`',
        )
    return None


def _unquoted(pieces: Sequence[SourceToken]) -> Diagnostic | None:
    """Return the error that what a property says has no quotes, or is not there."""
    first, rest = pieces[0].text, pieces[1:]
    if any(piece.kind == "text" for piece in rest):
        return None
    said = written(rest) if rest else "…"
    return Diagnostic(
        "missing-text",
        f"`{first}` needs a text in quotes",
        spanning(rest or pieces),
        help=f'write `{first} "{said}"`',
    )
