"""Pages in Cyrillic letters, for questions that are asked in them."""

import re
from dataclasses import replace

from engine.pages.page import Entry, Line, Page, Section
from parser.syntax.montenegrin import cyrillic
from parser.words.sentence import is_cyrillic

_WORD = re.compile(
    r"--\w[\w-]*(?: N\b)?"  # an option of a command stays as it is typed
    r"|[A-Z][A-Z0-9]*-[\w-]+ [a-z][\w-]*(?=\))"  # a reading with its choice
    r"|(?<![\w./@-])[^\W\d_]+(?![\w@/]|[.-]\w)"
)
"""A word that is no part of the name of a file, of an address or of the id of a provision."""

_SYMBOL = re.compile(r"[A-Z][A-Z0-9]*-.*|[BCDEFGHJLMNPQRTVWXYZ]|[A-Z]{2,}|.*[qwxyQWXY].*|--.*")
"""What stays in Latin letters: types of visa, currencies, ids, and words of other languages."""


def as_asked(text: str, question: str) -> str:
    """Return a text in the letters of a question.

    >>> as_asked("Dokaz puta: --why N", "може ли Ана гласати")
    'Доказ пута: --why N'
    >>> as_asked("viza C (visas.case:7), 60 EUR po NAT-1", "да")
    'виза C (visas.case:7), 60 EUR по NAT-1'
    >>> as_asked("uzme „kasni“ (CONV-3 before)", "да")
    'узме „касни“ (CONV-3 before)'
    >>> as_asked("Dokaz puta", "može li Ana glasati")
    'Dokaz puta'
    """
    return _written(text) if is_cyrillic(question) else text


def in_cyrillic(page: Page) -> Page:
    """Return a page with its words in Cyrillic letters."""
    return replace(
        page,
        question=_written(page.question),
        as_of=_written(page.as_of),
        sections=tuple(map(_section, page.sections)),
        parts=tuple(map(in_cyrillic, page.parts)),
        said=_written(page.said),
        day=_written(page.day),
        see=_written(page.see),
    )


def _written(text: str) -> str:
    def word(match: re.Match[str]) -> str:
        return match[0] if _SYMBOL.fullmatch(match[0]) else cyrillic(match[0])

    return _WORD.sub(word, text)


def _section(one: Section) -> Section:
    entries = (
        Entry(_written(each.text), tuple(map(_written, each.lines)), each.mark)
        for each in one.entries
    )
    return replace(
        one,
        title=_written(one.title),
        entries=tuple(entries),
        steps=tuple(map(_line, one.steps)),
    )


def _line(one: Line) -> Line:
    return replace(
        one,
        text=_written(one.text),
        aside=_written(one.aside),
        notes=tuple(map(_written, one.notes)),
        below=tuple(map(_line, one.below)),
    )
