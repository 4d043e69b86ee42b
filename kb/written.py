"""The words that a law file has at the place of a condition."""

from collections.abc import Mapping
from typing import assert_never

from parser.resolved.law_tree import Aggregates, Compares, Group, Holds, Item
from parser.text.span import Span

Texts = Mapping[str, str]
"""The text of each law by its file."""


def written(span: Span, texts: Texts) -> str:
    """Return the words of a law at a place, on one line."""
    return " ".join(texts.get(span.file, "")[span.start : span.end].split())


def said_by(item: Item, texts: Texts) -> str:
    """Return the words of a condition, those of an enumeration with what is in it."""
    match item.condition:
        case Group("all", inner):
            return " and ".join(said_by(one, texts) for one in inner)
        case Group(quantifier, inner, count, exception):
            parts = "; ".join(said_by(one, texts) for one in inner)
            number = f" {count}" if quantifier == "at least" else ""
            word = "unless" if exception else f"{quantifier}{number} of:"
            return f"{word} {parts}"
        case Aggregates(items=inner):
            return f"{written(item.span, texts)} {'; '.join(said_by(one, texts) for one in inner)}"
        case Holds(sentence, negative):
            said = written(sentence.span, texts)
            return f"it is false that {said}" if negative else said
        case Compares(span=span):
            return written(span, texts)
        case _:
            assert_never(item.condition)
