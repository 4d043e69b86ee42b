"""A change to a text that has another one by now: both are shown, and nothing is written."""

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from http import HTTPStatus
from typing import Literal, NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from engine.commands.web.desk.forms import SEAL, Form
from engine.commands.web.desk.pages import Desk, case_path
from engine.commands.web.desk.rendering import address, phrases
from engine.commands.web.desk.workspace import Text

_AROUND = 3
_NOTHING = Form({})


class Line(NamedTuple):
    """A line of a difference: in both texts, only in the old one, only in the new one, or left."""

    sort: Literal["same", "old", "new", "gap"]
    text: str


def difference(old: str, new: str) -> tuple[Line, ...]:
    r"""Return the lines that two texts have and do not have, with a few around each.

    >>> [line.sort for line in difference("a\nb\nc", "a\nx\nc")]
    ['same', 'old', 'new', 'same']
    """
    return tuple(_lines(old.split("\n"), new.split("\n")))


def _lines(old: list[str], new: list[str]) -> Iterator[Line]:
    end = 0
    for group in SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(_AROUND):
        if group[0][1] > end:
            yield Line("gap", "")
        for tag, first, last, begin, stop in group:
            if tag == "equal":
                yield from (Line("same", one) for one in old[first:last])
                continue
            yield from (Line("old", one) for one in old[first:last])
            yield from (Line("new", one) for one in new[begin:stop])
        end = group[-1][2]
    if 0 < end < len(old):
        yield Line("gap", "")


class Place(NamedTuple):
    """Where a text is changed: its name, its page and the one above, and where it is written.

    `kept` are the fields that go with it; `do` is where a change is done again, if there is such.
    """

    name: str
    home: str
    home_words: str
    page: str
    write: str
    kept: Mapping[str, object]
    do: str = ""


def place_of_case(language: str, name: str, form: Form) -> Place:
    """Return where the text of a case is changed by a form."""
    kept = {"n": form.number("n"), "q": form.one("q")}
    path = case_path(language, name)
    home, words = f"/{language}/", phrases(language)("cases")
    return Place(name, home, words, address(path, **kept), f"{path}/text", kept, f"{path}/do")


def overtaken(
    desk: Desk,
    request: Request,
    language: str,
    place: Place,
    now: Text,
    mine: str,
    base: str | None,
    form: Form = _NOTHING,
) -> Response:
    """Show what the file says now beside what was to be saved, to choose from.

    `base` is the text that was changed, if it is known. What a `form` did can be done again to the
    text that the file has now.
    """
    again = {
        field: values
        for field, values in form.fields.items()
        if field not in (SEAL, "version", "content")
    }
    return desk.show(
        request,
        "conflict",
        language,
        HTTPStatus.CONFLICT,
        place=place,
        now=now,
        mine=mine,
        difference=difference(now.content, mine),
        theirs=difference(base, now.content) if base is not None else (),
        again=again if form.one("act") else {},
    )
