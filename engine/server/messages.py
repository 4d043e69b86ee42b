"""Our data -> the messages of the protocol."""

from collections.abc import Callable, Sequence

from lsprotocol import types
from pygls import uris

from engine.server.positions import Position, Positions
from parser.text.diagnostic import Diagnostic
from parser.text.span import Span

Where = Callable[[str], Positions]
"""The path of a file -> the lines of its text."""

SOURCE = "zakonik"


def uri_of(path: str) -> str:
    """Return the address of a file."""
    return uris.from_fs_path(path) or ""


def path_of(uri: str) -> str:
    """Return the path of a file, or the address itself where it is none on this machine."""
    return uris.to_fs_path(uri) or uri


def place(position: Position) -> types.Position:
    """Return a place as the protocol has it."""
    return types.Position(position.line, position.character)


def between(start: int, end: int, lines: Positions) -> types.Range:
    """Return the stretch of a text from one character up to another."""
    return types.Range(place(lines.position(start)), place(lines.position(end)))


def range_of(span: Span, lines: Positions) -> types.Range:
    """Return where a span stands; one that only says its line, or not even that, is a line."""
    if span.end > span.start:
        return between(span.start, span.end, lines)
    line = max(0, span.line - 1)
    start = lines.offset(line, 0)
    return between(start, max(start, lines.offset(line + 1, 0) - 1), lines)


def location(span: Span, where: Where) -> types.Location:
    """Return a place in a file."""
    return types.Location(uri_of(span.file), range_of(span, where(span.file)))


def diagnostic(
    one: Diagnostic, where: Where, severity: types.DiagnosticSeverity | None = None
) -> types.Diagnostic:
    """Return a diagnostic with its way out behind the message, and the places that belong to it."""
    by_word = {
        "error": types.DiagnosticSeverity.Error,
        "warning": types.DiagnosticSeverity.Warning,
    }
    related = [
        types.DiagnosticRelatedInformation(location(label.span, where), label.text)
        for label in one.also
        if label.span.file
    ]
    return types.Diagnostic(
        range_of(one.at, where(one.at.file)),
        f"{one.message}\nhelp: {one.help}" if one.help else one.message,
        severity or by_word[one.severity],
        code=one.code,
        source=SOURCE,
        related_information=related or None,
    )


def diagnostics(
    problems: Sequence[Diagnostic], findings: Sequence[Diagnostic], where: Where
) -> list[types.Diagnostic]:
    """Return what is wrong in a file, and behind it as hints what the linter found."""
    hint = types.DiagnosticSeverity.Hint
    found = [diagnostic(one, where) for one in problems]
    return found + [diagnostic(one, where, hint) for one in findings]
