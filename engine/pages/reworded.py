"""Sections in which some words stand for others, wherever they occur."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from engine.pages.page import Section


def reworded(sections: Iterable[Section], changes: Sequence[tuple[str, str]]) -> Iterator[Section]:
    """Yield sections with the first of each two texts replaced by the second, in this order.

    >>> from engine.pages.page import Entry
    >>> (one,) = reworded([Section("Why", (Entry("from May to June"),))], [("to June", "on")])
    >>> one.entries[0].text
    'from May on'
    """
    for section in sections:
        entries = (
            replace(
                one,
                text=_changed(one.text, changes),
                lines=tuple(_changed(line, changes) for line in one.lines),
            )
            for one in section.entries
        )
        yield replace(section, entries=tuple(entries)) if changes else section


def _changed(text: str, changes: Iterable[tuple[str, str]]) -> str:
    for said, instead in changes:
        text = text.replace(said, instead)
    return text
