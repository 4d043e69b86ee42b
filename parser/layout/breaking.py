"""Long lines -> several, where the language goes on with the next line: lists of names."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from parser.layout.columns import INDENT
from parser.layout.spacing import spaced
from parser.layout.tree import Code, Laid, Placed
from parser.text.render import width

WIDTH = 100
"""The columns of a line, comments apart."""


def broken(lines: Sequence[Laid]) -> tuple[Laid, ...]:
    """Return lines of which those with names are no wider than they have to be."""
    return tuple(part for line in lines for part in _broken(line))


def _broken(line: Laid) -> Iterator[Laid]:
    if (
        not isinstance(line, Placed)
        or not isinstance(line.source, Code)
        or line.source.section != "names"
        or INDENT * line.level + width(line.text) <= WIDTH
    ):
        yield line
        return
    rows = _filled(_names(line.source), INDENT * line.level)
    yield replace(line, text=rows[0])
    for row in rows[1:]:
        yield Placed(1, row)


def _names(code: Code) -> list[str]:
    """Return what stands between the places where a list may go on with the next line."""
    marks = {token.span.start for token in code.tokens if token.type in ("_COMMA", "_COLON")}
    parts: list[str] = []
    start = 0
    for at, piece in enumerate(code.line.pieces, 1):
        if piece.span.start in marks or at == len(code.line.pieces):
            parts.append(spaced(code, start, at))
            start = at
    return parts


def _filled(parts: Sequence[str], indent: int) -> list[str]:
    rows = [parts[0]]
    for part in parts[1:]:
        longer = f"{rows[-1]} {part}"
        if (indent if len(rows) == 1 else INDENT) + width(longer) <= WIDTH:
            rows[-1] = longer
        else:
            rows.append(part)
    return rows
