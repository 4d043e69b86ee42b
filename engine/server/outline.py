"""A law or case file -> what is declared in it, one inside the other, and what can be folded."""

import re
from collections.abc import Iterator
from typing import Literal

from parser.frozen import dataclass
from parser.syntax.blocks import Block, blocks
from parser.syntax.lexer import levels
from parser.text.diagnostic import Diagnostic, SourceError

Kind = Literal["law", "words", "table", "rule", "provision", "reading", "parameter", "case"]

_KINDS: dict[str, Kind] = {
    "law": "law",
    "kind": "words",
    "names": "words",
    "vocabulary": "words",
    "table": "table",
    "rule": "rule",
    "impossible": "rule",
    "provision": "provision",
    "reading": "reading",
    "parameter": "parameter",
    "background": "words",
    "case": "case",
}
_HEADING = re.compile(r'[\w-]+\s+(?P<id>[^\s"]+)?\s*(?P<title>"[^"\n]*"?)?')


@dataclass(frozen=True, slots=True)
class Declared:
    """A declaration: how it is called, what it is, and from where up to where it stands.

    `start` and `end` are characters; the name ends at `name_end`. `detail` is its title.
    """

    name: str
    detail: str
    kind: Kind
    start: int
    name_end: int
    end: int


@dataclass(frozen=True, slots=True)
class Fold:
    """The first and the last line of what can be folded, counted from 0."""

    first: int
    last: int
    comment: bool = False


def declared(text: str) -> Iterator[Declared]:
    r"""Yield the declarations of a text in their order; those that are malformed too.

    >>> [(one.name, one.detail) for one in declared('law a "A"\nrule R-1 "T"\n  it holds\n')]
    [('a', 'A'), ('R-1', 'T')]
    """
    lines = text.split("\n")
    for block in blocks(text, "", []):
        kind = _KINDS.get(block.section)
        if kind is None:
            continue
        heading = lines[block.place.line - 1]
        last = block.lines[-1].number
        found = _HEADING.match(heading)
        name = (found and found["id"]) or ""
        title = ((found and found["title"]) or "").strip('"')
        if kind in ("words", "table", "case"):
            named = title if kind == "case" else heading.partition(":")[0].strip()
            name, title = named or block.section, ""
        start = block.place.start
        end = start + sum(len(line) + 1 for line in lines[block.place.line - 1 : last]) - 1
        yield Declared(
            name or block.section, title, kind, start, start + len(heading.rstrip()), end
        )


def folds(text: str) -> Iterator[Fold]:
    """Yield what can be folded: declarations, what is indented in them, comments of many lines."""
    problems: list[Diagnostic] = []
    for block in blocks(text, "", problems):
        first, last = block.place.line - 1, block.lines[-1].number - 1
        if last > first:
            yield Fold(first, last)
            yield from _inside(block)
    yield from _comments(text)


def _inside(block: Block) -> Iterator[Fold]:
    """Yield what stands below a line and is indented further, but for the heading."""
    try:
        lines = [(line.number - 1, level) for line, level, _ in levels(block)]
    except SourceError:
        return
    for at, (first, level) in enumerate(lines[1:], 1):
        last = first
        for number, other in lines[at + 1 :]:
            if other <= level:
                break
            last = number
        if last > first:
            yield Fold(first, last)


def _comments(text: str) -> Iterator[Fold]:
    first: int | None = None
    every = [*text.split("\n"), ""]
    for number, line in enumerate(every):
        if line.lstrip().startswith("#"):
            first = number if first is None else first
        elif first is not None:
            if number - 1 > first:
                yield Fold(first, number - 1, comment=True)
            first = None
