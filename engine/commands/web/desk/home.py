"""The first page: the cases of the folder, and how a new one begins."""

from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from engine.commands.web.desk.forms import Form
from engine.commands.web.desk.jobs import About, Listing
from engine.commands.web.desk.pages import Desk, case_path, to_page
from engine.commands.web.limits import TEXT
from parser.text.diagnostic import SourceError

_MOST = 500
"""How many files are listed; of more only the names."""

_LONGEST = 200


async def cases(desk: Desk, request: Request, language: str, form: Form) -> Response:
    """Show the cases of the folder: what each is about, by which laws, and what it asks."""
    return await _shown(desk, request, language)


async def _shown(
    desk: Desk, request: Request, language: str, status: int = 200, problem: str = ""
) -> Response:
    about = await desk.made(request, About(language))
    names = desk.workspace.names()
    texts: list[tuple[str, str]] = []
    unread: list[str] = []
    room = TEXT
    for name in names[:_MOST]:
        try:
            content = desk.workspace.read(name).content
        except SourceError:
            unread.append(name)
            continue
        room -= len(content)
        if room < 0:
            unread += names[names.index(name) : _MOST]
            break
        texts.append((name, content))
    found: list[dict[str, Any]] = await desk.made(request, Listing(tuple(texts), language))
    parts = {"files": found, "unread": [*unread, *names[_MOST:]], "problem": problem}
    return desk.show(request, "home", language, status, about=about, **parts)


async def new(desk: Desk, request: Request, language: str, form: Form) -> Response:
    """Begin a new case that nothing is told of yet, on the day of today."""
    plain = "".join(one if one.isprintable() else " " for one in form.one("title"))
    title = " ".join(plain.split()).replace('"', "'")[:_LONGEST]
    if not title:
        return await _shown(desk, request, language, 422, "no_title")
    text = f'case "{title}"\n    as of {date.today().isoformat()}\n'
    name = desk.workspace.make(title, text)
    return to_page(case_path(language, name), said="made")


async def copy(desk: Desk, request: Request, language: str, form: Form) -> Response:
    """Make a copy of a case beside it."""
    name = form.one("name")
    content = desk.workspace.read(name).content
    made = desk.workspace.make(f"{name.removesuffix('.case')}-copy", content)
    return to_page(case_path(language, made), said="copied")
