"""A diagnostic as text: place, message, the quoted line with carets, and the way out."""

import textwrap
from collections.abc import Mapping
from unicodedata import combining, east_asian_width

from parser.text.diagnostic import Diagnostic
from parser.text.span import Span

WIDTH = 96
"""How much of a long line is quoted at most."""

LEAST = 30
"""How much of a long line is quoted at least, however narrow the terminal is."""

_RED, _YELLOW, _BLUE, _BOLD, _RESET = "\x1b[31m", "\x1b[33m", "\x1b[34m", "\x1b[1m", "\x1b[0m"


def render(
    diagnostic: Diagnostic, texts: Mapping[str, str], color: bool = False, columns: int = 0
) -> str:
    """Return a diagnostic as lines of text; `texts` are the sources by file name.

    With `columns` it is broken into lines that are no wider, where words allow it; without, each
    thing said is one line, which programs that look for it can read.

    >>> from parser.text.span import Span
    >>> place = Span("a.law", 5, 8, 1, 6)
    >>> odd = Diagnostic("odd", "`ban` is odd", place, help="use `b`")
    >>> print(render(odd, {"a.law": "the: ban"}))
    a.law:1:6: error[odd]: `ban` is odd
      1 | the: ban
        |      ^^^
      help: use `b`
    """
    severity = diagnostic.severity
    tint = _RED if severity == "error" else _YELLOW
    room = max(LEAST, min(WIDTH, columns - len("12345 | ……"))) if columns else WIDTH
    place, head = _place(diagnostic.at), f"{severity}[{diagnostic.code}]"
    first, *rest = _lines(f"{place}{head}: ", diagnostic.message, columns)
    painted = _paint(head, tint + _BOLD, color)
    lines = [f"{place}{painted}{first[len(place) + len(head) :]}", *rest]
    lines.extend(_snippet(diagnostic.at, texts, "^", tint if color else "", room))
    for label in diagnostic.also:
        lines.extend(_lines(f"  {_place(label.span)}", label.text, columns))
        lines.extend(_snippet(label.span, texts, "-", _BLUE if color else "", room))
    if diagnostic.help:
        first, *rest = _lines("  help: ", diagnostic.help, columns)
        lines += [f"  {_paint('help', _BOLD, color)}{first[len('  help') :]}", *rest]
    return "\n".join(lines)


def _lines(before: str, text: str, columns: int) -> list[str]:
    """Return what is said behind a word or a place as lines; without `columns` it is one."""
    text = _one_line(text)
    if not columns or len(before) + len(text) <= columns:
        return [f"{before}{text}"]
    return textwrap.wrap(
        text,
        columns,
        initial_indent=before,
        subsequent_indent="    ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _paint(text: str, code: str, color: bool) -> str:
    return f"{code}{text}{_RESET}" if color else text


def _one_line(text: str) -> str:
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def _place(span: Span) -> str:
    if not span.file:
        return ""
    return f"{span.file}:{span.line}:{span.column}: " if span.line else f"{span.file}: "


def _snippet(span: Span, texts: Mapping[str, str], mark: str, tint: str, room: int) -> list[str]:
    line = _quoted(span, texts.get(span.file, ""))
    if line is None:
        return []
    start = span.column - 1
    length = max(1, min(span.end - span.start, len(line) - start))
    first = max(0, min(start - room // 3, len(line) - room)) if len(line) > room else 0
    shown = _one_line(line[first : first + room].replace("\t", " "))
    before, after = "…" if first else "", "…" if first + room < len(line) else ""
    pad = len(before) + width(shown[: start - first])
    carets = max(1, width(shown[start - first : start - first + length]))
    number = str(span.line)
    gutter = " " * len(number)
    return [
        f"  {number} | {before}{shown}{after}",
        f"  {gutter} | {' ' * pad}{_paint(mark * carets, tint, bool(tint))}",
    ]


def _quoted(span: Span, text: str) -> str | None:
    """Return the line in which a span starts, or None if the text has no such line."""
    if not text or not span.line:
        return None
    first = span.start - span.column + 1
    if (first > 0 and text[first - 1 : first] == "\n") or (first == 0 and span.line == 1):
        end = text.find("\n", first)
        return text[first:] if end < 0 else text[first:end]
    lines = text.split("\n")
    return lines[span.line - 1] if span.line <= len(lines) else None


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes.

    >>> width("a"), width("\u65e5"), width("e\u0301")
    (1, 2, 1)
    """
    return sum(
        0 if combining(character) else 2 if east_asian_width(character) in "WF" else 1
        for character in text
    )
