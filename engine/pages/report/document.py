"""The document that a report is, whatever it is written in. Data only.

`engine.pages.report.compose` makes it. Each statement about somebody's case carries in `node` the
identity of the proof node that it comes from (`engine.proof.identity`); what has none is frame:
titles, labels and notes that say nothing about the case.
"""

from collections.abc import Iterator
from typing import assert_never

from engine.proof.node import Status
from parser.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one language.

    With `law` it is in the words of the rule files, else in the language of the report. `to` is
    the anchor of what it refers to: a fact, a provision or a step.
    """

    text: str
    law: bool = False
    to: str = ""
    strong: bool = False


Text = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A statement in prose; `verdict` marks the short answer."""

    text: Text
    node: str = ""
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What the frame says about the document itself, never about the case."""

    text: Text


@dataclass(frozen=True, slots=True)
class Point:
    """An entry of a list, with lines that belong to it."""

    text: Text
    node: str
    lines: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Points:
    """A list with a mark before each item."""

    items: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A numbered statement with what it rests on below it.

    `label` is the enumerated item it stands for (`"(a)"`), `tag` its status in a word, `remark`
    how it follows: the provision, the fact, the authority. One with `see` stands for the step
    with that anchor. `key` tells steps apart until they are numbered.
    """

    status: Status
    tag: str
    text: Text
    node: str
    label: str = ""
    remark: Text = ()
    provision: str = ""
    below: tuple["Step", ...] = ()
    key: str = ""
    see: str = ""
    number: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Steps:
    """Numbered reasons, one inside another."""

    items: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a grid. `node` is the identity of the proof node behind it, if there is one."""

    cells: tuple[Text, ...]
    node: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; each of its rows has as many cells as `head`."""

    head: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """A provision as the report cites it; `remarks` stand below it."""

    anchor: str
    number: int
    title: Text
    source: Text
    says: Text
    remarks: tuple[Text, ...]
    node: str


@dataclass(frozen=True, slots=True)
class Citations:
    """The provisions that a report cites, in the order of their numbers."""

    items: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """Lines to be filled in by hand, such as a name, a date and a signature: their labels."""

    lines: tuple[str, ...]


Block = Paragraph | Note | Points | Steps | Table | Citations | Form


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part; `key` names it for programs, whatever the language."""

    key: str
    title: Text
    blocks: tuple[Block, ...] = ()
    sections: tuple["Section", ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report. `about` are lines such as the case, the day, the rule base.

    `tag` is the language as BCP 47 has it.
    """

    language: str
    tag: str
    law_language: str
    title: str
    about: tuple[tuple[str, Text], ...]
    sections: tuple[Section, ...]
    closing: Text
    labels: tuple[tuple[str, str], ...] = ()

    def label(self, name: str) -> str:
        """Return a word that renderers need, in the language of the report."""
        return dict(self.labels)[name]


def plain(text: Text) -> str:
    """Return the characters of a text.

    >>> plain((Run("See "), Run("fact 1", to="fact-1")))
    'See fact 1'
    """
    return "".join(run.text for run in text)


def walk(sections: tuple[Section, ...]) -> Iterator[Section]:
    """Yield every section, each before those inside it."""
    for section in sections:
        yield section
        yield from walk(section.sections)


def statements(report: Report) -> Iterator[tuple[str, str]]:
    """Yield what the report states about the case, each with the identity of its proof node."""
    for section in walk(report.sections):
        for block in section.blocks:
            yield from _stated(block)


def _stated(block: Block) -> Iterator[tuple[str, str]]:
    match block:
        case Paragraph(text, node):
            yield plain(text), node
        case Note() | Form():
            return
        case Points(items):
            for point in items:
                yield plain(point.text), point.node
                yield from ((plain(line), point.node) for line in point.lines)
        case Table(rows=rows):
            for row in rows:
                yield " | ".join(plain(cell) for cell in row.cells), row.node
        case Citations(items):
            yield from ((plain(one.title), one.node) for one in items)
        case Steps(items):
            waiting = list(reversed(items))
            while waiting:
                step = waiting.pop()
                yield plain((*step.text, *step.remark)), step.node
                waiting.extend(reversed(step.below))
        case _:
            assert_never(block)
