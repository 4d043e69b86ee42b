"""The text of a case file as it is, and the texts that it has had."""

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from engine.commands.web.desk.conflicts import difference, overtaken, place_of_case
from engine.commands.web.desk.forms import Form
from engine.commands.web.desk.jobs import InWords, Look, Told
from engine.commands.web.desk.pages import Desk, Failed, case_path, to_page
from engine.commands.web.desk.workspace import Overtaken
from engine.commands.web.jobs import Made, Refused
from engine.commands.web.limits import TEXT

_MOST = 100
"""How many of the last texts are listed."""


async def text(desk: Desk, request: Request, language: str, form: Form) -> Response:
    """Show the text of a case file, to be changed by hand."""
    name = request.path_params["name"]
    now = desk.workspace.read(name)
    return await _shown(desk, request, language, form, now.content, now.version)


async def _shown(
    desk: Desk, request: Request, language: str, form: Form, content: str, version: str
) -> Response:
    name = request.path_params["name"]
    view = await desk.made(request, Look(Told(content, name, form.number("n"), language)))
    return desk.show(
        request,
        "text",
        language,
        name=name,
        path=case_path(language, name),
        n=form.number("n"),
        q=form.one("q"),
        content=content,
        version=version,
        problems=view["problems"],
        checked=bool(view["problems"]) or request.method == "POST",
        refused=None,
    )


async def save(desk: Desk, request: Request, language: str, form: Form) -> Response:
    """Save the text that was typed, or say what is wrong with it and leave the file as it is."""
    name = request.path_params["name"]
    content = form.one("content")
    if len(content) > TEXT:
        raise Failed(Refused(f"a case has at most {TEXT} letters", status=413))
    if form.one("act") == "check":
        return await _shown(desk, request, language, form, content, form.one("version"))
    base = desk.workspace.history(name).with_version(form.one("version"))
    try:
        desk.workspace.save(name, content, form.one("version"))
    except Overtaken as other:
        plain = Form({key: one for key, one in form.fields.items() if key != "act"})
        place = place_of_case(language, name, form)
        return overtaken(desk, request, language, place, other.now, content, base, plain)
    return to_page(case_path(language, name), n=form.number("n"), q=form.one("q"), said="saved")


async def step(desk: Desk, request: Request, language: str, form: Form) -> Response:
    """Go back to the text before, or again to the one after."""
    name = request.path_params["name"]
    is_back = form.one("way") == "back"
    try:
        is_done = desk.workspace.step(name, form.one("version"), is_back)
    except Overtaken:
        return desk.refused(request, language, "overtaken_step", HTTPStatus.CONFLICT)
    said = ("undone" if is_back else "redone") if is_done else "no_step"
    kept = {key: form.one(key) for key in ("q", "find", "by")}
    return to_page(case_path(language, name), n=form.number("n"), **kept, said=said)


async def history(desk: Desk, request: Request, language: str, form: Form) -> Response:
    """Show the texts that a file has had, each with what it changed, the newest first."""
    name = request.path_params["name"]
    now = desk.workspace.read(name)
    kept = desk.workspace.history(name)
    versions = desk.workspace.versions(name)[-_MOST:]
    texts = {one.number: kept.text(one.number) for one in versions}
    said = texts if language == "en" else await _said(desk, request, language, name, texts)
    shown = []
    for one in versions:
        before = one.made_from if one.made_from in texts else 0
        told = said if said.get(before, "") != said[one.number] else texts
        lines = difference(told.get(before, ""), told[one.number]) if one.made_from else ()
        shown.append({"of": one, "lines": lines})
    return desk.show(
        request,
        "history",
        language,
        name=name,
        path=case_path(language, name),
        n=form.number("n"),
        version=now.version,
        versions=shown[::-1],
    )


async def _said(
    desk: Desk, request: Request, language: str, name: str, texts: dict[int, str]
) -> dict[int, str]:
    """Return what texts say in a language, or as they are if that takes too long."""
    match await desk.outcome(request, InWords(tuple(texts.values()), name, language)):
        case Made(said):
            return dict(zip(texts, said, strict=True))
        case Refused():
            return texts


async def restore(desk: Desk, request: Request, language: str, form: Form) -> Response:
    """Make an earlier text the present one; that can be undone like any change."""
    name = request.path_params["name"]
    try:
        content = desk.workspace.history(name).text(form.number("number", 0))
    except (KeyError, OSError):
        return desk.refused(request, language, "no_version", HTTPStatus.NOT_FOUND)
    try:
        desk.workspace.save(name, content, form.one("version"))
    except Overtaken:
        return desk.refused(request, language, "overtaken_step", HTTPStatus.CONFLICT)
    return to_page(case_path(language, name), said="restored")
