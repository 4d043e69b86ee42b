"""Text of a case file in Montenegrin -> its lines: levels from what the parser reads of them."""

from dataclasses import replace

from parser.layout.rows import rows
from parser.layout.tree import Code, Comment, Row
from parser.syntax.montenegrin import case_file, straight
from parser.text.render import width


def montenegrin_rows(text: str, file: str) -> tuple[Row, ...]:
    """Return each line of a file as it was written; its words keep the blanks between them.

    >>> [row.text for row in montenegrin_rows('slučaj "Ana"  # ona', "a.case")]
    ['slučaj "Ana"']
    """
    found = rows(case_file(text), file)
    return tuple(_as_written(row, line) for row, line in zip(found, text.split("\n"), strict=True))


def _as_written(row: Row, line: str) -> Row:
    match row:
        case Comment():
            return replace(row, text=line.strip())
        case Code():
            begins = _comment(line)
            said, comment = line[:begins].strip(), line[begins:].strip()
            column = width(line[:begins]) if comment else 0
            return replace(row, text=said, comment=comment, comment_column=column, as_is=True)
        case _:
            return row


def _comment(line: str) -> int:
    """Return where the comment of a line begins, its length if it has none."""
    quoted = False
    for at, character in enumerate(straight(line)):
        quoted ^= character == '"'
        if character == "#" and not quoted:
            return at
    return len(line)
