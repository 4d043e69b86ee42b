"""A line that says what can be done against a decision: `remedy to "the court" against A-1`."""

from collections.abc import Iterator, Sequence

from parser.syntax.headings import plain
from parser.syntax.lexed import Lexed, error, lexed, shown, spanning
from parser.syntax.tree import Token

_TEXTS = {"to": "_BODY", "within": "_LIMIT"}

REMEDY_WORDS = frozenset({"not", "against", *_TEXTS})
"""The words that follow `remedy` in such a line."""


def remedy_tokens(pieces: Sequence[Token]) -> Iterator[Lexed]:
    """Yield the tokens of a `remedy` line.

    >>> from parser.syntax.scan import scan
    >>> line = scan('remedy to "the court" against refusal of A-1', "x.law", 0, 1)
    >>> [token.type for token in remedy_tokens(line)]
    ['_REMEDY', '_BODY', 'TEXT', 'AGAINST', 'ID']
    """
    words = [piece.text for piece in pieces]
    if "against" not in words[1:-1]:
        raise error(
            "malformed-remedy",
            f"`{shown(pieces)}` does not say against what the remedy is",
            spanning(pieces),
            'write `remedy to "the court" within "a month" against refusal of RULE`, '
            "or `against RULE`",
        )
    against = words.index("against", 1)
    yield lexed("_REMEDY", pieces[0])
    between = pieces[1:against]
    if words[1:3] == ["not", "known"]:
        yield Lexed("UNSEEN", "not known", True, spanning(between[:2]))
        between = between[2:]
    for piece in between:
        if piece.kind == "word" and piece.text in _TEXTS:
            yield lexed(_TEXTS[piece.text], piece)
        else:
            yield from plain((piece,))
    refusal = words[against + 1 : against + 3] == ["refusal", "of"]
    last = against + 3 if refusal else against + 1
    yield Lexed("AGAINST", "against", refusal, spanning(pieces[against:last]))
    yield from plain(pieces[last:])
