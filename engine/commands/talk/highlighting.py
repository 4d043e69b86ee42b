"""Colours of a typed line: commands, names, values, and quotes that never end."""

import re
from collections.abc import Callable

from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.lexers import Lexer

from engine.commands.talk.request import COMMANDS

_PIECE = re.compile(
    r"""
    (?P<value>"[^"]*"|\d{4}-\d\d(?:-\d\d)?\b|\d[\d.,]*%?(?:\s(?:days?|weeks?|months?|years?)\b)?|\btoday\b)
  | (?P<wrong>"[^"]*$)
  | (?P<name>\b[^\W\d_a-z][\w-]*)
  | (?P<plain>\w+|\W)
    """,
    re.VERBOSE,
)
_COMMAND = re.compile(rf"\s*(?:{'|'.join(sorted(COMMANDS, key=len, reverse=True))})\b")


class SentenceLexer(Lexer):
    """Colours one line at a time."""

    def lex_document(self, document: Document) -> Callable[[int], StyleAndTextTuples]:
        """Return the coloured pieces of each line of a text."""

        def line(number: int) -> StyleAndTextTuples:
            return pieces(document.lines[number] if number < document.line_count else "")

        return line


def pieces(text: str) -> StyleAndTextTuples:
    """Return a line in coloured pieces.

    >>> pieces("Ana is 3")
    [('class:name', 'Ana'), ('', ' '), ('', 'is'), ('', ' '), ('class:value', '3')]
    """
    found: StyleAndTextTuples = []
    command = _COMMAND.match(text)
    start = command.end() if command else 0
    if command:
        found.append(("class:command", text[:start]))
    for match in _PIECE.finditer(text, start):
        kind = match.lastgroup or "plain"
        found.append(("" if kind == "plain" else f"class:{kind}", match.group()))
    return found
