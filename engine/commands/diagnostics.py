"""Diagnostics for programs: one object each, the same for every command that reports them."""

import os
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from parser.text.diagnostic import Diagnostic, SourceError
from parser.text.source import read_source
from parser.text.span import Span


class End(NamedTuple):
    """The line and the column behind the last character of a place, counted from 1."""

    line: int
    column: int


def texts_of(
    diagnostics: Sequence[Diagnostic], known: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return the text of each file that diagnostics speak of; empty where it cannot be read.

    `known` are texts by the name in their spans, such as those that are in no file.
    """
    found = dict(known or {})
    for one in diagnostics:
        for span in (one.at, *(label.span for label in one.also)):
            if span.line and span.file not in found and os.path.isfile(span.file):
                try:
                    found[span.file] = read_source(span.file)
                except SourceError:
                    found[span.file] = ""
    return found


def end_of(span: Span, texts: Mapping[str, str]) -> End:
    r"""Return where a place ends: on another line only where its file says so.

    >>> end_of(Span("a", 3, 8, 2, 1), {"a": "if\nx\nand y"})
    End(line=3, column=4)
    >>> end_of(Span("a", 3, 8, 2, 1), {})
    End(line=2, column=6)
    """
    said = texts.get(span.file, "")[span.start : span.end]
    lines = said.count("\n")
    if not lines:
        return End(span.line, span.column + max(span.end - span.start, 0))
    return End(span.line + lines, len(said) - said.rfind("\n"))


def object_of(
    one: Diagnostic, texts: Mapping[str, str], names: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Return a diagnostic as an object of JSON; `names` are those of its code, by the code."""
    named = {} if names is None else {"name": names.get(one.code, one.code)}
    return {
        "code": one.code,
        **named,
        "severity": one.severity,
        "message": one.message,
        "help": one.help,
        **_place(one.at, texts),
        "also": [{"text": label.text, **_place(label.span, texts)} for label in one.also],
    }


def _place(span: Span, texts: Mapping[str, str]) -> dict[str, Any]:
    if not span.file:
        return dict.fromkeys(("file", "line", "column", "end_line", "end_column"))
    if not span.line:
        return {"file": span.file} | dict.fromkeys(("line", "column", "end_line", "end_column"))
    end = end_of(span, texts)
    return {
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "end_line": end.line,
        "end_column": end.column,
    }
