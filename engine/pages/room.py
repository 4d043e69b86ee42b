"""How much a short page says of each part, from the most to the least."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Any, NamedTuple

from engine.pages.page import Entry, Section
from parser.words.sentence import Predicates, say


class Room(NamedTuple):
    """How many points of each part a short page has room for; the text of each up to `letters`.

    Of a way other than the first `brief` conditions are told, of a value the `facts` that it is
    worked out from, and of what is counted `planned` facts with a day to come.
    Of lists that are declared whole, with which the answer stands or falls, `closed` are named in
    any case. Of a row of an open question with several `of_a_row` conditions are told, and of
    several things of which none is so `none_of`. What is concluded is opened where it rests on no
    more than `opened` facts and measures. Where there is room it is said in what kind of text, and
    on which day, a law was `read`, from which `sources` rules are that are only named, and of an
    answer that is no *no* what other ways there are `beside` its own. A file is `named` with each
    line of it, or where it is not the one that was just named.
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
    closed: int = 0
    beside: bool = True
    read: bool = True
    sources: bool = False
    named: bool = True


_WIDEST = Room(
    closed=4,
    turns=8,
    met=12,
    dates=3,
    relied=24,
    cited=8,
    of_a_row=4,
    none_of=9,
    opened=12,
    sources=True,
)

_NARROWER: tuple[dict[str, Any], ...] = (
    {"relied": 12, "opened": 8, "sources": False},
    {"closed": 3, "turns": 6, "dates": 2, "relied": 8, "cited": 5, "of_a_row": 2, "none_of": 5},
    {"turns": 5, "relied": 5, "cited": 4, "of_a_row": 1, "none_of": 3, "opened": 6},
    {"closed": 2, "turns": 4, "relied": 3, "cited": 3},
    {"closed": 1, "turns": 3, "relied": 2, "of_a_row": 0, "none_of": 2, "opened": 4},
    {
        "dates": 1,
        "relied": 1,
        "cited": 2,
        "rows": 10,
        "letters": 500,
        "brief": 3,
        "facts": 4,
        "opened": 0,
    },
    {
        "closed": 0,
        "relied": 0,
        "cited": 1,
        "letters": 400,
        "others": 3,
        "brief": 2,
        "facts": 3,
        "planned": 3,
        "none_of": 1,
    },
    {
        "dates": 0,
        "rows": 8,
        "letters": 280,
        "others": 2,
        "brief": 1,
        "facts": 2,
        "planned": 2,
        "none_of": 0,
        "beside": False,
        "read": False,
    },
    {"ways": 6, "letters": 240, "planned": 1},
    {"turns": 2, "met": 10, "ways": 5, "rows": 7, "others": 1},
    {"met": 8, "ways": 4, "rows": 6, "letters": 200, "facts": 1},
    {"met": 6, "ways": 3},
    {"asks": 6, "met": 4, "ways": 2, "rows": 5},
    {"turns": 1, "met": 3, "ways": 1, "rows": 4, "letters": 140},
    {"asks": 3, "met": 2},
    {"met": 1, "ways": 0, "rows": 3},
    {"letters": 120},
)
"""What a page gives up at each step, beside what it has given up before."""

ROOMS = tuple(
    accumulate(_NARROWER, lambda room, less: room._replace(**less), initial=_WIDEST),
)
"""For pages that must not exceed some lines: the next is taken where the one before is too long."""


FILLED = (
    "turns",
    "met",
    "letters",
    "brief",
    "ways",
    "others",
    "facts",
    "closed",
    "opened",
    "beside",
    "dates",
    "none_of",
    "relied",
    "cited",
    "read",
    "sources",
)
"""Which parts of a page get more room one by one where lines are left, in this order."""


LEAST = (
    ("named", False),
    ("cited", 3),
    ("cited", 2),
    ("relied", 4),
    ("cited", 1),
)
"""Which parts of a longer page are told with less, and how much at least, in this order."""


def larger(number: int, part: str) -> tuple[int, ...]:
    """Return how much more rooms before the one with this number say of a part, least first.

    Of conditions that are met one more after the other is told.

    >>> larger(5, "relied"), larger(13, "met")
    ((3, 5, 8, 12, 24), (5, 6, 7, 8, 9, 10, 11, 12))
    """
    own = getattr(ROOMS[number], part)
    sizes: set[int] = {getattr(one, part) for one in ROOMS[:number]}
    if part == "met" and sizes:
        return tuple(range(own + 1, max(sizes) + 1))
    return tuple(sorted(size for size in sizes if size > own))


def cut(text: str, room: Room) -> str:
    """Return a text, or its beginning with three dots where it is too long.

    Of several points the last one stays, since what they come to stands at the end.

    >>> cut("Ana is married to Marko", Room(letters=15))
    'Ana is married …'
    >>> cut("Ana came on 1 May; Ana left on 20 May; 20 days", Room(letters=35))
    'Ana came on 1 May; …; 20 days'
    >>> cut("Ana came on 1 May; Ana left on 20 May; 20 days", Room(letters=15))
    '…; 20 days'
    >>> cut("Stays: Ana came on 1 May; Ana left on 20 May; 20 days", Room(letters=20))
    'Stays: …; 20 days'
    """
    if len(text) <= room.letters:
        return text
    first, *middle, last = points if len(points := text.split("; ")) > 1 else (text, "")
    while middle:
        middle = middle[1:]
        shorter = "; ".join((first, "…", *middle, last))
        if len(shorter) <= room.letters:
            return shorter
    head = first.rpartition(": ")[0]
    for shorter in (f"{head}: …; {last}", f"…; {last}") if last else ():
        if len(shorter) <= room.letters and (head or shorter[0] == "…"):
            return shorter
    return f"{text[: room.letters].rsplit(' ', 1)[0]} …"


def more(number: int, predicates: Predicates) -> str:
    """Say that there are more than are listed."""
    return say(predicates, "and {number} more", number=number)


def runs(numbers: Sequence[int]) -> str:
    """Write numbers in order, those that follow each other by the first and the last.

    >>> runs((1, 2, 4)), runs((1, 2, 3, 5))
    ('1, 2, 4', '1-3, 5')
    """
    found: list[list[int]] = []
    for one in numbers:
        if found and found[-1][-1] + 1 == one:
            found[-1].append(one)
        else:
            found.append([one])
    said = (f"{run[0]}-{run[-1]}" if run[2:] else ", ".join(map(str, run)) for run in found)
    return ", ".join(said)


def kept(entries: Sequence[Entry], most: int, predicates: Predicates) -> list[Entry]:
    """Return at most so many entries, and how many there are more, if that is more than one.

    That there is one more takes a line itself.
    """
    left = len(entries) - most
    return [*entries] if left <= 1 else [*entries[:most], Entry(more(left, predicates))]


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


def some(texts: Sequence[str], predicates: Predicates, room: Room) -> list[str]:
    """Return as many conditions as there is room for, and how many there are more."""
    told = [cut(text, room) for text in texts[: room.brief]]
    left = len(texts) - len(told)
    return [*told, more(left, predicates)] if left else told
