"""How sentences are spelled: keys for comparison, words of a phrase, and templates as text."""

import re
import unicodedata
from collections.abc import Iterable

from parser.resolved.vocabulary import Predicate
from parser.syntax.tree import Column, SlotDecl, Token

ARTICLES = frozenset({"a", "an"})
_PIECE = re.compile(r"[^\W_]+(?:[-_.][^\W_]+)*|\S")
_TIGHT = frozenset({",", ";", ":", ")", "'s", "\N{RIGHT SINGLE QUOTATION MARK}s", "%", "?", "!"})


def literal_key(token: Token) -> str:
    """Return what a literal token is compared by: words match without regard to case.

    >>> literal_key(Token("word", "Holds")), literal_key(Token("text", "Holds"))
    ('holds', '"Holds"')
    """
    return f'"{token.text}"' if token.kind == "text" else token.text.casefold()


def pieces(text: str) -> tuple[str, ...]:
    """Split a name as a sentence would be split, so that both can be compared.

    >>> pieces("Bosnia  and Herzegovina"), pieces("Côte d'Ivoire")
    (('Bosnia', 'and', 'Herzegovina'), ('Côte', 'd', "'", 'Ivoire'))
    """
    return tuple(_PIECE.findall(text))


def phrase(tokens: Iterable[Token | SlotDecl | Column]) -> str:
    """Return a row of tokens as readable text.

    >>> phrase((Token("word", "Ana"), Token("mark", ","), Token("text", "b c")))
    'Ana, "b c"'
    """
    words: list[str] = []
    for token in tokens:
        match token:
            case Token(kind="text", text=text):
                words.append(f'"{text}"')
            case Token(text=text):
                words.append(text)
            case SlotDecl(role=role):
                words.append(f"{{{role}}}")
            case Column(header=header):
                words.append(f"{{{header}}}")
    return _joined(words)


def _joined(words: Iterable[str]) -> str:
    line = ""
    for word in words:
        tight = not line or word in _TIGHT or line.endswith("(")
        line += word if tight else f" {word}"
    return line


def template_text(predicate: Predicate) -> str:
    """Return the sentence of a predicate with its slots in braces.

    >>> from parser.resolved.vocabulary import Slot
    >>> template_text(Predicate("holds", (Slot("person", "person"),), parts=(0, "holds")))
    '{person} holds'
    """
    if not predicate.parts:
        return predicate.name
    return _joined(
        f"{{{predicate.slots[part].role}}}" if isinstance(part, int) else part
        for part in predicate.parts
    )


def ascii_name(words: Iterable[str]) -> str:
    """Join words to a name of small ASCII letters, digits and `_`.

    Accents are dropped; a letter without an ASCII form becomes its code point.

    >>> ascii_name(["Is", "député", "of"]), ascii_name(["Ж"])
    ('is_depute_of', 'x436')
    """
    joined = "_".join(filter(None, (_ascii_word(word) for word in words)))
    return f"n{joined}" if joined[:1].isdigit() else joined


def _ascii_word(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold())
    letters = [c for c in plain if not unicodedata.combining(c)]
    spelled = "".join(c if c.isascii() else f"x{ord(c):x}" if c.isalnum() else "_" for c in letters)
    return re.sub(r"[^a-z0-9]+", "_", spelled.replace("'", "")).strip("_")


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural unless the number is 1.

    >>> counted(1, "cell"), counted(2, "cell")
    ('1 cell', '2 cells')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def starts_name(text: str) -> bool:
    """Tell whether a word is capitalised, as names are.

    >>> starts_name("Ana"), starts_name("ana"), starts_name("42")
    (True, False, False)
    """
    return text[:1].isupper() or text[:1].istitle()
