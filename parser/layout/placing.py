"""The lines of a file -> each in its place: level, inner blanks, and what stands in a column."""

from collections.abc import Sequence

from parser.layout.lined_up import lined_up
from parser.layout.spacing import as_written, spaced
from parser.layout.tree import Blank, Code, Comment, Laid, Placed, Row
from parser.text.render import width

_IN_COLUMNS = {"vocabulary": "_LPAR", "parameter": "_LPAR", "reading": "TEXT"}
"""Which token of a line begins what stands in a column, by the keyword of the block."""


def placed(rows: Sequence[Row]) -> tuple[Laid, ...]:
    """Return each line with its level and its text; comments stand where they did."""
    codes = [row for row in rows if isinstance(row, Code)]
    parts = [_split(code) for code in codes]
    written = [as_written(code, 0, at) for code, at in zip(codes, parts, strict=True)]
    single = [spaced(code, 0, at) for code, at in zip(codes, parts, strict=True)]
    levels = [code.level for code in codes]
    kept = lined_up(list(zip(levels, written, single, strict=True)))
    found: list[Laid] = []
    depths = _comment_levels(rows)
    number = 0
    for row, depth in zip(rows, depths, strict=True):
        match row:
            case Blank():
                found.append(row)
            case Comment(text):
                found.append(Placed(depth, "", comment=text, source=row))
            case Code():
                at = parts[number]
                text = written[number] if kept[number] else single[number]
                behind, column = "", 0
                if at is not None:
                    behind = spaced(row, at)
                    first = row.line.pieces[0].span.start
                    column = width(row.text[: row.line.pieces[at].span.start - first])
                found.append(Placed(row.level, text, behind, column, row.comment, row))
                number += 1
    return tuple(found)


def _split(code: Code) -> int | None:
    """Return the number of the piece that begins what stands in a column, if anything does."""
    wanted = _IN_COLUMNS.get(code.section)
    if wanted is None or code.level != 1:
        return None
    types = [token.type for token in code.tokens]
    if code.section == "reading" and types[0] not in ("_DEFAULT", "_ALTERNATIVE"):
        return None
    begins = next((token.span.start for token in code.tokens if token.type == wanted), None)
    if begins is None:
        return None
    return next(at for at, one in enumerate(code.line.pieces) if one.span.start == begins)


def _comment_levels(rows: Sequence[Row]) -> list[int]:
    """Return the level of each line: of a comment that of a line around it.

    It belongs to the innermost line above that it is indented with, unless the line below is
    deeper, or nothing above is still open there: then it belongs to the line below.
    """
    found = [0] * len(rows)
    below = 0
    for at in range(len(rows) - 1, -1, -1):
        row = rows[at]
        below = row.level if isinstance(row, Code) else below
        found[at] = below
    indents: list[int] = [0]
    for at, row in enumerate(rows):
        if isinstance(row, Code):
            indents = [*indents[: row.level], row.line.indent]
        elif isinstance(row, Comment):
            open_ones = range(found[at], len(indents))
            fits = [level for level in open_ones if indents[level] <= row.indent]
            found[at] = max(fits, default=found[at])
    return found
