"""The grammar at work: one block of lines -> its declaration."""

from functools import cache
from importlib.resources import files
from typing import Any

from lark import Lark
from lark.exceptions import UnexpectedInput, VisitError

from parser.syntax.blocks import Block
from parser.syntax.builder import Builder
from parser.syntax.lexer import LineLexer
from parser.syntax.mistakes import explain
from parser.text.diagnostic import SourceError

STARTS = ("law", "kind", "names", "vocabulary", "table", "provision", "rule", "case")


@cache
def parser() -> Lark:
    """Return the LALR parser; it is made once in a process."""
    grammar = files("parser.syntax").joinpath("grammar.lark").read_text(encoding="utf-8")
    return Lark(
        grammar,
        parser="lalr",
        lexer=LineLexer,
        start=list(STARTS),
        transformer=Builder(),
        maybe_placeholders=True,
    )


def parse_block(block: Block, section: str) -> Any:
    """Return the declaration in a block (a vocabulary is a tuple of templates).

    Raises SourceError with the place and a way out if it has another form.
    """
    start = section if section in STARTS else "rule"
    try:
        return parser().parse(block, start=start)
    except UnexpectedInput as unexpected:
        raise SourceError((explain(unexpected, block),)) from None
    except VisitError as error:
        if isinstance(error.orig_exc, SourceError):
            raise error.orig_exc from None
        raise
