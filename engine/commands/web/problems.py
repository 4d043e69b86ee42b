"""Errors for programs: problem details (RFC 9457), with the diagnostics of what was sent."""

import json
from collections.abc import Sequence
from html import escape
from http import HTTPStatus
from typing import Any

from starlette.responses import HTMLResponse, Response

MEDIA = "application/problem+json"


_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<link rel="stylesheet" href="/assets/site.css">
<link rel="stylesheet" href="/assets/desk.css">
</head>
<body><main><div id="desk">
<h1>{title}</h1>
<p>{detail}</p>
<p>Nothing was changed. Go back, or to the <a href="/en/">cases</a>.</p>
<p lang="cnr">Ništa nije izmijenjeno. Idite nazad, ili na <a href="/me/">slučajeve</a>.</p>
</div></main></body>
</html>
"""


def refusal(status: int, detail: str, accepts: str) -> Response:
    """Return why a request was refused: a page for a browser, a problem for a program.

    `accepts` is what the request says that it can read.
    """
    if "text/html" not in accepts:
        return problem(status, detail)
    title = HTTPStatus(status).phrase
    page = _PAGE.format(title=escape(title), detail=escape(f"{detail[:1].upper()}{detail[1:]}."))
    return HTMLResponse(page, status)


def problem(status: int, detail: str, diagnostics: Sequence[dict[str, Any]] = ()) -> Response:
    """Return the response that says why a request was refused."""
    said: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    if diagnostics:
        said["diagnostics"] = list(diagnostics)
    content = json.dumps(said, ensure_ascii=False).encode("utf-8", "backslashreplace")
    return Response(content, status, media_type=MEDIA)  # half a letter is written as JSON has it
