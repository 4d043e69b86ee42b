"""The pages of the desk: who answers which address below a language, and how a page comes back."""

from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from engine.commands.web.desk.conversations import Conversations
from engine.commands.web.desk.forms import COOKIE, Seals, asked_form
from engine.commands.web.desk.jobs import DeskJob
from engine.commands.web.desk.rendering import LANGUAGES, address, page, phrases, reasons
from engine.commands.web.desk.screening import Running
from engine.commands.web.desk.workspace import Workspace
from engine.commands.web.jobs import Job, Made, Outcome, Refused
from engine.commands.web.pool import Pool


class Failed(Exception):
    """A page cannot be shown: what was asked for cannot be had."""

    def __init__(self, refused: Refused) -> None:
        self.refused = refused


class Desk:
    """A workspace, the workers that answer about it, and the seals of its forms."""

    def __init__(self, pool: Pool, workspace: Workspace) -> None:
        self.pool = pool
        self.workspace = workspace
        self.laws = Workspace(workspace.folder, ".law")
        self.seals = Seals()
        self.asked: dict[tuple[str, int], str] = {}
        self.conversations = Conversations()
        self.running: dict[str, Running] = {}

    async def outcome(self, request: Request, job: Job | DeskJob) -> Outcome:
        """Return what comes of a job; its work ends when the browser has gone."""
        return await self.pool.outcome(job, request.is_disconnected)

    async def made(self, request: Request, job: Job | DeskJob) -> Any:
        """Return what a job makes. Raises Failed for what cannot be done."""
        match await self.outcome(request, job):
            case Made(value):
                return value
            case Refused() as refused:
                raise Failed(refused)

    def show(
        self, request: Request, template: str, language: str, status: int = 200, **parts: Any
    ) -> HTMLResponse:
        """Return a page. Its forms are sealed for the browser that asks for it."""
        browser = self.seals.browser(request)
        here = request.url.path.split("/", 2)[2] if request.url.path.count("/") > 1 else ""
        said = asked_form(request).one("said")
        others = [
            (one, phrases(one), _in(request, one, here)) for one in LANGUAGES if one != language
        ]
        content = page(
            template,
            language,
            seal=self.seals.seal(browser),
            others=others,
            folder=self.workspace.folder,
            said=said if phrases(language).has(f"said.{said}") else "",
            **parts,
        )
        # With no referrer at all a browser calls the origin of a plain form `null`.
        response = HTMLResponse(content, status, {"referrer-policy": "same-origin"})
        if browser != request.cookies.get(COOKIE):
            response.set_cookie(COOKIE, browser, httponly=True, samesite="strict", path="/")
        return response

    def refused(
        self, request: Request, language: str, key: str, status: HTTPStatus, **parts: Any
    ) -> Response:
        """Return a page that says why something is not done."""
        name = request.path_params.get("name", "") if "/case/" in request.url.path else ""
        query = f"?{request.url.query}" if request.url.query else ""
        found: dict[str, Any] = {
            "key": key,
            "problems": (),
            "case": case_path(language, name) if name and key != "no_case" else "",
            "again": f"{request.url.path}{query}" if request.method == "GET" else "",
        }
        return self.show(request, "refused", language, status, **(found | parts))

    def failed(self, request: Request, language: str, refused: Refused) -> Response:
        """Return a page that says why a job was not done."""
        status = HTTPStatus(refused.status)
        problems = reasons(refused, language)
        return self.refused(request, language, "not_done", status, problems=problems)


def _in(request: Request, language: str, here: str) -> str:
    """Return the address of the same page in another language, that of the workspace for forms."""
    if request.method != "GET" and not request.url.query:
        return f"/{language}/"
    query = {
        name: value for name, value in request.query_params.items() if name not in ("said", "token")
    }
    return address(f"/{language}/{here}", **query)


def to_page(path: str, **query: Any) -> RedirectResponse:
    """Return what sends a browser to a page after a form."""
    return RedirectResponse(address(path, **query), HTTPStatus.SEE_OTHER)


def case_path(language: str, name: str) -> str:
    """Return the path of the page of a case."""
    return f"/{language}/case/{quote(name, safe='')}"
