"""The server as a whole: what programs ask and what people see, behind one guard."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp

from engine.commands.web.api import asking, routes
from engine.commands.web.desk.routes import desk_routes
from engine.commands.web.desk.workspace import Workspace
from engine.commands.web.failing import FAILED, defect
from engine.commands.web.guard import Guard
from engine.commands.web.limits import PROBLEMS
from engine.commands.web.pool import Gone, Pool
from engine.commands.web.problems import problem, refusal

_CLOSED = 499
"""What is noted of a request whose client has gone; nobody reads it."""


def app(
    pool: Pool, hosts: Sequence[str], token: str = "", workspace: Workspace | None = None
) -> ASGIApp:
    """Return the server, reached under these `hosts`; it closes the pool when it ends.

    Without a `workspace` it answers programs only.
    """

    @asynccontextmanager
    async def living(_: FastAPI) -> AsyncIterator[None]:
        yield
        pool.close()

    made = FastAPI(
        title="Zakonik",
        version=version("zakonik"),
        summary="Questions to the law, answered with proofs.",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=living,
    )
    made.include_router(routes(asking(pool)))
    if workspace is not None:
        made.include_router(desk_routes(pool, workspace))
    made.add_exception_handler(RequestValidationError, _unfitting)
    made.add_exception_handler(HTTPException, _failed)
    made.add_exception_handler(Exception, _broken)
    made.add_exception_handler(Gone, _gone)
    return Guard(made, hosts, token)


async def _unfitting(_: Request, error: Exception) -> Response:
    """Say which parts of a request do not fit its description."""
    assert isinstance(error, RequestValidationError)
    found = [
        {"at": ".".join(map(str, one["loc"])), "message": one["msg"]}
        for one in error.errors()[:PROBLEMS]
    ]
    return problem(422, "the request does not fit its description", found)


async def _failed(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    accepts = request.headers.get("accept", "")
    made = refusal(error.status_code, str(error.detail), accepts)
    made.headers.update(error.headers or {})
    return made


async def _broken(_: Request, error: Exception) -> Response:
    return problem(FAILED, defect(error))


async def _gone(_: Request, error: Exception) -> Response:
    return Response(status_code=_CLOSED)
