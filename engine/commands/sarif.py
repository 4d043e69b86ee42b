"""Diagnostics as SARIF 2.1.0, which forges and editors show beside the lines they are about."""

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from engine.commands.diagnostics import end_of, texts_of
from parser.text.diagnostic import Diagnostic
from parser.text.span import Span

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


class Described(NamedTuple):
    """What a report says about a code: its name, and in a few words what it is about."""

    name: str
    summary: str


class Suppressed(NamedTuple):
    """A diagnostic that is passed over, why, and whether its own file says so."""

    diagnostic: Diagnostic
    reason: str
    in_source: bool


def sarif(
    diagnostics: Sequence[Diagnostic],
    described: Mapping[str, Described],
    suppressed: Sequence[Suppressed] = (),
) -> str:
    """Return a SARIF log with one run; codes that nobody describes are described by themselves.

    Columns are counted in characters, and places are relative to the folder it is run in.
    """
    from importlib.metadata import version

    every = [*diagnostics, *(one.diagnostic for one in suppressed)]
    texts = texts_of(every)
    codes = sorted({*described, *(one.code for one in every)})
    index = {code: place for place, code in enumerate(codes)}
    results = [_result(one, index, texts) for one in diagnostics]
    for one in suppressed:
        kind = "inSource" if one.in_source else "external"
        result = _result(one.diagnostic, index, texts)
        result["suppressions"] = [{"kind": kind, "justification": one.reason}]
        results.append(result)
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "zakonik",
                        "version": version("zakonik"),
                        "rules": [_rule(code, described.get(code)) for code in codes],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": results,
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str, described: Described | None) -> dict[str, Any]:
    if described is None:
        return {"id": code}
    return {
        "id": code,
        "name": described.name,
        "shortDescription": {"text": described.summary},
    }


def _result(one: Diagnostic, index: Mapping[str, int], texts: Mapping[str, str]) -> dict[str, Any]:
    text = f"{one.message}; {one.help}" if one.help else one.message
    found: dict[str, Any] = {
        "ruleId": one.code,
        "ruleIndex": index[one.code],
        "level": one.severity,
        "message": {"text": text},
        "locations": [_location(one.at, texts)] if one.at.file else [],
    }
    if one.also:
        found["relatedLocations"] = [
            {"id": number, **_location(label.span, texts), "message": {"text": label.text}}
            for number, label in enumerate(one.also)
        ]
    return found


def _location(span: Span, texts: Mapping[str, str]) -> dict[str, Any]:
    if not span.file:
        return {}
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(span.file)}}
    if span.line:
        end = end_of(span, texts)
        place["region"] = {
            "startLine": span.line,
            "startColumn": max(span.column, 1),
            "endLine": end.line,
            "endColumn": max(end.column, 1),
        }
    return {"physicalLocation": place}


def _uri(file: str) -> str:
    """Return the name of a file as SARIF has it.

    >>> _uri("laws/a b.law")
    'laws/a%20b.law'
    """
    return Path(file).as_uri() if os.path.isabs(file) else quote(file.replace(os.sep, "/"))
