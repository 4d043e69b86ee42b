"""Where the text of a law was read, for people: it takes no part in evaluation."""

from collections.abc import Mapping
from datetime import date

from parser.frozen import dataclass

OURS: Mapping[str, str] = {
    "title": "the title",
    "gazette": "the gazette",
    "days in force": "the days in force",
}
"""What a law may mark as `ours`, since its source does not say it, and how a page says that."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """The source of a law and its days; '' and None where the law does not say.

    `source` names the page or the text that was read, on the day `retrieved`; it was `published`
    on a day, and says what the law was up to the day `consolidated`. `ours` are the words of
    `OURS` for what the authors of the rules said, and no source.
    """

    source: str = ""
    retrieved: date | None = None
    published: date | None = None
    consolidated: date | None = None
    ours: tuple[str, ...] = ()


UNSAID = Provenance()
"""The provenance of a law that says nothing of it."""
