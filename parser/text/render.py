"""A diagnostic as text: place, message, the quoted line with carets, and the way out."""

from collections.abc import Mapping
from unicodedata import combining, east_asian_width

from parser.text.diagnostic import Diagnostic
from parser.text.span import Span

WIDTH = 96
"""How much of a long line is quoted."""

_RED, _YELLOW, _BLUE, _BOLD, _RESET = "\x1b[31m", "\x1b[33m", "\x1b[34m", "\x1b[1m", "\x1b[0m"


def render(diagnostic: Diagnostic, texts: Mapping[str, str], color: bool = False) -> str:
    """Return a diagnostic as lines of text; `texts` are the sources by file name.

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
    head = _paint(f"{severity}[{diagnostic.code}]", tint + _BOLD, color)
    lines = [f"{_place(diagnostic.at)}{head}: {_one_line(diagnostic.message)}"]
    lines.extend(_snippet(diagnostic.at, texts, "^", tint, color))
    for label in diagnostic.also:
        lines.append(f"  {_place(label.span)}{_one_line(label.text)}")
        lines.extend(_snippet(label.span, texts, "-", _BLUE, color))
    if diagnostic.help:
        lines.append(f"  {_paint('help', _BOLD, color)}: {_one_line(diagnostic.help)}")
    return "\n".join(lines)


def _paint(text: str, code: str, color: bool) -> str:
    return f"{code}{text}{_RESET}" if color else text


def _one_line(text: str) -> str:
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def _place(span: Span) -> str:
    if not span.file:
        return ""
    return f"{span.file}:{span.line}:{span.column}: " if span.line else f"{span.file}: "


def _snippet(span: Span, texts: Mapping[str, str], mark: str, tint: str, color: bool) -> list[str]:
    line = _quoted(span, texts.get(span.file, ""))
    if line is None:
        return []
    start = span.column - 1
    length = max(1, min(span.end - span.start, len(line) - start))
    first = max(0, min(start - WIDTH // 3, len(line) - WIDTH)) if len(line) > WIDTH else 0
    shown = _one_line(line[first : first + WIDTH].replace("\t", " "))
    before, after = "…" if first else "", "…" if first + WIDTH < len(line) else ""
    pad = len(before) + width(shown[: start - first])
    carets = max(1, width(shown[start - first : start - first + length]))
    number = str(span.line)
    gutter = " " * len(number)
    return [
        f"  {number} | {before}{shown}{after}",
        f"  {gutter} | {' ' * pad}{_paint(mark * carets, tint, color)}",
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
