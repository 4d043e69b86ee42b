"""The page of a case: its facts and its answer side by side, each change saved and answered."""

from http import HTTPStatus
from typing import Any, get_args
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from engine.commands.web.desk.answering import unanswered
from engine.commands.web.desk.conflicts import overtaken, place_of_case
from engine.commands.web.desk.forms import Form
from engine.commands.web.desk.jobs import (
    Action,
    Change,
    Choose,
    Compose,
    Fill,
    Look,
    Offers,
    Remove,
    Replace,
    Say,
    SetDay,
    So,
    Told,
    Written,
)
from engine.commands.web.desk.pages import Desk, Failed, case_path, to_page
from engine.commands.web.desk.rendering import LANGUAGES, page, reasons
from engine.commands.web.desk.workspace import Overtaken, Text
from engine.commands.web.jobs import Made, Refused, ReportForm
from engine.commands.web.limits import QUESTION

_KEPT = ("q", "find", "fill", "chapter", "ask", "by", "edit")
"""What an address says beside the case: the question, which forms stand open, and who tells."""

FORMS: tuple[ReportForm, ...] = get_args(ReportForm)


async def case(desk: Desk, request: Request, language: str, form: Form) -> Response:
    """Show a case."""
    return await show(desk, request, language, form)


async def show(
    desk: Desk,
    request: Request,
    language: str,
    form: Form,
    status: int = HTTPStatus.OK,
    refused: Refused | None = None,
) -> Response:
    """Show a case, with what was refused beside the form that asked for it."""
    name = request.path_params["name"]
    text = desk.workspace.read(name)
    kept = {key: form.one(key)[:QUESTION] for key in _KEPT}
    if refused is not None and form.one("act") == "say":  # those that have its words are offered
        kept["find"] = form.one("sentence")[:QUESTION]
    told = Told(text.content, name, form.number("n"), language)
    kept["q"] = kept["q"] or desk.asked.get((name, told.number), "")
    job = Look(told, kept["q"], kept["find"], kept["fill"], kept["chapter"], kept["ask"])
    match await desk.outcome(request, job):
        case Made(view):
            pass
        case Refused() as failed:  # the question takes too long: the rest is shown without it
            view = await desk.made(request, Look(told))
            view["question"] = kept["q"]
            view["answer"] = unanswered(reasons(failed, language))
    kept["q"] = view.get("question", kept["q"])
    answer = view.get("answer")
    if answer is not None and answer["is_known"]:  # it is asked again when the case is opened
        desk.asked[name, told.number] = kept["q"]
    history = desk.workspace.history(name)
    parts: dict[str, Any] = {
        "name": name,
        "path": case_path(language, name),
        "version": text.version,
        "content": text.content,
        "n": told.number,
        "view": view,
        "refused": refused,
        "typed": form if refused is not None else Form({}),
        "can_undo": history.before(text.content) is not None,
        "can_redo": history.after(text.content) is not None,
        "forms": FORMS,
        "given": form.row("slot"),
        **kept,
    }
    template = "case" if not view["problems"] else "text"
    if template == "text":
        parts |= {"problems": view["problems"], "checked": True}
    return desk.show(request, template, language, status, **parts)


def action_of(form: Form) -> Action | None:
    """Return what a form asks to be done to a case, None if it is none of ours."""
    match form.one("act"):
        case "say":
            return Say(form.one("sentence")[:QUESTION].strip())
        case "fill":
            so = form.one("so", "yes")
            if so not in get_args(So):
                return None
            values = tuple(one[:QUESTION] for one in form.row("slot"))
            return Fill(form.one("pred"), so, values)  # type: ignore[arg-type]
        case "remove":
            return Remove(form.number("fact", 0), form.one("was"))
        case "replace":
            sentence = form.one("sentence")[:QUESTION].strip()
            return Replace(form.number("fact", 0), form.one("was"), sentence)
        case "day":
            return SetDay(form.one("day"))
        case "choose":
            return Choose(form.one("switch"), form.one("choice"))
        case _:
            return None


async def do(desk: Desk, request: Request, language: str, form: Form) -> Response:
    """Change a case and save it, unless it was changed in another window."""
    name = request.path_params["name"]
    action = action_of(form)
    if action is None:
        raise Failed(Refused("the form does not fit", key="misfit"))
    now = desk.workspace.read(name)
    place = place_of_case(language, name, form)
    is_behind = now.version != form.one("version")
    base = desk.workspace.history(name).with_version(form.one("version")) if is_behind else None
    text = base if base is not None else now.content
    told = Told(text, name, form.number("n"), language)
    match await desk.outcome(request, Change(told, action, form.one("by")[:100])):
        case Refused() as refused:
            return await show(desk, request, language, form, refused.status, refused)
        case Made(made):
            pass
    if is_behind:
        return overtaken(desk, request, language, place, now, made["text"], base, form)
    try:
        desk.workspace.save(name, made["text"], form.one("version"))
    except Overtaken as other:  # between reading and writing
        return overtaken(desk, request, language, place, other.now, made["text"], text, form)
    said = _said(form.one("act"), made)
    kept = {key: form.one(key) for key in ("q", "find", "by")}
    return to_page(case_path(language, name), n=told.number, **kept, said=said)


def _said(act: str, made: dict[str, Any]) -> str:
    """Return what is said of a change that was saved."""
    if act == "remove":
        return "removed"
    if act == "replace":
        return "changed"
    if made["contradicted"]:
        return "replaced"
    if made["removed"]:
        return "filled_in"
    return "left_open" if made["leaves_open"] else "saved"


async def ask(desk: Desk, request: Request, language: str, form: Form) -> Response:
    """Send the browser to the question that a filled-in form asks."""
    name = request.path_params["name"]
    text = desk.workspace.read(name)
    told = Told(text.content, name, form.number("n"), language)
    job = Compose(told, form.one("pred"), tuple(one[:QUESTION] for one in form.row("slot")))
    match await desk.outcome(request, job):
        case Made(question):
            kept = {key: form.one(key)[:QUESTION] for key in ("find", "by")}
            return to_page(case_path(language, name), n=told.number, q=question, **kept)
        case Refused() as refused:
            again = Form({**form.fields, "ask": [form.one("pred")], "act": ["ask"]})
            return await show(desk, request, language, again, refused.status, refused)


async def offers(desk: Desk, request: Request, language: str, form: Form) -> Response:
    """Return how the sentence that is being typed can go on, as the options of a list."""
    name = request.path_params["name"]
    text: Text = desk.workspace.read(name)
    asking = form.one("asking") == "yes"
    typed = form.one("q" if asking else "sentence")[:QUESTION]
    told = Told(text.content, name, form.number("n"), language)
    outcome = await desk.outcome(request, Offers(told, typed, asking))
    found = outcome.value if isinstance(outcome, Made) else []
    return HTMLResponse(page("offers", language, offers=found))


async def report(desk: Desk, request: Request, language: str, form: Form) -> Response:
    """Return the report on a question as a file."""
    name = request.path_params["name"]
    text = desk.workspace.read(name)
    kind = form.one("form", "html")
    spoken = form.one("in", language)
    if kind not in FORMS or spoken not in LANGUAGES:
        raise Failed(Refused("there is no such form of a report"))
    told = Told(text.content, name, form.number("n"), spoken)
    made = await desk.made(request, Written(told, form.one("q")[:QUESTION], kind))
    file = f"{name.removesuffix('.case')}.{kind}"
    plain = file.encode("ascii", "replace").decode().replace("?", "_").replace('"', "_")
    shown = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(file, safe='')}"
    return Response(
        made["content"], media_type=made["media"], headers={"content-disposition": shown}
    )
