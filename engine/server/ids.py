"""A text -> the ids in it: of laws, rules, provisions and readings, declared and named."""

from collections.abc import Iterator
from functools import lru_cache

from parser.frozen import dataclass
from parser.highlight.from_text import Stretch, stretches


@dataclass(frozen=True, slots=True)
class Id:
    """An id in a text, from which character up to which, and whether it is declared there."""

    name: str
    start: int
    end: int
    declares: bool


@lru_cache(maxsize=256)
def stretches_of(text: str) -> tuple[Stretch, ...]:
    """Return what each stretch of a text is, worked out once a text."""
    return tuple(stretches(text))


def ids(text: str) -> Iterator[Id]:
    r"""Yield the ids in a text.

    >>> [(one.name, one.declares) for one in ids('law a "A"\nrule R-1 "T"\n  subject to R-2\n')]
    [('a', True), ('R-1', True), ('R-2', False)]
    """
    before = ""
    for start, end, kind in stretches_of(text):
        if kind == "id":
            yield Id(text[start:end], start, end, before == "declaration")
        if kind != "blank":
            before = kind


def id_at(text: str, offset: int) -> Id | None:
    """Return the id at a character, or one that ends right before it; None if there is none."""
    return next((one for one in ids(text) if one.start <= offset <= one.end), None)
