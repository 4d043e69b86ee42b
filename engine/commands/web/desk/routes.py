"""Which page answers which address, in each language, and what is said when one cannot."""

import os
import sys
import traceback
from collections.abc import Awaitable, Callable
from http import HTTPStatus

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from engine.commands.web.desk import (
    case_pages,
    home,
    interview_pages,
    register_pages,
    rule_pages,
    text_pages,
    what_if,
)
from engine.commands.web.desk.forms import Form, asked_form, sent_form
from engine.commands.web.desk.jobs import About, LawPage
from engine.commands.web.desk.looking import diagnosed
from engine.commands.web.desk.pages import Desk, Failed
from engine.commands.web.desk.rendering import LANGUAGES, assets, phrases
from engine.commands.web.desk.workspace import NoCase, Workspace
from engine.commands.web.jobs import Made, Refused
from engine.commands.web.pool import Gone, Pool
from parser.text.diagnostic import SourceError

Page = Callable[[Desk, Request, str, Form], Awaitable[Response]]

_PAGES: tuple[tuple[str, str, Page], ...] = (
    ("GET", "/", home.cases),
    ("POST", "/new", home.new),
    ("POST", "/copy", home.copy),
    ("GET", "/interview", interview_pages.choose),
    ("GET", "/interview/ask", interview_pages.begin),
    ("GET", "/interview/go", interview_pages.first),
    ("POST", "/interview/go", interview_pages.go),
    ("POST", "/interview/save", interview_pages.save),
    ("GET", "/registers", register_pages.every),
    ("GET", "/register/{register}", register_pages.one),
    ("POST", "/register/{register}", register_pages.ask),
    ("POST", "/registers", register_pages.begin),
    ("POST", "/register/{register}/mapping", register_pages.write),
    ("GET", "/register/{register}/progress", register_pages.progress),
    ("POST", "/register/{register}/stop", register_pages.stop),
    ("GET", "/register/{register}/answers/{stem}", register_pages.answers),
    ("GET", "/register/{register}/picture/{stem}", register_pages.picture),
    ("GET", "/rule/{rule}", rule_pages.rule),
    ("POST", "/rule/{rule}", rule_pages.tried),
    ("POST", "/rule/{rule}/offers", rule_pages.offers),
    ("POST", "/rule/{rule}/about", rule_pages.about),
    ("GET", "/case/{name}", case_pages.case),
    ("POST", "/case/{name}/do", case_pages.do),
    ("GET", "/case/{name}/ask", case_pages.ask),
    ("GET", "/case/{name}/offers", case_pages.offers),
    ("GET", "/case/{name}/report", case_pages.report),
    ("GET", "/case/{name}/what-if", what_if.compared),
    ("POST", "/case/{name}/what-if", what_if.kept),
    ("GET", "/case/{name}/text", text_pages.text),
    ("POST", "/case/{name}/text", text_pages.save),
    ("POST", "/case/{name}/step", text_pages.step),
    ("GET", "/case/{name}/history", text_pages.history),
    ("POST", "/case/{name}/restore", text_pages.restore),
)


def desk_routes(pool: Pool, workspace: Workspace) -> APIRouter:
    """Return what people see, below `/en` and `/me`, and the files that it loads."""
    desk = Desk(pool, workspace)
    router = APIRouter(include_in_schema=False)
    for language in LANGUAGES:
        for method, path, page in _PAGES:
            answers = _answering(desk, language, page)
            router.add_route(f"/{language}{path}", answers, methods=[method])

    async def first(request: Request) -> Response:
        return RedirectResponse(f"/{await _language(desk, request)}/", HTTPStatus.SEE_OTHER)

    async def asset(request: Request) -> Response:
        content, media = assets().get(request.path_params["name"], (b"", ""))
        status = HTTPStatus.OK if media else HTTPStatus.NOT_FOUND
        return Response(content, status, media_type=media or "text/plain")

    async def law(request: Request) -> Response:
        language, address = request.path_params["language"], request.path_params["address"]
        if language not in LANGUAGES:
            return Response(status_code=HTTPStatus.NOT_FOUND)
        said = phrases(language)
        job = LawPage(language, address, said("site"), said("change_rule"))
        match await desk.outcome(request, job):
            case Made({"content": bytes() as content, "media": media}):
                return Response(content, media_type=media)
            case Made():
                return desk.refused(request, language, "no_page", HTTPStatus.NOT_FOUND)
            case Refused() as refused:
                return desk.failed(request, language, refused)

    router.add_route("/law/assets/{name}", asset, methods=["GET"])
    router.add_route("/law/akn/{language}/{address}", law, methods=["GET"])
    router.add_route("/law/{language}/{address:path}", law, methods=["GET"])
    router.add_route("/", first, methods=["GET"])
    router.add_route("/assets/{name}", asset, methods=["GET"])
    return router


def _answering(desk: Desk, language: str, page: Page) -> Callable[[Request], Awaitable[Response]]:
    """Return what answers a request with a page, or with one that says why there is none."""

    async def answers(request: Request) -> Response:
        try:
            is_sent = request.method == "POST"
            form = await sent_form(request) if is_sent else asked_form(request)
        except ValueError:
            return desk.refused(request, language, "unfitting", HTTPStatus.BAD_REQUEST)
        if is_sent and not desk.seals.is_ours(request, form):
            return desk.refused(request, language, "seal", HTTPStatus.FORBIDDEN)
        try:
            return await page(desk, request, language, form)
        except NoCase:
            return desk.refused(request, language, "no_case", HTTPStatus.NOT_FOUND)
        except SourceError as error:
            found = diagnosed(error.diagnostics, {})
            status = HTTPStatus.UNPROCESSABLE_ENTITY
            return desk.refused(request, language, "not_done", status, problems=found)
        except Failed as failed:
            return desk.failed(request, language, failed.refused)
        except Gone:
            raise
        except Exception as error:
            sys.stderr.write(f"error: {_place(error)}\n")
            return desk.refused(request, language, "ours", HTTPStatus.INTERNAL_SERVER_ERROR)

    return answers


def _place(error: Exception) -> str:
    """Return where an error of ours came up, without its words: these may be of somebody's case."""
    frames = traceback.extract_tb(error.__traceback__)
    last = frames[-1]
    return f"{type(error).__name__} in {os.path.basename(last.filename)}, line {last.lineno}"


async def _language(desk: Desk, request: Request) -> str:
    """Return the language that a browser wants, of those that the laws speak."""
    wanted = request.headers.get("accept-language", "").casefold()[:200]
    codes = [one.split(";")[0].strip().split("-")[0] for one in wanted.split(",")]
    south = ("cnr", "me", "sr", "hr", "bs", "sh")
    first = next((one for one in codes if one == "en" or one in south), "en")
    if first == "en":
        return "en"
    about = await desk.made(request, About())
    return "me" if "me" in about["languages"] else "en"
