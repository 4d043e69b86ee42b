"""Days of a short Montenegrin page in figures alone: `23.11.2026.` for `23.11.2026. godine`.

Both are right; on a page of a few lines the word behind each day takes up one of them.
"""

import re
from dataclasses import replace

from engine.pages.page import Page, Section

_DAY = re.compile(r"(\d{2}\.\d{2}\.\d{4}\.) godine")


def in_figures(page: Page) -> Page:
    """Return a page whose days stand in figures alone, but for a day that is the answer.

    >>> in_figures(Page("da", "Ana dolazi 23.11.2026. godine", "23.11.2026. godine")).question
    'Ana dolazi 23.11.2026.'
    """
    return replace(
        page,
        question=_plain(page.question),
        as_of=_plain(page.as_of),
        sections=tuple(map(_section, page.sections)),
    )


def _section(one: Section) -> Section:
    entries = tuple(
        replace(entry, text=_plain(entry.text), lines=tuple(map(_plain, entry.lines)))
        for entry in one.entries
    )
    return replace(one, title=_plain(one.title), entries=entries)


def _plain(text: str) -> str:
    return _DAY.sub(r"\1", text)
