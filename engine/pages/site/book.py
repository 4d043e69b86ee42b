"""What a site shows of some laws in one language: acts, chapters, leaves. Data only."""

from datetime import date
from typing import Literal

from engine.pages.site.coloured import Coloured
from parser.frozen import dataclass

Sort = Literal["rule", "note", "constraint", "table"]
"""What carries a provision: a rule, nothing but a note, a constraint, rows of a table."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A provision: what its law says of it, and the rule beside it.

    `code` are its lines as the law file has them, `said` the same in the language of the site
    where that is another one. `facets` are what surrounds it, each with its label. `rests_on` and
    `feeds` are ids, `gives_way` those of its exceptions and `defeats` of what it is one of; `rows`
    is what a table says under it.
    """

    id: str
    sort: Sort
    chapter: str
    title: str
    says: str
    cites: str
    code: Coloured = ()
    said: tuple[str, ...] = ()
    facets: tuple[tuple[str, str], ...] = ()
    rests_on: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    gives_way: tuple[str, ...] = ()
    defeats: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A law file, with the ids of its provisions in the order of the file.

    `overlay` is the body of law that it belongs to, `uses` are the laws that it builds on; it is in
    force from the day it `starts`.
    """

    id: str
    title: str
    published: str
    overlay: str
    leaves: tuple[str, ...]
    uses: tuple[str, ...]
    starts: date | None = None
    source: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Act:
    """Chapters whose titles begin with the same words, up to a comma or a colon."""

    title: str
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A text that can be read in several ways, or a body of law that can be added.

    `choices` are names with what each means, the default first; `leaves` are the ids of the rules
    that count under one of them only.
    """

    id: str
    title: str
    says: str
    cites: str
    choices: tuple[tuple[str, str], ...]
    leaves: tuple[str, ...]
    overlay: bool


@dataclass(frozen=True, slots=True)
class Book:
    """Some laws in one language."""

    language: str
    acts: tuple[Act, ...]
    leaves: dict[str, Leaf]
    readings: tuple[Reading, ...]

    @property
    def chapters(self) -> dict[str, Chapter]:
        """The chapters by the ids of their laws."""
        return {one.id: one for act in self.acts for one in act.chapters}
