"""A page as terminal text: a tree in 80 columns, with colour and box lines only when asked."""

import textwrap
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category

from engine.answers.reply import Reply
from engine.pages.from_reply import page
from engine.pages.page import Line, Page, Section
from engine.pages.room import FILLED, LEAST, ROOMS, Room, larger
from engine.proof.node import Status
from parser.words.sentence import Predicates, say

if TYPE_CHECKING:
    from engine.answers.by_then import ByThen
    from engine.answers.summary import Otherwise

_MARKS: dict[Status, tuple[str, str]] = {
    "holds": ("✓", "+"),
    "fails": ("✗", "-"),
    "unknown": ("?", "?"),
    "open": ("○", "o"),
    "defeated": ("⊘", "/"),
    "conflict": ("!", "!"),
}
_PAINT = {
    "holds": "32",
    "fails": "31",
    "unknown": "36",
    "open": "33",
    "defeated": "35",
    "conflict": "31",
    "yes": "1;32",
    "no": "1;31",
    "depends": "1;33",
    "unknown verdict": "1;36",
    "note": "2",
}


class Medium(NamedTuple):
    """What the terminal can show: columns, box-drawing characters and marks, colour."""

    width: int = 80
    boxes: bool = True
    colour: bool = False


PLAIN = Medium()

SHORT = 24
"""How many lines a short page has at most."""

AIM = 14
"""Up to how many lines nothing is left out that fits."""


def render(
    reply: Reply, predicates: Predicates, medium: Medium = PLAIN, proofs: int | None = None
) -> str:
    """Write a reply as text; `proofs` bounds what is explained."""
    return laid_out(page(reply, predicates, proofs), medium)


def laid_out(page: Page, medium: Medium = PLAIN) -> str:
    """Write a page as text."""
    return "\n".join(_page_lines(page, medium)) + "\n"


def short(
    reply: Reply,
    predicates: Predicates,
    medium: Medium = PLAIN,
    foot: Sequence[str] = (),
    others: Sequence["Otherwise"] = (),
    remedy: str = "",
    later: Sequence["ByThen"] = (),
) -> str:
    """Write the short page of a reply, at most `SHORT` lines with the lines of its `foot`.

    `others` are the readings and bodies of law under which the answer is another one, `remedy` is
    what the law says of a remedy, `later` what is so on days to come that it names.
    Where it is too long less is said of each part, and at last lines are left out.
    """
    from engine.pages.short import short_pages

    def laid(room: Room) -> list[str]:
        (made,) = short_pages(reply, predicates, others, remedy, later, (room,))
        return [*_page_lines(made, medium)]

    foot = [line for one in foot for line in wrapped(one, medium.width, "", "  ")]
    most = SHORT - len(foot)
    lines: list[str] = []
    for number, each in enumerate(ROOMS):
        room = each if number == 0 else each._replace(named=False)
        lines = laid(room)
        if len(lines) <= most:
            lines = _shortened(*_filled(lines, number, room, most, laid), most, laid)
            break
    if len(lines) > most:  # a page that hides nothing goes before one that looks well
        first = lines.index("") if "" in lines else 0
        lines = [line for at, line in enumerate(lines) if line or at == first]
    if len(lines) > most:
        left = say(predicates, "and {number} more", number=len(lines) - most + 1)
        lines = [*lines[: most - 1], f"  … {left}"]
    return "\n".join((*lines, *foot)) + "\n"


def _filled(
    lines: list[str], number: int, room: Room, most: int, laid: Callable[[Room], list[str]]
) -> tuple[list[str], Room]:
    """Return a page with more of some parts, one after the other, as far as lines are left."""
    for part in FILLED:
        for size in larger(number, part):
            wider = Room(**{**room._asdict(), part: size})
            found = laid(wider)
            if len(found) > most:
                break
            room, lines = wider, found
    return lines, room


def _shortened(
    lines: list[str], room: Room, most: int, laid: Callable[[Room], list[str]]
) -> list[str]:
    """Return a page of more than `AIM` lines with less of what is looked up on request.

    Places of provisions go first, whose rules stay named, and then facts that decide least; at last
    the empty line before what the page ends with. In what text the law was read is said where that
    leaves room for it.
    """
    for part, size in LEAST:
        if len(lines) <= AIM:
            break
        if getattr(room, part) > size:
            room = Room(**{**room._asdict(), part: size})
            lines = laid(room)
    for sources in (True, False) if not room.read else ():
        if len(told := laid(room._replace(read=True, sources=sources))) <= most:
            lines = told
            break
    if len(lines) > AIM and lines.count("") > 1:
        last = len(lines) - 1 - lines[::-1].index("")
        lines = [*lines[:last], *lines[last + 1 :]]
    return lines


def section_text(section: Section, medium: Medium = PLAIN) -> str:
    """Write one section with its entries and steps."""
    return "\n".join(_section_lines(section, medium, {})) + "\n"


def _page_lines(page: Page, medium: Medium) -> Iterator[str]:
    paint = {"unknown": "unknown verdict", "conflict": "no"}.get(page.word, page.word)
    paint = "yes" if page.exact else paint
    word = page.said or page.word
    word = word if page.exact else word.upper()
    headline = f"{word}{page.beside}: {page.question} ({page.day} {page.as_of})"
    for number, line in enumerate(wrapped(headline, medium.width, "", "  ")):
        if number == 0 and line.startswith(word):
            cut = len(word)
            line = _painted(line[:cut], paint, medium) + line[cut:]
        yield line
    before: Section | None = None
    for section in page.sections:
        if before is None or not (is_line(before) and is_line(section)):
            yield ""
        before = section
        yield from _section_lines(section, medium, page.numbers or {}, page.see)
    for part in page.parts:
        yield ""
        yield from _page_lines(part, medium)


def _section_lines(
    section: Section, medium: Medium, numbers: dict[str, int], see: str = "see"
) -> Iterator[str]:
    if is_line(section):
        (entry,) = section.entries
        yield from wrapped(f"{section.title}: {entry.text}", medium.width, "", "  ")
        for line in entry.lines:
            yield from wrapped(line, medium.width, "  ", "  ")
        return
    colon = ":" if section.entries or section.steps else "."
    yield from wrapped(section.title + colon, medium.width, "", "  ")
    for entry in section.entries:
        yield from wrapped(entry.text, medium.width, f"  {entry.mark} ", "    ")
        for line in entry.lines:
            yield from wrapped(line, medium.width, "    ", "    ")
    for step in section.steps:
        yield from _step_lines(step, medium, numbers, ("", ""), see)


def is_line(section: Section) -> bool:
    """Tell whether a section stands on its own line, with its only point."""
    return section.brief and len(section.entries) == 1 and section.entries[0].mark == "-"


def _step_lines(
    step: Line, medium: Medium, numbers: dict[str, int], margins: tuple[str, str], see: str
) -> Iterator[str]:
    """Yield a step; its `margins` are that of its own first line and that of its other lines."""
    first, rest = margins
    tee, bend, bar = ("├─ ", "└─ ", "│  ") if medium.boxes else ("|- ", "`- ", "|  ")
    mark = _MARKS[step.status][0 if medium.boxes else 1]
    hanging = rest + (bar if step.below else "   ")
    lines = wrapped(_line(step, numbers, see), medium.width, f"{first}{mark} ", hanging)
    painted = _painted(mark, step.status, medium)
    yield first + painted + lines[0][len(first) + len(mark) :]
    yield from lines[1:]
    for note in step.notes:
        for line in wrapped(note, medium.width, hanging, hanging + "  "):
            yield line[: len(hanging)] + _painted(line[len(hanging) :], "note", medium)
    for number, below in enumerate(step.below, 1):
        last = number == len(step.below)
        inner = (rest + (bend if last else tee), rest + ("   " if last else bar))
        yield from _step_lines(below, medium, numbers, inner, see)


def _line(step: Line, numbers: dict[str, int], refer: str) -> str:
    number = f"[{numbers[step.key]}]" if step.key in numbers else ""
    see = f"({refer} [{numbers[step.see]}])" if step.see else ""
    aside = f"({step.aside})" if step.aside else ""
    return " ".join(part for part in (step.label, step.text, aside, number, see) if part)


def wrapped(text: str, width: int, first: str, rest: str) -> list[str]:
    """Break a text into lines; a margin that leaves no room for words is not obeyed."""
    room = max(width, len(rest) + 30, len(first) + 30)
    return textwrap.wrap(
        printable(text),
        room,
        initial_indent=first,
        subsequent_indent=rest,
        break_on_hyphens=False,
    ) or [first.rstrip()]


def printable(text: str) -> str:
    r"""Show control and direction characters as escapes, so that a name cannot drive a terminal.

    >>> printable("Ana\x1b[2J")
    'Ana\\x1b[2J'
    """
    if text.isprintable():
        return text
    return "".join(
        c if c.isprintable() or category(c) == "Zs" else c.encode("unicode_escape").decode()
        for c in text
    )


def _painted(text: str, paint: str, medium: Medium) -> str:
    if not medium.colour or paint not in _PAINT:
        return text
    return f"\x1b[{_PAINT[paint]}m{text}\x1b[0m"
