"""The grammar at work: one block of lines -> its declaration."""

from functools import cache
from pathlib import Path
from typing import Any

from lark import Lark
from lark.exceptions import UnexpectedToken

from parser.syntax.blocks import Block
from parser.syntax.builder import Builder
from parser.syntax.headings import SECTIONS
from parser.syntax.lexer import LineLexer
from parser.text.diagnostic import SourceError


@cache
def parser() -> Lark:
    """Return the LALR parser; it is made once in a process."""
    grammar = Path(__file__).with_name("grammar.lark").read_text(encoding="utf-8")
    return Lark(
        grammar,
        parser="lalr",
        lexer=LineLexer,
        start=list(SECTIONS),
        transformer=Builder(),
        maybe_placeholders=True,
    )


def parse_block(block: Block) -> Any:
    """Return the declaration in a block (a vocabulary is a tuple of templates).

    Raises SourceError with the place and a way out if it has another form.
    """
    try:
        return _parse(block)
    except UnexpectedToken as unexpected:
        from parser.syntax.mistakes import explain, recognised

        raise SourceError((explain(unexpected, block, recognised(attempt)),)) from None


def attempt(block: Block) -> UnexpectedToken | None:
    """Return the token of a block that does not fit, or None if all fit."""
    try:
        _parse(block)
    except UnexpectedToken as unexpected:
        return unexpected
    return None


def _parse(block: Block) -> Any:
    return parser().parse(block, start=block.section if block.section in SECTIONS else "rule")
