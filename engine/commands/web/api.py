"""The interface for programs: the same answers as on the command line, as JSON over HTTP."""

import json
from collections.abc import Awaitable, Callable
from importlib import resources
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from engine.commands.schema import SCHEMAS
from engine.commands.web.jobs import (
    AsJson,
    Ask,
    Check,
    Explain,
    Find,
    Index,
    Job,
    Made,
    Missing,
    Outcome,
    Refused,
    Report,
    Step,
    WhatIf,
)
from engine.commands.web.limits import QUESTION
from engine.commands.web.models import (
    CaseText,
    Conversation,
    Question,
    Questions,
    ReportOn,
    Supposition,
)
from engine.commands.web.pool import Pool
from engine.commands.web.problems import MEDIA, problem

_PROBLEM: dict[str, Any] = {
    "type": "object",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "diagnostics": {"type": "array", "items": {"type": "object"}},
    },
    "required": ["type", "title", "status", "detail"],
}
_REFUSALS: dict[int | str, dict[str, Any]] = {
    status: {"description": said, "content": {MEDIA: {"schema": _PROBLEM}}}
    for status, said in (
        (400, "The request is no JSON."),
        (401, "The token is not shown."),
        (403, "A page of another site asks."),
        (404, "There is no such thing."),
        (405, "It is not asked for in this way."),
        (408, "The request does not arrive."),
        (413, "The request is too large."),
        (421, "The server is reached under another name."),
        (422, "What was sent cannot be read, does not fit, or takes too long."),
        (429, "Too many requests wait."),
    )
}
_FILES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The report.",
        "content": {
            "text/html": {},
            "application/pdf": {},
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document": {},
            "text/markdown": {},
            "text/plain": {},
            "application/json": {},
        },
    }
}


def _described(schema: dict[str, Any]) -> dict[int | str, dict[str, Any]]:
    """Return what is said of an answer as JSON: its schema, that of the published ones."""
    return {
        200: {"description": "The answer.", "content": {"application/json": {"schema": schema}}}
    }


_ANSWERS = _described({"type": "array", "items": {"$ref": "/api/v1/schemas/proof"}})
_FINDINGS = _described({"$ref": "/api/v1/schemas/findings"})

_SCHEMA: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The schema.",
        "content": {"application/schema+json": {"schema": {"type": "object"}}},
    }
}

Asks = Callable[[Request, Job], Awaitable[Outcome]]


class SchemaResponse(Response):
    """A JSON Schema."""

    media_type = "application/schema+json"


def asking(pool: Pool) -> Asks:
    """Return what has a job done for a request, as long as its client waits."""

    async def asks(request: Request, job: Job) -> Outcome:
        return await pool.outcome(AsJson(job), request.is_disconnected)

    return asks


def response(outcome: Outcome) -> Response:
    """Return the response of an outcome: JSON, a file, or why there is none."""
    match outcome:
        case Made(bytes() as content, media):
            return Response(content, media_type=media)
        case Made(value, media):
            return Response(json.dumps(value, ensure_ascii=False), media_type=media)
        case Refused(title, diagnostics, status):
            return problem(status, title, diagnostics)


def routes(asks: Asks) -> APIRouter:
    """Return what programs may ask, below `/api/v1`."""
    router = APIRouter(prefix="/api/v1", responses=_REFUSALS)

    @router.post(
        "/ask", summary="Answer questions, with every node of their proofs", responses=_ANSWERS
    )
    async def ask(request: Request, body: Questions) -> Response:
        job = Ask(body.situation.told(), tuple(body.questions))
        return response(await asks(request, job))

    @router.post("/missing", summary="Say what would settle a question")
    async def missing(request: Request, body: Question) -> Response:
        return response(await asks(request, Missing(body.situation.told(), body.question)))

    @router.post("/what-if", summary="Answer with other facts, or say what would turn a no")
    async def what_if(request: Request, body: Supposition) -> Response:
        facts, without = tuple(body.facts), tuple(body.without)
        job = WhatIf(body.situation.told(), body.question, facts, without)
        return response(await asks(request, job))

    @router.post("/interview", summary="Give the next question of an interview, or its end")
    async def step(request: Request, body: Conversation) -> Response:
        said = tuple(tuple(one.given() for one in turn) for turn in body.said)
        job = Step(body.situation.told(), body.question, said)
        return response(await asks(request, job))

    @router.post(
        "/check", summary="Report what is wrong with the text of a case", responses=_FINDINGS
    )
    async def check(request: Request, body: CaseText) -> Response:
        return response(await asks(request, Check(body.case)))

    @router.post("/report", summary="Write an explanation to hand on", responses=_FILES)
    async def report(request: Request, body: ReportOn) -> Response:
        job = Report(body.situation.told(), tuple(body.questions), body.form)
        return response(await asks(request, job))

    @router.get("/explain/{id}", summary="Explain a rule, provision, reading or word")
    async def explain(
        request: Request,
        id: Annotated[str, Path(max_length=QUESTION)],  # noqa: A002
    ) -> Response:
        return response(await asks(request, Explain(id)))

    @router.get("/questions", summary="List the questions that the laws answer, by law")
    async def questions(
        request: Request,
        law: Annotated[str, Query(max_length=QUESTION)] = "",
        word: Annotated[str, Query(max_length=QUESTION)] = "",
    ) -> Response:
        return response(await asks(request, Index(law, word)))

    @router.get("/words/{word}", summary="Find the sentences, rules and names that have a word")
    async def words(request: Request, word: Annotated[str, Path(max_length=QUESTION)]) -> Response:
        return response(await asks(request, Find(word)))

    @router.get(
        "/schemas/{name}",
        summary="Give the JSON Schema of what is answered",
        response_class=SchemaResponse,
        responses=_SCHEMA,
    )
    async def schema(
        name: Annotated[str, Path(json_schema_extra={"enum": [*SCHEMAS]})],
    ) -> Response:
        if name not in SCHEMAS:
            return problem(404, f"there is no schema `{name}`: there are {', '.join(SCHEMAS)}")
        package, file = SCHEMAS[name]
        text = resources.files(package).joinpath(file).read_text(encoding="utf-8")
        return SchemaResponse(text)

    return router
