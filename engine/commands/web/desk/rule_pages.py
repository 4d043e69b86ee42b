"""A rule to be changed: what a change would do stands beside it, before anything is saved.

Only a law whose file is in the folder of the cases is written; of any other a change can be tried.
"""

import os
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from engine.commands.web.desk.blocks import first_line, with_block
from engine.commands.web.desk.forms import Form
from engine.commands.web.desk.history import version_of
from engine.commands.web.desk.jobs import AtPlace, RuleText, TryLaw, Wanted
from engine.commands.web.desk.pages import Desk, Failed, to_page
from engine.commands.web.desk.workspace import NoCase, Overtaken
from engine.commands.web.jobs import Made, Refused
from engine.commands.web.limits import TEXT


async def rule(desk: Desk, request: Request, language: str, form: Form) -> Response:
    """Show a rule as its file has it."""
    found = await _found(desk, request, language)
    return _shown(desk, request, language, found, found["text"], None)


async def tried(desk: Desk, request: Request, language: str, form: Form) -> Response:
    """Show what a changed rule would do, or save it."""
    found = await _found(desk, request, language)
    text = form.one("text")
    if len(text) > TEXT:
        raise Failed(Refused(f"a rule has at most {TEXT} letters", status=413))
    if form.one("version") != version_of(found["content"]):
        return desk.refused(request, language, "overtaken_step", HTTPStatus.CONFLICT)
    content = with_block(found["content"], found["text"], text.rstrip())
    job = TryLaw(found["path"], content, language, request.path_params["rule"])
    match await desk.outcome(request, job):
        case Made(result):
            pass
        case Refused(title, problems, status):
            result = {"problems": problems or ({"message": title},), "html": ""}
            return _shown(desk, request, language, found, text, result, status)
    result["problems"] = _from_the_rule(result["problems"], found)
    wrong = bool(result["problems"])
    if form.one("act") == "save" and not wrong:
        name = _own(desk, found["path"])
        if name is None:
            return desk.refused(request, language, "not_own", HTTPStatus.FORBIDDEN)
        try:
            desk.laws.save(name, content, form.one("version"))
        except Overtaken:
            return desk.refused(request, language, "overtaken_step", HTTPStatus.CONFLICT)
        return to_page(request.url.path, said="saved")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return _shown(desk, request, language, found, text, result, status)


async def offers(desk: Desk, request: Request, language: str, form: Form) -> Response:
    """Return what can stand at a place of the rule that is being written."""
    return await _at_place(desk, request, form, "offers")


async def about(desk: Desk, request: Request, language: str, form: Form) -> Response:
    """Return what there is to say about what stands at a place of the rule."""
    return await _at_place(desk, request, form, "about")


async def _at_place(desk: Desk, request: Request, form: Form, wanted: Wanted) -> Response:
    text = form.one("text")
    if len(text) > TEXT:
        raise Failed(Refused(f"a rule has at most {TEXT} letters", status=413))
    line, character = form.number("line", 0), form.number("character", 0)
    job = AtPlace(request.path_params["rule"], text, line, character, wanted)
    found = await desk.made(request, job)
    return JSONResponse(found) if found is not None else Response(status_code=HTTPStatus.NOT_FOUND)


async def _found(desk: Desk, request: Request, language: str) -> dict[str, Any]:
    name = request.path_params["rule"]
    found: dict[str, Any] | None = await desk.made(request, RuleText(name, language))
    if found is None:
        raise Failed(Refused(f"no rule is called `{name}`", status=404))
    return found


def _shown(
    desk: Desk,
    request: Request,
    language: str,
    found: dict[str, Any],
    text: str,
    result: dict[str, Any] | None,
    status: int = HTTPStatus.OK,
) -> Response:
    own = _own(desk, found["path"])
    return desk.show(
        request,
        "rule",
        language,
        status,
        rule=request.path_params["rule"],
        found=found,
        file=own or os.path.basename(found["path"]),
        is_own=own is not None,
        text=text,
        is_changed=text != found["text"],
        version=version_of(found["content"]),
        result=result,
    )


def _from_the_rule(
    problems: Iterable[dict[str, Any]], found: dict[str, Any]
) -> list[dict[str, Any]]:
    """Return diagnostics of the file of a rule with lines counted from the rule."""
    name = os.path.basename(found["path"])
    first = first_line(found["content"], found["text"])
    return [
        one | {"line": one["line"] - first}
        if os.path.basename(one["file"] or "") == name and (one["line"] or 0) > first
        else one
        for one in problems
    ]


def _own(desk: Desk, path: str) -> str | None:
    """Return the name of a law file of the folder, None for any other file."""
    folder, name = os.path.split(os.path.realpath(path))
    if folder != desk.workspace.folder or os.path.realpath(path) != path:
        return None
    try:
        desk.laws.read(name)
    except NoCase:
        return None
    return name
