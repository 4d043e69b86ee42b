"""Where things are stated: the file once, with its lines."""

import re
from collections.abc import Sequence
from dataclasses import replace

from engine.pages.page import Page
from engine.pages.remarks import spot
from engine.pages.room import runs
from engine.proof.node import Absent, Finding, Node, Stated
from parser.text.span import Span
from parser.words.sentence import Predicates, say


def places_words(nodes: Sequence[Node], predicates: Predicates, said: str = "") -> str:
    """Return where some things are stated, as `ana.case:3-5, 8`, or nothing.

    Of the file that was `said` last it is the lines alone: `lines 3-5, 8`.
    """
    files: dict[str, list[Span]] = {}
    for one in nodes:
        source = one.source if isinstance(one, Stated | Finding | Absent) else None
        if source is not None and source.span.line:
            files.setdefault(source.span.file, []).append(source.span)
    return "; ".join(_in_a_file(spans, predicates, said) for spans in files.values())


def file_said(nodes: Sequence[Node]) -> str:
    """Return the file in which all of some things are stated, or nothing."""
    files = {
        one.source.span.file
        for one in nodes
        if isinstance(one, Stated | Finding | Absent) and one.source is not None
    }
    return files.pop() if len(files) == 1 else ""


def _in_a_file(spans: Sequence[Span], predicates: Predicates, said: str) -> str:
    lines = sorted({one.line for one in spans})
    first = min(spans, key=lambda one: one.line)
    place = spot(first, predicates)
    if not place.endswith(f":{first.line}"):  # a fact of the command line has no lines
        return ", ".join(dict.fromkeys(spot(one, predicates) for one in spans))
    if first.file == said:
        form = "line {lines}" if len(lines) == 1 else "lines {lines}"
        return say(predicates, form, lines=runs(lines))
    return f"{place.removesuffix(f':{first.line}')}:{runs(lines)}"


class Named:
    """What file was named last on a page: the next line of it stands without its name.

    >>> last = Named({})
    >>> last.once("(a.case:4); (a.case:5, 7); (b.case:4); (a.case:8)")
    '(a.case:4); (lines 5, 7); (b.case:4); (a.case:8)'
    """

    def __init__(self, predicates: Predicates) -> None:
        self.predicates = predicates
        self.file = ""

    def once(self, text: str) -> str:
        """Return a text in which a file is named where it is not the last that was."""
        return _PLACE.sub(self._place, text)

    def _place(self, found: re.Match[str]) -> str:
        file, lines = found.groups()
        if file != self.file:
            self.file = file
            return found[0]
        form = "line {lines}" if lines.isdigit() else "lines {lines}"
        return say(self.predicates, form, lines=lines)


_PLACE = re.compile(r"(?<![\w./-])([\w-]+\.(?:case|law)):(\d+(?:(?:-|, )\d+)*)(?![\w.])")


def named_once(page: Page, predicates: Predicates) -> Page:
    """Return a page on which a file is named where it is not the last that was."""
    last = Named(predicates)
    sections = []
    for one in page.sections:
        entries = []
        for entry in one.entries:
            text = last.once(entry.text)
            entries.append(replace(entry, text=text, lines=tuple(map(last.once, entry.lines))))
        sections.append(replace(one, entries=tuple(entries)))
    return replace(page, sections=tuple(sections))
