"""Errors for programs: problem details (RFC 9457), with the diagnostics of what was sent."""

import json
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from starlette.responses import Response

MEDIA = "application/problem+json"


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
