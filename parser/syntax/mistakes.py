"""What went wrong where the grammar found another token than it can use."""

from lark.exceptions import UnexpectedInput, UnexpectedToken

from parser.syntax.blocks import Block
from parser.syntax.lexer import Piece
from parser.text.diagnostic import Diagnostic


def explain(unexpected: UnexpectedInput, block: Block) -> Diagnostic:
    """Return the diagnostic for a token that does not fit."""
    token = getattr(unexpected, "token", None)
    last = block.lines[-1].pieces[-1].span
    span = token.span if isinstance(token, Piece) else last
    expected = unexpected.accepts if isinstance(unexpected, UnexpectedToken) else set()
    return Diagnostic("syntax", f"this does not fit here (expected {sorted(expected or ())})", span)
