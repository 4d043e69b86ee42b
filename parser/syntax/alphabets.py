"""Letters of one alphabet among those of another, which look the same: nobody finds them by eye."""

from collections.abc import Sequence

from parser.syntax.lexed import error
from parser.syntax.tree import Token
from parser.text.span import Span

_CYRILLIC = dict(
    zip(
        "\u0430\u0410\u0412\u0415\u0435\u0405\u0455\u0406\u0456\u0408\u0458\u041a\u041c"
        "\u041d\u041e\u043e\u0420\u0440\u0421\u0441\u0422\u0423\u0443\u0425\u0445",
        "aABEeSsIiJjKMHOoPpCcTYyXx",
        strict=True,
    )
)
_GREEK = dict(
    zip(
        "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03bf\u03a1\u03a4"
        "\u03a5\u03a7",
        "ABEZHIKMNOoPTYX",
        strict=True,
    )
)
_LIKE = _CYRILLIC | _GREEK
"""Letters that look like Latin ones, and which."""


def check_alphabets(pieces: Sequence[Token]) -> None:
    """Raise SourceError for a word that has letters of two alphabets, or is a look-alike itself.

    A word all of whose letters look like Latin ones is one where the words beside it are Latin; a
    line in another alphabet may have it.
    """
    words = [piece for piece in pieces if piece.kind == "word"]
    if all(word.text.isascii() for word in words):
        return
    latin = any(word.text.isascii() for word in words)
    foreign = any(_is_foreign(word.text) for word in words)
    for word in words:
        odd = next((letter for letter in word.text if letter in _LIKE), None)
        if odd is None:
            continue
        mixed = any("a" <= letter.casefold() <= "z" for letter in word.text)
        if mixed or (latin and not foreign):
            raise _looks_alike(word, odd)


def _is_foreign(word: str) -> bool:
    """Tell whether a word can be no Latin one: it has a letter that looks like none of them."""
    return any("\u0370" <= letter <= "\u04ff" and letter not in _LIKE for letter in word)


def _looks_alike(word: Token, odd: str) -> Exception:
    at = word.text.index(odd)
    span = word.span
    marked = Span(span.file, span.start + at, span.start + at + 1, span.line, span.column + at)
    whole = "".join(_LIKE.get(letter, letter) for letter in word.text)
    alphabet = "Cyrillic" if odd in _CYRILLIC else "Greek"
    like = _LIKE[odd]
    message = (
        f"the {alphabet} `{odd}` (U+{ord(odd):04X}) stands here, not the `{like}` it looks like"
    )
    advice = f"write `{like}`, as in `{whole}`" if len(whole) > 1 else f"write `{whole}`"
    return error("look-alike", message, marked, advice)
