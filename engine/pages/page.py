"""What a reader sees of a reply: a headline, sections, steps. Data only.

`engine.pages.from_reply` makes it; each renderer lays it out in its own medium.
"""

from engine.proof.node import Status
from parser.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One step of an explanation.

    `label` is the enumerated item it stands for (`"(a)"`), `aside` says where a fact comes from,
    `notes` are the rule, its citation and readings. `key` identifies a step that others may
    refer to; a step with `see` stands for the one with that key, shown elsewhere.
    """

    status: Status
    text: str
    label: str = ""
    aside: str = ""
    notes: tuple[str, ...] = ()
    below: tuple["Line", ...] = ()
    key: str = ""
    see: str = ""


@dataclass(frozen=True, slots=True)
class Steps:
    """Steps in reading order: those of each node asked for, then those put off for their depth.

    `numbers` gives each key that some step refers to its number.
    """

    roots: tuple[tuple[Line, ...], ...]
    deferred: tuple[Line, ...]
    numbers: dict[str, int]


@dataclass(frozen=True, slots=True)
class Entry:
    """A point of a list, with lines that belong to it; `mark` is its number if it has one."""

    text: str
    lines: tuple[str, ...] = ()
    mark: str = "-"


@dataclass(frozen=True, slots=True)
class Section:
    """A titled list, or titled steps; one that is `brief` says its only point after its title."""

    title: str
    entries: tuple[Entry, ...] = ()
    steps: tuple[Line, ...] = ()
    brief: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A whole reply. `parts` are the pages of the rows of an open question.

    `word` is the verdict, the only value found or how many rows there are, `said` the same in
    another language (or empty), and with `exact` it is a value, to stand in its own letters; `day`
    and `see` are the words before the day and before the number of a step, `beside` what takes the
    verdict back or limits it, to be read in one breath with it.
    """

    word: str
    question: str
    as_of: str
    sections: tuple[Section, ...] = ()
    numbers: dict[str, int] | None = None
    parts: tuple["Page", ...] = ()
    said: str = ""
    day: str = "as of"
    see: str = "see"
    exact: bool = False
    beside: str = ""
