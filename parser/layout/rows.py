"""Text of a `.law` or `.case` file -> its lines, with the tokens of each and all trivia."""

from dataclasses import replace

from parser.layout.tree import Blank, Code, Comment, Row
from parser.syntax import line_tokens
from parser.syntax.blocks import blocks
from parser.syntax.expression_tokens import with_signs
from parser.syntax.lexer import levels
from parser.text.diagnostic import Diagnostic, SourceError
from parser.text.render import width


def rows(text: str, file: str) -> tuple[Row, ...]:
    r"""Return each line of a file in order; raise SourceError for lines that cannot be read.

    >>> [type(row).__name__ for row in rows('# ours\n\nlaw a "A"  # so far', "a.law")]
    ['Comment', 'Blank', 'Code']
    """
    problems: list[Diagnostic] = []
    lines = text.split("\n")
    read: dict[int, Code] = {}
    for block in blocks(text, file, problems):
        if block.is_faulty:
            continue
        for line, level, part in levels(block):
            tokens = tuple(line_tokens.tokens(line, block.section, part, level))
            written = lines[line.number - 1]
            last = line.pieces[-1].span
            end = last.column - 1 + last.end - last.start
            comment = written[end:].strip()
            column = width(written[: end + written[end:].find("#")]) if comment else 0
            said = written[line.indent : end]
            # a sign is a piece of its own here: what stands between two values takes away
            signed = replace(line, pieces=tuple(with_signs(line.pieces)))
            read[line.number] = Code(signed, block.section, level, tokens, said, comment, column)
    if problems:
        raise SourceError(tuple(problems))
    return tuple(read.get(number) or _trivia(line) for number, line in enumerate(lines, 1))


def _trivia(line: str) -> Row:
    body = line.strip()
    return Comment(body, width(line[: len(line) - len(line.lstrip())])) if body else Blank()
