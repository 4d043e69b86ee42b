"""How much a short page says of each part, from the most to the least."""

from collections.abc import Sequence
from typing import NamedTuple

from engine.pages.page import Entry, Section
from parser.words.sentence import Predicates, say


class Room(NamedTuple):
    """How many points of each part a short page has room for; the text of each up to `letters`.

    Of a way other than the first `brief` conditions are told, of a value the `facts` that it is
    worked out from, and of what is counted `planned` facts with a day to come.
    Of a row of an open question with several `of_a_row` conditions are told, and of several things
    of which none is so `none_of`. What is concluded is opened where it rests on no more than
    `opened` facts. Where there is room it
    is said on which day a source was `read`. Without room for `ways` only those of a *no* are told.
    """

    asks: int = 8
    turns: int = 3
    met: int = 6
    ways: int = 7
    dates: int = 2
    relied: int = 2
    cited: int = 3
    rows: int = 12
    letters: int = 700
    others: int = 4
    brief: int = 6
    facts: int = 8
    planned: int = 4
    of_a_row: int = 0
    none_of: int = 0
    opened: int = 0
    read: bool = False


ROOMS = (
    Room(turns=8, met=12, dates=3, relied=12, cited=8, of_a_row=4, none_of=9, opened=8, read=True),
    Room(turns=6, met=9, relied=8, cited=5, of_a_row=2, none_of=5, opened=8, read=True),
    Room(turns=5, met=8, relied=5, cited=4, of_a_row=1, none_of=3, opened=6, read=True),
    Room(turns=4, met=7, relied=3, of_a_row=1, none_of=3, opened=6),
    Room(none_of=2, opened=4),
    Room(met=5, dates=1, relied=1, cited=2, rows=10, letters=500, brief=3, facts=4, none_of=2),
    Room(8, 3, 4, 7, 1, 0, 1, 10, letters=400, others=3, brief=2, facts=3, planned=3, none_of=1),
    Room(8, 3, 3, 7, 0, 0, 1, 8, letters=280, others=2, brief=1, facts=2, planned=2, none_of=1),
    Room(8, 3, 3, 6, 0, 0, 1, 8, letters=240, others=2, brief=1, facts=2, planned=1, none_of=1),
    Room(8, 2, 2, 5, 0, 0, 1, 7, letters=240, others=1, brief=1, facts=2, planned=1, none_of=1),
    Room(8, 2, 2, 4, 0, 0, 1, 6, letters=200, others=1, brief=1, facts=1, planned=1, none_of=1),
    Room(8, 1, 2, 3, 0, 0, 1, 6, letters=200, others=1, brief=1, facts=1, planned=1, none_of=1),
    Room(6, 1, 2, 2, 0, 0, 1, 5, letters=200, others=1, brief=1, facts=1, planned=1, none_of=1),
    Room(6, 1, 1, 1, 0, 0, 1, 4, letters=140, others=1, brief=1, facts=1, planned=1, none_of=1),
    Room(3, 1, 1, 1, 0, 0, 1, 4, letters=140, others=1, brief=1, facts=1, planned=1, none_of=1),
    Room(3, 1, 1, 0, 0, 0, 1, 3, letters=140, others=1, brief=1, facts=1, planned=1, none_of=1),
)
"""For pages that must not exceed some lines: the next is taken where the one before is too long."""


FILLED = (
    "turns",
    "met",
    "brief",
    "ways",
    "others",
    "letters",
    "facts",
    "none_of",
    "opened",
    "relied",
    "cited",
)
"""Which parts of a page get more room one by one where lines are left, in this order."""


def larger(number: int, part: str) -> tuple[int, ...]:
    """Return how much more rooms before the one with this number say of a part, least first.

    >>> larger(5, "relied")
    (2, 3, 5, 8, 12)
    """
    own = getattr(ROOMS[number], part)
    sizes = {getattr(one, part) for one in ROOMS[:number]}
    return tuple(sorted(size for size in sizes if size > own))


def cut(text: str, room: Room) -> str:
    """Return a text, or its beginning with three dots where it is too long.

    Of several points the last one stays, since what they come to stands at the end.

    >>> cut("Ana is married to Marko", Room(letters=15))
    'Ana is married …'
    >>> cut("Ana came on 1 May; Ana left on 20 May; 20 days", Room(letters=35))
    'Ana came on 1 May; …; 20 days'
    """
    if len(text) <= room.letters:
        return text
    first, *middle, last = points if len(points := text.split("; ")) > 1 else (text, "")
    while middle:
        middle = middle[1:]
        shorter = "; ".join((first, "…", *middle, last))
        if len(shorter) <= room.letters:
            return shorter
    return f"{text[: room.letters].rsplit(' ', 1)[0]} …"


def more(number: int, predicates: Predicates) -> str:
    """Say that there are more than are listed."""
    return say(predicates, "and {number} more", number=number)


def kept(entries: Sequence[Entry], most: int, predicates: Predicates) -> list[Entry]:
    """Return at most so many entries, and how many there are more."""
    left = len(entries) - most
    return [*entries] if left <= 0 else [*entries[:most], Entry(more(left, predicates))]


def on_one_line(entries: Sequence[Entry], room: Room) -> list[Entry]:
    """Return entries of a page with little room as one, which takes up the rest of its lines."""
    if room.letters > _LITTLE or len(entries) < 2:
        return [*entries]
    return [Entry("; ".join(one.text for one in entries))]


_LITTLE = 280
"""Where points have room for no more letters than this, a page has little room."""


def titled(title: str, entries: Sequence[Entry], predicates: Predicates) -> Section:
    """Return a section of a short page, which says a single point after its title."""
    return Section(say(predicates, title), tuple(entries), brief=True)
