"""The server for assistants: the same jobs as tools of the Model Context Protocol, over stdio.

Provisions are its resources. What cannot be done is an error of the tool, with the diagnostics,
so that the assistant can mend what it asked.
"""

from base64 import b64encode
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any
from urllib.parse import unquote

import anyio
import mcp_types as types
from mcp import MCPError
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from pydantic import ValidationError

from engine.commands.web.jobs import Contents, Explain, Job, Made, Outcome, Paged, Refused
from engine.commands.web.paged import PROVISION
from engine.commands.web.pool import Pool
from engine.commands.web.toolbox import INSTRUCTIONS, TOOLS, Tool

_PAGE = 200
"""How many resources one list has; the next begins behind them."""

_READS = types.ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


def serve_tools(paths: Sequence[str]) -> None:
    """Serve one client over standard input and output until it ends."""
    anyio.run(_serve, tuple(paths))


async def _serve(paths: Sequence[str]) -> None:
    async with stdio_server() as (incoming, outgoing):
        pool = Pool(paths)  # begun here: its workers must not have the client's pipe
        try:
            made = server(pool)
            await made.run(incoming, outgoing, made.create_initialization_options())
        finally:
            pool.close()


def server(pool: Pool) -> Server[Any]:
    """Return the server of the tools and of the provisions as resources."""

    async def done(job: Job) -> Outcome:
        return await pool.outcome(job, _stays)  # a call that is withdrawn is cancelled

    async def tools(
        _: ServerRequestContext[Any], params: types.PaginatedRequestParams | None
    ) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[_described(tool) for tool in TOOLS])

    async def call(
        _: ServerRequestContext[Any], params: types.CallToolRequestParams
    ) -> types.CallToolResult:
        tool = next((one for one in TOOLS if one.name == params.name), None)
        if tool is None:
            names = ", ".join(one.name for one in TOOLS)
            raise MCPError(types.INVALID_PARAMS, f"no tool is called `{params.name}`: {names}")
        try:
            job = tool.job(tool.takes.model_validate(params.arguments or {}))
        except ValidationError as error:
            return _refusal(_unfitting(error))
        return _result(await done(job), params.arguments or {})

    async def resources(
        _: ServerRequestContext[Any], params: types.PaginatedRequestParams | None
    ) -> types.ListResourcesResult:
        cursor = (params.cursor if params else None) or "0"
        if not (cursor.isascii() and cursor.isdigit() and len(cursor) < 9):
            raise MCPError(types.INVALID_PARAMS, "there is no such page")
        listed, begin = _made(await done(Contents())).value, int(cursor)
        return types.ListResourcesResult(
            resources=[
                types.Resource(
                    uri=PROVISION + one["id"],
                    name=one["id"],
                    title=one["title"] or one["id"],
                    description=f"law `{one['law']}`",
                    mime_type="text/plain",
                )
                for one in listed[begin : begin + _PAGE]
            ],
            next_cursor=str(begin + _PAGE) if begin + _PAGE < len(listed) else None,
        )

    async def templates(
        _: ServerRequestContext[Any], params: types.PaginatedRequestParams | None
    ) -> types.ListResourceTemplatesResult:
        return types.ListResourceTemplatesResult(
            resource_templates=[
                types.ResourceTemplate(
                    uri_template=f"{PROVISION}{{id}}",
                    name="provision",
                    title="A provision, rule or reading",
                    description="all there is to say about it, with its place in the law",
                    mime_type="text/plain",
                )
            ]
        )

    async def read(
        _: ServerRequestContext[Any], params: types.ReadResourceRequestParams
    ) -> types.ReadResourceResult:
        wanted = unquote(params.uri.removeprefix(PROVISION))
        if not params.uri.startswith(PROVISION) or len(wanted) > 200:
            raise MCPError(types.INVALID_PARAMS, f"there is no such resource: {PROVISION}ID")
        found = _made(await done(Paged(Explain(wanted)))).value
        if any(entry.get("kind") == "word" for entry in found["object"]["entries"]):
            raise MCPError(types.INVALID_PARAMS, f"no provision has the id `{wanted}`")
        text = types.TextResourceContents(
            uri=params.uri, mime_type="text/plain", text=found["page"]
        )
        return types.ReadResourceResult(contents=[text])

    return Server(
        "zakonik",
        title="Zakonik",
        version=version("zakonik"),
        instructions=INSTRUCTIONS,
        on_list_tools=tools,
        on_call_tool=call,
        on_list_resources=resources,
        on_list_resource_templates=templates,
        on_read_resource=read,
    )


async def _stays() -> bool:
    return False


def _described(tool: Tool) -> types.Tool:
    return types.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.about,
        input_schema=tool.takes.model_json_schema(),
        output_schema=tool.gives.model_json_schema(),
        annotations=_READS,
    )


def _result(outcome: Outcome, arguments: dict[str, Any]) -> types.CallToolResult:
    """Return what a tool gives: its page, and beside it the object or the file."""
    match outcome:
        case Refused():
            return _refusal(outcome)
        case Made(bytes() as content, media):
            about = {"form": arguments.get("form", "html"), "media": media, "bytes": len(content)}
            return types.CallToolResult(content=[_file(content, media)], structured_content=about)
        case Made(value):
            text = types.TextContent(text=value["page"])
            return types.CallToolResult(content=[text], structured_content=value["object"])


def _file(content: bytes, media: str) -> types.ContentBlock:
    """Return a report: as text where it is text, otherwise as a file within the result."""
    if media.startswith("text/") or media == "application/json":
        return types.TextContent(text=content.decode("utf-8"))
    blob = b64encode(content).decode("ascii")
    inside = types.BlobResourceContents(uri="zakonik://report", mime_type=media, blob=blob)
    return types.EmbeddedResource(resource=inside)


def _unfitting(error: ValidationError) -> Refused:
    """Say which parts of what a tool was given do not fit, without giving them back."""
    found = [
        {"code": "unfitting", "message": one["msg"], "at": ".".join(map(str, one["loc"]))}
        for one in error.errors(include_url=False, include_input=False)
    ]
    return Refused("what was given does not fit the tool's description", tuple(found))


def _refusal(refused: Refused) -> types.CallToolResult:
    lines = [refused.title]
    for one in refused.diagnostics:
        place = one.get("at") or _place(one)
        lines.append(f"{place}{': ' if place else ''}{one['code']}: {one['message']}")
        lines += [f"  help: {one['help']}"] if one.get("help") else []
    return types.CallToolResult(
        content=[types.TextContent(text="\n".join(lines))],
        structured_content={"detail": refused.title, "diagnostics": [*refused.diagnostics]},
        is_error=True,
    )


def _place(one: dict[str, Any]) -> str:
    """Return where a diagnostic stands: file, line and column, or nothing."""
    return ":".join(str(one[name]) for name in ("file", "line", "column") if one.get(name))


def _made(outcome: Outcome) -> Made:
    """Return what was made. Raises MCPError for what was refused."""
    match outcome:
        case Made():
            return outcome
        case Refused(title):
            raise MCPError(types.INVALID_PARAMS, title)
