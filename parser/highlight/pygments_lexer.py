"""Law and case files for Pygments, which colours them in Sphinx, MkDocs and terminals."""

from collections.abc import Iterator
from typing import Any, ClassVar

from pygments import token
from pygments.lexer import Lexer

from parser.highlight.from_text import stretches
from parser.highlight.kinds import Kind

STYLES: dict[Kind, Any] = {
    "declaration": token.Keyword.Declaration,
    "property": token.Keyword,
    "connective": token.Keyword.Reserved,
    "attribute": token.Name.Decorator,
    "function": token.Name.Builtin,
    "operator": token.Operator,
    "punctuation": token.Punctuation,
    "id": token.Name.Label,
    "name": token.Name.Constant,
    "variable": token.Name.Variable,
    "quantity": token.Number,
    "day": token.Literal.Date,
    "text": token.String,
    "answer": token.Keyword.Constant,
    "slot": token.Name.Class,
    "sentence": token.Text,
    "comment": token.Comment.Single,
    "blank": token.Whitespace,
}


class ZakonikLexer(Lexer):  # type: ignore[misc]
    """Tells Pygments what the tokens of our own lexer are, so that both always agree."""

    name = "Zakonik"
    aliases: ClassVar = ["zakonik", "law"]
    filenames: ClassVar = ["*.law", "*.case"]
    url = ""

    def get_tokens_unprocessed(self, text: str) -> Iterator[tuple[int, Any, str]]:
        """Yield where each token begins, what it is, and what stands there."""
        for start, end, kind in stretches(text):
            yield start, STYLES[kind], text[start:end]
