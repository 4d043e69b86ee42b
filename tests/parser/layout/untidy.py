"""A file as somebody in a hurry might have written it: other blanks, blank lines, comments."""

from random import Random

from parser.layout.rows import rows
from parser.layout.tree import Code


def untidy(text: str, file: str, random: Random) -> str:
    """Return a text that says the same, with its layout spoilt and comments put into it."""
    found: list[str] = []
    indents = [0]
    for row in rows(text, file):
        if random.random() < 0.15:
            found.append(f"{' ' * random.randrange(9)}# note {len(found)}")
        if random.random() < 0.1:
            found.append(random.choice(("", "  ")))
        if not isinstance(row, Code):
            continue
        if row.level >= len(indents):
            indents.append(indents[-1] + random.randrange(1, 7))
        del indents[row.level + 1 :]
        behind = random.choice(("", "", "", " # why", "#x", f"{' ' * random.randrange(5)}# and"))
        found.append(" " * indents[-1] + _said(row, random) + behind)
    return "\n".join(found)


def _said(row: Code, random: Random) -> str:
    """Return a line with more blanks where there are some already."""
    first = row.line.pieces[0].span.start
    said, end = "", 0
    for piece in row.line.pieces:
        start = piece.span.start - first
        gap = random.choice((1, 1, 1, 1, 2, 3)) if start > end else 0
        said += " " * gap + row.text[start : piece.span.end - first]
        end = piece.span.end - first
    return said
