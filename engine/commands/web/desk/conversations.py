"""What was said in interviews, by the address of each page of one: in memory, and nowhere else.

So *back*, a reload and another language find the page that they lead to. The address says nothing
of what was said, and nothing is left when the server ends.
"""

from collections import OrderedDict
from secrets import token_urlsafe
from typing import Any, NamedTuple

from engine.commands.web.jobs import Given

_MOST = 500
"""How many pages are kept; of more the oldest are forgotten."""

Turns = tuple[tuple[Given, ...], ...]


class Said(NamedTuple):
    """What was said of each question, and of the first things of one that asks several."""

    turns: Turns = ()
    part: tuple[Given, ...] = ()


class Page(NamedTuple):
    """A page of an interview: what was said before it, and what stands in its fields already.

    `more` asks for one more row of fields, `left_open` tells that something was left blank before;
    `steps` are what the worker made of it, by language; `asked` are what the questions before
    asked, if that is known.
    """

    said: Said
    given: Given | None
    more: bool
    left_open: bool
    steps: dict[str, dict[str, Any]]
    asked: tuple[Any, ...] = ()

    @property
    def trail(self) -> tuple[Any, ...]:
        """What each question asked, up to this one as far as it is known."""
        return next((one["trail"] for one in self.steps.values() if "trail" in one), self.asked)


class Conversations:
    """The pages of the interviews of this server, by what their addresses call them."""

    def __init__(self) -> None:
        self._pages: OrderedDict[str, Page] = OrderedDict()

    def kept(
        self,
        said: Said,
        given: Given | None = None,
        *,
        more: bool = False,
        left_open: bool = False,
        steps: dict[str, dict[str, Any]] | None = None,
        asked: tuple[Any, ...] = (),
    ) -> str:
        """Keep a page, and return what its address calls it: nobody can guess it."""
        name = token_urlsafe(12)
        self._pages[name] = Page(
            said, given, more, left_open, {} if steps is None else steps, asked
        )
        while len(self._pages) > _MOST:
            self._pages.popitem(last=False)
        return name

    def page(self, name: str) -> Page | None:
        """Return a page, None if it is not kept, or not any more."""
        found = self._pages.get(name)
        if found is not None:
            self._pages.move_to_end(name)
        return found
